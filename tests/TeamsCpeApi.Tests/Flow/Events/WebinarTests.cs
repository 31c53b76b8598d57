using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow.Events;

/// <summary>Sessions that are webinars or town halls, from the API to Microsoft's side and back.</summary>
public sealed class WebinarTests(EventStage stage) : IClassFixture<EventStage>, IDisposable
{
    private static readonly DateTimeOffset LastWeek = EventStage.Now.AddDays(-7);

    public void Dispose() => stage.Simulator.Faults.Clear();

    [Theory]
    [InlineData("a webinar by its id", false, "id")]
    [InlineData("a town hall by its id", true, "id")]
    [InlineData("a town hall by its attendee link", true, "broadcast")]
    [InlineData("a webinar by the link of its session", false, "link")]
    public async Task Attendance_OfAnEvent_IsFetchedAndMatchedByRegistration(string what, bool townHall, string by)
    {
        var happening = stage.AddEvent(LastWeek, townHall, sessions: 2);
        var registration = Guid.NewGuid();
        stage.Simulator.Change(_ => happening.Registrations.Add(new SimulatedRegistration { Id = registration, Email = "Ann.Lee@Example.org", FirstName = "A.", LastName = "L." }));
        stage.AddReport(happening.Sessions[0], ("Someone", registration.ToString()), ("Other", null));
        var link = happening.Sessions[0].JoinWebUrl!;
        var session = await stage.DefineAsync(LastWeek, body => body[by == "id" ? "webinarId" : "joinUrl"] = by switch
        {
            "id" => happening.Id,
            "broadcast" => link.Replace("%7d", "%2c%22IsBroadcastMeeting%22%3atrue%2c%22role%22%3a%22a%22%7d&btype=a&role=a", StringComparison.Ordinal),
            _ => link,
        });
        await stage.EnrollAsync(session, ("P1", "Ann Lee", "ann.lee@example.org"), ("P2", "Bo Chen", "bo.chen@example.org"));

        Assert.True((await stage.Admin.RefreshAsync(session)).Text("state") == "succeeded", what);

        var attendees = (await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray();
        var ann = attendees.Single(item => (string?)item!["displayName"] == "Someone")!;
        Assert.Equal(("matched", "registrationId"), (ann["match"]!.Text("state"), ann["match"]!.Text("rung")));
        var view = await stage.SessionAsync(session);
        Assert.Equal((happening.Id, townHall ? "townHall" : "webinar", "published"), (view["webinar"]!.Id(), view["webinar"]!.Text("kind"), view["webinar"]!.Text("status")));
        Assert.Equal([true, false], view["webinar"]!["sessions"]!.AsArray().Select(each => (bool)each!["chosen"]!));

        var registrations = (await stage.Admin.GetAsync($"/sessions/{session}/registrations"))["items"]!.AsArray();
        Assert.Equal(
            [$"{registration} registered P1 attended 6000", " P2 notYet 0"],
            registrations.Select(row => $"{row!["registrationId"]} {row["status"]} {row.Text("externalId")} {row["checkIn"]!.Text("state")} {row["checkIn"]!["attendedSeconds"]}".Replace("  ", " ", StringComparison.Ordinal)));
        var pages = await stage.Server.Database.ReadAsync($"select count(*) from session_events e, evidence v where e.session_id = '{session}' and e.registration_pages ? v.sha256::text and convert_from(v.content, 'UTF8') like '%{registration}%'");
        Assert.Equal(["1"], pages);
    }

    [Fact]
    public async Task Series_SecondSession_IsChosenByItsTime()
    {
        var happening = stage.AddEvent(LastWeek.AddDays(-7), sessions: 2);
        stage.AddReport(happening.Sessions[0], ("First", null));
        stage.AddReport(happening.Sessions[1], ("Second", null), ("Third", null));

        var session = await stage.DefineAsync(LastWeek.AddMinutes(30), body => body["webinarId"] = happening.Id);
        await stage.Admin.RefreshAsync(session);

        Assert.Equal(["Second", "Third"], (await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray().Select(item => item!.Text("displayName")).Order());
        Assert.Equal(happening.Sessions[1].JoinWebUrl, (await stage.SessionAsync(session)).Text("joinUrl"));
    }

    [Fact]
    public async Task Event_WithNoSessionAtThatTime_IsSaid()
    {
        var happening = stage.AddEvent(LastWeek.AddDays(-30));
        var session = await stage.DefineAsync(LastWeek, body => body["webinarId"] = happening.Id);

        Assert.Equal("graph-event-session-not-found", (await stage.Admin.RefreshAsync(session))["problem"]!.Text("code"));
        Assert.Contains("webinar-session", EventStage.Missing(await stage.SessionAsync(session)));
    }

    [Theory]
    [InlineData("nobody answers for it", "/webinarId webinar-id-malformed", """{"webinarId":"12345"}""")]
    [InlineData("another tenant's", "/webinarId other-tenant", """{"webinarId":"0198a000-0000-7000-8000-000000000000@0198a000-0000-7000-8000-000000000001"}""")]
    [InlineData("two ways at once", "/joinUrl one-of", """{"webinarId":"0198a000-0000-7000-8000-000000000000@c0000000-0000-4000-8000-000000000001","create":true}""")]
    [InlineData("no way at all", "/joinUrl required", "{}")]
    [InlineData("made for nobody", "/organizer organizer-needed", """{"create":true}""")]
    [InlineData("an attendee link of nothing", "/joinUrl broadcast-meeting", """{"joinUrl":"{broadcast}"}""")]
    public async Task Meeting_NamedWrongly_IsRefusedInWords(string what, string error, string members)
    {
        var body = stage.Session(LastWeek, session =>
        {
            foreach (var (name, value) in JsonNode.Parse(members.Replace("{broadcast}", EventStage.LinkOf("nothing", broadcast: true), StringComparison.Ordinal))!.AsObject())
            {
                session[name] = value?.DeepClone();
            }
        });

        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/sessions", body);

        Assert.True(answer.Expect(400).Errors.SequenceEqual([error]), $"{what}: {answer.Text}");
    }

    [Fact]
    public async Task Webinar_InAnotherCloud_IsRefusedAtOnce()
    {
        var provider = (await stage.Admin.PostAsync("/providers", new { name = "Gov", kind = "application", cloud = "usGov", tenantId = Guid.NewGuid(), clientId = Guid.NewGuid(), credential = new { type = "secret", value = "a-secret-of-the-government" } }));
        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/sessions", stage.Session(LastWeek, body =>
        {
            body["providerId"] = provider.Id();
            body["webinarId"] = $"{Guid.NewGuid()}@{provider.Text("tenantId")}";
        }));

        Assert.Equal(["/webinarId graph-webinars-not-in-cloud"], answer.Expect(400).Errors);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("canceled")]
    public async Task Event_NotPublished_IsShownAndTakesNoRegistrations(string status)
    {
        var happening = stage.AddEvent(EventStage.Now.AddDays(3), status: status);
        var session = await stage.DefineAsync(EventStage.Now.AddDays(3), body => body["webinarId"] = happening.Id);
        await stage.EnrollAsync(session, ("P1", "Ann Lee", "ann.lee@example.org"));

        await stage.OnlyJobAsync(session, "registrationList");
        var view = await stage.SessionAsync(session);
        Assert.Equal(status, view["webinar"]!.Text("status"));
        Assert.Contains("webinar-status", EventStage.Missing(view));
        var job = await stage.Admin.OverAsync((await stage.Admin.PostAsync($"/sessions/{session}/registrations", new { })).Id());
        Assert.Equal("webinar-not-published", job["problem"]!.Text("code"));
        Assert.Empty(happening.Registrations);
    }

