using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Programs as resources: what they are made of, whose they are, how they change.</summary>
[Collection(OneServer.Name)]
public class ProgramContractTests(CpeServer server)
{
    private const string Programs = "/api/v1/programs";

    [Fact]
    public async Task Program_DefinedReadChangedAndRemoved_IsWhatWasSent()
    {
        var (first, second, third) = (await SessionAsync(), await SessionAsync(), await SessionAsync());
        var made = await CreateAsync(await RequestAsync(second, first), 201);
        var address = made.Headers["Location"];
        Assert.Equal([second, first], SessionsOf(made.Json));
        Assert.Equal(("awaitingAttendance", "Three mornings on revenue", 2.4m), ((string)made.Json["state"]!, (string)made.Json["title"]!, (decimal)made.Json["maximumCredits"]!));

        (await server.Operator.JsonAsync("PATCH", address, new JsonObject { ["title"] = "x" })).Expect(428);
        var changed = (await server.Operator.JsonAsync("PATCH", address, new JsonObject { ["sessionIds"] = Ids(first, third, second), ["title"] = "Four" }, ("If-Match", made.ETag!))).Expect(200);
        Assert.Equal([first, third, second], SessionsOf(changed.Json));
        (await server.Operator.JsonAsync("PATCH", address, new JsonObject { ["sessionIds"] = Ids(third) }, ("If-Match", made.ETag!))).Expect(412);
        var reordered = (await server.Operator.JsonAsync("PATCH", address, new JsonObject { ["sessionIds"] = Ids(second, first) }, ("If-Match", changed.ETag!))).Expect(200);
        Assert.NotEqual(changed.ETag, reordered.ETag);
        Assert.Equal([second, first], SessionsOf((await server.Auditor.CallAsync("GET", address)).Expect(200).Json));

        Assert.Contains(made.Id, await ListedAsync(server.Admin));
        Assert.Equal(made.Id, (Guid?)(await server.Auditor.CallAsync("GET", $"/api/v1/sessions/{first}")).Expect(200).Json["programId"]);
        (await server.Operator.CallAsync("DELETE", address, null, ("If-Match", reordered.ETag!))).Expect(204);
        (await server.Operator.CallAsync("GET", address)).Expect(404);
        await CreateAsync(await RequestAsync(first, second), 201);
    }

    [Theory]
    [InlineData("no session", """{"sessionIds":[]}""", "/sessionIds out-of-range")]
    [InlineData("an unknown session", """{"sessionIds":["00000000-0000-7000-8000-000000000001"]}""", "/sessionIds/0 session-unknown")]
    [InlineData("credits between the steps", """{"maximumCredits":1.5,"fieldsOfStudy":[]}""", "/maximumCredits not-a-multiple")]
    [InlineData("less than the first credit", """{"maximumCredits":0.8,"fieldsOfStudy":[]}""", "/maximumCredits not-a-multiple")]
    [InlineData("fields that do not sum", """{"maximumCredits":3}""", "/fieldsOfStudy fields-do-not-sum")]
    [InlineData("a field between the steps", """{"fieldsOfStudy":[{"field":"Taxes","credits":1.1},{"field":"Finance","credits":1.3}]}""", "/fieldsOfStudy/0/credits not-a-multiple")]
    [InlineData("an unknown delivery method", """{"deliveryMethod":"Webinar"}""", "/deliveryMethod delivery-method-unknown")]
    [InlineData("an unknown level", """{"programLevel":"Expert"}""", "/programLevel program-level-unknown")]
    [InlineData("no title", """{"title":""}""", "/title required")]
    [InlineData("an unknown ruleset", """{"rulesetId":"00000000-0000-7000-8000-000000000001"}""", "/rulesetId ruleset-unknown")]
    [InlineData("an unknown sponsor", """{"sponsorId":"00000000-0000-7000-8000-000000000001"}""", "/sponsorId sponsor-unknown")]
    public async Task Create_WhatASessionWouldRefuse_IsRefusedInTheSameWords(string what, string change, string error)
    {
        var request = await RequestAsync(await Once.Of(server, "free session", SessionAsync));
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            request[name] = value?.DeepClone();
        }

