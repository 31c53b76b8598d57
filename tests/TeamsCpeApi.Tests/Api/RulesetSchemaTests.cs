using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>The schema that is served is the reviewed file at the root of the repository, and means what the server accepts.</summary>
[Collection(OneServer.Name)]
public class RulesetSchemaTests(CpeServer server)
{
    private static string CommittedFile => Path.Combine(SampleFolder.Root, "..", "ruleset.schema.json");

    [Fact]
    public async Task Schema_Served_IsTheCommittedFile()
    {
        var answer = (await server.Auditor.CallAsync("GET", "/api/v1/rulesets/schema")).Expect(200);
        if (Environment.GetEnvironmentVariable(OpenApiTests.Rewrite) == "1")
        {
            await File.WriteAllTextAsync(CommittedFile, answer.Text);
        }

        Assert.Equal("application/schema+json", answer.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(CommittedFile), answer.Text);
    }

    [Fact]
    public async Task Schema_OfEveryMember_SaysWhatItMeans()
    {
        var schema = await SchemaAsync();
        var members = schema["properties"]!.AsObject().SelectMany(member => Within(member.Key, member.Value!.AsObject())).ToArray();

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.All(members, member => Assert.False(string.IsNullOrWhiteSpace((string?)member.Schema["description"]), member.Name));
        Assert.Equal(["certificateStatement", "name", "source"], schema["required"]!.AsArray().Select(name => (string)name!).Order());
    }

    [Fact]
    public async Task Schema_OfEveryPreset_IsKept()
    {
        var schema = await SchemaAsync();
        var presets = (await server.Auditor.CallAsync("GET", "/api/v1/rulesets?limit=200")).Expect(200).Json["items"]!.AsArray();

        Assert.All(presets, preset => Assert.Equal("", string.Join("; ", SchemaCheck.Problems(preset!["ruleset"], schema))));
    }

    [Theory]
    [InlineData("name", null, " name")]
    [InlineData("name", "\"\"", "/name minLength")]
    [InlineData("name", "7", "/name type")]
    [InlineData("minutesPerCredit", "0", "/minutesPerCredit minimum")]
    [InlineData("minutesPerCredit", "50.5", "/minutesPerCredit type")]
    [InlineData("increment", "0.3", "/increment enum")]
    [InlineData("rounding", "\"up\"", "/rounding enum")]
    [InlineData("maximumCredits", "0", "/maximumCredits exclusiveMinimum")]
    [InlineData("earningRoles", "[]", "/earningRoles minItems")]
    [InlineData("earningRoles", "[1]", "/earningRoles/0 type")]
    [InlineData("polls", "{\"rule\":\"percent\"}", "/polls value")]
    [InlineData("polls", "{\"rule\":\"percent\",\"value\":101}", "/polls/value maximum")]
    [InlineData("pollTiers", "[{\"minimumPercent\":0,\"creditPercent\":50}]", "/pollTiers/0/minimumPercent exclusiveMinimum")]
    [InlineData("table", "[{\"minimumMinutes\":50,\"minimumPolls\":-1,\"credits\":1}]", "/table/0/minimumPolls minimum")]
    [InlineData("instructorCredit", "{\"preparationFactor\":2.5,\"firstPresentationOnly\":true}", "/instructorCredit/preparationFactor maximum")]
    [InlineData("earlyMargin", "5", "/earlyMargin additionalProperties")]
    public async Task Schema_OfWhatTheServerRefuses_RefusesItToo(string member, string? json, string problem)
    {
        var ruleset = await Sample.RulesetAsync(server);
        ruleset.Remove(member);
        if (json is not null)
        {
            ruleset[member] = JsonNode.Parse(json);
        }

        Assert.Contains(problem, SchemaCheck.Problems(ruleset, await SchemaAsync()));
        (await server.Admin.JsonAsync("POST", "/api/v1/rulesets", ruleset)).Expect(400);
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Within(string name, JsonObject schema)
    {
        yield return (name, schema);
        foreach (var (inner, member) in schema["properties"]?.AsObject() ?? schema["items"]?["properties"]?.AsObject() ?? [])
        {
            yield return ($"{name}.{inner}", member!.AsObject());
        }
    }

    private Task<JsonNode> SchemaAsync() => Once.Of(server, "ruleset schema", async () => (await server.Auditor.CallAsync("GET", "/api/v1/rulesets/schema")).Expect(200).Json);
}
