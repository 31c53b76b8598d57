using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Notifications;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow.Events;

/// <summary>Change notifications: subscribed to, kept alive, believed when they are Microsoft's, and never needed.</summary>
public sealed class NotificationTests(EventStage stage) : IClassFixture<EventStage>, IDisposable
{
    private const string Address = "/graph/notifications";

    public void Dispose() => stage.Simulator.Faults.Clear();

    [Fact]
    public async Task Webinar_ReportReady_IsFetchedAtOnceAndOnce()
    {
        var (session, happening) = await EndedWebinarAsync();
        stage.AddReport(happening.Sessions[0], ("Ann", null));
        Assert.NotEqual("available", await StateAsync(session));

        Assert.Equal([202, 202, 202], await NotifyAsync(new($"{happening.Id}/getAttendanceReports", ResourceDataId: "r-1", Copies: 3)));
        Assert.Equal([202], await NotifyAsync(new($"{happening.Id}/getAttendanceReports", ResourceDataId: "r-1")));

        await Wait.UntilAsync("the report is fetched", async () => await StateAsync(session) == "available");
        Assert.Equal(["1"], await stage.Server.Database.ReadAsync($"select count(*) from graph_notifications n join graph_subscriptions s on s.id = n.subscription_id where s.about = '{happening.Id}'"));
        Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceFetch"));
    }

    [Fact]
    public async Task Webinar_AllNotificationsLost_IsFetchedByTheSchedule()
    {
        var (session, happening) = await EndedWebinarAsync();
        stage.AddReport(happening.Sessions[0], ("Ann", null));

        // The schedule's next attempt is due: nothing else happens, no notification comes.
        await stage.Server.Database.ExecuteAsync($"update jobs set next_attempt_at = now() - interval '3 minutes' where session_id = '{session}' and kind = 'AttendanceFetch' and state = 'Queued'");

        await Wait.UntilAsync("the report is fetched", async () => await StateAsync(session) == "available");
    }

    [Fact]
    public async Task Registration_Made_IsListedAtOnce()
    {
        var happening = stage.AddEvent(EventStage.Now.AddDays(2));
        var session = await stage.DefineAsync(EventStage.Now.AddDays(2), body => body["webinarId"] = happening.Id);
        await stage.OnlyJobAsync(session, "registrationList");
        await SubscribeAsync();
        stage.Simulator.Change(_ => happening.Registrations.Add(new SimulatedRegistration { Id = Guid.NewGuid(), Email = "new@example.org" }));

        await NotifyAsync(new($"{happening.Id}/registrations", ResourceDataId: "g-1"));

        await Wait.UntilAsync("the registration is listed", async () => (await stage.Admin.GetAsync($"/sessions/{session}/registrations"))["items"]!.AsArray().Count == 1);
    }

