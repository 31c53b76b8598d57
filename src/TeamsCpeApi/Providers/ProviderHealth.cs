using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>Credentials that need somebody soon. Ready all the same; whoever asks learns numbers, no names.</summary>
internal sealed class ProviderHealth(CpeDbContext db, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var horizon = now.AddDays(CredentialExpiry.Thresholds[0]);
        var counts = new Dictionary<string, object>
        {
            ["expiring"] = await db.Providers.CountAsync(provider => provider.CredentialExpiresOn > now && provider.CredentialExpiresOn <= horizon, cancellationToken),
            ["expired"] = await db.Providers.CountAsync(provider => provider.CredentialExpiresOn <= now, cancellationToken),
            ["reconnect"] = (await db.Providers.Where(provider => provider.Kind == ProviderKind.Delegated).Select(provider => provider.SignIn).ToListAsync(cancellationToken)).Count(signIn => signIn is { Reconnect: not null }),
        };
        return counts.Values.All(count => count is 0)
            ? HealthCheckResult.Healthy(data: counts)
            : HealthCheckResult.Degraded("Providers need somebody to renew a credential or to sign in.", data: counts);
    }
}
