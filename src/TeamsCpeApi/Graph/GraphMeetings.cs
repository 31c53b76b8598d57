using System.Globalization;

namespace TeamsCpeApi.Graph;

/// <summary>What a meeting is about and when it is.</summary>
internal sealed record MeetingPlan(string Subject, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>Makes, changes and removes meetings that stand in nobody's calendar (graph.md §4).</summary>
internal sealed class GraphMeetings(GraphWriter writer, GraphClouds clouds)
{
    private const string Permissions = "OnlineMeetings.ReadWrite.All, OnlineMeetingArtifact.Read.All and User.Read.All";

    /// <summary>The meeting of this key, made if there is none. The key makes it safe to ask again after a lost answer.</summary>
    public async Task<GraphAnswer<OnlineMeeting>> CreateOrGetAsync(
        GraphConnection connection, Guid organizerId, string key, MeetingPlan plan, CancellationToken cancellationToken)
    {
        var call = Call("meetings.create", connection, organizerId);
        if (clouds.MeetingRefusal(call) is { } refusal)
        {
            return new(null, refusal, []);
        }

        var body = new { externalId = key, startDateTime = Text(plan.StartsAt), endDateTime = Text(plan.EndsAt), subject = plan.Subject };
        return await writer.AskAsync<WireMeeting, OnlineMeeting>(
            call,
            HttpMethod.Post,
            GraphPath.Meetings(connection, organizerId) + "/createOrGet",
            body,
            repeatable: true,
            wire => GraphProjection.ToMeeting(wire, MeetingFoundBy.MeetingId),
            cancellationToken);
    }

    public Task<GraphFailure?> ChangeAsync(GraphConnection connection, Guid organizerId, string meetingId, MeetingPlan plan, CancellationToken cancellationToken)
        => writer.DoAsync(
            Call("meetings.change", connection, organizerId),
            HttpMethod.Patch,
            GraphPath.Meeting(connection, organizerId, meetingId),
            new { startDateTime = Text(plan.StartsAt), endDateTime = Text(plan.EndsAt), subject = plan.Subject },
            repeatable: true,
            cancellationToken);

    /// <summary>Removes a meeting; one that is gone already counts as removed.</summary>
    public async Task<GraphFailure?> RemoveAsync(GraphConnection connection, Guid organizerId, string meetingId, CancellationToken cancellationToken)
        => IfStillThere(await writer.DoAsync(
            Call("meetings.remove", connection, organizerId), HttpMethod.Delete, GraphPath.Meeting(connection, organizerId, meetingId), null, repeatable: true, cancellationToken));

    internal static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    internal static GraphFailure? IfStillThere(GraphFailure? failure)
        => failure is { Kind: GraphFailureKind.MeetingNotFound, HttpStatus: StatusCodes.Status404NotFound } ? null : failure;

    private static GraphCall Call(string operation, GraphConnection connection, Guid organizerId)
        => new(operation, GraphFailureKind.MeetingNotFound, connection, organizerId) { Permissions = Permissions };
}
