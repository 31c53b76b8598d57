using System.Globalization;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Reconciliation;

/// <summary>Decisions about attendees whom no source names any more. They are kept: a refresh or an upload may bring the attendee back.</summary>
internal static class DecisionWarnings
{
    private const string Code = "decision-without-attendee";
    private const int MostIds = 10;

    internal static IEnumerable<SessionNeed> Of(SessionPicture picture)
    {
        var seen = picture.Outcome.Matches.SelectMany(match => match.Identity.Keys).ToHashSet(StringComparer.Ordinal);
        var ids = picture.Decisions.Values
            .Where(decision => !seen.Contains(decision.IdentityKey))
            .OrderBy(decision => decision.DecidedAt)
            .Select(decision => Attendees.IdOf(picture.Session.Id, decision.IdentityKey))
            .ToArray();
        if (ids.Length > 0)
        {
            var further = ids.Length > MostIds ? string.Create(CultureInfo.InvariantCulture, $" and {ids.Length - MostIds} more") : "";
            yield return new SessionNeed(
                Code,
                $"{Count.Of(ids.Length, "person's decision concerns an attendee", "people's decisions concern attendees")} whom no report, file or poll names any more: {string.Join(", ", ids.Take(MostIds))}{further}. Without effect for now, a decision holds again when its attendee is back; DELETE /api/v1/sessions/{picture.Session.Id}/attendees/{{attendeeId}}/match takes it back.");
        }
    }
}
