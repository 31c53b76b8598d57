using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>The roster: who was enrolled.</summary>
internal static class RosterEndpoints
{
    internal static async Task<Page<ParticipantView>> ListAsync(Guid sessionId, [AsParameters] PageQuery page, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        http.Response.SetETag(session.RosterVersion);
        return await db.Participants.Where(participant => participant.SessionId == sessionId).ToPageAsync(page, ParticipantView.Of, http, cancellationToken);
    }

    /// <summary>Adds and updates; as JSON every participant by itself, as a file all of them or none.</summary>
    internal static async Task<IResult> AddAsync(Guid sessionId, bool? preview, HttpRequest request, CpeDbContext db, MeetingPlans meetings, RefusedRosters refused, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var body = await RosterBody.ReadAsync(request, cancellationToken);
        if (preview == true)
        {
            return await PreviewRoster.RunAsync(session, body, replaces: false, db, clock, request.HttpContext, cancellationToken);
        }

        return await TakeAsync(session, body, refused, caller, AddRowsAsync);

        async Task<IResult> AddRowsAsync(IReadOnlyList<RosterRow> rows)
        {
            var change = await PrepareAsync(db.Participants, sessionId, clock, cancellationToken);
            var outcomes = Apply(change, rows);
            if (body.IsFile || outcomes.TrueForAll(outcome => outcome.Outcome == RosterOutcome.Refused))
            {
                RequireAll(outcomes);
            }

            return await SaveAsync(session, body, outcomes, [], db, meetings, caller, request.HttpContext, cancellationToken);
        }
    }

    /// <summary>Makes the roster exactly what was sent, or leaves it.</summary>
    internal static async Task<IResult> ReplaceAsync(Guid sessionId, bool? preview, HttpRequest request, CpeDbContext db, MeetingPlans meetings, RefusedRosters refused, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        request.RequireMatch(session.RosterVersion);
        var body = await RosterBody.ReadAsync(request, cancellationToken);
        if (preview == true)
        {
            return await PreviewRoster.RunAsync(session, body, replaces: true, db, clock, request.HttpContext, cancellationToken);
        }

        return await TakeAsync(session, body, refused, caller, ReplaceRowsAsync);

        async Task<IResult> ReplaceRowsAsync(IReadOnlyList<RosterRow> rows)
        {
            var change = await PrepareAsync(db.Participants, sessionId, clock, cancellationToken);
            var outcomes = Apply(change, rows);
            RequireAll(outcomes);
            var removed = change.Unnamed.ToList();
            if (await BoundAsync(removed, db, cancellationToken) is { } bound)
            {
                throw Problems.Conflict("participants-in-use", "Participants are in use", bound);
            }

            db.RemoveRange(removed);
            return await SaveAsync(session, body, outcomes, removed, db, meetings, caller, request.HttpContext, cancellationToken);
        }
    }

    /// <summary>Why these participants cannot be removed, or null.</summary>
    internal static async Task<string?> BoundAsync(List<Participant> removed, CpeDbContext db, CancellationToken cancellationToken)
    {
        var ids = removed.Select(participant => participant.Id).ToArray();
        var bound = await db.Participants.CountAsync(
            row => ids.Contains(row.Id)
                && (db.CreditAwards.Any(award => award.ParticipantId == row.Id)
                    || db.ProgramAwards.Any(award => award.ParticipantIds.Contains(row.Id))
                    || db.Certificates.Any(certificate => certificate.ParticipantIds.Contains(row.Id))
                    || db.MatchDecisions.Any(decision => decision.ParticipantId == row.Id)
                    || db.Launches.Any(launch => launch.ParticipantId == row.Id)),
            cancellationToken);
        return bound == 0 ? null : $"{bound} of the participants that the new roster leaves out have been launched, matched, approved or certified: keep them in the list, or undo that first.";
    }

    private static async Task<Session> OpenAsync(CpeDbContext db, Guid sessionId, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return session.CancelledAt is null ? session : throw Problems.Conflict("session-cancelled", "The session is cancelled", "Its roster stays as it is.");
    }

    internal static async Task<RosterChange> PrepareAsync(IQueryable<Participant> participants, Guid sessionId, TimeProvider clock, CancellationToken cancellationToken)
    {
        var existing = await participants.Where(participant => participant.SessionId == sessionId).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return new RosterChange(sessionId, existing, () => Ids.Next(now));
    }

    /// <summary>Of a file that is refused an audit event stays; JSON is refused as any other request.</summary>
    private static Task<IResult> TakeAsync(Session session, RosterBody body, RefusedRosters refused, Caller caller, Func<IReadOnlyList<RosterRow>, Task<IResult>> take) =>
        body.File is { } file ? refused.WatchAsync(session.Id, file, caller, () => take(body.Require())) : take(body.Require());

    internal static List<RosterItem> Apply(RosterChange change, IReadOnlyList<RosterRow> rows) => [.. rows.Select((row, index) =>
    {
        var (outcome, participant, error, changes) = change.Apply(row);
        return new RosterItem(index, row.Row, outcome, participant is null ? null : ParticipantView.Of(participant), changes, error) { Entity = participant };
    })];

    private static void RequireAll(List<RosterItem> outcomes)
    {
        var errors = outcomes.Select(outcome => outcome.Error).OfType<InputError>().Take(100).ToArray();
        if (errors.Length > 0)
        {
            throw Problems.Invalid("The roster was not taken: mend the participants named under errors and send it again.", errors);
        }
    }

    private static async Task<IResult> SaveAsync(
        Session session, RosterBody body, List<RosterItem> outcomes, List<Participant> removed, CpeDbContext db, MeetingPlans meetings, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        db.AddRange(outcomes.Where(outcome => outcome.Outcome == RosterOutcome.Added).Select(outcome => outcome.Entity!));
        if (db.ChangeTracker.HasChanges())
        {
            session.RosterVersion++;
            await meetings.FollowRosterAsync(session, cancellationToken);
            db.Record(new AuditEntry(caller.Actor, "roster.changed", "session", session.Id, session.Id, new
            {
                added = outcomes.Where(outcome => outcome.Outcome == RosterOutcome.Added).Select(outcome => outcome.Entity!.Id),
                updated = outcomes.Where(outcome => outcome.Outcome == RosterOutcome.Updated).Select(outcome => outcome.Entity!.Id),
                removed = removed.Select(participant => participant.Id),
            }));
            await db.SaveChangesAsync(cancellationToken);
        }

        http.Response.SetETag(session.RosterVersion);
        return TypedResults.Ok(RosterAnswer.Of(preview: false, reason: null, outcomes, removed, body));
    }
}
