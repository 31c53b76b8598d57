using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.AttendanceFiles;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>
/// A session whose credit follows from time alone. Everybody was there for 75 of 100 minutes, which make 1.4 credits, and for all of
/// it under another address: once a person says whose that is, 2 credits are suggested. The instructor was there for 80 minutes.
/// </summary>
internal sealed class CreditRoom
{
    private static readonly DateTime Start = new(2026, 10, 20, 14, 0, 0, DateTimeKind.Unspecified);

    private readonly CpeServer server;
    private readonly Dictionary<Guid, int> places;

    private CreditRoom(CpeServer server, Guid session, IReadOnlyList<Guid> people)
    {
        (this.server, Session, People) = (server, session, people);
        places = people.Index().ToDictionary(person => person.Item, person => person.Index);
    }

    public Guid Session { get; }

    public IReadOnlyList<Guid> People { get; }

    public static async Task<CreditRoom> OpenAsync(CpeServer server, int people)
    {
        var sponsor = (await server.Admin.JsonAsync("POST", "/api/v1/sponsors", JsonNode.Parse(SampleFolder.Text("sponsor.json")))).Expect(201).Id;
        var rules = await Sample.RulesetAsync(server);
        (rules["name"], rules["limitedBy"]) = ($"Time alone {sponsor}", "time");
        var ruleset = (await server.Admin.JsonAsync("POST", "/api/v1/rulesets", rules)).Expect(201).Id;
        var body = await Sample.SessionAsync(server);
        (body["sponsorId"], body["rulesetId"]) = (sponsor, ruleset);
        var session = (await server.Operator.JsonAsync("POST", "/api/v1/sessions", body)).Expect(201).Id;

        var roster = new JsonArray([.. Enumerable.Range(0, people).Select(place => new JsonObject { ["externalId"] = $"P{place:D3} {session:N}", ["name"] = $"Person {place}", ["email"] = $"person{place}@example.org" })]);
        await server.Operator.JsonAsync("POST", $"/api/v1/sessions/{session}/participants", new JsonObject { ["participants"] = roster });
        Visit[] visits =
        [
            .. Enumerable.Range(0, people).SelectMany(place => new[]
            {
                new Visit($"Person {place}", $"person{place}@example.org", Start, Start.AddMinutes(75)),
                new Visit($"Room {place}", OtherAddress(session, place), Start.AddMinutes(60), Start.AddMinutes(100)),
            }),
            new Visit("Helena Strand", "helena.strand@contoso.example", Start, Start.AddMinutes(80)),
        ];
        var file = SavedForm.All["as Teams writes it"].Save(AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: visits))!;
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/attendance/files", Body.Files(("report.csv", file)))).Expect(201);
        var rows = await CompletionAsync(server, session);
        return new CreditRoom(server, session, [.. rows.OrderBy(row => (string)row["externalId"]!, StringComparer.Ordinal).Select(row => (Guid)row["participantId"]!)]);
    }

    public Task<Answer> ApproveAsync(HttpClient client, params IEnumerable<Guid> people) => client.JsonAsync(
        "POST", $"/api/v1/sessions/{Session}/credits/approve", new JsonObject { ["participantIds"] = new JsonArray([.. people.Select(id => JsonValue.Create(id))]) });

    public Task<Answer> ApproveAllAsync(HttpClient client) => client.CallAsync("POST", $"/api/v1/sessions/{Session}/credits/approve");

    public Task<Answer> OverrideAsync(HttpClient client, Guid person, decimal credits, JsonObject? more = null)
    {
        var body = more ?? [];
        (body["credits"], body["reason"]) = (credits, "Seen on the recording.");
        return client.JsonAsync("PUT", $"/api/v1/sessions/{Session}/credits/{person}", body, ("If-Match", "*"));
    }

    /// <summary>The only instructor, as shown to a client.</summary>
    public async Task<JsonNode> InstructorAsync(HttpClient client) =>
        Assert.Single((await client.CallAsync("GET", $"/api/v1/sessions/{Session}/instruction")).Expect(200).Json["instructors"]!.AsArray())!;

    public async Task<Answer> InstructAsync(HttpClient client, JsonObject body, string etag = "*") =>
        await client.JsonAsync("PUT", $"/api/v1/sessions/{Session}/instruction/{(Guid)(await InstructorAsync(client))["id"]!}", body, ("If-Match", etag));

    public static JsonObject Minutes(int presented, int prepared, string? reason = null) =>
        new() { ["presentedMinutes"] = presented, ["preparationMinutes"] = prepared, ["isFirstPresentation"] = true, ["reason"] = reason };

    public Task<Answer> WithdrawAsync(HttpClient client, Guid person) => client.CallAsync("DELETE", $"/api/v1/sessions/{Session}/credits/{person}", null, ("If-Match", "*"));

    /// <summary>Issues, and waits until that is done.</summary>
    public async Task<Answer> IssueAsync(HttpClient client, params IEnumerable<Guid> people)
    {
        var answer = await client.JsonAsync("POST", $"/api/v1/sessions/{Session}/certificates", new JsonObject { ["participantIds"] = new JsonArray([.. people.Select(id => JsonValue.Create(id))]) });
        if (answer.Status == 202)
        {
            await new Flow.Api(server.Admin).SucceededAsync(answer.Json);
        }

        return answer;
    }

    public async Task<Answer> RevokeAsync(HttpClient client, Guid person) =>
        await client.JsonAsync("POST", $"/api/v1/certificates/{await LatestCertificateAsync(person)}/revoke", new JsonObject { ["reason"] = "A mistake." }, ("If-Match", "*"));

    public async Task<Answer> ReissueAsync(HttpClient client, Guid person, JsonObject? correction = null)
    {
        var body = correction ?? [];
        body["reason"] = "A mistake.";
        return await client.JsonAsync("POST", $"/api/v1/certificates/{await LatestCertificateAsync(person)}/reissue", body, ("If-Match", "*"));
    }

    /// <summary>A person says whose the other address is: 2 credits are suggested from then on.</summary>
    public async Task ChangeAsync(Guid person)
    {
        var attendees = (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{Session}/attendees")).Expect(200).Json;
        var other = attendees["items"]!.AsArray().Single(item => (string?)item!["email"] == OtherAddress(Session, places[person]))!;
        (await server.Operator.JsonAsync(
            "PUT", $"/api/v1/sessions/{Session}/attendees/{(Guid)other["id"]!}/match", new JsonObject { ["participantId"] = person, ["reason"] = "Asked." }, ("If-Match", "*"))).Expect(200);
    }

    public async Task<JsonNode> CompletionAsync(string query = "") => (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{Session}/completion{query}")).Expect(200).Json;

    public async Task<JsonNode> RowAsync(Guid person) => (await CompletionAsync())["participants"]!.AsArray().Single(row => (Guid)row!["participantId"]! == person)!;

    public async Task<string> StatusAsync(Guid person) => (string)(await RowAsync(person))["status"]!;

    /// <summary>Another one in every session: what is confirmed once is known to the next.</summary>
    private static string OtherAddress(Guid session, int place) => $"room{place}@{session:N}.example.net";

    private async Task<Guid> LatestCertificateAsync(Guid person)
    {
        var row = await RowAsync(person);
        return (Guid?)row["certificateId"] ?? (Guid)row["formerCertificate"]!["id"]!;
    }

    private static async Task<IReadOnlyList<JsonNode>> CompletionAsync(CpeServer server, Guid session) =>
        [.. (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/completion")).Expect(200).Json["participants"]!.AsArray().Select(row => row!)];
}
