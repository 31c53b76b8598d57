using System.Text.Json;
using System.Text.RegularExpressions;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class ScenarioTests
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string User = "33333333-3333-3333-3333-333333333333";

    [Theory]
    [InlineData("no JSON", "{", "")]
    [InlineData("nothing", "null", "A scenario is an object.")]
    [InlineData("a misspelled member", """{ "tenant": [] }""", "tenant")]
    [InlineData("a tenant without an id", """{ "tenants": [{}] }""", "id")]
    [InlineData("a tenant twice", $$"""{ "tenants": [{ "id": "{{Tenant}}" }, { "id": "{{Tenant}}" }] }""", "The tenant 11111111-1111-1111-1111-111111111111 occurs twice.")]
    [InlineData("a secret without a value", $$"""{ "tenants": [{ "id": "{{Tenant}}", "apps": [{ "clientId": "{{User}}", "secrets": [{}] }] }] }""", "value")]
    [InlineData("an organizer from nowhere", $$"""{ "tenants": [{ "id": "{{Tenant}}", "meetings": [{ "organizer": "{{User}}", "joinWebUrl": "x" }] }] }""", "is not a user of tenant")]
    [InlineData("two global policies", $$"""{ "tenants": [{ "id": "{{Tenant}}", "accessPolicies": [{ "name": "a", "global": true }, { "name": "b", "global": true }] }] }""", "more than one global access policy")]
    [InlineData("two direct policies", $$"""{ "tenants": [{ "id": "{{Tenant}}", "accessPolicies": [{ "name": "a", "users": ["{{User}}"] }, { "name": "b", "users": ["{{User}}"] }] }] }""", "more than one direct access policy")]
    [InlineData("no instant", """{ "clock": "yesterday" }""", "'yesterday' is not an instant")]
    [InlineData("an interval of one", """{ "tenants": [{ "id": "11111111-1111-1111-1111-111111111111", "meetings": [{ "organizer": "33333333-3333-3333-3333-333333333333", "joinWebUrl": "x", "reports": [{ "id": "33333333-3333-3333-3333-333333333333", "records": [{ "intervals": [["2026-01-01T00:00:00Z"]] }] }] }] }] }""", "An interval is a pair of instants")]
    [InlineData("a fault that is no pattern", """{ "faults": [{ "kind": "throttled", "match": "(" }] }""", "is not a regular expression")]
    public void Parse_Mistake_IsNamed(string row, string json, string reason)
    {
        var refusal = Assert.ThrowsAny<JsonException>(() => Scenario.Parse(json));

        Assert.True(refusal.Message.Contains(reason, StringComparison.Ordinal), $"{row}: {refusal.Message}");
    }

    [Fact]
    public void ToJson_EveryMember_IsReadBackTheSame()
    {
        var scenario = TestTenant.Scenario();
        scenario.Clock = new Instant("2026-01-20T15:00:00.1234567Z");
        scenario.Throttle = new Throttle(10, 1, RetryAfter: false);
        scenario.Faults.Add(new FaultRule(FaultKind.NextLinkElsewhere, "x", 1, 50, 2, 3, "https://elsewhere.example"));
        scenario.Tenants[0].Meetings[0].Reports[0].Records.Add(new SimulatedRecord
        {
            Identity = JsonSerializer.SerializeToElement<string?>(null),
            Extra = new() { ["more"] = 1 },
            Intervals = [new(null, new Instant("2026-01-20T15:00:00Z"), 4)],
        });

        var json = scenario.ToJson();

        Assert.Equal(json, Scenario.Parse(json).ToJson());
        Assert.Contains("\"identity\": null", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_ExampleOfTheReadme_IsAScenario()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "simulator-readme.md"));

        var scenario = Scenario.Parse(Regex.Match(readme, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);

        Assert.Equal("Tax update", scenario.Tenants[0].Meetings[0].Subject);
        Assert.All(
            Enum.GetNames<FaultKind>().Select(kind => JsonNamingPolicy.CamelCase.ConvertName(kind)),
            kind => Assert.Contains($"`{kind}`", readme, StringComparison.Ordinal));
    }
}
