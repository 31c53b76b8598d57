using Microsoft.EntityFrameworkCore;
using Quartz;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webhooks;

namespace TeamsCpeApi.Providers;

/// <summary>Tells once per credential and threshold that its end is near. Running twice, or on two nodes, tells nobody twice.</summary>
internal sealed class WatchCredentials(CpeDbContext db, TimeProvider clock)
{
    public const string EventType = "provider.credential-expiring";

    /// <summary>The number of events that were new.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var horizon = now.AddDays(CredentialExpiry.Thresholds[0]);
        var near = await db.Providers.AsNoTracking().Where(provider => provider.CredentialExpiresOn > now && provider.CredentialExpiresOn <= horizon).ToListAsync(cancellationToken);
        var raised = 0;
        foreach (var provider in near)
        {
            var (expiresOn, threshold) = (provider.CredentialExpiresOn!.Value, CredentialExpiry.ThresholdOf(provider.CredentialExpiresOn.Value, now)!.Value);
            var isNew = await OutboxEvent.RaiseAsync(
                db,
                EventType,
                $"{EventType}:{provider.Id}:{provider.CredentialId}:{threshold}",
                new { ProviderId = provider.Id, provider.CredentialType, ExpiresOn = expiresOn, Threshold = threshold, DaysLeft = CredentialExpiry.DaysLeft(expiresOn, now) },
                now,
                cancellationToken);
            raised += isNew ? 1 : 0;
        }

        return raised;
    }
}

/// <summary>The clock of the watch: once an hour, on one node.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchCredentialsJob(IServiceScopeFactory scopes) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WatchCredentials>().RunAsync(cancellationToken);
    }
}
