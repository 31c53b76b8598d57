using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class ReportTests : IClassFixture<RunningSimulator>
{
    private static readonly string Reports =
        $"/v1.0/users/{TestTenant.Organizer}/onlineMeetings/{Uri.EscapeDataString(TestTenant.MeetingId)}/attendanceReports";

    private static readonly string Report = $"{Reports}/{TestTenant.Report}";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly RunningSimulator simulator;

    public ReportTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Fact]
    public async Task List_SixtyReports_ShowsTheFiftyNewestWithoutRecords()
    {
        ChangeMeeting(meeting => meeting.Reports =
            [.. Enumerable.Range(1, 60).Select(day => TestTenant.ReportOf(Guid.NewGuid(), $"2026-01-01T00:00:{day % 60:00}Z"))]);

        var reply = await simulator.GetAsync(Reports);

        Assert.Equal(50, reply.Value.Count);
        Assert.Null(reply.NextLink);
        Assert.Equal("2026-01-01T00:00:59Z", (string?)reply.Value[0]!["meetingStartDateTime"]);
        Assert.All(reply.Value, report => Assert.Empty(report!["attendanceRecords"]!.AsArray()));
    }

    [Fact]
    public async Task List_RecordsOmitted_IsASwitch()
    {
        simulator.Server.Change(scenario => scenario.Answers.ListedRecords = RecordsOfListedReport.Omitted);

        var report = Assert.Single((await simulator.GetAsync(Reports)).Value)!.AsObject();

        Assert.False(report.ContainsKey("attendanceRecords"));
    }

    [Fact]
    public async Task List_ReportNotYetAvailable_AppearsAtItsTime()
    {
        var at = simulator.Server.Clock.GetUtcNow().AddMinutes(15);
        ChangeReport(report => report.AvailableAt = Instant.From(at));
        Assert.Empty((await simulator.GetAsync(Reports)).Value);
        Assert.Equal(404, (await simulator.GetAsync(Report)).Status);

        simulator.Server.Clock.Set(at);

        Assert.Single((await simulator.GetAsync(Reports)).Value);
        Assert.Equal(200, (await simulator.GetAsync(Report)).Status);
    }

    [Fact]
    public async Task List_MeetingNoLongerFound_StillHasItsReports()
    {
        ChangeMeeting(meeting => meeting.LookupUntil = new Instant("2026-02-01T00:00:00Z"));

        Assert.Single((await simulator.GetAsync(Reports)).Value);
    }

    [Theory]
    [InlineData("without expand", "", RecordsOfExpandedReport.Full, null)]
    [InlineData("with expand", "?$expand=attendanceRecords", RecordsOfExpandedReport.Full, 3)]
    [InlineData("with expand that comes back empty", "?$expand=attendanceRecords", RecordsOfExpandedReport.Empty, 0)]
    public async Task Get_Report_HasRecordsWhenExpanded(string row, string query, RecordsOfExpandedReport expanded, int? records)
    {
        simulator.Server.Change(scenario => scenario.Answers.ExpandedRecords = expanded);
        ChangeMeeting(meeting => meeting.Reports = [TestTenant.ReportOf(TestTenant.Report, "2026-01-20T15:00:00Z", 3)]);

        var reply = await simulator.GetAsync(Report + query);

        Assert.True(reply.Body["attendanceRecords"]?.AsArray().Count == records, $"{row}: {reply}");
        Assert.Equal(3, (int)reply.Body["totalParticipantCount"]!);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(99, "99")]
    [InlineData(100, "100")]
    [InlineData(101, "100 1")]
    [InlineData(250, "100 100 50")]
    public async Task ListRecords_Pages_FollowAbsoluteLinksToTheEnd(int attendees, string pages)
    {
        ChangeMeeting(meeting => meeting.Reports = [TestTenant.ReportOf(TestTenant.Report, "2026-01-20T15:00:00Z", attendees)]);

        List<JsonArray> seen = [];
        for (var next = $"{Report}/attendanceRecords"; next is not null;)
        {
            var reply = await simulator.GetAsync(next);
            seen.Add(reply.Value);
            next = reply.NextLink;
            Assert.True(next is null || next.StartsWith(simulator.Server.Address.AbsoluteUri, StringComparison.Ordinal), next);
            Assert.True(next is null || next.Contains("$skiptoken=", StringComparison.Ordinal), next);
        }

        Assert.Equal(pages, string.Join(' ', seen.Select(page => page.Count)));
        Assert.Equal(
            Enumerable.Range(1, attendees).Select(number => $"Attendee {number}"),
            seen.SelectMany(page => page).Select(record => (string?)record!["identity"]!["displayName"]));
    }

    [Fact]
    public async Task ListRecords_InventedSkipToken_IsRefused() =>
        Assert.Equal(400, (await simulator.GetAsync($"{Report}/attendanceRecords?$skiptoken=invented")).Status);

    [Theory]
    [InlineData(
        "a member",
        """{ "objectId": "44444444-4444-4444-4444-444444444444", "emailAddress": "otto@contoso.example", "displayName": "Otto Müller", "role": "Presenter", "intervals": [["2026-01-20T15:00:00.1Z", "2026-01-20T15:06:55.5401234Z"], ["2026-01-20T15:10:00Z", "2026-01-20T15:17:07Z"]] }""",
        """{"id":"44444444-4444-4444-4444-444444444444","emailAddress":"otto@contoso.example","totalAttendanceInSeconds":842,"role":"Presenter","registrationId":null,"identity":{"@odata.type":"#microsoft.graph.communicationsUserIdentity","id":"44444444-4444-4444-4444-444444444444","displayName":"Otto Müller","tenantId":null},"attendanceIntervals":[{"joinDateTime":"2026-01-20T15:00:00.1Z","leaveDateTime":"2026-01-20T15:06:55.5401234Z","durationInSeconds":415},{"joinDateTime":"2026-01-20T15:10:00Z","leaveDateTime":"2026-01-20T15:17:07Z","durationInSeconds":427}]}""")]
    [InlineData(
        "a guest who never left",
        """{ "id": "g", "displayName": "Gus (Guest)", "intervals": [["2026-01-20T15:00:00Z", null], [null, "2026-01-20T15:10:00Z"]] }""",
        """{"id":"g","emailAddress":"","totalAttendanceInSeconds":0,"role":"Attendee","registrationId":null,"identity":{"id":null,"displayName":"Gus (Guest)","tenantId":null},"attendanceIntervals":[{"joinDateTime":"2026-01-20T15:00:00Z","leaveDateTime":null,"durationInSeconds":0},{"joinDateTime":null,"leaveDateTime":"2026-01-20T15:10:00Z","durationInSeconds":0}]}""")]
    [InlineData(
        "no identity, no e-mail, a total and a duration of the service's own",
        """{ "id": "n", "emailAddress": null, "identity": null, "role": "None", "registrationId": "r1", "totalAttendanceInSeconds": 9, "intervals": [{ "joinDateTime": "2026-01-20T15:00:00Z", "durationInSeconds": 7 }] }""",
        """{"id":"n","emailAddress":null,"totalAttendanceInSeconds":9,"role":"None","registrationId":"r1","identity":null,"attendanceIntervals":[{"joinDateTime":"2026-01-20T15:00:00Z","leaveDateTime":null,"durationInSeconds":7}]}""")]
    [InlineData(
        "another identity type and members of another time",
        """{ "id": "a", "identity": { "@odata.type": "#microsoft.graph.azureCommunicationServicesUserIdentity", "id": "8:acs:1_2" }, "extra": { "registrantId": "old" } }""",
        """{"id":"a","emailAddress":"","totalAttendanceInSeconds":0,"role":"Attendee","registrationId":null,"identity":{"@odata.type":"#microsoft.graph.azureCommunicationServicesUserIdentity","id":"8:acs:1_2"},"attendanceIntervals":[],"registrantId":"old"}""")]
    public async Task ListRecords_Record_IsWrittenAsTheServiceWritesIt(string row, string record, string expected)
    {
        ChangeReport(report => report.Records = [JsonSerializer.Deserialize<SimulatedRecord>(record, Json)!]);

        var written = Assert.Single((await simulator.GetAsync($"{Report}/attendanceRecords")).Value)!;

        Assert.True(written.ToJsonString(Json) == expected, $"{row}: {written.ToJsonString(Json)}");
    }

    private void ChangeMeeting(Action<SimulatedMeeting> change) =>
        simulator.Server.Change(scenario => change(scenario.Tenants[0].Meetings[0]));

    private void ChangeReport(Action<SimulatedReport> change) => ChangeMeeting(meeting => change(meeting.Reports[0]));
}
