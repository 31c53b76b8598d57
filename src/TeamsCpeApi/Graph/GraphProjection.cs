namespace TeamsCpeApi.Graph;

/// <summary>Makes our values from Graph's. Null stands for a value without the id that everything hangs on.</summary>
internal static class GraphProjection
{
    public static DirectoryUser? ToUser(WireUser wire)
        => Guid.TryParse(wire.Id, out var id)
            ? new(id, NullIfEmpty(wire.DisplayName), NullIfEmpty(wire.Mail), NullIfEmpty(wire.UserPrincipalName))
            : null;

    public static OnlineMeeting? ToMeeting(WireMeeting wire, MeetingFoundBy foundBy)
        => NullIfEmpty(wire.Id) is { } id
            ? new(
                id,
                foundBy,
                NullIfEmpty(wire.JoinWebUrl),
                NullIfEmpty(wire.Subject),
                wire.CreationDateTime,
                wire.StartDateTime,
                wire.EndDateTime,
                wire.MeetingType,
                wire.IsBroadcast ?? false,
                Guid.TryParse(wire.Participants?.Organizer?.Identity?.User?.Id, out var organizer) ? organizer : null,
                NullIfEmpty(wire.ChatInfo?.ThreadId),
                NullIfEmpty(wire.JoinMeetingIdSettings?.JoinMeetingId))
            : null;

    public static AttendanceReportSummary? ToReport(WireReport wire)
        => NullIfEmpty(wire.Id) is { } id
            ? new(id, wire.MeetingStartDateTime, wire.MeetingEndDateTime, wire.TotalParticipantCount)
            : null;

    public static AttendanceRecordData? ToRecord(WireRecord wire)
        => NullIfEmpty(wire.Id) is { } id
            ? new(
                id,
                NullIfEmpty(wire.EmailAddress),
                NullIfEmpty(wire.Role),
                wire.TotalAttendanceInSeconds,
                wire.Identity is { } identity ? ToIdentity(identity) : null,
                NullIfEmpty(wire.RegistrationId),
                [.. (wire.AttendanceIntervals ?? []).OfType<WireInterval>().Select(ToInterval)])
            : null;

    private static AttendeeIdentity ToIdentity(WireIdentity wire)
        => new(NullIfEmpty(wire.Id), NullIfEmpty(wire.DisplayName), NullIfEmpty(wire.TenantId), wire.Type?.Split('.')[^1]);

    private static AttendanceIntervalData ToInterval(WireInterval wire) => new(wire.JoinDateTime, wire.LeaveDateTime, wire.DurationInSeconds);

    /// <summary>Graph writes "nobody knows" as null or as nothing, depending on the day.</summary>
    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
