using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;

namespace TeamsCpeApi.Reconciliation;

/// <summary>The identities seen in Teams and Forms, and whose they are.</summary>
internal static class AttendeeEndpoints
{
    public static void MapAttendees(this IEndpointRouteBuilder routes)
    {
        var attendees = routes.MapGroup("/sessions/{sessionId:guid}/attendees").WithTags("Attendees").RequireAuthorization(Policies.Read);
        attendees.MapGet("/", ListAsync).WithName("ListAttendees").WithSummary("Identities seen, each with its match, the rung that decided and the evidence; ?match=unmatched|suggested|matched|dismissed|staff, ?class=attendee|presenter|organizer|instructor.");
        attendees.MapPost("/matches", DecideManyAsync).RequireAuthorization(Policies.Operate)
            .WithName("DecideMatches").WithSummary("Say of many attendees at once which participant each is, with a reason and the attendee's etag; an outcome for each, and one bad item does not lose the rest.");
        attendees.MapPut("/{attendeeId:guid}/match", DecideAsync).RequireAuthorization(Policies.Operate)
            .WithName("DecideMatch").WithSummary("Say which participant it is, or that it is nobody of the roster; with a reason. Saying it again confirms it. The attendee's etag is its If-Match.");
        attendees.MapDelete("/{attendeeId:guid}/match", UndoAsync).RequireAuthorization(Policies.Operate)
            .Produces(204).WithName("UndoMatch").WithSummary("Take a human decision back; the ladder decides again.");
    }

    private static async Task<AttendeeList> ListAsync(Guid sessionId, string? match, string? @class, GatherSession gather, CancellationToken cancellationToken)
    {
        var state = QueryValues.Choice<MatchState>(match, nameof(match));
        var kind = QueryValues.Choice<AttendeeClass>(@class, nameof(@class));
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        return new AttendeeList([.. picture.Outcome.Matches.Where(row => (state is null || row.State == state) && (kind is null || row.Class == kind)).Select(row => AttendeeView.Of(row, picture))], null);
    }

    private static Task<AttendeeView> DecideAsync(Guid sessionId, Guid attendeeId, MatchRequest request, DecideMatches decide, HttpContext http, CancellationToken cancellationToken) =>
        decide.OneAsync(sessionId, attendeeId, request, http, cancellationToken);

    private static Task<MatchesAnswer> DecideManyAsync(Guid sessionId, MatchesRequest request, DecideMatches decide, CancellationToken cancellationToken) =>
        decide.ManyAsync(sessionId, request, cancellationToken);

    private static async Task<IResult> UndoAsync(Guid sessionId, Guid attendeeId, DecideMatches decide, HttpContext http, CancellationToken cancellationToken)
    {
        await decide.UndoAsync(sessionId, attendeeId, http, cancellationToken);
        return TypedResults.NoContent();
    }
}
