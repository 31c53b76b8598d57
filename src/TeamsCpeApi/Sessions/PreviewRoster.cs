using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Says exactly what a roster would do, by doing it to copies. Nothing is stored, not even an audit event.</summary>
internal static class PreviewRoster
{
    internal static async Task<IResult> RunAsync(Session session, RosterBody body, bool replaces, CpeDbContext db, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var change = await RosterEndpoints.PrepareAsync(db.Participants.AsNoTracking(), session.Id, clock, cancellationToken);
        var items = RosterEndpoints.Apply(change, body.Rows.Count <= RosterBody.MaximumParticipants ? body.Rows : []);
        var unreadable = body.Refusals.Select((error, index) => new RosterItem(index, error.Row, RosterOutcome.Refused, null, [], error));
        var all = items.Concat(unreadable).ToList();
        var removed = replaces && body.Refusals.Count == 0 ? change.Unnamed.ToList() : [];
        var reason = Reason(body, all, isWhole: body.IsFile || replaces) ?? await RosterEndpoints.BoundAsync(removed, db, cancellationToken);
        http.Response.SetETag(session.RosterVersion);
        return TypedResults.Ok(RosterAnswer.Of(preview: true, reason, all, removed, body));
    }

    private static string? Reason(RosterBody body, List<RosterItem> items, bool isWhole)
    {
        var refused = items.Count(item => item.Outcome == RosterOutcome.Refused);
        return body.Rows.Count > RosterBody.MaximumParticipants ? $"A roster has at most {RosterBody.MaximumParticipants} participants."
            : isWhole && refused > 0 ? "A file, and a roster that replaces another, is taken whole or not at all: mend what is refused."
            : refused > 0 && refused == items.Count ? "None of the participants can be taken: mend what is refused."
            : null;
    }
}
