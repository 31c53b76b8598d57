using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>Rulesets and their immutable versions.</summary>
internal static class RulesetEndpoints
{
    public static void MapRulesets(this IEndpointRouteBuilder routes)
    {
        var rulesets = routes.MapGroup("/rulesets").WithTags("Rulesets").RequireAuthorization(Policies.Read);
        rulesets.MapGet("/", ListAsync).WithName("ListRulesets").WithSummary("The latest version of every ruleset, presets included.");
        rulesets.MapPost("/", CreateAsync).RequireAuthorization(Policies.Administer)
            .Produces<RulesetView>(201).WithName("CreateRuleset").WithSummary("Add a ruleset.");
        rulesets.MapPost("/preview", PreviewRuleset.RunAsync).WithName("PreviewRuleset")
            .WithSummary("What if: a ruleset (stored or not), other breaks, other polls against a session; who would get what, beside what they get now. Nothing is stored.");
        rulesets.MapGet("/{rulesetId:guid}", GetAsync).WithName("GetRuleset").WithSummary("The latest version of one ruleset.");
        rulesets.MapGet("/{rulesetId:guid}/versions", ListVersionsAsync).WithName("ListRulesetVersions").WithSummary("All versions of one ruleset.");
        rulesets.MapPost("/{rulesetId:guid}/versions", CreateVersionAsync).RequireAuthorization(Policies.Administer)
            .Produces<RulesetView>(201).WithName("CreateRulesetVersion").WithSummary("Add a version; sessions keep the one that they have.");
    }

    private static async Task<Page<RulesetView>> ListAsync([AsParameters] PageQuery page, CpeDbContext db, HttpContext http, CancellationToken cancellationToken) =>
        await db.RulesetVersions
            .Where(version => !db.RulesetVersions.Any(later => later.RulesetId == version.RulesetId && later.Number > version.Number))
            .ToPageAsync(page, RulesetView.Of, http, cancellationToken);

    private static async Task<IResult> CreateAsync(Ruleset ruleset, CpeDbContext db, Caller caller, TimeProvider clock, CancellationToken cancellationToken) =>
        await StoreAsync(Ids.Next(clock.GetUtcNow()), 1, ruleset, db, caller, clock, cancellationToken);

    private static async Task<RulesetView> GetAsync(Guid rulesetId, CpeDbContext db, CancellationToken cancellationToken) =>
        RulesetView.Of(await LatestAsync(db, rulesetId, cancellationToken) ?? throw Problems.NotFound("ruleset"));

    private static async Task<Page<RulesetView>> ListVersionsAsync(Guid rulesetId, [AsParameters] PageQuery page, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var versions = db.RulesetVersions.Where(version => version.RulesetId == rulesetId);
        return await versions.AnyAsync(cancellationToken)
            ? await versions.ToPageAsync(page, RulesetView.Of, http, cancellationToken)
            : throw Problems.NotFound("ruleset");
    }

    private static async Task<IResult> CreateVersionAsync(Guid rulesetId, Ruleset ruleset, CpeDbContext db, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var latest = await LatestAsync(db, rulesetId, cancellationToken) ?? throw Problems.NotFound("ruleset");
        if (latest.PresetKey is not null)
        {
            throw Problems.Conflict("preset", "A preset cannot be changed", "Copy the preset into a ruleset of your own and change that one.");
        }

        return await StoreAsync(rulesetId, latest.Number + 1, ruleset, db, caller, clock, cancellationToken);
    }

    private static async Task<IResult> StoreAsync(Guid rulesetId, int number, Ruleset ruleset, CpeDbContext db, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        ruleset = RequireUsable(ruleset, "");
        var now = clock.GetUtcNow();
        var version = new RulesetVersion { Id = Ids.Next(now), RulesetId = rulesetId, Number = number, PresetKey = null, Content = ruleset, CreatedAt = now };
        db.Add(version);
        db.Record(new AuditEntry(caller.Actor, "ruleset.version-created", "ruleset", rulesetId, Data: new { version.Id, number }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/rulesets/{rulesetId}", RulesetView.Of(version));
    }

    /// <summary>The ruleset as it was sent, or a refusal with all that is wrong with it.</summary>
    internal static Ruleset RequireUsable(Ruleset ruleset, string pointer)
    {
        var whole = ruleset with { Table = Lists.Whole(ruleset.Table, $"{pointer}/table"), EarningRoles = Lists.Whole(ruleset.EarningRoles, $"{pointer}/earningRoles") };
        return RulesetCheck.Problems(whole) is { Count: > 0 } problems
            ? throw Problems.Invalid("The ruleset cannot be used as it is.", [.. problems.Select(problem => new InputError(problem.Code, problem.Message, pointer + problem.Pointer))])
            : whole;
    }

    internal static Task<RulesetVersion?> LatestAsync(CpeDbContext db, Guid rulesetId, CancellationToken cancellationToken) =>
        db.RulesetVersions.AsNoTracking().Where(version => version.RulesetId == rulesetId).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>A version of a ruleset.</summary>
/// <param name="Id">The ruleset's id; sessions are given this one.</param>
/// <param name="VersionId">The version's id; a session pins it.</param>
/// <param name="Version">1, 2, 3, …</param>
/// <param name="PresetKey">The stable key of a preset.</param>
/// <param name="Ruleset">What it says.</param>
/// <param name="CreatedAt">When this version was stored.</param>
internal sealed record RulesetView(Guid Id, Guid VersionId, int Version, string? PresetKey, Ruleset Ruleset, DateTimeOffset CreatedAt)
{
    public static RulesetView Of(RulesetVersion version) => new(version.RulesetId, version.Id, version.Number, version.PresetKey, version.Content, version.CreatedAt);
}
