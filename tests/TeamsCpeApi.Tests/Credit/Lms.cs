using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.AttendanceFiles;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Somebody of a roster, and when they were in the meeting, in minutes after two o'clock.</summary>
internal sealed record Pupil(string? Id, string Name, string? Email, params (int Joined, int Left)[] Stays)
{
    public JsonObject? More { get; init; }
}

/// <summary>An LMS of its own on the server: its sessions, whose attendance operators upload as files. Credit follows from time alone, in fifths.</summary>
internal sealed class Lms
{
    private static readonly DateTime Two = new(2026, 10, 20, 14, 0, 0, DateTimeKind.Unspecified);

    private readonly CpeServer server;
    private readonly string sponsor;
    private readonly string ruleset;

    private Lms(CpeServer server, HttpClient client, string sponsor, string ruleset) => (this.server, Client, this.sponsor, this.ruleset) = (server, client, sponsor, ruleset);

    public HttpClient Client { get; }

    public static async Task<Lms> OpenAsync(CpeServer server, Action<JsonObject>? rules = null)
    {
        var sponsor = (await server.Admin.JsonAsync("POST", "/api/v1/sponsors", JsonNode.Parse(SampleFolder.Text("sponsor.json")))).Expect(201).Id;
        var ruleset = await Sample.RulesetAsync(server);
        (ruleset["name"], ruleset["limitedBy"]) = ($"Time alone {sponsor}", "time");
        rules?.Invoke(ruleset);
        var stored = (await server.Admin.JsonAsync("POST", "/api/v1/rulesets", ruleset)).Expect(201).Id;
        return new Lms(server, await server.ClientOfAsync("integrator"), $"{sponsor}", $"{stored}");
    }

    /// <summary>The instant so many minutes after two o'clock in New York.</summary>
    public static string At(double minutes) => $"{new DateTimeOffset(Two, TimeSpan.FromHours(-4)).AddMinutes(minutes).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    /// <summary>A session from one minute to another, with its roster and, if anybody was there, its attendance.</summary>
    public async Task<Guid> HoldAsync(string title, int from, int until, Pupil[] pupils, Action<JsonObject>? change = null)
    {
        var body = await Sample.SessionAsync(server);
        (body["title"], body["startsAt"], body["endsAt"]) = (title, At(from), At(until));
        (body["sponsorId"], body["rulesetId"], body["instructors"]) = (sponsor, ruleset, new JsonArray());
        change?.Invoke(body);
        var session = (await Client.JsonAsync("POST", "/api/v1/sessions", body)).Expect(201).Id;
        var roster = new JsonArray([.. pupils.Select(pupil =>
        {
            var row = pupil.More ?? [];
            (row["externalId"], row["name"], row["email"]) = (pupil.Id, pupil.Name, pupil.Email);
            return row;
        })]);
        (await Client.JsonAsync("POST", $"/api/v1/sessions/{session}/participants", new JsonObject { ["participants"] = roster })).Expect(200);
        if (pupils.Any(pupil => pupil.Stays.Length > 0))
        {
            await UploadAsync(session, pupils);
        }

        return session;
    }

    public async Task UploadAsync(Guid session, params Pupil[] pupils)
    {
        var visits = pupils.SelectMany(pupil => pupil.Stays.Select(stay => new Visit(pupil.Name, pupil.Email, Two.AddMinutes(stay.Joined), Two.AddMinutes(stay.Left)))).ToArray();
        var file = SavedForm.All["as Teams writes it"].Save(AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: visits))!;
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/attendance/files", Body.Files(("report.csv", file)))).Expect(201);
    }

    public async Task<Guid> ProgramAsync(params Guid[] sessions) => (await Client.JsonAsync("POST", "/api/v1/programs", new JsonObject
    {
        ["title"] = "Two Lessons",
        ["sessionIds"] = new JsonArray([.. sessions.Select(id => JsonValue.Create(id))]),
        ["rulesetId"] = ruleset,
        ["sponsorId"] = sponsor,
        ["deliveryMethod"] = "Group Internet Based",
        ["maximumCredits"] = 4,
        ["fieldsOfStudy"] = new JsonArray(new JsonObject { ["field"] = "Taxes", ["credits"] = 4 }),
    })).Expect(201).Id;

    public async Task<Answer> PatchAsync(Guid session, JsonObject patch, HttpClient? client = null) =>
        await (client ?? server.Operator).JsonAsync("PATCH", $"/api/v1/sessions/{session}", patch, ("If-Match", "*"));

    public async Task<JsonNode> CompletionAsync(Guid session) => (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/completion")).Expect(200).Json;

    public async Task<JsonNode> RowAsync(Guid session, string name) =>
        (await CompletionAsync(session))["participants"]!.AsArray().Single(row => (string)row!["name"]! == name)!;

    public async Task<JsonNode> SessionAsync(Guid session) => (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}")).Expect(200).Json;

    public async Task<Guid> PersonAsync(Guid program, string name) => (Guid)(await server.Operator.CallAsync("GET", $"/api/v1/programs/{program}/completion")).Expect(200)
        .Json["people"]!.AsArray().Single(row => (string)row!["name"]! == name)!["personId"]!;

    /// <summary>Approves by name.</summary>
    public async Task ApproveAsync(Guid session, string name) => (await server.Operator.JsonAsync(
        "POST", $"/api/v1/sessions/{session}/credits/approve", new JsonObject { ["participantIds"] = new JsonArray((string)(await RowAsync(session, name))["participantId"]!) })).Expect(200);

    public async Task ApproveProgramAsync(Guid program, string name) => (await server.Operator.JsonAsync(
        "POST", $"/api/v1/programs/{program}/credits/approve", new JsonObject { ["personIds"] = new JsonArray(JsonValue.Create(await PersonAsync(program, name))) })).Expect(200);

    public async Task<Answer> OverrideAsync(Guid session, string name, decimal credits = 1) => (await server.Operator.JsonAsync(
        "PUT",
        $"/api/v1/sessions/{session}/credits/{(string)(await RowAsync(session, name))["participantId"]!}",
        new JsonObject { ["credits"] = credits, ["reason"] = "Her colleague was in the other meeting under her name." },
        ("If-Match", "*"))).Expect(200);

    public Task<Answer> RequestCertificatesAsync(string place) => server.Operator.CallAsync("POST", $"/api/v1/{place}/certificates");

    /// <summary>Issues everything that is approved: the ids of what is out.</summary>
    public async Task<IReadOnlyList<Guid>> CertifyAsync(string place)
    {
        await new Flow.Api(server.Operator).SucceededAsync((await RequestCertificatesAsync(place)).Expect(202).Json);
        return [.. (await server.Operator.CallAsync("GET", $"/api/v1/{place}/certificates")).Expect(200).Json["items"]!.AsArray()
            .Where(row => row!["revokedAt"] is null).Select(row => (Guid)row!["id"]!)];
    }

    public async Task RevokeAsync(Guid certificate) =>
        (await server.Operator.JsonAsync("POST", $"/api/v1/certificates/{certificate}/revoke", new JsonObject { ["reason"] = "The other one stands." }, ("If-Match", "*"))).Expect(200);

    public Task<Answer> ReissueAsync(Guid certificate, JsonObject body) =>
        server.Operator.JsonAsync("POST", $"/api/v1/certificates/{certificate}/reissue", body, ("If-Match", "*"));
}
