using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Where two persons must agree, they must for a program too; what they agreed on is stored and recomputed like a session's.</summary>
[Collection(TwoPersons.Name)]
public sealed class ProgramApprovalTests(TwoPersons.Stage stage)
{
    private CpeServer Server => stage.Server;

    [Fact]
    public async Task Program_ApprovedByOnePerson_WaitsForAnother()
    {
        var room = await CreditRoom.OpenAsync(Server, 2);
        var program = await DefineAsync(room.Session);
        var people = (await RowsAsync(program)).Select(person => (string)person["personId"]!).ToArray();
        await OverrideAsync(program, people[1], 1.6m);

        Assert.Equal(["awaitingSecondApproval", "awaitingSecondApproval"], await ApproveAsync(Server.Operator));
        Assert.Equal("second-approval-needed", (await Server.Operator.CallAsync("POST", $"{program}/certificates")).Expect(409).Code);
        Assert.Equal(["approved", "awaitingSecondApproval"], await ApproveAsync(Server.Admin));
        Assert.Equal(["approved", "awaitingSecondApproval"], await StatusesAsync(program));
        Assert.Equal(["unchanged", "approved"], await ApproveAsync(Server.Admin, people));
        Assert.Equal(["approved", "overridden"], await StatusesAsync(program));
        Assert.Equal(["unchanged", "overrideKept"], await ApproveAsync(Server.Operator, people));

        var award = (await Server.Auditor.CallAsync("GET", $"{program}/credits/{people[0]}")).Expect(200).Json;
        Assert.Contains("\"isProgram\":true", (string)award["inputs"]!, StringComparison.Ordinal);
        var verdict = (await Server.Auditor.CallAsync("GET", "/api/v1/credits/verify")).Expect(200).Json;
        Assert.True((bool)verdict["intact"]!, verdict.ToJsonString());

        async Task<string[]> ApproveAsync(HttpClient client, params string[] named) => [.. (await client.JsonAsync(
            "POST", $"{program}/credits/approve", named.Length == 0 ? [] : new JsonObject { ["personIds"] = new JsonArray([.. named.Select(id => JsonValue.Create(id))]) }))
            .Expect(200).Json["items"]!.AsArray().Select(item => (string)item!["outcome"]!)];
    }

    private async Task<string> DefineAsync(Guid sessionId)
    {
        var session = (await Server.Operator.CallAsync("GET", $"/api/v1/sessions/{sessionId}")).Expect(200).Json;
        var request = new JsonObject { ["title"] = "One of one", ["sessionIds"] = new JsonArray(sessionId.ToString()) };
        foreach (var member in new[] { "rulesetId", "sponsorId", "deliveryMethod", "maximumCredits", "fieldsOfStudy" })
        {
            request[member] = session[member]!.DeepClone();
        }

        return $"/api/v1/programs/{(await Server.Operator.JsonAsync("POST", "/api/v1/programs", request)).Expect(201).Id}";
    }

    private async Task OverrideAsync(string program, string person, decimal credits) => (await Server.Operator.JsonAsync(
        "PUT", $"{program}/credits/{person}", new JsonObject { ["credits"] = credits, ["reason"] = "Seen." }, ("If-Match", "\"0\""))).Expect(200);

    private async Task<JsonNode[]> RowsAsync(string program) =>
        [.. (await Server.Operator.CallAsync("GET", $"{program}/completion")).Expect(200).Json["people"]!.AsArray().Select(person => person!)];

    private async Task<string[]> StatusesAsync(string program) => [.. (await RowsAsync(program)).Select(person => (string)person["status"]!)];
}
