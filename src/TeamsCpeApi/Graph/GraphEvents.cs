using System.Globalization;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.Graph;

/// <summary>A calendar event with a meeting in it. The join link may be missing for a moment after the event was made.</summary>
internal sealed record CalendarEvent(string Id, string? JoinUrl, bool IsCancelled);

/// <summary>Somebody who is invited.</summary>
internal sealed record EventAttendee(string Address, string Name);

/// <summary>Makes, changes and removes calendar events with a Teams meeting (graph.md §4). No application access policy applies here.</summary>
internal sealed class GraphEvents(GraphReader reader, GraphWriter writer, GraphClouds clouds)
{
    private const string Permissions = "Calendars.ReadWrite, OnlineMeetings.Read.All, OnlineMeetingArtifact.Read.All and User.Read.All";

    /// <summary>A property of our own by which an event is found again after a lost answer.</summary>
    private const string KeyProperty = "String {6f1c8a8e-3f0b-4f0e-9a57-6d1b0b3a5c11} Name TeamsCpeApiSession";

    /// <summary>Makes the event. Asked for once: whoever does not know the outcome looks with <see cref="FindAsync"/> before asking again.</summary>
    public async Task<GraphAnswer<CalendarEvent>> CreateAsync(
        GraphConnection connection, Guid organizerId, string key, MeetingPlan plan, IReadOnlyList<EventAttendee> attendees, CancellationToken cancellationToken)
    {
        var call = Call("events.create", connection, organizerId);
        if (clouds.MeetingRefusal(call) is { } refusal)
        {
            return new(null, refusal, []);
        }

        return await writer.AskAsync<WireEvent, CalendarEvent>(
            call,
            HttpMethod.Post,
            PathOf(connection, organizerId),
            BodyOf(plan, attendees) with
            {
                TransactionId = key,
                IsOnlineMeeting = true,
                OnlineMeetingProvider = "teamsForBusiness",
                SingleValueExtendedProperties = [new(KeyProperty, key)],
            },
            repeatable: false,
            ToEvent,
            cancellationToken);
    }

    /// <summary>The event of this key; an empty list when it was never made.</summary>
    public Task<GraphAnswer<IReadOnlyList<CalendarEvent>>> FindAsync(GraphConnection connection, Guid organizerId, string key, CancellationToken cancellationToken)
        => reader.ListAsync<WireEvent, CalendarEvent>(
            Call("events.find", connection, organizerId),
            GraphPath.Filtered(PathOf(connection, organizerId), $"singleValueExtendedProperties/Any(ep: ep/id eq {GraphPath.Literal(KeyProperty)} and ep/value eq {GraphPath.Literal(key)})"),
            ToEvent,
            cancellationToken,
            firstPageOnly: true);

    public Task<GraphAnswer<CalendarEvent>> GetAsync(GraphConnection connection, Guid organizerId, string eventId, CancellationToken cancellationToken)
        => reader.GetAsync<WireEvent, CalendarEvent>(
            Call("events.get", connection, organizerId), $"{PathOf(connection, organizerId, eventId)}?$select=id,isCancelled,onlineMeeting", ToEvent, cancellationToken);

    public Task<GraphFailure?> ChangeAsync(
        GraphConnection connection, Guid organizerId, string eventId, MeetingPlan plan, IReadOnlyList<EventAttendee> attendees, CancellationToken cancellationToken)
        => writer.DoAsync(
            Call("events.change", connection, organizerId), HttpMethod.Patch, PathOf(connection, organizerId, eventId), BodyOf(plan, attendees), repeatable: true, cancellationToken);

    /// <summary>Removes an event, which tells the attendees; one that is gone already counts as removed.</summary>
    public async Task<GraphFailure?> RemoveAsync(GraphConnection connection, Guid organizerId, string eventId, CancellationToken cancellationToken)
        => GraphMeetings.IfStillThere(await writer.DoAsync(
            Call("events.remove", connection, organizerId), HttpMethod.Delete, PathOf(connection, organizerId, eventId), null, repeatable: true, cancellationToken));

    private static string PathOf(GraphConnection connection, Guid organizerId, string? eventId = null)
        => $"{GraphPath.Owner(connection, organizerId)}/events{(eventId is null ? "" : "/" + Uri.EscapeDataString(eventId))}";

    private static GraphCall Call(string operation, GraphConnection connection, Guid organizerId)
        => new(operation, GraphFailureKind.MeetingNotFound, connection, organizerId) { Permissions = Permissions };

    private static CalendarEvent? ToEvent(WireEvent wire)
        => string.IsNullOrWhiteSpace(wire.Id)
            ? null
            : new(wire.Id, string.IsNullOrWhiteSpace(wire.OnlineMeeting?.JoinUrl) ? null : wire.OnlineMeeting.JoinUrl, wire.IsCancelled ?? false);

    /// <summary>Attendees do not see each other: a roster is not for everybody on it.</summary>
    private static EventBody BodyOf(MeetingPlan plan, IReadOnlyList<EventAttendee> attendees) => new(
        plan.Subject,
        Local(plan.StartsAt),
        Local(plan.EndsAt),
        [.. attendees.Select(attendee => new EventBodyAttendee(new(attendee.Address, attendee.Name), "required"))],
        HideAttendees: true);

    private static EventTime Local(DateTimeOffset instant) => new(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), "UTC");

    private sealed record WireEvent(string? Id, bool? IsCancelled, WireJoin? OnlineMeeting);

    private sealed record WireJoin(string? JoinUrl);

    private sealed record EventBody(string Subject, EventTime Start, EventTime End, IReadOnlyList<EventBodyAttendee> Attendees, bool HideAttendees)
    {
        public string? TransactionId { get; init; }

        public bool? IsOnlineMeeting { get; init; }

        public string? OnlineMeetingProvider { get; init; }

        public IReadOnlyList<ExtendedProperty>? SingleValueExtendedProperties { get; init; }
    }

    private sealed record EventTime(string DateTime, string TimeZone);

    private sealed record EventBodyAttendee(EventAddress EmailAddress, string Type);

    private sealed record EventAddress(string Address, [property: JsonPropertyName("name")] string Name);

    private sealed record ExtendedProperty(string Id, string Value);
}
