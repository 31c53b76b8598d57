namespace TeamsCpeApi.Graph;

/// <summary>The questions that are asked of Microsoft Graph with an application's own credential.</summary>
internal sealed class GraphClient
{
    /// <summary>One person by object id, user principal name or e-mail address.</summary>
    public Task<GraphAnswer<DirectoryUser>> FindUserAsync(GraphConnection connection, string objectIdOrEmail, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The first few people whose name or address begins with the text, for a drop-down.</summary>
    public Task<GraphAnswer<IReadOnlyList<DirectoryUser>>> SearchUsersAsync(GraphConnection connection, string text, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>A meeting by its join link or printed meeting id; the organizer is always needed.</summary>
    public Task<GraphAnswer<OnlineMeeting>> FindMeetingAsync(GraphConnection connection, Guid organizerId, string joinUrl, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>A meeting by Graph's meeting id.</summary>
    public Task<GraphAnswer<OnlineMeeting>> GetMeetingAsync(GraphConnection connection, Guid organizerId, string meetingId, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The reports of a meeting in the order of the service; an empty list while none exists yet.</summary>
    public Task<GraphAnswer<IReadOnlyList<AttendanceReportSummary>>> ListAttendanceReportsAsync(GraphConnection connection, Guid organizerId, string meetingId, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The people of a report.</summary>
    public Task<GraphAnswer<IReadOnlyList<AttendanceRecordData>>> ListAttendanceRecordsAsync(GraphConnection connection, Guid organizerId, string meetingId, string reportId, CancellationToken cancellationToken)
        => throw new NotImplementedException();
}
