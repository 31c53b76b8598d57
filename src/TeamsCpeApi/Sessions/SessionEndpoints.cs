using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Sessions, their rosters, and launching into them.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").WithTags("Sessions").RequireAuthorization(Policies.Read);
        sessions.MapPost("/", DefineSession.RunAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<SessionView>(201).WithName("CreateSession").WithSummary("Define a session; its attendance is fetched by itself after its end.");
        sessions.MapGet("/", ListAsync).WithName("ListSessions").WithSummary("Sessions, oldest first.");
        sessions.MapGet("/{sessionId:guid}", GetAsync).WithName("GetSession").WithSummary("One session: where it stands, what is missing and why.");
        sessions.MapPatch("/{sessionId:guid}", ChangeSession.RunAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<SessionView>().WithName("ChangeSession").WithSummary("Change a session.");
        sessions.MapDelete("/{sessionId:guid}", CancelSession.RunAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces(204).WithName("CancelSession").WithSummary("Cancel a session that has no certificates; its record stays.");

        var roster = sessions.MapGroup("/{sessionId:guid}/participants").WithTags("Roster");
        roster.MapGet("/", RosterEndpoints.ListAsync).WithName("ListParticipants").WithSummary("The roster; its ETag guards the replacement of the whole.");
        roster.MapPost("/", RosterEndpoints.AddAsync).RequireAuthorization(Policies.ManageSessions)
            .Accepts<RosterRequest>("application/json", "text/csv", "multipart/form-data").Produces<RosterAnswer>().WithName("AddParticipants")
            .WithSummary("Add or update participants, as JSON or CSV; an outcome for each. ?preview=true says what would happen and stores nothing.");
        roster.MapPut("/", RosterEndpoints.ReplaceAsync).RequireAuthorization(Policies.ManageSessions)
            .Accepts<RosterRequest>("application/json", "text/csv", "multipart/form-data").Produces<RosterAnswer>().WithName("ReplaceParticipants")
            .WithSummary("Replace the roster, as JSON or CSV; whole or not at all. ?preview=true says what would happen and stores nothing.");
        sessions.MapPost("/{sessionId:guid}/launch", LaunchParticipant.RunAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<LaunchView>().WithName("Launch").WithSummary("The join URL for one participant, from one hour before the start until the end; recorded.");
    }

    private static async Task<Page<SessionView>> ListAsync(
        [AsParameters] PageQuery page, string? externalId, CpeDbContext db, DescribeSessions describe, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var rows = await db.Sessions.VisibleTo(caller)
            .Where(session => externalId == null || session.ExternalId == externalId)
            .ToPageAsync(page, session => session, http, cancellationToken);
        return new Page<SessionView>(await describe.AllAsync(rows.Items, cancellationToken), rows.Next);
    }

    private static async Task<SessionView> GetAsync(Guid sessionId, CpeDbContext db, DescribeSessions describe, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        http.Response.SetETag(session.Version);
        return await describe.OneAsync(session, cancellationToken);
    }
}
