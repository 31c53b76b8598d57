using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>A program of half hours in the sample tenant, each in a meeting of its own, by a ruleset that asks for no polls.</summary>
internal sealed class Curriculum
{
    private static int made;

    private readonly Stage stage;

    /// <summary>Each curriculum has hours of its own: the same pupils attend all of them, and nobody is certified twice for the same time.</summary>
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow.AddHours(-6 * Interlocked.Increment(ref made));

    private Curriculum(Stage stage) => this.stage = stage;

    public string Id { get; private set; } = "";

    public List<string> Sessions { get; } = [];

    public List<Classroom> Rooms { get; } = [];

    public string Ruleset { get; private set; } = "";

    /// <summary>Sessions of half an hour that end so many minutes ago, each with one roster of two and a report in which they stayed throughout.</summary>
    public static async Task<Curriculum> DefineAsync(Stage stage, params int[] endedMinutesAgo)
    {
        var curriculum = new Curriculum(stage);
        curriculum.Ruleset = await curriculum.RulesetAsync();
        foreach (var minutes in endedMinutesAgo)
        {
            await curriculum.AddSessionAsync(minutes);
        }

        curriculum.Id = (await stage.Admin.PostAsync("/programs", await curriculum.RequestAsync(curriculum.Sessions))).Id();
        return curriculum;
    }

    public async Task<JsonObject> RequestAsync(IEnumerable<string> sessions, decimal maximum = 1.8m) => new()
    {
        ["title"] = "Revenue in Three Mornings",
        ["sessionIds"] = new JsonArray([.. sessions.Select(id => (JsonNode)id)]),
        ["rulesetId"] = Ruleset,
        ["sponsorId"] = (await stage.Admin.GetAsync($"/sessions/{Sessions[0]}")).Text("sponsorId"),
        ["deliveryMethod"] = "Group Internet Based",
        ["maximumCredits"] = maximum,
        ["fieldsOfStudy"] = new JsonArray(new JsonObject { ["field"] = "Taxes", ["credits"] = maximum }),
    };

    public async Task<string> AddSessionAsync(int endedMinutesAgo, string roster = """{"participants":[{"externalId":"P1","name":"Pupil 1","email":"pupil1@contoso.example"},{"externalId":"P2","name":"Pupil 2","email":"pupil2@contoso.example"}]}""")
    {
        var room = new Classroom(stage, TimeSpan.FromMinutes(endedMinutesAgo), now: now);
        var report = room.Report(2);
        stage.Simulator.Change(_ => report.Records.ForEach(record => record.Intervals[0] = new(Instant.From(room.Ended.AddMinutes(-30)), Instant.From(room.Ended))));
        var session = await room.DefineAsync(body =>
        {
            (body["startsAt"], body["title"], body["rulesetId"]) = (room.Ended.AddMinutes(-30), $"Morning {Sessions.Count + 1}", Ruleset);
            (body["maximumCredits"], body["fieldsOfStudy"], body["breaks"], body["instructors"]) = (1m, JsonNode.Parse("""[{"field":"Taxes","credits":1.0}]"""), new JsonArray(), new JsonArray());
        });
        await stage.Admin.PostAsync($"/sessions/{session}/participants", roster);
        await stage.Job.FetchAsync(session);
        Sessions.Add(session);
        Rooms.Add(room);
        return session;
    }

    public async Task<JsonNode> CompletionAsync() => await stage.Admin.GetAsync($"/programs/{Id}/completion");

    public async Task<JsonNode> PersonAsync(string externalId) =>
        (await CompletionAsync())["people"]!.AsArray().Single(person => person!.Text("externalId") == externalId)!;

    public Task<JsonNode> ApproveAsync() => stage.Admin.PostAsync($"/programs/{Id}/credits/approve");

    public Task<JsonNode> RequestCertificatesAsync() => stage.Admin.PostAsync($"/programs/{Id}/certificates");

    public async Task<IReadOnlyList<JsonNode>> CertifyAsync()
    {
        await ApproveAsync();
        await stage.Admin.SucceededAsync(await RequestCertificatesAsync());
        return await stage.Admin.ListAsync($"/programs/{Id}/certificates");
    }

    /// <summary>A person awards a credit in one session of the program.</summary>
    public async Task AwardSingleAsync(string session, string externalId) =>
        await stage.Job.OverrideAsync(session, (await stage.Job.CompletionAsync(session))[externalId], 1);

    private async Task<string> RulesetAsync()
    {
        var ruleset = (await stage.Admin.ListAsync("/rulesets")).Single(item => (string?)item["presetKey"] == "nasba-gib-fifths")["ruleset"]!.DeepClone();
        (ruleset["name"], ruleset["limitedBy"]) = ("Fifths by time alone", "time");
        return (await stage.Admin.PostAsync("/rulesets", ruleset)).Id();
    }
}
