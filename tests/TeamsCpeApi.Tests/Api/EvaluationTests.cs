using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>A workbook that is the session's evaluation is no poll.</summary>
[Collection(OneServer.Name)]
public class EvaluationTests(CpeServer server)
{
    [Fact]
    public async Task Poll_MadeTheEvaluation_CountsAsNone()
    {
        var (session, _, poll, _) = await Sample.FilledSessionAsync(server, server.Integrator);
        Assert.Equal(1, await OfferedAsync(session));

        var evaluation = await PatchAsync(session, poll, """{"purpose":"evaluation"}""");

        Assert.Equal("evaluation", (string?)evaluation.Expect(200).Json["purpose"]);
        Assert.Equal(0, await OfferedAsync(session));
        Assert.True((bool)(await server.Auditor.CallAsync("GET", $"/api/v1/sessions/{session}/raw-data")).Expect(200).Json["polls"]![0]!["excluded"]!);

        (await PatchAsync(session, poll, """{"purpose":"monitoring"}""")).Expect(200);
        Assert.Equal(1, await OfferedAsync(session));
    }

    [Theory]
    [InlineData("""{"purpose":"party"}""", "/purpose unreadable")]
    [InlineData("""{"purpose":null}""", "/excluded required")]
    public async Task Poll_GivenAnotherPurpose_IsRefused(string patch, string error)
    {
        var (session, _, poll, _) = await Once.Of(server, "filled session", () => Sample.FilledSessionAsync(server, server.Integrator));

        Assert.Equal([error], (await PatchAsync(session, poll, patch)).Expect(400).Errors);
    }

    /// <summary>The ruleset asks for the evaluation; the poll's one respondent on the roster hands it in, another participant does not.</summary>
    [Fact]
    public async Task Completion_WhereTheRulesetAsksForIt_NamesWhoHandedInNone()
    {
        var preset = await Sample.PresetAsync(server, "attendance-only");
        var ours = (await server.Admin.CallAsync("POST", $"/api/v1/rulesets/{preset}/copy", Body.Json("""{"name":"With evaluation","increment":0.2,"evaluationWithinDays":7}"""))).Expect(201).Id;
        var request = await Sample.SessionAsync(server);
        request["rulesetId"] = ours;
        var session = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", request)).Expect(201).Id;
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll()))).Expect(201);
        var respondent = (string?)(await server.Admin.CallAsync("GET", $"/api/v1/sessions/{session}/attendees")).Expect(200).Json["items"]!.AsArray().First(item => item!["email"] is not null)!["email"];
        (await server.Integrator.JsonAsync("POST", $"/api/v1/sessions/{session}/participants", new JsonObject
        {
            ["participants"] = new JsonArray(
                new JsonObject { ["externalId"] = "P1", ["name"] = "One who did", ["email"] = respondent },
                new JsonObject { ["externalId"] = "P2", ["name"] = "One who did not", ["email"] = "nobody@example.org" }),
        })).Expect(200);
        var poll = (Guid)(await server.Admin.CallAsync("GET", $"/api/v1/sessions/{session}/polls")).Expect(200).Json["items"]![0]!["id"]!;
        Assert.Contains("evaluation", await MissingAsync(session));

        (await PatchAsync(session, poll, """{"purpose":"evaluation","excluded":false}""")).Expect(200);

        Assert.DoesNotContain("evaluation", await MissingAsync(session));
        var rows = (await server.Auditor.CallAsync("GET", $"/api/v1/sessions/{session}/completion")).Expect(200).Json["participants"]!.AsArray();
        Assert.Equal(["P1 time", "P2 evaluation"], rows.Select(row => $"{row!["externalId"]} {row["limitedBy"]}").Order());
        Assert.Contains("no evaluation of the session was handed in within 7 days after its end", (string?)rows.Single(row => (string?)row!["externalId"] == "P2")!["reason"], StringComparison.Ordinal);
    }

    private async Task<Answer> PatchAsync(Guid session, Guid poll, string patch)
    {
        var tag = (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/polls/{poll}")).Expect(200).ETag!;
        return await server.Operator.CallAsync("PATCH", $"/api/v1/sessions/{session}/polls/{poll}", Body.Json(patch), ("If-Match", tag));
    }

    private async Task<IEnumerable<string?>> MissingAsync(Guid session) =>
        (await server.Integrator.CallAsync("GET", $"/api/v1/sessions/{session}")).Expect(200).Json["missing"]!.AsArray().Select(need => (string?)need!["code"]);

    private async Task<int> OfferedAsync(Guid session) =>
        (int)(await server.Auditor.CallAsync("GET", $"/api/v1/sessions/{session}/completion")).Expect(200).Json["participants"]![0]!["pollsOffered"]!;
}
