using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Attendance reports of a meeting and the records in them.</summary>
internal static class Reports
{
    private static readonly string[] Roles = ["OnlineMeetingArtifact.Read.All"];

    public static Answer List(GraphCall call)
    {
        var (refusal, _, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        if (refusal is not null)
        {
            return refusal;
        }

        var newest = meeting!.Reports
            .Where(report => IsAvailable(report, call.Now))
            .OrderByDescending(report => report.MeetingStartDateTime?.Value)
            .Take(call.Scenario.Answers.MaxReports)
            .ToList();
        return Paging.Page(call, $"{PathOf(call)}/attendanceReports", newest, Math.Max(1, newest.Count), report =>
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
        if (refusal is not null)
        {
            return refusal;
        }

        var body = ToJson(report!);
        if (string.Equals(call.Option("$expand"), "attendanceRecords", StringComparison.OrdinalIgnoreCase))
        {
            body["attendanceRecords"] = call.Scenario.Answers.ExpandedRecords == RecordsOfExpandedReport.Full
                ? new JsonArray([.. report!.Records.Select((record, index) => Records.ToJson(record, report, index))])
                : new JsonArray();
        }

        body.Insert(0, "@odata.context", call.Context($"{PathOf(call)}/attendanceReports/$entity"));
        return Answer.Ok(body);
    }

    public static Answer ListRecords(GraphCall call)
    {
        var (refusal, report) = Find(call);
        return refusal ?? Paging.Page(
            call,
            $"{PathOf(call)}/attendanceReports('{report!.Id}')/attendanceRecords",
            [.. report.Records.Select((record, index) => (record, index))],
            call.Scenario.PageSize,
            item => Records.ToJson(item.record, report, item.index));
    }

    private static (Answer? Refusal, SimulatedReport? Report) Find(GraphCall call)
    {
        var (refusal, _, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        var report = meeting?.Reports.Find(known => IsAvailable(known, call.Now)
            && string.Equals(known.Id.ToString(), call.Route("reportId"), StringComparison.OrdinalIgnoreCase));
        return refusal is null && report is null ? (GraphError.ReportNotFound(), null) : (refusal, report);
    }

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
