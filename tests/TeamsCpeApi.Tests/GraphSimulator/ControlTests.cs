using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>The switches of the executable, over HTTP.</summary>
public sealed class ControlTests : IClassFixture<RunningSimulator>
{
    private const string User = "/v1.0/users/olivia@contoso.example";
    private readonly RunningSimulator simulator;

    public ControlTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Fact]
    public async Task PutFaults_Rules_AreInForceAndCounted()
    {
        await PutAsync("faults", """[{ "kind": "serviceUnavailable", "times": 1, "retryAfterSeconds": 2 }]""");

        Assert.Equal(503, (await simulator.GetAsync(User)).Status);
        Assert.Equal(200, (await simulator.GetAsync(User)).Status);
        var rule = Assert.Single((await ReadAsync("faults")).AsArray())!;
        Assert.Equal(("serviceUnavailable", 1), ((string?)rule["kind"], (int)rule["applied"]!));
    }

    [Fact]
    public async Task PutFaults_WhatGetSaid_IsAcceptedUnused()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.Throttled, Times: 1));
        await simulator.GetAsync(User);

        await PutAsync("faults", (await ReadAsync("faults")).ToJsonString());

        Assert.Equal(0, Assert.Single(simulator.Server.Faults.Rules).Applied);
    }

    [Theory]
    [InlineData("no JSON", "faults", "[")]
    [InlineData("an unknown kind", "faults", """[{ "kind": "thunderstorm" }]""")]
    [InlineData("a misspelled member", "faults", """[{ "kind": "throttled", "time": 1 }]""")]
    [InlineData("no regular expression", "faults", """[{ "kind": "throttled", "match": "(" }]""")]
    [InlineData("a negative count", "faults", """[{ "kind": "throttled", "times": -1 }]""")]
    [InlineData("no body", "faults", "null")]
    [InlineData("no instant", "clock", """{ "now": "soon" }""")]
    [InlineData("a scenario that contradicts itself", "scenario", """{ "pageSize": 0 }""")]
    public async Task Put_Mistake_IsRefusedAndChangesNothing(string row, string what, string body)
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.BadGateway));

        var refusal = await PutAsync(what, body, HttpStatusCode.BadRequest);

        Assert.True(refusal.Length > 0, row);
        Assert.Equal(FaultKind.BadGateway, Assert.Single(simulator.Server.Faults.Rules).Kind);
    }

    [Fact]
    public async Task GetRequests_AfterCalls_CountsPerRouteWithoutSecrets()
    {
        using var form = new FormUrlEncodedContent([new("client_secret", TestTenant.Secret)]);
        using var refused = await simulator.Client.PostAsync(
            new Uri($"/{TestTenant.Id}/oauth2/v2.0/token?client_secret={TestTenant.Secret}", UriKind.Relative), form);
        var token = simulator.Token();
        await simulator.GetAsync(User + "?$select=id", token, ("client-request-id", "mine"));
        await simulator.GetAsync("/v1.0/users/nobody", token);

        var report = await ReadAsync("requests");

        Assert.Equal(3, (int)report["total"]!);
        Assert.Equal(2, (int)report["routes"]!["GET /v1.0/users/{userId}"]!);
        Assert.Equal(1, (int)report["routes"]!["POST /{tenant}/oauth2/v2.0/token"]!);
        var user = report["requests"]![1]!;
        Assert.Equal(("GET", User, "?$select=id", "mine", 200),
            ((string?)user["method"], (string?)user["path"], (string?)user["query"], (string?)user["clientRequestId"], (int)user["status"]!));
        Assert.NotNull((string?)user["tokenId"]);
        Assert.DoesNotContain(TestTenant.Secret, report.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, report.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutClock_Instant_IsTheTimeOfAnswers()
    {
        await PutAsync("clock", """{ "now": "2026-01-20T15:00:00Z" }""");

        var reply = await simulator.GetAsync(User);

        Assert.StartsWith("Tue, 20 Jan 2026 15:00:", reply.Headers["Date"], StringComparison.Ordinal);
        Assert.StartsWith("2026-01-20T15:00:", (string?)(await ReadAsync("clock"))["now"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostReset_AfterChanges_IsAsAtTheStart()
    {
        simulator.Server.Change(scenario => scenario.Tenants.Clear());
        simulator.Server.Faults.Add(new FaultRule(FaultKind.BadGateway));
        simulator.Server.Clock.Advance(TimeSpan.FromDays(400));
        await simulator.GetAsync(User, "no token");

        using var reset = await simulator.Client.PostAsync(new Uri("/_simulator/reset", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Empty(simulator.Server.Faults.Rules);
        Assert.Empty(simulator.Server.Requests);
        Assert.InRange(simulator.Server.Clock.GetUtcNow(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(200, (await simulator.GetAsync(User)).Status);
    }

    [Fact]
    public async Task PutScenario_Another_IsInForce()
    {
        await PutAsync("scenario", """{ "clock": "2026-03-01T00:00:00Z", "faults": [{ "kind": "badGateway" }] }""");

        Assert.Equal(502, (await simulator.GetAsync(User, "no token")).Status);
        Assert.InRange(simulator.Server.Clock.GetUtcNow(), new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));
    }

    private async Task<JsonNode> ReadAsync(string what) => JsonNode.Parse(
        await simulator.Client.GetStringAsync(new Uri($"/_simulator/{what}", UriKind.Relative)))!;

    private async Task<string> PutAsync(string what, string body, HttpStatusCode expected = HttpStatusCode.NoContent)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await simulator.Client.PutAsync(new Uri($"/_simulator/{what}", UriKind.Relative), content);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
