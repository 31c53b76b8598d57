using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>Brings the subscriptions into line with the sessions: made, renewed, authorized again, removed. What fails is tried again with growing pauses.</summary>
internal sealed class SubscriptionUpkeep(
    CpeDbContext db, WantedSubscriptions wanted, GraphSubscriptions graph, NotificationCertificates certificates, NotificationSwitch notifications, SecretProtector protector, TimeProvider clock, WorkLock workLock)
{
    /// <summary>What Microsoft lets the subscriptions live at most, less a little.</summary>
    private static readonly TimeSpan EventLifetime = TimeSpan.FromMinutes(1440 - 30);

    private static readonly TimeSpan CallLifetime = TimeSpan.FromMinutes(4320 - 30);

    /// <summary>Of two at the same moment, as when a node that was given up still works, the second waits: each would take the other's new subscription for a lost one.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => workLock.WaitAsync("subscriptions", () => KeepAllAsync(cancellationToken), cancellationToken);

    private async Task<int> KeepAllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var targets = (await wanted.AtAsync(now, cancellationToken)).ToDictionary(target => (target.ProviderId, target.Resource));
        var rows = await db.Subscriptions.ToListAsync(cancellationToken);
        foreach (var row in rows.Where(row => !targets.ContainsKey((row.ProviderId, row.Resource)) && IsDue(row, now)))
        {
            await RemoveAsync(row, cancellationToken);
        }

        var known = rows.Select(row => (row.ProviderId, row.Resource)).ToHashSet();
        foreach (var target in targets.Values.Where(target => !known.Contains((target.ProviderId, target.Resource))))
        {
            var row = new Subscription
            {
                Id = Ids.Next(now),
                ProviderId = target.ProviderId,
                SessionId = target.SessionId,
                Kind = target.Kind,
                Resource = target.Resource,
                About = target.About,
            };
            db.Add(row);
            rows.Add(row);
        }

        foreach (var row in rows.Where(row => targets.ContainsKey((row.ProviderId, row.Resource)) && IsDue(row, now)))
        {
            await KeepAsync(row, now, cancellationToken);
        }

        return await db.SaveChangesAsync(cancellationToken);
    }

    private static bool IsDue(Subscription row, DateTimeOffset now) => row.NextTryAt is not { } next || next <= now;

    private static TimeSpan LifetimeOf(Subscription row) => row.Kind == SubscriptionKind.MeetingCallEvents ? CallLifetime : EventLifetime;

    private async Task KeepAsync(Subscription row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.GraphId is null || row.ExpiresAt is not { } expires || expires <= now)
        {
            await CreateAsync(row, now, cancellationToken);
            return;
        }

        var connection = await ConnectAsync(row, cancellationToken);
        if (row.NeedsReauthorization)
        {
            var refused = await graph.ReauthorizeAsync(connection, row.Subject, row.GraphId, cancellationToken);
            row.NeedsReauthorization = refused is not null && !GraphSubscriptions.IsGone(refused);
            await NoteAsync(row, refused, now, cancellationToken);
        }

        if (row.GraphId is not null && expires - now < LifetimeOf(row) / 3)
        {
            var renewed = await graph.RenewAsync(connection, row.Subject, row.GraphId, now + LifetimeOf(row), cancellationToken);
            row.ExpiresAt = renewed.Succeeded ? renewed.Value.ExpiresAt ?? now + LifetimeOf(row) : row.ExpiresAt;
            await NoteAsync(row, renewed.Failure, now, cancellationToken);
        }
    }

    /// <summary>The secret is stored, as its hash, before Graph hears it: its first notification may come before its answer.</summary>
    private async Task CreateAsync(Subscription row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        (row.SecretSha256, row.GraphId, row.ExpiresAt, row.NeedsReauthorization) = (HashOf(secret), null, null, false);
        await db.SaveChangesAsync(cancellationToken);

        var connection = await ConnectAsync(row, cancellationToken);
        var certificate = row.Kind == SubscriptionKind.MeetingCallEvents ? await certificates.CurrentAsync(cancellationToken) : null;
        var answer = await graph.CreateAsync(connection, row.Subject, notifications.Address, $"{row.Id:N}.{secret}", now + LifetimeOf(row), certificate, cancellationToken);
        if (answer.Succeeded)
        {
            (row.GraphId, row.ExpiresAt) = (answer.Value.Id, answer.Value.ExpiresAt ?? now + LifetimeOf(row));
        }
        else if (answer.Failure is { HttpStatus: StatusCodes.Status403Forbidden or StatusCodes.Status409Conflict, Kind: not GraphFailureKind.ConsentMissing })
        {
            await RemoveOrphansAsync(row, connection, cancellationToken);
        }

        await NoteAsync(row, answer.Failure, now, cancellationToken);
    }

    /// <summary>One whose answer was lost still stands in the way of the next.</summary>
    private async Task RemoveOrphansAsync(Subscription row, GraphConnection connection, CancellationToken cancellationToken)
    {
        var all = await graph.ListAsync(connection, row.Subject, cancellationToken);
        var ours = notifications.Address.ToString();
        foreach (var orphan in (all.Value ?? []).Where(other => other.Resource == row.Resource && other.NotificationUrl == ours))
        {
            await graph.RemoveAsync(connection, row.Subject, orphan.Id, cancellationToken);
        }
    }

    private async Task RemoveAsync(Subscription row, CancellationToken cancellationToken)
    {
        var failure = row.GraphId is { } id && row.ExpiresAt > clock.GetUtcNow() ? await graph.RemoveAsync(await ConnectAsync(row, cancellationToken), row.Subject, id, cancellationToken) : null;
        if (failure is null)
        {
            db.Remove(row);
        }

        await NoteAsync(row, failure, clock.GetUtcNow(), cancellationToken);
    }

    private async Task NoteAsync(Subscription row, GraphFailure? failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (failure is not null && GraphSubscriptions.IsGone(failure))
        {
            (row.GraphId, row.ExpiresAt) = (null, null);
        }

        row.Failures = failure is null ? 0 : Math.Min(row.Failures + 1, 7);
        row.NextTryAt = failure is null ? null : now + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, row.Failures - 1)));
        row.Problem = failure is null ? null : new JobProblem(failure.Code, GraphProblems.Words(failure));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<GraphConnection> ConnectAsync(Subscription row, CancellationToken cancellationToken) =>
        (await ProviderEndpoints.FindAsync(db, row.ProviderId, cancellationToken)).Connect(protector);

    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
