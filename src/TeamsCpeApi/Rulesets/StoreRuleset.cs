using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>Stores a version of a ruleset that makes sense; it never changes again.</summary>
internal sealed class StoreRuleset(CpeDbContext db, Caller caller, TimeProvider clock)
{
    /// <summary>Adds the first version of a new ruleset.</summary>
    public Task<IResult> NewAsync(Ruleset ruleset, Guid? basedOnVersionId, CancellationToken cancellationToken) =>
        RunAsync(Ids.Next(clock.GetUtcNow()), 1, ruleset, basedOnVersionId, cancellationToken);

    /// <summary>Adds the next version of a ruleset.</summary>
    public async Task<IResult> NextAsync(Guid rulesetId, Ruleset ruleset, CancellationToken cancellationToken)
    {
        var latest = await db.RulesetVersions.LatestAsync(rulesetId, cancellationToken) ?? throw Problems.NotFound("ruleset");
        if (latest.PresetKey is not null)
        {
            throw Problems.Conflict("preset", "A preset cannot be changed", "Copy the preset into a ruleset of your own (POST …/copy) and change that one.");
        }

        return await RunAsync(rulesetId, latest.Number + 1, ruleset, null, cancellationToken);
    }

    private async Task<IResult> RunAsync(Guid rulesetId, int number, Ruleset sent, Guid? basedOnVersionId, CancellationToken cancellationToken)
    {
        var ruleset = RequireUsable(sent, "");
        var now = clock.GetUtcNow();
        var version = new RulesetVersion
        {
            Id = Ids.Next(now),
            RulesetId = rulesetId,
            Number = number,
            PresetKey = null,
            BasedOnVersionId = basedOnVersionId,
            Content = ruleset,
            EffectiveFrom = ruleset.EffectiveFrom,
            EffectiveUntil = ruleset.EffectiveUntil,
            CreatedAt = now,
        };
        db.Add(version);
        db.Record(new AuditEntry(caller.Actor, "ruleset.version-created", "ruleset", rulesetId, Data: new { version.Id, number, basedOnVersionId }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/rulesets/{rulesetId}", RulesetView.Of(version));
    }

    /// <summary>The ruleset as it was sent, or a refusal with all that is wrong with it.</summary>
    internal static Ruleset RequireUsable(Ruleset ruleset, string pointer)
    {
        var whole = ruleset.AsNewVersion() with
        {
            Table = Lists.Whole(ruleset.Table, $"{pointer}/table"),
            PollTiers = Lists.Whole(ruleset.PollTiers, $"{pointer}/pollTiers"),
            EarningRoles = Lists.Whole(ruleset.EarningRoles, $"{pointer}/earningRoles"),
        };
        return RulesetSense.Problems(whole) is { Count: > 0 } problems
            ? throw Problems.Invalid("The ruleset cannot be used as it is.", [.. problems.Select(problem => new InputError(problem.Code, problem.Message, pointer + problem.Pointer))])
            : whole;
    }
}
