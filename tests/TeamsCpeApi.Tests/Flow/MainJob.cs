using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The main job on sample-data, step by step, through the public API.</summary>
internal sealed class MainJob(Api api)
{
    private string provider = "";
    private string sponsor = "";
    private string ruleset = "";

    public Api Api => api;

    public string Main { get; private set; } = "";

    public string Short { get; private set; } = "";

    /// <summary>The same job, gone on with through another node, or the same one started again.</summary>
    public MainJob With(Api other) => new(other) { provider = provider, sponsor = sponsor, ruleset = ruleset, Main = Main, Short = Short };

    /// <summary>Provider, sponsor, ruleset preset and both sessions.</summary>
    public async Task BeginAsync()
    {
        provider = (await api.PostAsync("/providers", SampleFolder.Text("provider.json"))).Id();
        sponsor = (await api.PostAsync("/sponsors", SampleFolder.Text("sponsor.json"))).Id();
        ruleset = (await api.ListAsync("/rulesets")).Single(item => (string?)item["presetKey"] == "nasba-gib-fifths").Id();
        Main = await DefineAsync("session.json");
        Short = await DefineAsync("short-session.json");
    }

    /// <summary>Defines a session from a file, changed as the test needs it.</summary>
    public async Task<string> DefineAsync(string file, Action<JsonObject>? change = null)
    {
        var session = JsonNode.Parse(SampleFolder.Text(file))!.AsObject();
        (session["providerId"], session["sponsorId"], session["rulesetId"]) = (provider, sponsor, ruleset);
        change?.Invoke(session);
        return (await api.PostAsync("/sessions", session)).Id();
    }

    /// <summary>Another session of the same meeting, free of an external id.</summary>
    public Task<string> DefineAgainAsync(string file = "session.json", Action<JsonObject>? change = null) => DefineAsync(file, session =>
    {
        session.Remove("externalId");
        change?.Invoke(session);
    });

    public async Task EnrollAsync(string session) => await api.CallAsync(
        HttpMethod.Post, $"/sessions/{session}/participants", new ByteArrayContent(await File.ReadAllBytesAsync(SampleFolder.PathOf("roster.csv"))) { Headers = { ContentType = new("text/csv") } });

    public async Task EnrollShortAsync() => await api.PostAsync($"/sessions/{Short}/participants", SampleFolder.Text("short-roster.json"));

    public async Task FetchAsync(string session) =>
        await api.SucceededAsync(await api.PostAsync($"/sessions/{session}/attendance/refresh"));

    public Task<JsonNode> UploadAsync(string session, string folder) => api.CallAsync(HttpMethod.Post, $"/sessions/{session}/polls", Files(folder));

    public static MultipartFormDataContent Files(string folder, int copies = 1)
    {
        var form = new MultipartFormDataContent();
        foreach (var path in Enumerable.Repeat(Directory.EnumerateFiles(SampleFolder.PathOf(folder)).Order(StringComparer.Ordinal), copies).SelectMany(paths => paths))
        {
            var file = new ByteArrayContent(File.ReadAllBytes(path));
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "files", FileName = $"\"{Path.GetFileName(path)}\"" };
            form.Add(file);
        }

        return form;
    }

    /// <summary>Everything up to the human decisions.</summary>
    public async Task GatherAsync()
    {
        await EnrollAsync(Main);
        await EnrollShortAsync();
        await FetchAsync(Main);
        await FetchAsync(Short);
        await UploadAsync(Main, "polls");
        await UploadAsync(Short, "short-polls");
    }

    public async Task<IReadOnlyDictionary<string, JsonNode>> CompletionAsync(string session) =>
        (await api.GetAsync($"/sessions/{session}/completion"))["participants"]!.AsArray().ToDictionary(row => row!.Text("externalId"), row => row!);

    public async Task<JsonNode> AttendeeAsync(string session, string name) => (await api.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray()
        .Single(item => (string?)item!["displayName"] == name)!;

    /// <summary>A person says whose the attendee is; null: nobody's of the roster.</summary>
    public async Task<JsonNode> DecideAsync(string session, string name, string? participantId)
    {
        var attendee = await AttendeeAsync(session, name);
        return await api.PutAsync($"/sessions/{session}/attendees/{attendee.Id()}/match", new { participantId, reason = "Asked by telephone." }, attendee.Text("etag"));
    }

    public async Task<JsonNode> OverrideAsync(string session, JsonNode row, decimal credits, byte[]? evidence = null) => await api.PutAsync(
        $"/sessions/{session}/credits/{row.Text("participantId")}", new { credits, reason = "Seen on the recording.", evidence }, row.Text("etag"));

    /// <summary>Approves all, and then by name those about whom something was found that a person must decide.</summary>
    public async Task<(int Together, int ByName)> ApproveAsync(string session)
    {
        var together = await api.PostAsync($"/sessions/{session}/credits/approve");
        var left = together["items"]!.AsArray().Where(item => item!.Text("outcome") == "decisionNeeded").Select(item => item!.Text("participantId")).ToArray();
        var byName = left.Length == 0 ? 0 : (int)(await api.PostAsync($"/sessions/{session}/credits/approve", new { participantIds = left }))["approved"]!;
        return ((int)together["approved"]!, byName);
    }

    /// <summary>Approves all, and gives each of the sixty at least one credit, so that each gets a certificate.</summary>
    public async Task ApproveSixtyAsync(string session)
    {
        await ApproveAsync(session);
        foreach (var row in (await CompletionAsync(session)).Values.Where(row => (decimal)row["suggestedCredits"]! == 0))
        {
            await OverrideAsync(session, row, 1);
        }
    }
}
