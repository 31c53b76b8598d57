using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>Does what notifications ask for. It comes to an earlier look at most; doing it twice changes nothing.</summary>
internal sealed class ReadInbox(CpeDbContext db, HurryAttendance hurry, NotificationCertificates certificates, NotificationTokens tokens, SecretProtector protector, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>For this time the same notification again is recognized.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>True when a subscription needs care now.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var needsCare = false;
        while (await db.InboxEntries.Where(entry => entry.ReadAt == null).OrderBy(entry => entry.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                var subscription = await db.Subscriptions.SingleAsync(row => row.Id == entry.SubscriptionId, cancellationToken);
                needsCare |= await ReadAsync(entry, subscription, cancellationToken);
                entry.ReadAt = clock.GetUtcNow();
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        var old = clock.GetUtcNow() - Kept;
        await db.InboxEntries.Where(entry => entry.ReadAt < old).ExecuteDeleteAsync(cancellationToken);
        return needsCare;
    }

    private async Task<bool> ReadAsync(InboxEntry entry, Subscription subscription, CancellationToken cancellationToken)
    {
        switch (entry.LifecycleEvent)
        {
            case "reauthorizationRequired":
                subscription.NeedsReauthorization = true;
                return true;
            case "subscriptionRemoved":
                (subscription.GraphId, subscription.ExpiresAt) = (null, null);
                return true;
            case not null:
                await hurry.RunAsync(subscription, cancellationToken);
                return false;
        }

        if (subscription.Kind == SubscriptionKind.MeetingCallEvents && !await IsEndOfCallAsync(entry, subscription, cancellationToken))
        {
            return false;
        }

        await hurry.RunAsync(subscription, cancellationToken);
        return false;
    }

    /// <summary>A rich notification is believed when its tokens are Entra's and its content can be read with our key.</summary>
    private async Task<bool> IsEndOfCallAsync(InboxEntry entry, Subscription subscription, CancellationToken cancellationToken)
    {
        if (entry.Rich is null || JsonSerializer.Deserialize<RichNotification>(entry.Rich, Json.Options) is not { } rich)
        {
            return false;
        }

        var connection = (await ProviderEndpoints.FindAsync(db, subscription.ProviderId, cancellationToken)).Connect(protector);
        using var key = await certificates.KeyOfAsync(rich.Content.EncryptionCertificateId, cancellationToken);
        if (key is null || !await tokens.AreValidAsync(rich.ValidationTokens, connection, cancellationToken) || rich.Content.Decrypt(key) is not { } content)
        {
            return false;
        }

        try
        {
            var call = JsonSerializer.Deserialize<CallEvent>(content, GraphWire.Json);
            return (call?.EventType ?? call?.CallEventType)?.EndsWith("callEnded", StringComparison.OrdinalIgnoreCase) ?? false;
        }
        catch (JsonException)
        {
            // The resource is beta and may look otherwise tomorrow: the schedule does the work then.
            return false;
        }
    }

    private sealed record CallEvent(string? EventType, string? CallEventType);
}
