using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Meetings;

/// <summary>The meeting that is made for a session.</summary>
internal static class MeetingEndpoints
{
    public static void AddMeetings(this IServiceCollection services)
    {
        services.AddScoped<FindPerson>();
        services.AddScoped<Invitations>();
        services.AddScoped<MakeMeeting>();
        services.AddScoped<MeetingPlans>();
        services.AddScoped<IJobWork, SyncMeeting>();
    }

    public static void MapMeetings(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sessions/{sessionId:guid}/meeting", SyncAsync).WithTags("Sessions").RequireAuthorization(Policies.ManageSessions)
            .Produces<JobView>(202).WithName("SyncMeeting").WithSummary("Make the session's meeting now, or bring it up to date; after a failure was mended, for example.");

    private static async Task<IResult> SyncAsync(Guid sessionId, CpeDbContext db, MeetingPlans plans, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        if (!session.Creates)
        {
            throw Problems.Conflict("meeting-not-ours", "The meeting is not made here", "Only a session with create:true has its meeting made for it.");
        }

        var job = await plans.QueueAsync(JobKind.MeetingSync, session, cancellationToken);
        db.Record(new AuditEntry(caller.Actor, "meeting.sync-requested", "session", sessionId, sessionId, new { job.Id }));
        await db.SaveChangesAsync(cancellationToken);
        return JobEndpoints.Accepted(job);
    }
}

/// <summary>The meeting that was made for a session.</summary>
/// <param name="OnCalendar">True when it stands in the organizer's calendar.</param>
/// <param name="Created">True when it is there, with its join URL and its id.</param>
/// <param name="MeetingId">Microsoft's meeting id.</param>
/// <param name="JoinUrl">Its join URL.</param>
/// <param name="Uninvited">Participants who could not be invited, and why.</param>
internal sealed record MadeMeetingView(bool OnCalendar, bool Created, string? MeetingId, string? JoinUrl, IReadOnlyList<UninvitedParticipant> Uninvited)
{
    public static MadeMeetingView? Of(CreatedMeeting? row) => row is null ? null : new(row.OnCalendar, row.IsThere, row.MeetingId, row.JoinUrl, row.Uninvited);
}

/// <summary>What a session lacks at Microsoft's side.</summary>
internal static class MeetingNeeds
{
    public static IEnumerable<SessionNeed> Of(Session session, SessionState state, SessionEvent? happening, CreatedMeeting? made, MeetingStatus? status)
    {
        if (state is SessionState.Cancelled)
        {
            if (made is not null)
            {
                yield return new SessionNeed("meeting-not-removed", $"The meeting is not removed yet. {status?.Problem?.Detail}".Trim());
            }

            yield break;
        }

        if (session.Creates && made is not { IsThere: true })
        {
            yield return new SessionNeed("meeting", $"The meeting is not created yet. {status?.Problem?.Detail ?? "It is, by itself, in a moment."}");
        }
        else if (session.Creates && status?.Problem is { } problem)
        {
            yield return new SessionNeed("meeting-outdated", $"The meeting is not up to date. {problem.Detail}");
        }

        if (session.WebinarId is not null && happening is null)
        {
            yield return new SessionNeed("webinar", "The webinar has not been read yet: POST /api/v1/sessions/{id}/registrations/refresh reads it, and its job says what is in the way.");
        }

        if (happening is { EventSessionId: null })
        {
            yield return new SessionNeed("webinar-session", "None of the event's sessions is at this session's time: compare startsAt and endsAt with the event.");
        }

        if (state == SessionState.Scheduled && happening is { Status: { } word } && word != "published")
        {
            yield return new SessionNeed("webinar-status", $"The event's status in Teams is {word}: nobody can attend it.");
        }
    }
}
