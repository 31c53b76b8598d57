using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Security;

namespace TeamsCpeApi.Storage;

/// <summary>Brings the database up to date before the first request. Of several nodes that start at once one does it, the others wait.</summary>
internal sealed class MigrateDatabase(IServiceScopeFactory scopes) : IHostedService
{
    private const long LockKey = 0x4350_454D_4947_5241;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteAsync($"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
            await scope.ServiceProvider.GetRequiredService<SeedPresets>().RunAsync(cancellationToken);
            await scope.ServiceProvider.GetRequiredService<BootstrapAdminKey>().RunAsync(cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteAsync($"select pg_advisory_unlock({LockKey})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
