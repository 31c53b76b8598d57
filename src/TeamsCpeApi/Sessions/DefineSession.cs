using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Defines a session and plans the fetching of its attendance.</summary>
internal static class DefineSession
{
    internal static async Task<IResult> RunAsync(
        SessionRequest request, CpeDbContext db, SessionRules rules, DescribeSessions describe, AttendancePlan plan, MeetingPlans meetings, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var ends = request.EndsAt ?? throw Problems.InvalidMember("/endsAt", "required", "Without an end nothing can be credited: give the scheduled end.");
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = Ids.Next(now),
            OwnerKeyId = caller.Role == Role.Integrator ? caller.KeyId : null,
            ExternalId = request.ExternalId,
            Title = request.Title,
            StartsAt = request.StartsAt,
            EndsAt = ends,
            TimeZone = request.TimeZone,
            Breaks = Lists.Whole(request.Breaks, "/breaks"),
            ProviderId = request.ProviderId,
            Organizer = request.Organizer,
            JoinUrl = request.JoinUrl,
            WebinarId = request.WebinarId,
            Creates = request.Create ?? false,
            OnCalendar = request.Calendar,
            JoinMeetingId = SessionRules.DigitsOf(request.JoinMeetingId),
            RulesetVersionId = await PinRuleset.RunAsync(db, request.RulesetId, request.RulesetVersionId, SessionDay.Of(request.StartsAt, request.TimeZone), cancellationToken),
            SponsorId = request.SponsorId,
            DeliveryMethod = request.DeliveryMethod,
            ProgramLevel = request.ProgramLevel,
            Location = request.Location,
            FieldsOfStudy = Lists.Whole(request.FieldsOfStudy, "/fieldsOfStudy"),
            MaximumCredits = request.MaximumCredits,
            Instructors = Lists.Whole(request.Instructors, "/instructors"),
            CreatedAt = now,
        };
        await rules.RequireAsync(session, db, cancellationToken);

        db.Add(session);
        plan.Begin(session);
        await meetings.BeginAsync(session, cancellationToken);
        db.Record(new AuditEntry(caller.Actor, "session.created", "session", session.Id, session.Id, new { session.StartsAt, session.EndsAt, session.RulesetVersionId, session.MaximumCredits }));
        await db.SaveChangesAsync(cancellationToken);

        http.Response.SetETag(session.Version);
        return TypedResults.Created($"/api/v1/sessions/{session.Id}", await describe.OneAsync(session, cancellationToken));
    }
}
