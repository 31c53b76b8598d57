using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow.Events;

/// <summary>Sessions whose meeting is made for them, changed with them and removed with them.</summary>
public sealed class CreatedMeetingTests(EventStage stage) : IClassFixture<EventStage>, IDisposable
{
    private static readonly DateTimeOffset Soon = EventStage.Now.AddDays(3);

    public void Dispose()
    {
        stage.Simulator.Faults.Clear();
        stage.Simulator.Change(scenario => (scenario.Answers.EventsWithoutJoinUrl, scenario.Answers.RepeatedTransaction) = (0, RepeatedTransactionAnswer.SameEvent));
    }

    [Theory]
    [InlineData("a meeting", false)]
    [InlineData("a calendar event", true)]
    public async Task Session_CreatedChangedCancelled_TakesItsMeetingAlong(string what, bool calendar)
    {
        var session = await stage.DefineAsync(Soon, body => Make(body, calendar));
        Assert.Equal("succeeded", (await stage.OnlyJobAsync(session, "meetingSync")).Text("state"));

        var view = await stage.SessionAsync(session);
        var meeting = MeetingOf(view)!;
        Assert.True(view["meeting"]!["created"]!.GetValue<bool>() && view["meeting"]!["onCalendar"]!.GetValue<bool>() == calendar, what);
        Assert.Equal((meeting.JoinWebUrl, Soon, Soon.AddMinutes(100)), (view.Text("joinUrl"), meeting.StartDateTime!.Value, meeting.EndDateTime!.Value));
        Assert.DoesNotContain("meeting", EventStage.Missing(view));

        await stage.PatchAsync(session, new { title = "Later and longer", startsAt = Soon.AddHours(1), endsAt = Soon.AddHours(3) });
        await Wait.UntilAsync("the meeting has followed", () => Task.FromResult(MeetingOf(view) is { Subject: "Later and longer" } now && now.StartDateTime!.Value == Soon.AddHours(1)));

        await stage.CancelAsync(session);
        await Wait.UntilAsync("the meeting is gone", () => Task.FromResult(MeetingOf(view) is null));
        await Wait.UntilAsync("that is known", async () => (await stage.SessionAsync(session))["meeting"] is null);
        Assert.Empty(EventStage.Missing(await stage.SessionAsync(session)));
    }

    [Fact]
    public async Task Attendance_OfACreatedMeeting_IsFetched()
    {
        var start = EventStage.Now.AddHours(-3);
        var session = await stage.DefineAsync(start, body => Make(body));
        await stage.OnlyJobAsync(session, "meetingSync");
        var view = await stage.SessionAsync(session);
        stage.Simulator.Change(_ => MeetingOf(view)!.Reports.Add(new SimulatedReport
        {
            Id = Guid.NewGuid(),
            MeetingStartDateTime = Instant.From(start),
            MeetingEndDateTime = Instant.From(start.AddMinutes(100)),
            Records = [new SimulatedRecord { DisplayName = "Ann", Intervals = [new(Instant.From(start), Instant.From(start.AddMinutes(100)))] }],
        }));

        Assert.Equal("succeeded", (await stage.Admin.RefreshAsync(session)).Text("state"));
    }

