using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Attendance reports of a meeting and the records in them.</summary>
internal static class Reports
{
    private static readonly string[] Roles = ["OnlineMeetingArtifact.Read.All"];

    public static Answer List(GraphCall call)
    {
        var (refusal, _, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        return refusal ?? ListOf(call, PathOf(call), MeetingReports.Shown(call, meeting!));
    }

    /// <summary>The list of reports, whatever they are reports of.</summary>
    public static Answer ListOf(GraphCall call, string context, List<SimulatedReport> reports)
    {
        var newest = reports
            .Where(report => IsAvailable(report, call.Now))
            .OrderByDescending(report => report.MeetingStartDateTime?.Value)
            .Take(call.Scenario.Answers.MaxReports)
            .ToList();
        return Paging.Page(call, $"{context}/attendanceReports", newest, Math.Max(1, newest.Count), report =>
        {
            var listed = ToJson(report);
            if (call.Scenario.Answers.ListedRecords == RecordsOfListedReport.Empty)
            {
                listed["attendanceRecords"] = new JsonArray();
            }

            return listed;
        });
    }

    public static Answer Get(GraphCall call)
    {
        var (refusal, report) = Find(call);
        return refusal ?? GetOf(call, PathOf(call), report!);
    }

    public static Answer GetOf(GraphCall call, string context, SimulatedReport report)
    {
        var body = ToJson(report);
        if (string.Equals(call.Option("$expand"), "attendanceRecords", StringComparison.OrdinalIgnoreCase))
        {
            body["attendanceRecords"] = call.Scenario.Answers.ExpandedRecords == RecordsOfExpandedReport.Full
                ? new JsonArray([.. report.Records.Select((record, index) => Records.ToJson(record, report, index))])
                : new JsonArray();
        }

        body.Insert(0, "@odata.context", call.Context($"{context}/attendanceReports/$entity"));
        return Answer.Ok(body);
    }

    public static Answer ListRecords(GraphCall call)
    {
        var (refusal, report) = Find(call);
        return refusal ?? RecordsOf(call, PathOf(call), report!);
    }

    public static Answer RecordsOf(GraphCall call, string context, SimulatedReport report) => Paging.Page(
            call,
        $"{context}/attendanceReports('{report.Id}')/attendanceRecords",
            [.. report.Records.Select((record, index) => (record, index))],
            call.Scenario.PageSize,
            item => Records.ToJson(item.record, report, item.index));

    private static (Answer? Refusal, SimulatedReport? Report) Find(GraphCall call)
    {
        var (refusal, _, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        var report = meeting is null ? null : FindIn(call, MeetingReports.Shown(call, meeting));
        return refusal is null && report is null ? (GraphError.ReportNotFound(), null) : (refusal, report);
    }

    public static SimulatedReport? FindIn(GraphCall call, List<SimulatedReport>? reports) => reports?.Find(known => IsAvailable(known, call.Now)
        && string.Equals(known.Id.ToString(), call.Route("reportId"), StringComparison.OrdinalIgnoreCase));

    private static bool IsAvailable(SimulatedReport report, DateTimeOffset now) =>
        report.AvailableAt is null || report.AvailableAt.Value <= now;

    private static string PathOf(GraphCall call) => $"users('{call.Route("userId")}')/onlineMeetings('{call.Route("meetingId")}')";

    private static JsonObject ToJson(SimulatedReport report) => new()
    {
        ["id"] = report.Id.ToString(),
        ["totalParticipantCount"] = report.TotalParticipantCount ?? report.Records.Count,
        ["meetingStartDateTime"] = report.MeetingStartDateTime?.Text,
        ["meetingEndDateTime"] = report.MeetingEndDateTime?.Text,
    };
}
