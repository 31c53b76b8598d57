namespace TeamsCpeApi.Graph;

internal enum VirtualEventKind
{
    Webinar,
    TownHall,
}

/// <summary>A webinar or town hall. The status is Graph's word: draft, published, canceled, or one that is not known yet.</summary>
internal sealed record VirtualEvent(VirtualEventKind Kind, string Id, string? Status, string? Title, Guid? OrganizerId, DateTimeOffset? StartsAt);

/// <summary>One session of an event; a series has several.</summary>
internal sealed record EventSession(string Id, string? Subject, string? JoinUrl, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);

/// <summary>Somebody who registered. The status is Graph's word, such as registered or waitlisted.</summary>
internal sealed record EventRegistration(
    string Id, string? Email, string? FirstName, string? LastName, string? Status, DateTimeOffset? RegisteredAt, DateTimeOffset? CanceledAt);

/// <summary>Somebody to be registered.</summary>
internal sealed record Registrant(string FirstName, string LastName, string Email, string TimeZone, string Language);

/// <summary>Webinars and town halls, their sessions, reports and registrations (graph.md §3). The organizer's access policy applies to all of it.</summary>
internal sealed class GraphVirtualEvents(GraphReader reader, GraphWriter writer, GraphClouds clouds)
{
    private const string Reading = "VirtualEvent.Read.All, OnlineMeetingArtifact.Read.All and User.Read.All";
    private const string Registering = "VirtualEventRegistration-Anon.ReadWrite.All and VirtualEvent.Read.All";

    public Task<GraphAnswer<VirtualEvent>> GetAsync(GraphConnection connection, VirtualEventKind kind, string eventId, CancellationToken cancellationToken)
        => AskAsync(Call("events.read", connection), call => reader.GetAsync<WireEvent, VirtualEvent>(call, PathOf(kind, eventId), wire => ToEvent(kind, wire), cancellationToken));

    /// <summary>The events that a person organizes.</summary>
    public Task<GraphAnswer<IReadOnlyList<VirtualEvent>>> ListOfAsync(GraphConnection connection, VirtualEventKind kind, Guid organizerId, CancellationToken cancellationToken)
        => AskAsync(Call("events.list", connection, organizerId), call => reader.ListAsync<WireEvent, VirtualEvent>(
            call, $"{PathOf(kind)}/getByUserIdAndRole(userId='{organizerId:D}',role='organizer')", wire => ToEvent(kind, wire), cancellationToken));

    public Task<GraphAnswer<IReadOnlyList<EventSession>>> ListSessionsAsync(GraphConnection connection, VirtualEventKind kind, string eventId, CancellationToken cancellationToken)
        => AskAsync(Call("events.sessions", connection), call => reader.ListAsync<WireSession, EventSession>(call, PathOf(kind, eventId) + "/sessions", ToSession, cancellationToken));

    public Task<GraphAnswer<IReadOnlyList<AttendanceReportSummary>>> ListReportsAsync(
        GraphConnection connection, VirtualEventKind kind, string eventId, string sessionId, CancellationToken cancellationToken)
        => AskAsync(Call("events.reports", connection), call => reader.ListAsync<WireReport, AttendanceReportSummary>(
            call, PathOf(kind, eventId, sessionId) + "/attendanceReports", GraphProjection.ToReport, cancellationToken));

    public Task<GraphAnswer<IReadOnlyList<AttendanceRecordData>>> ListRecordsAsync(
        GraphConnection connection, VirtualEventKind kind, string eventId, string sessionId, string reportId, CancellationToken cancellationToken)
        => AskAsync(Call("events.records", connection, whenNotFound: GraphFailureKind.ReportNotFound), call => reader.ListAsync<WireRecord, AttendanceRecordData>(
            call, $"{PathOf(kind, eventId, sessionId)}/attendanceReports/{Uri.EscapeDataString(reportId)}/attendanceRecords", GraphProjection.ToRecord, cancellationToken));

    public Task<GraphAnswer<IReadOnlyList<EventRegistration>>> ListRegistrationsAsync(GraphConnection connection, VirtualEventKind kind, string eventId, CancellationToken cancellationToken)
        => AskAsync(Call("events.registrations", connection), call => reader.ListAsync<WireRegistration, EventRegistration>(
            call, PathOf(kind, eventId) + "/registrations", ToRegistration, cancellationToken));

    /// <summary>Registers somebody as an anonymous attendee. Asked for once: whoever does not know the outcome lists the registrations first.</summary>
    public async Task<GraphFailure?> RegisterAsync(GraphConnection connection, VirtualEventKind kind, string eventId, Registrant registrant, CancellationToken cancellationToken)
    {
        var call = Call("events.register", connection) with { Permissions = Registering };
        return clouds.EventRefusal(call) ?? await writer.DoAsync(
            call,
            HttpMethod.Post,
            PathOf(kind, eventId) + "/registrations",
            new
            {
                firstName = registrant.FirstName,
                lastName = registrant.LastName,
                email = registrant.Email,
                preferredTimezone = registrant.TimeZone,
                preferredLanguage = registrant.Language,
            },
            repeatable: false,
            cancellationToken);
    }

    private async Task<GraphAnswer<T>> AskAsync<T>(GraphCall call, Func<GraphCall, Task<GraphAnswer<T>>> ask)
        where T : class
        => clouds.EventRefusal(call) is { } refusal ? new(null, refusal, []) : await ask(call);

    private static GraphCall Call(string operation, GraphConnection connection, Guid? organizerId = null, GraphFailureKind whenNotFound = GraphFailureKind.EventNotFound)
        => new(operation, whenNotFound, connection, organizerId) { Permissions = Reading };

    private static string PathOf(VirtualEventKind kind, string? eventId = null, string? sessionId = null)
        => $"/v1.0/solutions/virtualEvents/{(kind == VirtualEventKind.Webinar ? "webinars" : "townhalls")}"
            + (eventId is null ? "" : "/" + Uri.EscapeDataString(eventId))
            + (sessionId is null ? "" : "/sessions/" + Uri.EscapeDataString(sessionId));

    private static VirtualEvent? ToEvent(VirtualEventKind kind, WireEvent wire)
        => string.IsNullOrWhiteSpace(wire.Id)
            ? null
            : new(kind, wire.Id, wire.Status, wire.DisplayName, Guid.TryParse(wire.CreatedBy?.User?.Id, out var organizer) ? organizer : null, wire.StartDateTime?.Instant);

    private static EventSession? ToSession(WireSession wire)
        => string.IsNullOrWhiteSpace(wire.Id) ? null : new(wire.Id, wire.Subject, wire.JoinWebUrl, wire.StartDateTime?.Instant, wire.EndDateTime?.Instant);

    private static EventRegistration? ToRegistration(WireRegistration wire)
        => string.IsNullOrWhiteSpace(wire.Id)
            ? null
            : new(wire.Id, wire.Email, wire.FirstName, wire.LastName, wire.Status, wire.RegistrationDateTime, wire.CancelationDateTime);

    private sealed record WireEvent(string? Id, string? Status, string? DisplayName, WireIdentitySet? CreatedBy, ZonedTime? StartDateTime);

    private sealed record WireSession(string? Id, string? Subject, string? JoinWebUrl, ZonedTime? StartDateTime, ZonedTime? EndDateTime);

    private sealed record WireRegistration(
        string? Id, string? Email, string? FirstName, string? LastName, string? Status, DateTimeOffset? RegistrationDateTime, DateTimeOffset? CancelationDateTime);
}