    [Theory]
    [InlineData("before it was made: cut", "^POST .*/createOrGet$", false, FaultKind.ConnectionAborted)]
    [InlineData("after it was made: half an answer", "^POST .*/createOrGet$", false, FaultKind.TruncatedBody)]
    [InlineData("an event before it was made: cut", "^POST .*/events$", true, FaultKind.ConnectionAborted)]
    [InlineData("an event after it was made: half an answer", "^POST .*/events$", true, FaultKind.TruncatedBody)]
    [InlineData("an event after it was made, before it was resolved", "^GET .*/onlineMeetings", true, FaultKind.MeetingNotFound)]
    public async Task Making_InterruptedAnywhere_MakesOneMeeting(string what, string match, bool calendar, FaultKind fault)
    {
        stage.Simulator.Faults.Add(new FaultRule(fault, Match: match, Times: 20));
        stage.Simulator.Change(scenario => scenario.Answers.RepeatedTransaction = RepeatedTransactionAnswer.Conflict);
        var before = Counts();
        var session = await stage.DefineAsync(Soon, body => Make(body, calendar));
        var waiting = await Wait.ForAsync("an attempt fails", async () => Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=meetingSync")) is var job && job["problem"] is not null ? job : null);
        var view = await stage.SessionAsync(session);
        Assert.Contains("meeting", EventStage.Missing(view));
        Assert.Contains(view["missing"]!.AsArray(), need => need!.Text("message").Contains("The meeting is not created yet", StringComparison.Ordinal));
        Assert.Contains(waiting.Text("state"), new[] { "queued", "failed" });
        stage.Simulator.Faults.Clear();

        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/meeting"));

        Assert.True(Counts() == (before.Meetings + 1, before.Events + (calendar ? 1 : 0)), what);
        Assert.True((bool)(await stage.SessionAsync(session))["meeting"]!["created"]!);
    }

    [Fact]
    public async Task Cancel_AfterALostAnswer_RemovesWhatWasMade()
    {
        foreach (var calendar in new[] { false, true })
        {
            var before = Counts();
            stage.Simulator.Faults.Add(new FaultRule(FaultKind.TruncatedBody, Match: calendar ? "^POST .*/events$" : "^POST .*/createOrGet$", Times: 2));
            var session = await stage.DefineAsync(Soon, body => Make(body, calendar));
            await Wait.UntilAsync("the answer is lost", async () => Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=meetingSync"))["problem"] is not null);
            Assert.NotEqual(before, Counts());
            stage.Simulator.Faults.Clear();

            await stage.CancelAsync(session);

            await Wait.UntilAsync("nothing is left of it", () => Task.FromResult(Counts() == before));
        }
    }

    [Fact]
    public async Task Event_LinkLate_IsResolvedWhenItComes()
    {
        stage.Simulator.Change(scenario => scenario.Answers.EventsWithoutJoinUrl = 2);
        var session = await stage.DefineAsync(Soon, body => Make(body, calendar: true));

        Assert.Equal("succeeded", (await stage.OnlyJobAsync(session, "meetingSync")).Text("state"));
        Assert.NotNull((string?)(await stage.SessionAsync(session))["joinUrl"]);
    }

    [Fact]
    public async Task Job_RunAgain_ChangesNothing()
    {
        var session = await stage.DefineAsync(Soon, body => Make(body, calendar: true));
        var job = await stage.OnlyJobAsync(session, "meetingSync");
        var asked = Writes();

        await using var scope = stage.Server.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetServices<IJobWork>().Single(work => work.Kind == JobKind.MeetingSync);
        var row = await scope.ServiceProvider.GetRequiredService<TeamsCpeApi.Storage.CpeDbContext>().Jobs.FindAsync(Guid.Parse(job.Id()));
        var outcome = await work.RunAsync(row!, new JobProgress(row!.Id, scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>()), default);

        Assert.Null(outcome.Problem);
        Assert.Equal(asked, Writes());
    }

    [Fact]
    public async Task Calendar_WithAMapping_InvitesByTheDirectoryAndNamesTheRest()
    {
        var settings = await stage.Server.Admin.CallAsync("GET", $"/api/v1/providers/{stage.Provider}/meeting-settings");
        await stage.Server.Admin.JsonAsync("PUT", $"/api/v1/providers/{stage.Provider}/meeting-settings", JsonNode.Parse("""{"onCalendar":true,"identityMapping":{"local":"externalId","directory":"employeeId"}}"""), ("If-Match", settings.ETag!));
        stage.Simulator.Change(scenario =>
        {
            scenario.Tenants[0].Users.Find(user => user.Id == EventStage.Organizer)!.EmployeeId = "E-0";
            scenario.Tenants[0].Users[0].EmployeeId = "E-1";
            scenario.Tenants[0].Users[1].EmployeeId = scenario.Tenants[0].Users[2].EmployeeId = "E-2";
        });
        try
        {
            var unknown = await stage.DefineAsync(Soon, body => (body["create"], body["organizer"]) = (true, "E-9"));
            Assert.Equal("graph-user-not-found", (await stage.OnlyJobAsync(unknown, "meetingSync"))["problem"]!.Text("code"));
            var several = await stage.DefineAsync(Soon, body => (body["create"], body["organizer"]) = (true, "E-2"));
            Assert.Equal("graph-user-ambiguous", (await stage.OnlyJobAsync(several, "meetingSync"))["problem"]!.Text("code"));

            var session = await stage.DefineAsync(Soon, body => (body["create"], body["organizer"]) = (true, "E-0"));
            await stage.OnlyJobAsync(session, "meetingSync");
            await stage.EnrollAsync(session, ("E-1", "Anna Kowalska", null), ("E-2", "Two People", null), ("E-3", "Nobody", null));
            await Wait.UntilAsync("the roster is invited", async () => (await stage.SessionAsync(session))["meeting"]!["uninvited"]!.AsArray().Count == 2);

            Assert.Equal(["graph-user-ambiguous", "graph-user-not-found"], (await stage.SessionAsync(session))["meeting"]!["uninvited"]!.AsArray().Select(row => row!.Text("code")).Order());
            Assert.Equal(["anna.kowalska@contoso.example"], stage.Simulator.Read(scenario => scenario.Tenants[0].Events.Single(known => known.TransactionId == session).Attendees.ToArray()));
        }
        finally
        {
            var current = await stage.Server.Admin.CallAsync("GET", $"/api/v1/providers/{stage.Provider}/meeting-settings");
            await stage.Server.Admin.JsonAsync("PUT", $"/api/v1/providers/{stage.Provider}/meeting-settings", JsonNode.Parse("""{"onCalendar":false}"""), ("If-Match", current.ETag!));
        }
    }

    private static void Make(JsonObject body, bool? calendar = null) => (body["create"], body["calendar"], body["organizer"]) = (true, calendar, EventStage.OrganizerMail);

    private SimulatedMeeting? MeetingOf(JsonNode view) => stage.Simulator.Read(scenario => scenario.Tenants[0].Meetings.Find(meeting => meeting.JoinWebUrl == view.Text("joinUrl")));

    private (int Meetings, int Events) Counts() => stage.Simulator.Read(scenario => (scenario.Tenants[0].Meetings.Count, scenario.Tenants[0].Events.Count));

    private int Writes() => stage.Simulator.Requests.Count(request => request.Method is "POST" or "PATCH" or "DELETE" && request.Path.StartsWith("/v1.0/", StringComparison.Ordinal));
}
