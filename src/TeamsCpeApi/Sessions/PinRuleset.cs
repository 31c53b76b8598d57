using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Http;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Chooses the version of a ruleset by which a session's credit is decided for ever.</summary>
internal static class PinRuleset
{
    /// <summary>A refusal names so many versions: the latest tell enough.</summary>
    private const int NamedVersions = 10;

    /// <summary>The version that is named, else the latest of the ruleset's that are in force on <paramref name="day"/>.</summary>
    internal static async Task<Guid> RunAsync(CpeDbContext db, Guid? rulesetId, Guid? versionId, DateOnly day, CancellationToken cancellationToken)
    {
        if (versionId is { } named)
        {
            var version = await db.RulesetVersions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == named, cancellationToken)
                ?? throw Problems.InvalidMember("/rulesetVersionId", "ruleset-version-unknown", "There is no such version: GET /api/v1/rulesets/{rulesetId}/versions lists them.");
            return rulesetId is null || rulesetId == version.RulesetId
                ? named
                : throw Problems.InvalidMember("/rulesetVersionId", "ruleset-version-of-another", "The version belongs to another ruleset than rulesetId: send one of the two.");
        }

        if (rulesetId is not { } id)
        {
            throw Problems.InvalidMember("/rulesetId", "required", "Name the ruleset by rulesetId, or one of its versions by rulesetVersionId.");
        }

        var versions = await db.RulesetVersions.AsNoTracking().Where(version => version.RulesetId == id).OrderByDescending(version => version.Number).ToListAsync(cancellationToken);
        if (versions.Count == 0)
        {
            throw Problems.InvalidMember("/rulesetId", "ruleset-unknown", "There is no such ruleset: GET /api/v1/rulesets lists them.");
        }

        return (versions.Find(version => version.IsInForceOn(day)) ?? throw NotInForce(versions, day)).Id;
    }

    /// <summary>Warns when a session was moved to a day on which its version is not in force; nothing is pinned anew by itself.</summary>
    internal static IEnumerable<SessionNeed> Warnings(Session session, RulesetVersion pinned)
    {
        var day = SessionDay.Of(session.StartsAt, session.TimeZone);
        if (!pinned.IsInForceOn(day))
        {
            yield return new("ruleset-not-in-force", $"The session starts on {day:yyyy-MM-dd}, and the pinned version {pinned.Number} of the ruleset \"{pinned.Content.Name}\" is in force {Dates(pinned)}: send rulesetId again to pin the version of that day, or keep this one knowingly.");
        }
    }

    private static ProblemException NotInForce(List<RulesetVersion> versions, DateOnly day) => Problems.InvalidMember(
        "/rulesetId",
        "ruleset-not-in-force",
        $"No version of the ruleset \"{versions[0].Content.Name}\" is in force on {day:yyyy-MM-dd}: {string.Join(", ", versions.Take(NamedVersions).Select(version => $"version {version.Number} is {Dates(version)}"))}. Choose another ruleset, or name a version by rulesetVersionId.");

    private static string Dates(RulesetVersion version) => RulesetVersion.Dates(version.EffectiveFrom, version.EffectiveUntil);
}

/// <summary>The day on which a session starts where it takes place.</summary>
internal static class SessionDay
{
    /// <summary>An unknown zone is refused elsewhere; until then the day is UTC's.</summary>
    internal static DateOnly Of(DateTimeOffset startsAt, string timeZone) => DateOnly.FromDateTime(
        (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(startsAt, zone) : startsAt.ToUniversalTime()).DateTime);
}
