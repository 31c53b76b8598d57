using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>What the tests of the contract make through the API, from the sample's own requests.</summary>
internal static class Sample
{
    /// <summary>A session as the sample has it, of the preset in fifths, with an external id of its own.</summary>
    public static async Task<JsonObject> SessionAsync(CpeServer server)
    {
        var session = JsonNode.Parse(SampleFolder.Text("session.json"))!.AsObject();
        session["externalId"] = Guid.NewGuid().ToString();
        session["rulesetId"] = await PresetAsync(server, "nasba-gib-fifths");
        return session;
    }

    public static async Task<Guid> NewSessionAsync(CpeServer server, HttpClient client) =>
        (await client.JsonAsync("POST", "/api/v1/sessions", await SessionAsync(server))).Expect(201).Id;

    public static async Task<JsonObject> RulesetAsync(CpeServer server) =>
        (await PresetsAsync(server)).First(view => (string?)view!["presetKey"] == "nasba-gib-fifths")!["ruleset"]!.DeepClone().AsObject();

    /// <summary>A session with one participant and one poll, for a caller that may look for them.</summary>
    public static async Task<(Guid Session, Guid Participant, Guid Poll, Guid Attendee)> FilledSessionAsync(CpeServer server, HttpClient owner)
    {
        var session = await NewSessionAsync(server, owner);
        await owner.JsonAsync("POST", $"/api/v1/sessions/{session}/participants", JsonNode.Parse("""{"participants":[{"externalId":"P1","name":"Ann Lee","email":"ann.lee@example.org"}]}"""));
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Poll()))).Expect(201);
        return (
            session,
            await FirstAsync(server, $"/api/v1/sessions/{session}/participants"),
            await FirstAsync(server, $"/api/v1/sessions/{session}/polls"),
            await FirstAsync(server, $"/api/v1/sessions/{session}/attendees"));
    }

    /// <summary>A workbook of the sample's main session.</summary>
    public static (string Name, byte[] Content) Poll(int index = 0)
    {
        var path = Directory.EnumerateFiles(SampleFolder.PathOf("polls")).Order(StringComparer.Ordinal).ElementAt(index);
        return (Path.GetFileName(path), File.ReadAllBytes(path));
    }

    public static (string Name, byte[] Content) BadFile(string name) => (name, File.ReadAllBytes(SampleFolder.PathOf($"bad-files/{name}")));

    /// <summary>Rows of everything that a refused request must not have touched.</summary>
    public static async Task<string> StoredAsync(CpeServer server) => string.Join('\n', await server.Database.ReadAsync(
        """
        select 'sessions', count(*) from sessions union all select 'participants', count(*) from participants
        union all select 'polls', count(*) from polls union all select 'poll_files', count(*) from poll_files
        union all select 'evidence', count(*) from evidence union all select 'rulesets', count(*) from ruleset_versions
        union all select 'providers', count(*) from providers union all select 'sponsors', count(*) from sponsors
        union all select 'keys', count(*) from api_keys union all select 'awards', count(*) from credit_awards
        union all select 'matches', count(*) from match_decisions union all select 'answers', count(*) from idempotency_records
        """));

    private static async Task<JsonArray> PresetsAsync(CpeServer server) =>
        (await server.Admin.CallAsync("GET", "/api/v1/rulesets?limit=200")).Expect(200).Json["items"]!.AsArray();

    public static async Task<string> PresetAsync(CpeServer server, string key) =>
        (string)(await PresetsAsync(server)).First(view => (string?)view!["presetKey"] == key)!["id"]!;

    private static async Task<Guid> FirstAsync(CpeServer server, string address) =>
        (Guid)(await server.Admin.CallAsync("GET", address)).Expect(200).Json["items"]![0]!["id"]!;
}
