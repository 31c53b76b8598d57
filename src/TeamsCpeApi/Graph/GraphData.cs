namespace TeamsCpeApi.Graph;

/// <summary>A person in the tenant's directory.</summary>
internal sealed record DirectoryUser(Guid Id, string? DisplayName, string? Email, string? UserPrincipalName)
{
    public bool HasName(string name) => string.Equals(Email, name, StringComparison.OrdinalIgnoreCase) || string.Equals(UserPrincipalName, name, StringComparison.OrdinalIgnoreCase);

    public bool Begins(string text) => new[] { DisplayName, Email, UserPrincipalName }.Any(name => name?.StartsWith(text, StringComparison.OrdinalIgnoreCase) ?? false);
}

/// <summary>How a meeting was found.</summary>
internal enum MeetingFoundBy
{
    JoinUrl,
    JoinMeetingId,
    MeetingId,

    /// <summary>The lookup found nothing, but the id computed from the join link exists.</summary>
    DerivedId,
}

/// <summary>A Teams meeting. Start and end are what Graph says; for instant meetings they are missing or mean nothing.</summary>
internal sealed record OnlineMeeting(
    string Id,
    MeetingFoundBy FoundBy,
    string? JoinWebUrl,
    string? Subject,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string? MeetingType,
    bool IsBroadcast,
    Guid? OrganizerId,
    string? ThreadId,
    string? JoinMeetingId)
{
    /// <summary>A channel's report list holds every meeting of the channel: a report must be chosen by its time.</summary>
    public bool IsChannelMeeting => ThreadId?.EndsWith("@thread.tacv2", StringComparison.OrdinalIgnoreCase) ?? false;
}

/// <summary>One run of a meeting, from the first join until everybody left. A class can have several, a series has one for each occurrence and restart.</summary>
internal sealed record AttendanceReportSummary(
    string Id,
    DateTimeOffset? MeetingStartedAt,
    DateTimeOffset? MeetingEndedAt,
    int? TotalParticipantCount);

/// <summary>One person in a report, as Graph has it.</summary>
/// <param name="Id">Graph's id of the record; for members of a directory the object id.</param>
/// <param name="Email">The address, or null where Graph sent none or an empty one.</param>
/// <param name="Role">Free text of the service, such as Attendee, Presenter, Organizer or None; unknown words are kept.</param>
/// <param name="TotalAttendanceSeconds">The service's own total; nothing promises that it equals the union of the intervals.</param>
/// <param name="Identity">Who it was, as far as Teams knows.</param>
/// <param name="RegistrationId">The registration of a webinar's registrant.</param>
/// <param name="Intervals">The stays, in the order of the service; they can overlap.</param>
internal sealed record AttendanceRecordData(
    string Id,
    string? Email,
    string? Role,
    int? TotalAttendanceSeconds,
    AttendeeIdentity? Identity,
    string? RegistrationId,
    IReadOnlyList<AttendanceIntervalData> Intervals);

/// <summary>
/// Who joined, as far as Teams knows. Every part can be missing: guests and callers have no stable id. The kind is Graph's type name
/// without its namespace, such as communicationsUserIdentity, where it was sent; types that are not known are kept.
/// </summary>
internal sealed record AttendeeIdentity(string? Id, string? DisplayName, string? TenantId, string? Kind);

/// <summary>One stay. A null end with a duration of zero means that the service lacked the data.</summary>
internal sealed record AttendanceIntervalData(DateTimeOffset? JoinedAt, DateTimeOffset? LeftAt, int? DurationSeconds);
