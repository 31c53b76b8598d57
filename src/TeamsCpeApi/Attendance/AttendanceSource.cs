using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Attendance;

/// <summary>Where a session's attendance is asked for: a meeting, or a session of a webinar or town hall. What comes back has one shape.</summary>
/// <param name="ListReportsAsync">All reports.</param>
/// <param name="ListRecordsAsync">The records of a report.</param>
internal sealed record AttendanceSource(
    Func<CancellationToken, Task<GraphAnswer<IReadOnlyList<AttendanceReportSummary>>>> ListReportsAsync,
    Func<string, CancellationToken, Task<GraphAnswer<IReadOnlyList<AttendanceRecordData>>>> ListRecordsAsync);
