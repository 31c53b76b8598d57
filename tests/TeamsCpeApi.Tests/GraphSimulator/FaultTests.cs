using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class FaultTests : IClassFixture<RunningSimulator>
{
    private static readonly string Reports =
        $"/v1.0/users/{TestTenant.Organizer}/onlineMeetings/{Uri.EscapeDataString(TestTenant.MeetingId)}/attendanceReports";

    private static readonly string Records = $"{Reports}/{TestTenant.Report}/attendanceRecords";
    private readonly RunningSimulator simulator;

    public FaultTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Theory]
    [InlineData(FaultKind.ExpiredToken, null, 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")]
    [InlineData(FaultKind.NoPolicy, null, 403, "Forbidden", "No application access policy found for this app")]
    [InlineData(FaultKind.NotCovered, null, 403, "Forbidden", "3003: User does not have access to lookup meeting")]
    [InlineData(FaultKind.MissingRole, null, 403, "Forbidden", "Missing role permissions on the request. API requires one of 'OnlineMeetingArtifact.Read.All'. Roles on the request ''.")]
    [InlineData(FaultKind.Forbidden, null, 403, "Forbidden", "Forbidden")]
    [InlineData(FaultKind.MeetingNotFound, null, 404, "NotFound", "3004: Specified meeting is not found")]
    [InlineData(FaultKind.Throttled, null, 429, "TooManyRequests", "Too many requests.")]
    [InlineData(FaultKind.Throttled, 7, 429, "TooManyRequests", "Too many requests.")]
    [InlineData(FaultKind.InternalServerError, null, 500, "InternalServerError", "An error has occurred.")]
    [InlineData(FaultKind.BadGateway, null, 502, "UnknownError", "An error has occurred.")]
    [InlineData(FaultKind.ServiceUnavailable, null, 503, "ServiceUnavailable", "An error has occurred.")]
    [InlineData(FaultKind.ServiceUnavailable, 3, 503, "ServiceUnavailable", "An error has occurred.")]
    [InlineData(FaultKind.GatewayTimeout, null, 504, "GatewayTimeout", "An error has occurred.")]
    public async Task Refusal_Once_ThenTheRightAnswer(FaultKind kind, int? retryAfter, int status, string code, string message)
    {
        var rule = simulator.Server.Faults.Add(new FaultRule(kind, Times: 1, RetryAfterSeconds: retryAfter));

        var spoiled = await simulator.GetAsync(Records);
        var right = await simulator.GetAsync(Records);

        Assert.Equal((status, code, message), (spoiled.Status, spoiled.Code, spoiled.Message));
        Assert.Equal(retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture), spoiled.Headers.GetValueOrDefault("Retry-After"));
        Assert.Equal(200, right.Status);
        Assert.Equal(1, rule.Applied);
        Assert.Equal([kind, null], simulator.Server.Requests.Select(request => request.Fault));
    }

    [Theory]
    [InlineData(FaultKind.ReportsNotReady)]
    [InlineData(FaultKind.EmptyList)]
    public async Task EmptyAnswer_Twice_ThenTheReports(FaultKind kind)
    {
        simulator.Server.Faults.Add(new FaultRule(kind, Times: 2));

        Assert.Empty((await simulator.GetAsync(Reports)).Value);
        Assert.Empty((await simulator.GetAsync(Reports)).Value);
        Assert.Single((await simulator.GetAsync(Reports)).Value);
    }

    [Fact]
    public async Task ReportsNotReady_ByItself_SpoilsTheListAlone()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.ReportsNotReady));

        Assert.Single((await simulator.GetAsync(Records)).Value);
    }

    [Theory]
    [InlineData("a rule for other requests", "attendanceReports$", 200)]
    [InlineData("a rule for this request", "^GET /v1.0/users/[^/]+/onlineMeetings/.*/ATTENDANCERECORDS$", 503)]
    [InlineData("a rule for another method", "^POST ", 200)]
    public async Task Match_IsOnMethodAndPath(string row, string match, int status)
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.ServiceUnavailable, match));

        Assert.True((await simulator.GetAsync(Records)).Status == status, row);
    }

    [Fact]
    public void Add_NoPattern_IsRefused() =>
        Assert.Throws<ArgumentException>(() => simulator.Server.Faults.Add(new FaultRule(FaultKind.Throttled, "(")));

    [Fact]
    public async Task Rules_Several_AreUsedUpInOrder()
    {
        simulator.Server.Faults.Replace([new(FaultKind.BadGateway, Times: 1), new(FaultKind.Throttled, Times: 1)]);

        List<int> statuses = [];
        for (var request = 0; request < 3; request++)
        {
            statuses.Add((await simulator.GetAsync(Records)).Status);
        }

        Assert.Equal([502, 429, 200], statuses);
    }

    [Fact]
    public async Task Percentage_SameSeed_SpoilsTheSameRequests()
    {
        async Task<string> SpoiledAsync(int seed)
        {
            simulator.Server.Faults.Replace([new(FaultKind.BadGateway, Percentage: 50)], seed);
            var pattern = "";
            for (var request = 0; request < 32; request++)
            {
                pattern += (await simulator.GetAsync(Reports)).Status == 200 ? "." : "x";
            }

            return pattern;
        }

        var first = await SpoiledAsync(7);

        Assert.Equal(first, await SpoiledAsync(7));
        Assert.NotEqual(first, await SpoiledAsync(8));
        Assert.InRange(first.Count(request => request == 'x'), 8, 24);
    }

    [Fact]
    public async Task SlowAnswer_LongerThanTheClientWaits_HasNoAnswer()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.SlowAnswer, Times: 1, Seconds: 60));
        using var patience = new CancellationTokenSource();

        var waiting = SendAsync(Records, patience.Token);
        Assert.True(SpinWait.SpinUntil(() => simulator.Server.Requests.Count == 1, TimeSpan.FromSeconds(30)));
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.Equal(FaultKind.SlowAnswer, Assert.Single(simulator.Server.Requests).Fault);
    }

    [Fact]
    public async Task SlowBody_HeadersArriveBeforeTheRest()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.SlowBody, Times: 1, Seconds: 60));
        using var response = await SendAsync(Records, CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.True(response.IsSuccessStatusCode);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.Content.ReadAsStringAsync(patience.Token));
    }

    [Theory]
    [InlineData(FaultKind.SlowAnswer)]
    [InlineData(FaultKind.SlowBody)]
    public async Task Slow_ShorterThanTheClientWaits_IsTheRightAnswer(FaultKind kind)
    {
        simulator.Server.Faults.Add(new FaultRule(kind, Times: 1, Seconds: 0.05));

        Assert.Single((await simulator.GetAsync(Records)).Value);
    }

    [Fact]
    public async Task TruncatedBody_CutsTheConnection()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.TruncatedBody, Times: 1));
        using var response = await SendAsync(Records, CancellationToken.None);

        Assert.True(response.IsSuccessStatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task TruncatedJson_IsCompleteButNotJson()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.TruncatedJson, Times: 1));
        using var response = await SendAsync(Records, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync();

        Assert.StartsWith("{\"@odata.context\":", text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task NotJson_IsAPage()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.NotJson, Times: 1));
        using var response = await SendAsync(Records, CancellationToken.None);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionAborted_HasNoAnswer()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.ConnectionAborted, Times: 1));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Records, CancellationToken.None));
    }

    [Fact]
    public async Task NextLinkLoop_LeadsToTheSamePageForEver()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.NextLinkLoop));
        var first = await simulator.GetAsync(Records);

        var second = await simulator.GetAsync(first.NextLink!);

        Assert.Equal(first.NextLink, second.NextLink);
        Assert.True(JsonNode.DeepEquals(first.Value, second.Value));
        Assert.Single(second.Value);
    }

    [Theory]
    [InlineData("by default", null, "https://elsewhere.example/v1.0/")]
    [InlineData("where the rule says", "https://localhost:1/", "https://localhost:1/v1.0/")]
    public async Task NextLinkElsewhere_LeadsToAnotherHost(string row, string? origin, string start)
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.NextLinkElsewhere, Origin: origin));

        var reply = await simulator.GetAsync(Records);

        Assert.True(reply.NextLink!.StartsWith(start, StringComparison.Ordinal), $"{row}: {reply}");
        Assert.Single(reply.Value);
    }

    [Fact]
    public async Task EmptyPageWithNextLink_Once_LeadsToThePage()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.EmptyPageWithNextLink, Times: 1));
        var empty = await simulator.GetAsync(Records);

        var page = await simulator.GetAsync(empty.NextLink!);

        Assert.Empty(empty.Value);
        Assert.Single(page.Value);
        Assert.Null(page.NextLink);
    }

    [Fact]
    public async Task EmptyPageWithNextLink_Always_IsAChainOfDifferentLinks()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.EmptyPageWithNextLink));
        var first = await simulator.GetAsync(Records);

        var second = await simulator.GetAsync(first.NextLink!);

        Assert.Empty(second.Value);
        Assert.NotEqual(first.NextLink, second.NextLink);
    }

    [Fact]
    public async Task UnknownProperties_AreInEveryObject()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.UnknownProperties));

        var reply = await simulator.GetAsync(Records);

        var record = Assert.Single(reply.Value)!;
        Assert.All(
            [reply.Body, record, record["identity"], record["attendanceIntervals"]![0]],
            part => Assert.Equal("unheard of", (string?)part!["futureText"]));
    }

    [Fact]
    public async Task TokenEndpoint_Named_AnswersAsEntra()
    {
        simulator.Server.Faults.Add(new FaultRule(FaultKind.Throttled, "oauth2/v2.0/token$", 1, RetryAfterSeconds: 5));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Server.Address, $"{TestTenant.Id}/oauth2/v2.0/token"));

        var reply = await simulator.SendAsync(request);

        Assert.Equal((429, "temporarily_unavailable", "5"), (reply.Status, (string?)reply.Body["error"], reply.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Throttle_WindowUsedUp_RefusesUntilTheNext()
    {
        simulator.Server.Change(scenario => scenario.Throttle = new Throttle(2, 10));
        Assert.Equal(200, (await simulator.GetAsync(Reports)).Status);
        Assert.Equal(200, (await simulator.GetAsync(Reports)).Status);

        var refused = await simulator.GetAsync(Reports);
        simulator.Server.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(429, refused.Status);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 10);
        Assert.Equal(200, (await simulator.GetAsync(Reports)).Status);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(simulator.Server.Address, path));
        request.Headers.Authorization = new("Bearer", simulator.Token());
        return await simulator.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
