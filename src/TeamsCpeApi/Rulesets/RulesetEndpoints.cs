using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
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
        rulesets.MapGet("/", ListAsync).WithName("ListRulesets").WithSummary("The latest version of every ruleset; presets have a presetKey. With on=2026-01-01: the latest of those in force on that day.");
        rulesets.MapGet("/schema", GetSchema).Produces<object>(200, "application/schema+json").WithName("GetRulesetSchema").WithSummary("The JSON schema (2020-12) of a ruleset.");
        rulesets.MapPost("/", CreateAsync).RequireAuthorization(Policies.Administer)
            .Produces<RulesetView>(201).WithName("CreateRuleset").WithSummary("Add a ruleset; what makes no sense is refused in words.");
        rulesets.MapPost("/preview", PreviewRuleset.RunAsync).WithName("PreviewRuleset")
            .WithSummary("What if: a ruleset (stored or not), other breaks, other polls against a session; who would get what, beside what they get now. Nothing is stored.");
        rulesets.MapGet("/{rulesetId:guid}", GetAsync).WithName("GetRuleset").WithSummary("The latest version of one ruleset.");
        rulesets.MapPost("/{rulesetId:guid}/copy", CopyRuleset.RunAsync).RequireAuthorization(Policies.Administer)
            .Produces<RulesetView>(201).WithName("CopyRuleset").WithSummary("Make a ruleset of your own from another: a merge patch of the members that differ, its name at least.");
        rulesets.MapGet("/{rulesetId:guid}/versions", ListVersionsAsync).WithName("ListRulesetVersions").WithSummary("All versions of one ruleset.");
        rulesets.MapPost("/{rulesetId:guid}/versions", CreateVersionAsync).RequireAuthorization(Policies.Administer)
            .Produces<RulesetView>(201).WithName("CreateRulesetVersion").WithSummary("Add a version; sessions keep the one that they have.");
    }

    private static async Task<Page<RulesetView>> ListAsync([AsParameters] PageQuery page, DateOnly? on, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var versions = db.RulesetVersions.InForceOn(on);
        return await versions
            .Where(version => !versions.Any(later => later.RulesetId == version.RulesetId && later.Number > version.Number))
            .ToPageAsync(page, RulesetView.Of, http, cancellationToken);
    }

    private static Task<IResult> CreateAsync(Ruleset ruleset, StoreRuleset store, CancellationToken cancellationToken) => store.NewAsync(ruleset, null, cancellationToken);

    private static ContentHttpResult GetSchema() => TypedResults.Text(RulesetSchema.Text, "application/schema+json");

    private static async Task<RulesetView> GetAsync(Guid rulesetId, CpeDbContext db, CancellationToken cancellationToken) =>
        RulesetView.Of(await db.RulesetVersions.LatestAsync(rulesetId, cancellationToken) ?? throw Problems.NotFound("ruleset"));

    private static async Task<Page<RulesetView>> ListVersionsAsync(Guid rulesetId, [AsParameters] PageQuery page, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var versions = db.RulesetVersions.Where(version => version.RulesetId == rulesetId);
        return await versions.AnyAsync(cancellationToken)
            ? await versions.ToPageAsync(page, RulesetView.Of, http, cancellationToken)
            : throw Problems.NotFound("ruleset");
    }

    private static Task<IResult> CreateVersionAsync(Guid rulesetId, Ruleset ruleset, StoreRuleset store, CancellationToken cancellationToken) => store.NextAsync(rulesetId, ruleset, cancellationToken);
}

/// <summary>A version of a ruleset.</summary>
/// <param name="Id">The ruleset's id; sessions are given this one.</param>
/// <param name="VersionId">The version's id; a session pins it.</param>
/// <param name="Version">1, 2, 3, …</param>
/// <param name="PresetKey">The stable key of a preset; null for rulesets of your own.</param>
/// <param name="BasedOnVersionId">The version that this one was copied from.</param>
/// <param name="Ruleset">What it says.</param>
/// <param name="CreatedAt">When this version was stored.</param>
internal sealed record RulesetView(Guid Id, Guid VersionId, int Version, string? PresetKey, Guid? BasedOnVersionId, Ruleset Ruleset, DateTimeOffset CreatedAt)
{
    public static RulesetView Of(RulesetVersion version) => new(version.RulesetId, version.Id, version.Number, version.PresetKey, version.BasedOnVersionId, version.Content, version.CreatedAt);
}
