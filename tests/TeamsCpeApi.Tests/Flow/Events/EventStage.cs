using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow.Events;

/// <summary>The sample tenant with every permission, a server that knows it, and sessions whose meetings are events or are made.</summary>
public sealed class EventStage : IAsyncLifetime
{
    internal const string Tenant = "c0000000-0000-4000-8000-000000000001";
    internal const string OrganizerMail = "ruth.abara@contoso.example";
    internal static readonly Guid Organizer = new("a0000000-0000-4000-8000-000000001020");

    private readonly string certificate = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.pem");
    private int events;

    public SimulatorServer Simulator { get; private set; } = null!;

    public CpeServer Server { get; private set; } = null!;

    internal Api Admin { get; private set; } = null!;

    internal string Provider { get; private set; } = "";

    internal string Ruleset { get; private set; } = "";

    /// <summary>Now, in whole seconds.</summary>
    internal static DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    public async Task InitializeAsync()
    {
        var scenario = Scenario.Parse(SampleFolder.Text("graph-scenario.json"));
        scenario.Tenants[0].Apps[0].Roles.AddRange(["OnlineMeetings.ReadWrite.All", "Calendars.ReadWrite", "VirtualEvent.Read.All", "VirtualEventRegistration-Anon.ReadWrite.All"]);
        Simulator = await SimulatorServer.StartAsync(scenario);
        await File.WriteAllTextAsync(certificate, Simulator.CertificatePem);
        var settings = Stage.SettingsFor(Simulator, certificate).ToDictionary();
        settings["Site:PublicAddress"] = "https://cpe.example";
        settings["Graph:Notifications:Enabled"] = "true";
        settings["Graph:Notifications:MeetingCallEvents"] = "true";
        Server = await CpeServer.StartAsync([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        Admin = new Api(Server.Admin);
        Provider = (await Admin.PostAsync("/providers", SampleFolder.Text("provider.json"))).Id();
        Ruleset = (await Admin.ListAsync("/rulesets")).Single(item => (string?)item["presetKey"] == "nasba-gib-fifths").Id();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
        File.Delete(certificate);
    }

    /// <summary>A session's request, without anything that names its meeting.</summary>
    internal JsonObject Session(DateTimeOffset start, Action<JsonObject> change)
    {
        var session = JsonNode.Parse(SampleFolder.Text("session.json"))!.AsObject();
        session.Remove("externalId");
        session.Remove("joinUrl");
        session.Remove("organizer");
        (session["providerId"], session["rulesetId"]) = (Provider, Ruleset);
        (session["startsAt"], session["endsAt"]) = (start, start.AddMinutes(100));
        change(session);
        return session;
    }

    internal async Task<string> DefineAsync(DateTimeOffset start, Action<JsonObject> change) => (await Admin.PostAsync("/sessions", Session(start, change))).Id();

    /// <summary>A new event of one or two sessions a week apart, of the sample's organizer.</summary>
    internal SimulatedVirtualEvent AddEvent(DateTimeOffset start, bool townHall = false, int sessions = 1, string status = "published")
    {
        var number = Interlocked.Increment(ref events);
        var added = new SimulatedVirtualEvent
        {
            Id = $"{Guid.NewGuid()}@{Tenant}",
            Organizer = Organizer,
            DisplayName = $"Event {number}",
            Status = status,
            StartDateTime = Instant.From(start),
            EndDateTime = Instant.From(start.AddMinutes(100)),
            Sessions =
            [
                .. Enumerable.Range(0, sessions).Select(week => new SimulatedEventSession
                {
                    Id = Guid.NewGuid(),
                    Subject = $"Part {week + 1}",
                    JoinWebUrl = LinkOf($"event{number}week{week}"),
                    StartDateTime = Instant.From(start.AddDays(7 * week)),
                    EndDateTime = Instant.From(start.AddDays(7 * week).AddMinutes(100)),
                }),
            ],
        };
        Simulator.Change(scenario => (townHall ? scenario.Tenants[0].TownHalls : scenario.Tenants[0].Webinars).Add(added));
        return added;
    }

    internal static string LinkOf(string thread, bool broadcast = false) =>
        $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0?context=%7b%22Tid%22%3a%22{Tenant}%22%2c%22Oid%22%3a%22{Organizer}%22"
        + (broadcast ? "%2c%22IsBroadcastMeeting%22%3atrue%2c%22role%22%3a%22a%22%7d&btype=a&role=a" : "%7d");

    internal async Task EnrollAsync(string session, params (string Id, string Name, string? Email)[] people) =>
        await Admin.PostAsync($"/sessions/{session}/participants", new { participants = people.Select(person => new { externalId = person.Id, name = person.Name, email = person.Email }) });

    /// <summary>A report in which everybody was there all the time, by registration.</summary>
    internal void AddReport(SimulatedEventSession session, params (string Name, string? RegistrationId)[] people) => Simulator.Change(_ => session.Reports.Add(new SimulatedReport
    {
        Id = Guid.NewGuid(),
        MeetingStartDateTime = session.StartDateTime,
        MeetingEndDateTime = session.EndDateTime,
        Records =
        [
            .. people.Select(person => new SimulatedRecord
            {
                DisplayName = person.Name,
                RegistrationId = person.RegistrationId,
                Intervals = [new(session.StartDateTime, session.EndDateTime)],
            }),
        ],
    }));

    internal async Task<JsonNode> OnlyJobAsync(string session, string kind)
    {
        var job = Assert.Single(await Admin.ListAsync($"/jobs?sessionId={session}&kind={kind}"));
        return await Admin.OverAsync(job.Id());
    }

    internal Task<JsonNode> SessionAsync(string session) => Admin.GetAsync($"/sessions/{session}");

    /// <summary>Changes a session as it is now.</summary>
    internal async Task<JsonNode> PatchAsync(string session, object change)
    {
        using var current = await Admin.SendAsync(HttpMethod.Get, $"/sessions/{session}");
        return await Admin.CallAsync(HttpMethod.Patch, $"/sessions/{session}", Api.Json(change), current.Headers.ETag!.ToString());
    }

    internal async Task CancelAsync(string session)
    {
        using var current = await Admin.SendAsync(HttpMethod.Get, $"/sessions/{session}");
        await Admin.CallAsync(HttpMethod.Delete, $"/sessions/{session}", ifMatch: current.Headers.ETag!.ToString());
    }

    internal static IReadOnlyList<string> Missing(JsonNode session) => [.. session["missing"]!.AsArray().Select(need => need!.Text("code"))];
}
