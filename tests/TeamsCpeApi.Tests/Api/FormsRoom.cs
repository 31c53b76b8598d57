using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Api;

/// <summary>A session of 20 October 2026, 14:00 to 15:40 in New York, with Ada North and Ben South on its roster, and what is done with its polls.</summary>
internal sealed class FormsRoom(CpeServer server, Guid session)
{
    private const string Roster = """
        {"participants":[
            {"externalId":"ada","name":"Ada North","email":"ada.north@example.com"},
            {"externalId":"ben","name":"Ben South","email":"ben.south@example.com"}]}
        """;

    public Guid Session => session;

    public static async Task<FormsRoom> OpenAsync(CpeServer server)
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/participants", Body.Json(Roster))).Expect(200);
        return new FormsRoom(server, session);
    }

    /// <summary>A time of day in New York, where the session was.</summary>
    public static DateTime At(int hour, int minute, int second = 0) => new(2026, 10, 20, hour, minute, second);

    public Task<Answer> CallAsync(string name, byte[] content, params IEnumerable<(string Name, string Value)> fields) => SendAsync("POST", $"/api/v1/sessions/{session}/polls", name, content, fields);

    public Task<Answer> ReplaceAsync(JsonNode poll, FormsExportFile file, params IEnumerable<(string Name, string Value)> fields) =>
        SendAsync("PUT", $"/api/v1/sessions/{session}/polls/{poll["id"]}/file", file.FileName, file.Build(), fields, ("If-Match", "*"));

    public async Task<JsonNode> UploadAsync(FormsExportFile file, params IEnumerable<(string Name, string Value)> fields) =>
        (await CallAsync(file.FileName, file.Build(), fields)).Expect(201).Json["files"]![0]!;

    public async Task<JsonNode[]> PollsAsync() =>
        [.. (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/polls")).Expect(200).Json["items"]!.AsArray().Select(poll => poll!)];

    public async Task<JsonNode> PatchAsync(JsonNode poll, string body) =>
        (await server.Operator.CallAsync("PATCH", $"/api/v1/sessions/{session}/polls/{poll["id"]}", Body.Json(body), ("If-Match", "*"))).Expect(200).Json;

    public async Task<JsonNode[]> AttendeesAsync() =>
        [.. (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/attendees")).Expect(200).Json["items"]!.AsArray().Select(attendee => attendee!)];

    public async Task DecideAsync(JsonNode attendee, string externalId)
    {
        var roster = (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/participants")).Expect(200).Json["items"]!.AsArray();
        var participant = roster.Single(row => (string?)row!["externalId"] == externalId)!["id"];
        (await server.Operator.CallAsync(
            "PUT", $"/api/v1/sessions/{session}/attendees/{attendee["id"]}/match", Body.Json($$"""{"participantId":"{{participant}}","reason":"Asked."}"""), ("If-Match", (string)attendee["etag"]!))).Expect(200);
    }

    /// <summary>Polls answered and offered: "ada 1/1, ben 0/1".</summary>
    public async Task<string> CountsAsync() => string.Join(", ", (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/completion")).Expect(200).Json["participants"]!.AsArray()
        .Select(row => $"{row!["externalId"]} {row["pollsAnswered"]}/{row["pollsOffered"]}").Order());

    /// <summary>The session's warnings about its polls.</summary>
    public async Task<string[]> WarningsAsync() => [.. (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}")).Expect(200).Json["warnings"]!.AsArray()
        .Select(warning => $"{warning!["code"]} {warning["message"]}")
        .Where(warning => warning.StartsWith("poll-", StringComparison.Ordinal))];

    private Task<Answer> SendAsync(string method, string address, string name, byte[] content, IEnumerable<(string Name, string Value)> fields, params (string, string)[] headers)
    {
        var form = Body.Files((name, content));
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return server.Operator.CallAsync(method, address, form, headers);
    }
}
