using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>Registrations for the webinar or town hall of a session.</summary>
internal static class RegistrationEndpoints
{
    private const int LanguageMaxLength = 20;

    public static void MapRegistrations(this IEndpointRouteBuilder routes)
    {
        var registrations = routes.MapGroup("/sessions/{sessionId:guid}/registrations").WithTags("Registrations").RequireAuthorization(Policies.Read);
        registrations.MapGet("/", GetAsync).WithName("ListRegistrations").WithSummary("Everybody who registered or should have: registration, participant, and whether they were there.");
        registrations.MapPost("/", RegisterAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<JobView>(202).WithName("RegisterParticipants").WithSummary("Register participants of the roster, all or chosen ones; whoever is registered already is left alone.");
        registrations.MapPost("/refresh", RefreshAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<JobView>(202).WithName("RefreshRegistrations").WithSummary("Read the event and its registrations now.");
    }

    private static async Task<RegistrationsView> GetAsync(Guid sessionId, DescribeRegistrations describe, CancellationToken cancellationToken) =>
        await describe.RunAsync(sessionId, cancellationToken);

    private static async Task<IResult> RegisterAsync(
        Guid sessionId, RegistrationRequest request, CpeDbContext db, EventAttendance events, JobQueue queue, Caller caller, CancellationToken cancellationToken)
    {
        var session = await RequireEventAsync(sessionId, db, events, caller, cancellationToken);
        if (request.Language is { } language && (language.Length is 0 or > LanguageMaxLength || !language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')))
        {
            throw Problems.InvalidMember("/language", "language-malformed", "Give a language tag such as en-us or de-de.");
        }

        if (request.ParticipantIds is { } ids && await db.Participants.CountAsync(row => row.SessionId == session.Id && ids.Contains(row.Id), cancellationToken) != ids.Distinct().Count())
        {
            throw Problems.InvalidMember("/participantIds", "participant-unknown", "Not all of them are on this session's roster.");
        }

        return await QueueAsync(JobKind.RegistrationCreate, new JobArguments(request.ParticipantIds) { Language = request.Language }, session, db, queue, caller, cancellationToken);
    }

    private static async Task<IResult> RefreshAsync(Guid sessionId, CpeDbContext db, EventAttendance events, JobQueue queue, Caller caller, CancellationToken cancellationToken) =>
        await QueueAsync(JobKind.RegistrationList, null, await RequireEventAsync(sessionId, db, events, caller, cancellationToken), db, queue, caller, cancellationToken);

    private static async Task<Session> RequireEventAsync(Guid sessionId, CpeDbContext db, EventAttendance events, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return session switch
        {
            { CancelledAt: not null } => throw Problems.Conflict("session-cancelled", "The session is cancelled", "Nobody is registered for it any more."),
            { IsFromFiles: true } => throw Problems.Conflict("not-a-webinar", "The session is no webinar", "It names no meeting, so that nobody registers for it: set providerId and webinarId if it is one."),
            { ProviderId: null } => throw Problems.Conflict("provider-missing", "The session has no provider", "Set providerId first: it says in which Microsoft tenant the event is."),
            _ when !await events.IsEventAsync(session, cancellationToken) => throw Problems.Conflict("not-a-webinar", "The session is no webinar", "Only webinars and town halls have registrations: set webinarId, or the join URL of one of the event's sessions."),
            _ => session,
        };
    }

    private static async Task<IResult> QueueAsync(JobKind kind, JobArguments? arguments, Session session, CpeDbContext db, JobQueue queue, Caller caller, CancellationToken cancellationToken)
    {
        var waiting = arguments is null
            ? await db.Jobs.FirstOrDefaultAsync(job => job.SessionId == session.Id && job.Kind == kind && job.State == JobState.Queued, cancellationToken)
            : null;
        if (waiting is not null)
        {
            return JobEndpoints.Accepted(waiting);
        }

        var job = queue.Add(kind, session.Id, arguments: arguments);
        db.Record(new AuditEntry(caller.Actor, kind == JobKind.RegistrationList ? "registrations.refresh-requested" : "registrations.requested", "session", session.Id, session.Id, new { job.Id }));
        await db.SaveChangesAsync(cancellationToken);
        return JobEndpoints.Accepted(job);
    }
}

/// <summary>Whom to register.</summary>
/// <param name="ParticipantIds">Participants of the roster; everybody, if left out.</param>
/// <param name="Language">Language of Microsoft's messages to them, such as en-us.</param>
internal sealed record RegistrationRequest(IReadOnlyList<Guid>? ParticipantIds, string? Language);