        var answer = await CreateAsync(request, 400);
        Assert.True(answer.Errors.Contains(error), $"{what}: {answer.Text}");
    }

    [Fact]
    public async Task Create_SessionNamedTwice_IsRefused()
    {
        var session = await SessionAsync();
        Assert.Equal(["/sessionIds/1 session-twice"], (await CreateAsync(await RequestAsync(session, session), 400)).Errors);
    }

    [Fact]
    public async Task Create_SessionOfAnotherProgram_IsRefusedWithItsName()
    {
        var (shared, other) = (await SessionAsync(), await SessionAsync());
        var first = await CreateAsync(await RequestAsync(shared), 201);
        var refused = await CreateAsync(await RequestAsync(other, shared), 409);

        Assert.Equal("session-in-program", refused.Code);
        Assert.Equal(["/sessionIds/1 session-in-program"], refused.Errors);
        Assert.Contains(first.Id.ToString(), refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OneSessionForTwoProgramsAtOnce_MakesOne()
    {
        var session = await SessionAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await server.Operator.JsonAsync("POST", Programs, await RequestAsync(session))));

        Assert.Equal([201, 409, 409, 409], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Create_ExternalIdTwice_IsRefused()
    {
        var request = await RequestAsync(await SessionAsync());
        request["externalId"] = Guid.NewGuid().ToString();
        await CreateAsync(request, 201);
        request["sessionIds"] = Ids(await SessionAsync());

        Assert.Equal("external-id-taken", (await CreateAsync(request, 409)).Code);
    }

    [Fact]
    public async Task Program_OfAnLms_IsSeenByItAndNotByAnother()
    {
        var mine = await Sample.NewSessionAsync(server, server.Integrator);
        var theirs = await Sample.NewSessionAsync(server, server.OtherIntegrator);
        Assert.Equal(["/sessionIds/1 session-unknown"], (await server.Integrator.JsonAsync("POST", Programs, await RequestAsync(mine, theirs))).Expect(400).Errors);
        Assert.Equal(["/sessionIds/1 session-of-another-owner"], (await CreateAsync(await RequestAsync(mine, theirs), 400)).Errors);

        // An operator unites an LMS's sessions: the program is the LMS's.
        var program = (await CreateAsync(await RequestAsync(mine), 201)).Id;
        Assert.Contains(program, await ListedAsync(server.Integrator));
        Assert.DoesNotContain(program, await ListedAsync(server.OtherIntegrator));
        foreach (var row in RouteTable.Rows.Where(row => row.Address.Contains("{programId}", StringComparison.Ordinal) && row.Roles.Contains("integrator", StringComparison.Ordinal)))
        {
            var answer = await server.OtherIntegrator.CallAsync(row.Method, RouteTable.WithIds(row.Address, ("programId", program)), RouteTable.ContentOf(row), ("If-Match", "*"));
            Assert.Equal("not-found", answer.Expect(404).Code);
        }

        (await server.Integrator.CallAsync("GET", $"{Programs}/{program}/completion")).Expect(200);
    }

    [Fact]
    public async Task Approve_BeforeThereIsAttendance_NamesTheSessionsThatLackIt()
    {
        var session = await SessionAsync();
        var program = (await CreateAsync(await RequestAsync(session), 201)).Id;
        var refused = (await server.Operator.CallAsync("POST", $"{Programs}/{program}/credits/approve")).Expect(409);

        Assert.Equal("attendance-missing", refused.Code);
        Assert.Contains(session.ToString(), refused.Text, StringComparison.Ordinal);
    }

    private Task<Guid> SessionAsync() => Sample.NewSessionAsync(server, server.Operator);

    private async Task<JsonObject> RequestAsync(params IEnumerable<Guid> sessions) => new()
    {
        ["title"] = "Three mornings on revenue",
        ["sessionIds"] = Ids(sessions),
        ["rulesetId"] = (await Sample.SessionAsync(server))["rulesetId"]!.DeepClone(),
        ["deliveryMethod"] = "Group Internet Based",
        ["maximumCredits"] = 2.4m,
        ["fieldsOfStudy"] = JsonNode.Parse("""[{"field":"Taxes","credits":1.4},{"field":"Finance","credits":1.0}]"""),
    };

    private async Task<Answer> CreateAsync(JsonObject request, int status) => (await server.Operator.JsonAsync("POST", Programs, request)).Expect(status);

    private static JsonArray Ids(params IEnumerable<Guid> ids) => [.. ids.Select(id => (JsonNode)id.ToString())];

    private static Guid[] SessionsOf(JsonNode program) => [.. program["sessions"]!.AsArray().Select(session => (Guid)session!["id"]!)];

    private static async Task<Guid[]> ListedAsync(HttpClient client) =>
        [.. (await client.CallAsync("GET", $"{Programs}?limit=200")).Expect(200).Json["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];
}
