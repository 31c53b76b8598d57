using System.Globalization;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Fetching by the schedule and by hand, with everything that Microsoft's side may do wrong.</summary>
public sealed class JobTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    public static TheoryData<string, FaultRule, string, string> Failures { get; } = new()
    {
        { "the token is refused", new FaultRule(FaultKind.ExpiredToken), "graph-token-rejected", "clock" },
        { "no application access policy", new FaultRule(FaultKind.NoPolicy, Match: "/onlineMeetings"), "graph-no-access-policy", "Grant-CsApplicationAccessPolicy" },
        { "a policy without this organizer", new FaultRule(FaultKind.NotCovered, Match: "/onlineMeetings"), "graph-organizer-not-covered", "Grant-CsApplicationAccessPolicy" },
        { "a missing permission", new FaultRule(FaultKind.MissingRole, Match: "/onlineMeetings"), "graph-consent-missing", "Grant admin consent" },
        { "the meeting is not found", new FaultRule(FaultKind.MeetingNotFound, Match: "/onlineMeetings"), "graph-meeting-not-found", "Check that the link is complete" },
        { "too many requests", new FaultRule(FaultKind.Throttled), "graph-throttled", "repeated later" },
        { "an error of Graph's", new FaultRule(FaultKind.InternalServerError), "graph-unavailable", "service health" },
        { "a bad gateway", new FaultRule(FaultKind.BadGateway), "graph-unavailable", "service health" },
        { "no service", new FaultRule(FaultKind.ServiceUnavailable), "graph-unavailable", "service health" },
        { "a gateway's timeout", new FaultRule(FaultKind.GatewayTimeout), "graph-unavailable", "service health" },
        { "no answer in time", new FaultRule(FaultKind.SlowAnswer, Match: "/attendanceRecords$"), "graph-timeout", "Graph:Timeout" },
        { "half an answer", new FaultRule(FaultKind.TruncatedJson, Match: "/attendanceRecords$"), "graph-answer-unreadable", "proxy" },
        { "a page in place of JSON", new FaultRule(FaultKind.NotJson, Match: "/attendanceRecords$"), "graph-answer-unreadable", "proxy" },
        { "a cut connection", new FaultRule(FaultKind.ConnectionAborted, Match: "/attendanceRecords$"), "graph-unavailable", "network path" },
        { "pages without end", new FaultRule(FaultKind.NextLinkLoop), "graph-paging-endless", "Graph:MaxPages" },
        { "a next page elsewhere", new FaultRule(FaultKind.NextLinkElsewhere), "graph-foreign-next-link", "no token is sent there" },
        { "no report yet", new FaultRule(FaultKind.ReportsNotReady), "not-started-or-disabled", "AllowEngagementReport" },
    };

    public void Dispose() => stage.Simulator.Faults.Clear();

    [Fact]
    public async Task Session_EndedLongAgo_IsFetchedByItself()
    {
        var session = await stage.Job.DefineAgainAsync();
        var fetch = await OnlyJobAsync(session);
        Assert.Equal(("attendanceFetch", "succeeded"), (fetch.Text("kind"), (await stage.Admin.OverAsync(fetch.Id())).Text("state")));
        Assert.Equal("available", (await AttendanceAsync(session)).Text("state"));
    }

    [Theory]
    [InlineData("after the first attempt, the second", 6, 15)]
    [InlineData("after the second, the third", 16, 45)]
    [InlineData("after the third, the fourth", 46, 120)]
    [InlineData("after the fourth, the fifth", 125, 360)]
    [InlineData("after the fifth, the last", 365, 1440)]
    public async Task Report_NotReady_IsAskedForAgainByTheSchedule(string row, int minutesSinceEnd, int nextMinutes)
    {
        stage.Simulator.Faults.Add(new FaultRule(FaultKind.ReportsNotReady));
        var ended = DateTimeOffset.UtcNow.AddMinutes(-minutesSinceEnd);
        var session = await stage.Job.DefineAgainAsync(change: body => (body["startsAt"], body["endsAt"]) = (ended.AddMinutes(-100), ended));
        var fetch = (await OnlyJobAsync(session)).Id();
        var waiting = await Wait.ForAsync("the attempt is made", async () =>
            await stage.Admin.GetAsync($"/jobs/{fetch}") is var job && job.Text("state") == "queued" && (int)job["attempts"]! == 1 ? job : null);

        Assert.Equal("attendance-not-available-yet", waiting["problem"]!.Text("code"));
        Assert.True(Math.Abs((Instant(waiting, "nextAttemptAt") - ended.AddMinutes(nextMinutes)).TotalSeconds) < 1, row);
        var attendance = await AttendanceAsync(session);
        Assert.Equal(("notAvailableYet", waiting.Text("nextAttemptAt")), (attendance.Text("state"), attendance.Text("nextAttemptAt")));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_OfMicrosofts_IsNamedWithItsRemedyAndMendedByARefresh(string row, FaultRule fault, string code, string remedy)
    {
        stage.Simulator.Faults.Add(fault);
        var session = await stage.Job.DefineAgainAsync();
        await Wait.UntilAsync("the schedule has tried", async () => await OnlyJobAsync(session) is var fetch && (int)fetch["attempts"]! > 0 && fetch.Text("state") != "running");
        var refresh = await stage.Admin.RefreshAsync(session);

        Assert.True(refresh.Text("state") == "failed" && refresh["problem"]!.Text("code") == code, $"{row}: {refresh.ToJsonString()}");
        Assert.Contains(remedy, refresh["problem"]!.Text("detail"), StringComparison.Ordinal);
        var attendance = await AttendanceAsync(session);
        var state = code switch { "not-started-or-disabled" => "notStartedOrDisabled", "graph-meeting-not-found" => "meetingNotFound", _ => "failed" };
        Assert.Equal((code, state), (attendance["problem"]!.Text("code"), attendance.Text("state")));
        Assert.Contains(remedy, attendance["problem"]!.Text("detail"), StringComparison.Ordinal);
        using var approval = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/credits/approve");
        Assert.Equal(409, (int)approval.StatusCode);

        stage.Simulator.Faults.Clear();
        Assert.Equal("succeeded", (await stage.Admin.RefreshAsync(session)).Text("state"));
        attendance = await AttendanceAsync(session);
        Assert.Equal("available", attendance.Text("state"));
        Assert.Null(attendance["problem"]);
    }

    [Fact]
    public async Task Refresh_SameDataThenLess_MakesOneSnapshotThenASecondWithAWarning()
    {
        var session = await stage.Job.DefineAgainAsync();
        await stage.Admin.OverAsync((await OnlyJobAsync(session)).Id());
        await stage.Job.FetchAsync(session);
        Assert.Single((await AttendanceAsync(session))["snapshots"]!.AsArray());

        var report = stage.Simulator.Read(scenario => scenario.Tenants[0].Meetings[0].Reports[0]);
        var gone = report.Records[0];
        stage.Simulator.Change(_ => report.Records.RemoveAt(0));
        try
        {
            await stage.Job.FetchAsync(session);
            var attendance = await AttendanceAsync(session);
            var snapshots = attendance["snapshots"]!.AsArray();
            var difference = snapshots[1]!["difference"]!;
            Assert.Equal(2, snapshots.Count);
            Assert.Equal(snapshots[1]!.Id(), attendance.Text("currentSnapshotId"));
            Assert.Equal((0, 1), ((int)difference["recordsAdded"]!, (int)difference["recordsGone"]!));
            Assert.True((long)difference["secondsNow"]! < (long)difference["secondsBefore"]!);
            Assert.Contains("1 attendees gone", Assert.Single(attendance["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        }
        finally
        {
            stage.Simulator.Change(_ => report.Records.Insert(0, gone));
        }
    }

    [Fact]
    public async Task Cancel_QueuedJob_NeverRuns()
    {
        var session = await stage.Job.DefineAgainAsync(change: body => (body["startsAt"], body["endsAt"]) = (DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(3)));
        var job = (await OnlyJobAsync(session)).Id();
        Assert.Equal("queued", (await stage.Admin.PostAsync($"/jobs/{job}/cancel")).Text("state"));

        var over = await stage.Admin.OverAsync(job);
        Assert.Equal(("cancelled", 0), (over.Text("state"), (int)over["attempts"]!));
        using var again = await stage.Admin.SendAsync(HttpMethod.Post, $"/jobs/{job}/cancel");
        Assert.Equal(409, (int)again.StatusCode);
    }

    [Fact]
    public async Task Cancel_RunningFetch_StopsItAndStoresNothing()
    {
        stage.Simulator.Faults.Add(new FaultRule(FaultKind.SlowAnswer, Match: "/attendanceRecords$", Seconds: 1));
        var session = await stage.Job.DefineAgainAsync();
        var job = (await OnlyJobAsync(session)).Id();
        await Wait.UntilAsync("it waits for records", async () => (int)(await stage.Admin.GetAsync($"/jobs/{job}"))["progress"]!["total"]! == 2);
        await stage.Admin.PostAsync($"/jobs/{job}/cancel");

        Assert.Equal("cancelled", (await stage.Admin.OverAsync(job)).Text("state"));
        Assert.Equal("notFetched", (await AttendanceAsync(session)).Text("state"));
    }

    private Task<JsonNode> AttendanceAsync(string session) => stage.Admin.GetAsync($"/sessions/{session}/attendance");

    private async Task<JsonNode> OnlyJobAsync(string session) => Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceFetch"));

    private static DateTimeOffset Instant(JsonNode node, string name) => DateTimeOffset.Parse(node.Text(name), CultureInfo.InvariantCulture);
}