    [Theory]
    [InlineData("a stranger's client state", "wrong-state", null)]
    [InlineData("a client state of the right shape", "{id}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null)]
    [InlineData("another tenant", null, "0198a000-0000-7000-8000-000000000001")]
    public async Task Stranger_Notifying_GetsTheSameAnswerAndLeavesNoTrace(string what, string? clientState, string? tenant)
    {
        var (_, happening) = await EndedWebinarAsync();
        var id = (await stage.Server.Database.ReadAsync($"select replace(id::text, '-', '') from graph_subscriptions where about = '{happening.Id}'"))[0];

        var statuses = await NotifyAsync(new($"{happening.Id}/getAttendanceReports", ClientState: clientState?.Replace("{id}", id, StringComparison.Ordinal), TenantId: tenant is null ? null : Guid.Parse(tenant)));

        Assert.True(statuses.SequenceEqual([202]), what);
        Assert.Equal(["0"], await stage.Server.Database.ReadAsync($"select count(*) from graph_notifications n join graph_subscriptions s on s.id = n.subscription_id where s.about = '{happening.Id}'"));
    }

    [Theory]
    [InlineData("no JSON", "hello", 400)]
    [InlineData("no list", "{}", 400)]
    [InlineData("nothing in the list", """{"value":[]}""", 202)]
    [InlineData("null in the list", """{"value":[null]}""", 202)]
    [InlineData("a list of numbers", """{"value":[1,2]}""", 400)]
    [InlineData("too large", "{large}", 400)]
    public async Task Nonsense_Posted_IsHarmless(string what, string body, int status)
    {
        using var content = new StringContent(body == "{large}" ? new string('x', 2 * 1024 * 1024) : body, Encoding.UTF8, "application/json");

        Assert.True((await stage.Server.Anonymous.CallAsync("POST", Address, content)).Status == status, what);
    }

    [Theory]
    [InlineData("a token", "Validation: abc <b>&'\"+%20", 200)]
    [InlineData("a token too long", "{long}", 400)]
    [InlineData("an empty token", "", 400)]
    [InlineData("a token with a line break", "a\r\nb", 400)]
    public async Task Handshake_Asked_IsEchoedAsPlainTextOrRefused(string what, string token, int status)
    {
        var sent = token == "{long}" ? new string('a', 3000) : token;

        var answer = await stage.Server.Anonymous.CallAsync("POST", $"{Address}?validationToken={Uri.EscapeDataString(sent)}");

        Assert.True(answer.Status == status, what);
        Assert.Equal(status == 200 ? ("text/plain", sent) : (answer.MediaType, answer.Text), (answer.MediaType, answer.Text));
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task Upkeep_OverTime_RenewsAuthorizesRemakesAndRemoves()
    {
        var (session, happening) = await EndedWebinarAsync();
        var subscription = Of(happening, "getAttendanceReports")!;
        var first = subscription.ExpirationDateTime.Value;
        await SubscribeAsync();
        Assert.Equal(first, Of(happening, "getAttendanceReports")!.ExpirationDateTime.Value);

        // When two thirds of its life are over it is renewed.
        await SubscribeAsync(TimeSpan.FromHours(17));
        Assert.True(Of(happening, "getAttendanceReports")!.ExpirationDateTime.Value > first);

        await NotifyAsync(new($"{happening.Id}/getAttendanceReports", LifecycleEvent: "reauthorizationRequired"));
        await Wait.UntilAsync("it is authorized again", () => Task.FromResult(Of(happening, "getAttendanceReports")!.Reauthorizations > 0));

        await NotifyAsync(new($"{happening.Id}/getAttendanceReports", LifecycleEvent: "subscriptionRemoved"));
        await Wait.UntilAsync("it is made again", async () =>
        {
            await SubscribeAsync();
            return Of(happening, "getAttendanceReports") is { } again && again.Id != subscription.Id;
        });

        await stage.CancelAsync(session);
        await SubscribeAsync();
        Assert.Null(Of(happening, "getAttendanceReports"));
    }

    [Fact]
    public async Task Upkeep_SeveralAtOnce_KnowTheSubscriptionThatLives()
    {
        var (_, happening) = await EndedWebinarAsync();
        stage.Simulator.Change(scenario => scenario.Tenants[0].Subscriptions.RemoveAll(known => known.Resource.Contains(happening.Id, StringComparison.Ordinal)));
        await stage.Server.Database.ExecuteAsync($"update graph_subscriptions set graph_id = null, expires_at = null where about = '{happening.Id}'");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SubscribeAsync()));

        Assert.Equal([Of(happening, "getAttendanceReports")!.Id.ToString()], await stage.Server.Database.ReadAsync($"select graph_id from graph_subscriptions where about = '{happening.Id}' and kind = 'AttendanceReports'"));
    }

    [Fact]
    public async Task Upkeep_AfterALostAnswer_RemovesTheOrphanAndSubscribes()
    {
        var happening = stage.AddEvent(EventStage.Now.AddHours(2));
        stage.Simulator.Faults.Add(new FaultRule(FaultKind.TruncatedBody, Match: "^POST /v1.0/subscriptions$"));
        var session = await stage.DefineAsync(EventStage.Now.AddHours(2), body => body["webinarId"] = happening.Id);
        await stage.OnlyJobAsync(session, "registrationList");
        await SubscribeAsync();
        var orphan = Of(happening, "getAttendanceReports")!.Id;
        stage.Simulator.Faults.Clear();

        await SubscribeAsync(TimeSpan.FromMinutes(2));
        await SubscribeAsync(TimeSpan.FromMinutes(10));

        var now = Of(happening, "getAttendanceReports")!.Id;
        Assert.NotEqual(orphan, now);
        Assert.Equal([now.ToString()], await stage.Server.Database.ReadAsync($"select graph_id from graph_subscriptions where about = '{happening.Id}' and kind = 'AttendanceReports'"));
    }

    [Fact]
    public async Task Call_EndedAfterTheSession_IsBelievedOnlyFromMicrosoft()
    {
        var start = EventStage.Now.AddMinutes(-30);
        var link = EventStage.LinkOf($"call{Guid.NewGuid():N}");
        var report = new SimulatedReport
        {
            Id = Guid.NewGuid(),
            MeetingStartDateTime = Instant.From(start),
            MeetingEndDateTime = Instant.From(start.AddMinutes(60)),
            Records = [new SimulatedRecord { DisplayName = "Ann", Intervals = [new(Instant.From(start), Instant.From(start.AddMinutes(20)))] }],
        };
        stage.Simulator.Change(scenario => scenario.Tenants[0].Meetings.Add(new SimulatedMeeting { Organizer = EventStage.Organizer, JoinWebUrl = link, StartDateTime = Instant.From(start), EndDateTime = Instant.From(start.AddHours(1)) }));
        var session = await stage.DefineAsync(start, body => body["joinUrl"] = link);
        await SubscribeAsync();

        // The session ends now: the schedule looks in five minutes, a notification makes it look at once.
        await stage.Server.Database.ExecuteAsync($"update sessions set ends_at = now() where id = '{session}'");
        stage.Simulator.Change(scenario => scenario.Tenants[0].Meetings.Single(meeting => meeting.JoinWebUrl == link).Reports.Add(report));
        var resource = Uri.EscapeDataString(link);
        Delivery Ended(string id) => new(resource, "updated", id, Content: new JsonObject { ["@odata.type"] = "#microsoft.graph.callEvent", ["eventType"] = "callEnded" });
        Delivery[] wrong =
        [
            Ended("1") with { WrongSignature = true },
            Ended("2") with { ForeignKey = true },
            Ended("3") with { Publisher = Guid.NewGuid().ToString() },
            Ended("4") with { Audience = Guid.NewGuid().ToString() },
            Ended("5") with { WithoutToken = true },
            Ended("6") with { Content = new JsonObject { ["eventType"] = "rosterUpdated" } },
            Ended("7") with { Content = null },
        ];
        foreach (var delivery in wrong)
        {
            Assert.Equal([202], await NotifyAsync(delivery));
        }

        await Wait.UntilAsync("all are read", async () => (await stage.Server.Database.ReadAsync("select count(*) from graph_notifications where read_at is null")).Single() == "0");
        Assert.Equal(["7"], await stage.Server.Database.ReadAsync($"select count(*) from graph_notifications n join graph_subscriptions s on s.id = n.subscription_id where s.about = '{link}'"));
        Assert.Equal("notFetched", await StateAsync(session));

        await NotifyAsync(Ended("8"));
        await Wait.UntilAsync("the report is fetched", async () => await StateAsync(session) == "available");
    }

    [Fact]
    public async Task Tables_AndAnswers_HoldNoClientStateAndNoPrivateKey()
    {
        var (_, happening) = await EndedWebinarAsync();
        var secret = Of(happening, "getAttendanceReports")!.ClientState!.Split('.')[1];

        Assert.Equal(["0"], await stage.Server.Database.ReadAsync($"select count(*) from graph_subscriptions t where row_to_json(t)::text like '%{secret}%'"));
        Assert.DoesNotContain(stage.Simulator.Read(scenario => scenario.Tenants[0].Subscriptions), known => known.ClientState!.Length > 128);
    }

    [Theory]
    [InlineData("switched off", "https://cpe.example", "false")]
    [InlineData("without a public https address", "http://cpe.example", "true")]
    public async Task Notifications_Off_SubscribeToNothingAndAnswerNobody(string what, string address, string enabled)
    {
        await using var simulator = await SimulatorServer.StartAsync(Scenario.Parse(SampleData.SampleFolder.Text("graph-scenario.json")));
        var server = await CpeServer.StartAsync($"--Site:PublicAddress={address}", $"--Graph:Notifications:Enabled={enabled}");
        try
        {
            using var content = new StringContent("""{"value":[]}""", new MediaTypeHeaderValue("application/json"));
            Assert.Equal(404, (await server.Anonymous.CallAsync("POST", Address, content)).Status);
            Assert.Equal(404, (await server.Anonymous.CallAsync("POST", $"{Address}?validationToken=a")).Status);
            await using var scope = server.Services.CreateAsyncScope();
            Assert.True((await scope.ServiceProvider.GetRequiredService<WantedSubscriptions>().AtAsync(EventStage.Now, default)).Count == 0, what);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>A webinar that is just over, whose report has not come, with its subscription.</summary>
    private async Task<(string Session, SimulatedVirtualEvent Event)> EndedWebinarAsync()
    {
        var start = EventStage.Now.AddMinutes(-106);
        var happening = stage.AddEvent(start);
        var session = await stage.DefineAsync(start, body => body["webinarId"] = happening.Id);
        await stage.OnlyJobAsync(session, "registrationList");
        await Wait.UntilAsync("the schedule has looked in vain", async () => await StateAsync(session) == "notAvailableYet");
        await SubscribeAsync();
        return (session, happening);
    }

    /// <summary>The upkeep at a later time, as its clock would run it.</summary>
    private async Task SubscribeAsync(TimeSpan later = default)
    {
        stage.Simulator.Change(scenario => scenario.DeliverTo = stage.Server.Address);
        stage.Simulator.Clock.Set(DateTimeOffset.UtcNow + later);
        try
        {
            await using var scope = stage.Server.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<SubscriptionUpkeep>(scope.ServiceProvider, new LaterClock(later)).RunAsync(default);
        }
        finally
        {
            stage.Simulator.Clock.Set(DateTimeOffset.UtcNow);
        }
    }

    private Task<IReadOnlyList<int>> NotifyAsync(Delivery delivery) => stage.Simulator.NotifyAsync(delivery);

    private SimulatedSubscription? Of(SimulatedVirtualEvent happening, string what) =>
        stage.Simulator.Read(scenario => scenario.Tenants[0].Subscriptions.Find(known => known.Resource == $"solutions/virtualEvents/webinars/{happening.Id}/{what}"));

    private async Task<string> StateAsync(string session) => (await stage.Admin.GetAsync($"/sessions/{session}/attendance")).Text("state");

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