    [Fact]
    public async Task Register_Roster_RegistersEverybodyOnceWithAnOutcomeEach()
    {
        var happening = stage.AddEvent(EventStage.Now.AddDays(3));
        stage.Simulator.Change(_ => happening.Registrations.Add(new SimulatedRegistration { Id = Guid.NewGuid(), Email = "known@example.org", Status = "waitlisted" }));
        var session = await stage.DefineAsync(EventStage.Now.AddDays(3), body => body["webinarId"] = happening.Id);
        await stage.EnrollAsync(session, ("P1", "Ludwig van Beethoven", "l@example.org"), ("P2", "Kent, Clark", "c@example.org"), ("P3", "Known Already", "KNOWN@example.org"), ("P4", "No Address", null), ("P5", "Madonna", "m@example.org"));

        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/registrations", new { language = "de-de" }));
        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/registrations", new { }));

        Assert.Equal(
            ["Clark/Kent", "Ludwig/van Beethoven", "Madonna/-"],
            happening.Registrations.Skip(1).Select(row => $"{row.FirstName}/{row.LastName}").Order(StringComparer.Ordinal));
        Assert.All(happening.Registrations.Skip(1), row => Assert.Equal(("Eastern Standard Time", "de-de"), (row.PreferredTimezone, row.PreferredLanguage)));
        var rows = (await stage.Admin.GetAsync($"/sessions/{session}/registrations"))["items"]!.AsArray().OrderBy(row => row!.Text("externalId"), StringComparer.Ordinal);
        Assert.Equal(
            ["P1 registered registered", "P2 registered registered", "P3 waitlisted alreadyRegistered", "P4  failed", "P5 registered registered"],
            rows.Select(row => row!).Select(row => $"{row.Text("externalId")} {row!["status"]} {row["attempt"]!.Text("outcome")}"));
    }

