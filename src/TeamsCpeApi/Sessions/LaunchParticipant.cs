using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Hands the join URL to one participant and records that.</summary>
internal static class LaunchParticipant
{
    private static readonly TimeSpan Early = TimeSpan.FromHours(1);

    internal static async Task<IResult> RunAsync(Guid sessionId, LaunchRequest request, CpeDbContext db, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var participant = await db.Participants.SingleOrDefaultAsync(
            row => row.SessionId == sessionId && ((request.ParticipantId != null && row.Id == request.ParticipantId) || (request.ParticipantId == null && row.ExternalId == request.ExternalId)),
            cancellationToken) ?? throw Problems.NotFound("participant of this session");

        var now = clock.GetUtcNow();
        if (session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "It cannot be joined any more.");
        }

        FilesAlone.RequireMeeting(session, "There is nothing to join here.");
        if (now < session.StartsAt - Early)
        {
            throw Problems.Conflict("too-early", "It is too early to join", $"The session can be joined from {session.StartsAt - Early:yyyy-MM-dd'T'HH:mm:ss'Z'} on, one hour before its start.");
        }

        if (now >= session.EndsAt)
        {
            throw Problems.Conflict("session-over", "The session is over", $"It ended at {session.EndsAt:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        }

        var joinUrl = session.JoinUrl
            ?? await db.CreatedMeetings.Where(row => row.SessionId == sessionId).Select(row => row.JoinUrl).SingleOrDefaultAsync(cancellationToken)
            ?? await db.SessionEvents.Where(row => row.SessionId == sessionId).Select(row => row.JoinUrl).SingleOrDefaultAsync(cancellationToken)
            ?? (await db.AttendanceStatuses.AsNoTracking().SingleAsync(status => status.SessionId == sessionId, cancellationToken)).Meeting?.JoinUrl;
        if (joinUrl is null)
        {
            throw Problems.Conflict("join-url-unknown", "The join URL is not known yet", "Microsoft has not told the join URL yet: see what is missing at the session, or set joinUrl.");
        }

        var launch = new Launch { Id = Ids.Next(now), SessionId = sessionId, ParticipantId = participant.Id, At = now };
        db.Add(launch);
        db.Record(new AuditEntry(caller.Actor, "participant.launched", "participant", participant.Id, sessionId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new LaunchView(joinUrl, now));
    }
}

/// <summary>Who wants to join.</summary>
/// <param name="ParticipantId">The participant's id here, or</param>
/// <param name="ExternalId">the LMS's own id.</param>
internal sealed record LaunchRequest(Guid? ParticipantId, string? ExternalId);

/// <summary>Where to go.</summary>
/// <param name="JoinUrl">The Teams join URL, as it was given, or as Microsoft has it where the meeting was given by its id.</param>
/// <param name="LaunchedAt">When it was handed out.</param>
internal sealed record LaunchView(string JoinUrl, DateTimeOffset LaunchedAt);
