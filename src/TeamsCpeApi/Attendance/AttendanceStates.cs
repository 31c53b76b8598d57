using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;

namespace TeamsCpeApi.Attendance;

/// <summary>
/// Tells the states apart. Microsoft says "no reports" with the same empty list while the report is being made, when nobody started the
/// meeting, and when a policy switches reports off: the time since the end and the meeting's other reports narrow it down, and the words name what remains.
/// </summary>
internal static class AttendanceStates
{
    /// <summary>A report that is not there by then does not come any more; the last planned attempt is made now.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Microsoft deletes reports a year after the meeting (graph.md §2.2).</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(365);

    public static AttendanceState Of(IReadOnlyList<SnapshotReport> reports, IReadOnlyList<AttendanceRecord> records, TimeSpan sinceEnd) => reports switch
    {
        [] when sinceEnd >= Retention => AttendanceState.Expired,
        [] => sinceEnd >= Patience ? AttendanceState.NotStartedOrDisabled : AttendanceState.NotAvailableYet,
        _ when !reports.Any(report => report.Chosen) => sinceEnd >= Patience ? AttendanceState.NotStarted : AttendanceState.NoReportInWindow,
        _ when records.Count == 0 => AttendanceState.NobodyCame,
        _ when !records.SelectMany(record => record.Stays).Any(stay => stay is { Joined: not null, Left: not null }) => AttendanceState.TimesWithheld,
        _ => AttendanceState.Available,
    };

    /// <summary>Old meetings were seen to be refused as well as not to be found (graph.md §2.2), and whatever the reason, after a year there is nothing to fetch.</summary>
    public static AttendanceState Of(GraphFailure failure, TimeSpan sinceEnd) => failure switch
    {
        { Kind: GraphFailureKind.MeetingNotFound } or { HttpStatus: StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound } when sinceEnd >= Retention => AttendanceState.Expired,
        { Kind: GraphFailureKind.MeetingNotFound } => AttendanceState.MeetingNotFound,
        _ => AttendanceState.Failed,
    };

    /// <summary>What is known over both sources: files stand in where Microsoft has nothing.</summary>
    public static AttendanceState WithFiles(AttendanceStatus status, bool hasFiles) =>
        hasFiles && status.CurrentSnapshotId is null ? AttendanceState.FromFiles : status.State;

    public static JobProblem? ProblemOf(AttendanceState state) => state switch
    {
        AttendanceState.NotAvailableYet => new("attendance-not-available-yet", "Microsoft has no attendance report yet: it appears some minutes after the meeting, and never if nobody started it or the tenant's policy switches reports off (AllowEngagementReport)."),
        AttendanceState.NotStartedOrDisabled => new("not-started-or-disabled", "A day after the end Microsoft still has no attendance report of this meeting. Either nobody started it, or it was held under another link, or the tenant's policy switches reports off: a Teams administrator looks with Get-CsTeamsMeetingPolicy at the organizer's AllowEngagementReport. Reports that were off during the meeting do not come later."),
        AttendanceState.NoReportInWindow => new("no-report-in-window", "The meeting has attendance reports, but none of the session's time yet: if it took place at another time, correct startsAt and endsAt; if under another link, the join URL."),
        AttendanceState.NotStarted => new("not-started", "The meeting has attendance reports, so reports are not switched off, but none of the session's time a day after its end: nobody started it then. If it took place at another time, correct startsAt and endsAt; if under another link, the join URL."),
        AttendanceState.TimesWithheld => new("times-withheld", "The tenant's policy withholds join and leave times (InfoShownInReportMode): without them no credit can be worked out. Ask the Teams administrator to show full information."),
        AttendanceState.Expired => new("attendance-expired", "The meeting is more than a year old, and Microsoft keeps attendance reports for one year: they are gone. If somebody saved the attendance list from Teams at the time, upload that."),
        _ => null,
    };

    public static JobProblem ProblemOf(AttendanceState state, GraphFailure failure) =>
        ProblemOf(state) ?? new JobProblem(failure.Code, GraphProblems.Words(failure));

    /// <summary>There was data at an earlier fetch, and now Microsoft shows none: what was kept goes on counting.</summary>
    public static JobProblem Kept(JobProblem problem) =>
        new(problem.Code, $"The latest check brought nothing; the data that was fetched before is kept and counts. {problem.Detail}");
}