    [Theory]
    [InlineData("Microsoft cut the connection", FaultKind.ConnectionAborted, true)]
    [InlineData("Microsoft failed after it had registered", FaultKind.TruncatedJson, true)]
    [InlineData("the policy is missing", FaultKind.NoPolicy, false)]
    public async Task Register_Interrupted_RegistersNobodyTwice(string what, FaultKind fault, bool comesBack)
    {
        var happening = stage.AddEvent(EventStage.Now.AddDays(3));
        var session = await stage.DefineAsync(EventStage.Now.AddDays(3), body => body["webinarId"] = happening.Id);
        await stage.EnrollAsync(session, ("P1", "Ann Lee", "ann@example.org"), ("P2", "Bo Chen", "bo@example.org"));
        await stage.OnlyJobAsync(session, "registrationList");
        stage.Simulator.Faults.Add(new FaultRule(fault, Match: "^POST .*/registrations$", Times: 1));

        var job = (await stage.Admin.PostAsync($"/sessions/{session}/registrations", new { })).Id();
        var seen = await Wait.ForAsync("the attempt is made", async () =>
            await stage.Admin.GetAsync($"/jobs/{job}") is var row && (int)row["attempts"]! > 0 && row.Text("state") != "running" ? row : null);
        Assert.True(seen.Text("state") == (fault == FaultKind.TruncatedJson ? "succeeded" : comesBack ? "queued" : "failed"), $"{what}: {seen.ToJsonString()}");

        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/registrations", new { }));
        Assert.Equal(["ann@example.org", "bo@example.org"], happening.Registrations.Select(row => row.Email).Order());
    }

    [Fact]
    public async Task CheckIn_OfSomebodyWhoHasNotLeft_IsPresent()
    {
        var start = EventStage.Now.AddMinutes(-30);
        var happening = stage.AddEvent(start);
        var registration = new SimulatedRegistration { Id = Guid.NewGuid(), Email = "ann@example.org" };
        stage.Simulator.Change(_ =>
        {
            happening.Registrations.Add(registration);
            happening.Sessions[0].Reports.Add(new SimulatedReport
            {
                Id = Guid.NewGuid(),
                MeetingStartDateTime = Instant.From(start),
                Records = [new SimulatedRecord { DisplayName = "Ann", RegistrationId = registration.Id.ToString(), Intervals = [new(Instant.From(start), Instant.From(start.AddMinutes(5))), new(Instant.From(start.AddMinutes(6)), null)] }],
            });
        });
        var session = await stage.DefineAsync(start, body => body["webinarId"] = happening.Id);
        await stage.Admin.RefreshAsync(session);

        var row = Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}/registrations"))["items"]!.AsArray())!;
        Assert.Equal(("present", start.AddMinutes(6), 300), (row["checkIn"]!.Text("state"), (DateTimeOffset)row["checkIn"]!["since"]!, (int)row["checkIn"]!["attendedSeconds"]!));
    }

    [Fact]
    public async Task Registrations_OfAMeeting_AreRefused()
    {
        var session = await stage.DefineAsync(EventStage.Now.AddDays(3), body => body["joinUrl"] = EventStage.LinkOf("plain"));

        var answer = await stage.Server.Admin.JsonAsync("POST", $"/api/v1/sessions/{session}/registrations", new JsonObject());

        Assert.Equal("not-a-webinar", answer.Expect(409).Code);
    }
}
