using Microsoft.EntityFrameworkCore;
using Quartz;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>Renews sign-ins that nobody uses, long before Entra forgets them after 90 days; what cannot be renewed shows as "reconnect".</summary>
internal sealed class RenewSignIns(CpeDbContext db, GraphTokens tokens, SecretProtector protector, TimeProvider clock)
{
    /// <summary>At least monthly is needed; a week leaves time for a server that was off, or an Entra that did not answer.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(7);

    /// <summary>The number of sign-ins that were renewed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() - Age;
        var providers = await db.Providers.AsNoTracking()
            .Where(provider => db.TokenCaches.Any(cache => cache.ProviderId == provider.Id && cache.RenewedAt <= due))
            .ToListAsync(cancellationToken);
        var renewed = 0;
        foreach (var provider in providers.Where(provider => provider.SignIn is { Reconnect: null }))
        {
            var (token, _) = await tokens.GetAsync(provider.Connect(protector), fresh: true, cancellationToken);
            renewed += token is null ? 0 : 1;
        }

        return renewed;
    }
}

/// <summary>The clock of the renewal: once an hour, on one node.</summary>
[DisallowConcurrentExecution]
internal sealed class RenewSignInsJob(IServiceScopeFactory scopes) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RenewSignIns>().RunAsync(cancellationToken);
    }
}
