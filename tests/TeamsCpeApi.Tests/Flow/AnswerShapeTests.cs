using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Where nobody knows what Microsoft answers, each possible answer is survived.</summary>
public sealed class AnswerShapeTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1.5);

    /// <summary>What varies while the data is there, and comes through.</summary>
    public static TheoryData<string, Action<Scenario>, object?, FaultRule?> Shapes { get; } = new()
    {
        { "the list omits the records", scenario => scenario.Answers.ListedRecords = RecordsOfListedReport.Omitted, null, null },
        { "an expanded report comes back empty", scenario => scenario.Answers.ExpandedRecords = RecordsOfExpandedReport.Empty, null, null },
        { "escapes compare without case", scenario => scenario.Answers.HexEscapes = HexEscapeComparison.IgnoreCase, null, null },
        { "the list shows ten reports", scenario => scenario.Answers.MaxReports = 10, null, null },
        { "members that nobody heard of", _ => { }, null, new(FaultKind.UnknownProperties) },
        { "one record a page", scenario => scenario.PageSize = 1, null, null },
        { "no totals, an unknown role, an unknown kind of identity", _ => { }, On(room => room.Meeting.Reports[0].Records.ForEach(record => (record.Role, record.TotalAttendanceInSeconds, record.Identity) = ("Overseer", 0, System.Text.Json.JsonDocument.Parse("""{"@odata.type":"#microsoft.graph.communicationsHologramIdentity","id":"8:x"}""").RootElement))), null },
        { "no identity, no address", _ => { }, On(room => room.Meeting.Reports[0].Records.ForEach(record => (record.EmailAddress, record.Identity) = (null, System.Text.Json.JsonDocument.Parse("null").RootElement))), null },
        { "a leave that is missing, with duration zero", _ => { }, On(room => room.Meeting.Reports[0].Records.ForEach(record => record.Intervals.Add(new(Instant.From(room.Started), null)))), null },
        { "seven fraction digits, and none", _ => { }, On(room => room.Meeting.Reports[0].Records[0].Intervals.Add(new(new(room.Started.ToString("yyyy-MM-dd'T'HH:mm:ss'.1234567Z'", null)), new(room.Ended.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null))))), null },
        { "the same person twice", _ => { }, On(room => room.Meeting.Reports[0].Records.Add(room.Meeting.Reports[0].Records[0])), null },
        { "a report without times", _ => { }, On(room => (room.Meeting.Reports[0].MeetingStartDateTime, room.Meeting.Reports[0].MeetingEndDateTime) = (null, null)), null },
        { "a count that differs from the records", _ => { }, On(room => room.Meeting.Reports[0].TotalParticipantCount = 99), null },
    };

    private static object On(Action<Classroom> change) => change;

    public void Dispose()
    {
        stage.Simulator.Faults.Clear();
        stage.Simulator.Change(scenario => (scenario.Answers, scenario.PageSize) = (new AnswerShapes(), 100));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Fetch_WhateverTheAnswersLookLike_BringsTheData(string row, Action<Scenario> change, object? spoil, FaultRule? fault)
    {
        var room = new Classroom(stage, Day);
        room.Report(3);
        stage.Simulator.Change(change);
        stage.Simulator.Change(_ => (spoil as Action<Classroom>)?.Invoke(room));
        if (fault is not null)
        {
            stage.Simulator.Faults.Add(fault);
        }

        var attendance = await room.FetchAsync();

        Assert.True(attendance.Text("state") == "available", $"{row}: {attendance.ToJsonString()}");
        Assert.Equal(room.Meeting.Reports[0].Records.Count, (int)Assert.Single(attendance["snapshots"]!.AsArray())!["recordCount"]!);
    }

    [Theory]
    [InlineData("as documented", PolicyRefusalWording.Documented, UncoveredOrganizerAnswer.NoPolicy, "graph-no-access-policy")]
    [InlineData("as seen live", PolicyRefusalWording.Live, UncoveredOrganizerAnswer.NoPolicy, "graph-no-access-policy")]
    [InlineData("with a full stop", PolicyRefusalWording.FullStop, UncoveredOrganizerAnswer.NoPolicy, "graph-no-access-policy")]
    [InlineData("as 3003", PolicyRefusalWording.Documented, UncoveredOrganizerAnswer.NotCovered, "graph-organizer-not-covered")]
    public async Task Fetch_WithoutPolicy_InWhateverWords_IsRetriedSlowlyAndWorksOnceMended(string row, PolicyRefusalWording wording, UncoveredOrganizerAnswer answer, string code)
    {
        var organizer = Guid.Parse("a0000000-0000-4000-8000-000000001002");
        stage.Simulator.Change(scenario => (scenario.Answers.PolicyRefusal, scenario.Answers.UncoveredOrganizer) = (wording, answer));
        var room = new Classroom(stage, Day, change: meeting => (meeting.Organizer, meeting.JoinWebUrl) = (organizer, Classroom.LinkOf(organizer.ToString(), $"19%3ameeting_{Guid.NewGuid():N}%40thread.v2/0")));
        room.Report(2);
        var session = await room.DefineAsync(body => (body["organizer"], body["joinUrl"]) = (null, room.Meeting.JoinWebUrl));
        var fetch = await Wait.ForAsync("the schedule has tried", async () =>
            Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceFetch")) is var job && (int)job["attempts"]! == 1 && job.Text("state") == "queued" ? job : null);
        Assert.True(fetch["problem"]!.Text("code") == code, $"{row}: {fetch.ToJsonString()}");
        var next = DateTimeOffset.Parse(fetch.Text("nextAttemptAt"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(next, DateTimeOffset.UtcNow.AddMinutes(25), DateTimeOffset.UtcNow.AddMinutes(31));

        stage.Simulator.Change(scenario => scenario.Tenants[0].AccessPolicies[0].Users.Add(organizer));
        try
        {
            await stage.Server.Database.ExecuteAsync($"update jobs set next_attempt_at = now() - interval '3 minutes' where id = '{fetch.Id()}'");
            Assert.Equal("succeeded", (await stage.Admin.OverAsync(fetch.Id())).Text("state"));
            Assert.Equal("available", (await room.AttendanceAsync(session)).Text("state"));
        }
        finally
        {
            stage.Simulator.Change(scenario => scenario.Tenants[0].AccessPolicies[0].Users.Remove(organizer));
        }
    }

    [Fact]
    public async Task Refresh_MicrosoftAsksForALongPause_ComesBackThenAndSaysUntilWhen()
    {
        var room = new Classroom(stage, -TimeSpan.FromHours(1));
        room.Report(2);
        var session = await room.DefineAsync();
        await Wait.UntilAsync("the meeting is found", async () => (await room.AttendanceAsync(session))["meeting"] is not null);
        stage.Simulator.Faults.Add(new(FaultKind.Throttled, Times: 1, RetryAfterSeconds: 900));
        try
        {
            var refresh = await stage.Admin.PostAsync($"/sessions/{session}/attendance/refresh");
            var waiting = await Wait.ForAsync("it waits", async () => await stage.Admin.GetAsync($"/jobs/{refresh.Id()}") is var job && (int)job["attempts"]! == 1 && job.Text("state") == "queued" ? job : null);
            Assert.Equal("graph-throttled", waiting["problem"]!.Text("code"));
            var next = DateTimeOffset.Parse(waiting.Text("nextAttemptAt"), System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(next, DateTimeOffset.UtcNow.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(15));

            await ReleaseAsync();
            await stage.Server.Database.ExecuteAsync($"update jobs set next_attempt_at = now() - interval '3 minutes' where id = '{refresh.Id()}'");
            Assert.Equal("succeeded", (await stage.Admin.OverAsync(refresh.Id())).Text("state"));
        }
        finally
        {
            await ReleaseAsync();
        }

        Task ReleaseAsync() => stage.Server.Database.ExecuteAsync("update graph_budgets set held_until = now()");
    }
}
