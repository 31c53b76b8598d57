using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>
/// Stores the presets at the start; one that has changed with a release becomes a new version. Meanings are compared: what
/// was stored before a member existed is read with the member's default.
/// </summary>
internal sealed class SeedPresets(CpeDbContext db, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, ruleset) in RulesetPresets.All)
        {
            var latest = await db.RulesetVersions.AsNoTracking().Where(version => version.PresetKey == key).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellationToken);
            if (latest is not null && JsonSerializer.Serialize(latest.Content, Json.Options) == JsonSerializer.Serialize(ruleset, Json.Options))
            {
                continue;
            }

            var number = (latest?.Number ?? 0) + 1;
            var version = new RulesetVersion
            {
                Id = IdOf($"{key}:{number}"),
                RulesetId = IdOf(key),
                Number = number,
                PresetKey = key,
                Content = ruleset,
                EffectiveFrom = ruleset.EffectiveFrom,
                EffectiveUntil = ruleset.EffectiveUntil,
                CreatedAt = clock.GetUtcNow(),
            };
            db.Add(version);
            db.Record(new AuditEntry(Caller.System.Actor, "ruleset.preset-stored", "ruleset", version.RulesetId, Data: new { key, number }));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Presets have the same ids in every installation, so that an LMS may refer to them.</summary>
    private static Guid IdOf(string key) => Ids.Of($"teams-cpe:ruleset:{key}");
}
