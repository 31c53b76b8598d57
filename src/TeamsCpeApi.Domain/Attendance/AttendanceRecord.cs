using System.Text.Json.Serialization;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>One stay as the source reports it. Either end may be missing when the source withholds it.</summary>
/// <param name="Joined">When the attendee joined, UTC.</param>
/// <param name="Left">When the attendee left, UTC.</param>
/// <param name="DurationSeconds">The duration that the source states; shown, never counted.</param>
public sealed record ReportedStay(DateTimeOffset? Joined, DateTimeOffset? Left, long? DurationSeconds)
{
    /// <summary>True when the source names no end and <see cref="Left"/> is the last instant of a list that was downloaded while the attendee was there.</summary>
    /// <remarks>Left out where it is not: what is stored and hashed stays what it was.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LeftIsPresumed { get; init; }
}

/// <summary>What one attendance report says of one attendee, as received.</summary>
/// <param name="ReportId">The attendance report's id.</param>
/// <param name="RecordId">The attendance record's id within Teams.</param>
/// <param name="RegistrationId">The registration of a webinar, the best key there is for external people.</param>
/// <param name="ObjectId">The Entra object id of a signed-in user.</param>
/// <param name="Email">The e-mail address, or null.</param>
/// <param name="DisplayName">The name shown in the meeting, or null.</param>
/// <param name="Role">The role in the meeting as Teams spells it: Attendee, Presenter, Organizer, or anything else.</param>
/// <param name="ReportedSeconds">The total that the source states; shown and compared, never counted (cpe.md §5).</param>
/// <param name="Stays">The stays.</param>
public sealed record AttendanceRecord(
    string ReportId,
    string RecordId,
    string? RegistrationId,
    string? ObjectId,
    string? Email,
    string? DisplayName,
    string? Role,
    long? ReportedSeconds,
    IReadOnlyList<ReportedStay> Stays)
{
    /// <summary>The sign-in name beside an e-mail address that is another one; attendance files alone know it, and not those that former releases read.</summary>
    /// <remarks>Left out where there is none: what Microsoft reports is compared by the hash of its text, which must stay what it was.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SignInName { get; init; }
}
