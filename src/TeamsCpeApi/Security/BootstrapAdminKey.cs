using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Security;

/// <summary>The first admin key: the configured one, else a new one that is printed once, when there is no key at all.</summary>
internal sealed class BootstrapAdminKey(CpeDbContext db, IOptions<SecurityOptions> options, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await db.ApiKeys.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var secret = options.Value.BootstrapAdminKey ?? ApiKey.NewSecret();
        var key = new ApiKey
        {
            Id = Ids.Next(now),
            Name = "First administrator",
            Role = Role.Admin,
            SecretHash = ApiKey.HashOf(secret),
            Hint = ApiKey.HintOf(secret),
            CreatedAt = now,
        };
        db.Add(key);
        db.Record(new AuditEntry(Caller.System.Actor, "key.created", "key", key.Id, Data: new { key.Role, bootstrap = true }));
        await db.SaveChangesAsync(cancellationToken);
        if (options.Value.BootstrapAdminKey is null)
        {
            // Not through the log: logs are kept and shipped, this is for the eyes of whoever starts the first node.
            await Console.Out.WriteLineAsync($"First admin key, shown this once: {secret}");
        }
    }
}
