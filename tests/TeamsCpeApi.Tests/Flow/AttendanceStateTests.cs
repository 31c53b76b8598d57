using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>No data has many reasons, and each is told from the others as far as Microsoft's answers allow.</summary>
public sealed class AttendanceStateTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Days = TimeSpan.FromDays(3);
    private static readonly TimeSpan Years = TimeSpan.FromDays(400);

    public void Dispose()
    {
        stage.Simulator.Faults.Clear();
        stage.Simulator.Change(scenario => (scenario.Tenants[0].ReportsDisabled, scenario.Answers) = (false, new AnswerShapes()));
    }

    [Fact]
    public async Task NoReport_AnHourAfterTheEnd_IsNotAvailableYet() =>
        await ExpectAsync(new Classroom(stage, Hour), "notAvailableYet", "attendance-not-available-yet", "some minutes after the meeting");

    [Fact]
    public async Task NoReport_DaysAfterTheEnd_IsNotStartedOrDisabledAndSaysBoth() =>
        await ExpectAsync(new Classroom(stage, Days), "notStartedOrDisabled", "not-started-or-disabled", "nobody started it");

    [Fact]
    public async Task ReportsDisabledByPolicy_DaysAfterTheEnd_NamesThePolicy()
    {
        var room = new Classroom(stage, Days);
        room.Report(2);
        stage.Simulator.Change(scenario => scenario.Tenants[0].ReportsDisabled = true);
        await ExpectAsync(room, "notStartedOrDisabled", "not-started-or-disabled", "AllowEngagementReport");
    }

    [Fact]
    public async Task ReportsOfOtherTimes_AnHourAfterTheEnd_MayStillBeFollowedByTheRightOne()
    {
        var room = new Classroom(stage, Hour);
        room.Report(2, -Days);
        await ExpectAsync(room, "noReportInWindow", "no-report-in-window", "startsAt and endsAt");
    }

    [Fact]
    public async Task ReportsOfOtherTimes_DaysAfterTheEnd_MeansNotStartedThen()
    {
        var room = new Classroom(stage, Days);
        room.Report(2, -Days);
        await ExpectAsync(room, "notStarted", "not-started", "reports are not switched off");
    }

    [Fact]
    public async Task ReportWithoutPeople_IsNobodyCame()
    {
        var room = new Classroom(stage, Days);
        room.Report(0);
        var attendance = await room.FetchAsync();
        Assert.Equal("nobodyCame", attendance.Text("state"));
        Assert.Null(attendance["problem"]);
        Assert.Single(attendance["snapshots"]!.AsArray());
    }

    [Theory]
    [InlineData("no intervals at all", false)]
    [InlineData("intervals without instants", true)]
    public async Task ReportWithoutTimes_IsTimesWithheld(string row, bool hasIntervals)
    {
        var room = new Classroom(stage, Days);
        var report = room.Report(3);
        stage.Simulator.Change(_ => report.Records.ForEach(record => record.Intervals = hasIntervals ? [new(null, null)] : []));
        await ExpectAsync(room, "timesWithheld", "times-withheld", "InfoShownInReportMode", row);
    }

    [Fact]
    public async Task ReportsOlderThanAYear_AreExpired()
    {
        var room = new Classroom(stage, Years);
        room.Report(2);
        stage.Simulator.Change(scenario => scenario.Answers.ReportRetentionDays = 365);
        await ExpectAsync(room, "expired", "attendance-expired", "one year");
    }

    [Theory]
    [InlineData(FaultKind.Forbidden)]
    [InlineData(FaultKind.NotCovered)]
    public async Task OldMeetingThatIsRefused_IsExpired(FaultKind fault)
    {
        stage.Simulator.Faults.Add(new(fault, Match: "/onlineMeetings"));
        await ExpectAsync(new Classroom(stage, Years), "expired", "attendance-expired", "one year");
    }

    [Theory]
    [InlineData("in either shape: 404", UnknownMeetingAnswer.NotFound)]
    [InlineData("in either shape: an empty list", UnknownMeetingAnswer.EmptyList)]
    public async Task MeetingThatTeamsForgot_IsNotFoundAndAfterAYearExpired(string row, UnknownMeetingAnswer shape)
    {
        stage.Simulator.Change(scenario => scenario.Answers.UnknownMeeting = shape);
        foreach (var (ago, state, code) in new[] { (Days, "meetingNotFound", "graph-meeting-not-found"), (Years, "expired", "attendance-expired") })
        {
            var room = new Classroom(stage, ago, change: meeting => meeting.LookupUntil = new("2020-01-01T00:00:00Z"));
            await ExpectAsync(room, state, code, code == "attendance-expired" ? "one year" : "Teams forgets some meetings", row);
        }
    }

    [Fact]
    public async Task MeetingForgottenAfterItWasFound_IsStillFetchedByItsStoredId()
    {
        var room = new Classroom(stage, -Hour);
        var session = await room.DefineAsync();
        await Wait.UntilAsync("the meeting is found before it takes place", async () => (await room.AttendanceAsync(session))["meeting"] is not null);

        room.Report(2);
        stage.Simulator.Change(_ => room.Meeting.LookupUntil = new("2020-01-01T00:00:00Z"));
        Assert.Equal("succeeded", (await stage.Admin.RefreshAsync(session)).Text("state"));
        Assert.Equal("available", (await room.AttendanceAsync(session)).Text("state"));
    }

    [Fact]
    public async Task CheckThatBringsNothing_AfterThereWasData_KeepsIt()
    {
        var room = new Classroom(stage, Days);
        room.Report(2);
        var session = await room.DefineAsync();
        Assert.Equal("succeeded", (await stage.Admin.RefreshAsync(session)).Text("state"));
        stage.Simulator.Change(scenario => scenario.Tenants[0].ReportsDisabled = true);
        Assert.Equal("failed", (await stage.Admin.RefreshAsync(session)).Text("state"));

        var attendance = await room.AttendanceAsync(session);
        Assert.Equal("available", attendance.Text("state"));
        Assert.NotNull(attendance["currentSnapshotId"]);
        Assert.Contains("is kept and counts", attendance["problem"]!.Text("detail"), StringComparison.Ordinal);
    }

    private static async Task ExpectAsync(Classroom room, string state, string code, string words, string row = "")
    {
        JsonNode attendance = await room.FetchAsync();
        Assert.True((attendance.Text("state"), attendance["problem"]?.Text("code")) == (state, code), $"{row} {attendance.ToJsonString()}");
        Assert.Contains(words, attendance["problem"]!.Text("detail"), StringComparison.Ordinal);
        Assert.Null(attendance["currentSnapshotId"] is null ? null : state == "timesWithheld" ? null : "a snapshot");
    }
}
