using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Instruction;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Changes a session; what certificates rest on stays once they are out.</summary>
internal static class ChangeSession
{
    internal static async Task<IResult> RunAsync(
        Guid sessionId, SessionPatch patch, CpeDbContext db, SessionRules rules, DescribeSessions describe, AttendancePlan plan, MeetingPlans meetings, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        http.Request.RequireMatch(session);
        if (session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "Define a new session instead.");
        }

        if (patch.DecidesWhoEarns && caller.Role == Role.Integrator)
        {
            // It becomes credit, and takes somebody who may approve.
            throw Problems.Forbidden(Policies.Words(Policies.Operate));
        }

        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        if (patch.BearsOnCredit)
        {
            // A certificate or an instructor's award that is made at this moment comes before the change, which finds it, or rests on the changed session.
            await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
        }

        if (patch.BearsOnCredit && await TakeSnapshot.IsFrozenAsync(db, sessionId, cancellationToken))
        {
            throw Problems.Conflict("certificates-issued", "Certificates are out", "Times, breaks, breakouts, ruleset, fields, maximum, instructors and decisions about roles are what the certificates rest on. Revoke the certificates first.");
        }

        var meetingBefore = (session.JoinUrl, session.JoinMeetingId, session.WebinarId, session.Creates, session.Organizer, session.ProviderId, session.StartsAt, session.EndsAt);
        await ApplyAsync(session, patch, db, cancellationToken);
        RoleDecisions.Apply(session, patch, caller, clock.GetUtcNow());
        await rules.RequireAsync(session, db, cancellationToken);
        if (patch.Instructors is not null)
        {
            await InstructionAward.RequireNoneLeftOutAsync(session, db, cancellationToken);
        }

        if (db.ChangeTracker.HasChanges())
        {
            var changed = db.Entry(session).Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name).ToArray();
            if (meetingBefore != (session.JoinUrl, session.JoinMeetingId, session.WebinarId, session.Creates, session.Organizer, session.ProviderId, session.StartsAt, session.EndsAt))
            {
                await plan.RestartAsync(session, cancellationToken);
            }

            await meetings.FollowAsync(session, changed, cancellationToken);
            db.Record(new AuditEntry(caller.Actor, "session.changed", "session", session.Id, session.Id, new { changed }));
            if (changed.Contains(nameof(Session.Breakouts)))
            {
                // Who attests stands in the session, and in no event.
                var breakouts = session.Breakouts.Select(breakout => new { breakout.StartsAt, breakout.EndsAt, breakout.Reason });
                db.Record(new AuditEntry(caller.Actor, "session.breakouts-declared", "session", session.Id, session.Id, new { breakouts }));
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        await db.CommitAsync(transaction, cancellationToken);
        http.Response.SetETag(session.Version);
        return TypedResults.Ok(await describe.OneAsync(session, cancellationToken));
    }

    private static async Task ApplyAsync(Session session, SessionPatch patch, CpeDbContext db, CancellationToken cancellationToken)
    {
        session.ExternalId = patch.ExternalId ?? session.ExternalId;
        session.Title = patch.Title ?? session.Title;
        session.StartsAt = patch.StartsAt ?? session.StartsAt;
        session.EndsAt = patch.EndsAt ?? session.EndsAt;
        session.TimeZone = patch.TimeZone ?? session.TimeZone;
        session.Breaks = patch.Breaks is { } breaks ? Lists.Whole(breaks, "/breaks") : session.Breaks;
        session.Breakouts = patch.Breakouts is { } breakouts ? Lists.Whole(breakouts, "/breakouts") : session.Breakouts;
        session.ProviderId = patch.ProviderId ?? session.ProviderId;
        session.Organizer = patch.Organizer ?? session.Organizer;
        session.OnCalendar = patch.Calendar ?? session.OnCalendar;
        if (patch.NamesMeeting)
        {
            (session.JoinUrl, session.JoinMeetingId) = (patch.JoinUrl, SessionRules.DigitsOf(patch.JoinMeetingId));
            (session.WebinarId, session.Creates) = (patch.WebinarId, patch.Create ?? false);
        }

        session.RulesetVersionId = patch.NamesRuleset
            ? await PinRuleset.RunAsync(db, patch.RulesetId, patch.RulesetVersionId, SessionDay.Of(session.StartsAt, session.TimeZone), cancellationToken)
            : session.RulesetVersionId;
        session.SponsorId = patch.SponsorId ?? session.SponsorId;
        session.DeliveryMethod = patch.DeliveryMethod ?? session.DeliveryMethod;
        session.ProgramLevel = patch.ProgramLevel ?? session.ProgramLevel;
        session.Location = patch.Location ?? session.Location;
        session.FieldsOfStudy = patch.FieldsOfStudy is { } fields ? Lists.Whole(fields, "/fieldsOfStudy") : session.FieldsOfStudy;
        session.MaximumCredits = patch.MaximumCredits ?? session.MaximumCredits;
        session.Instructors = patch.Instructors is { } instructors ? Lists.Whole(instructors, "/instructors") : session.Instructors;
    }
}
