using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>What is repeated, after which pause, and when it is given up.</summary>
public sealed class GraphPatienceTests : IAsyncLifetime
{
    private readonly SimulatedTenantScenario tenant = new();
    private SimulatorServer simulator = null!;
    private GraphHost host = null!;

    public async Task InitializeAsync()
    {
        simulator = await tenant.StartAsync();
        host = new(simulator.Address, simulator.CertificatePem, ("Graph:Timeout", "00:00:10"), ("Graph:Retry:RetryAfterCap", "00:05:00"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("throttled", FaultKind.Throttled, 200, 61)]
    [InlineData("maintenance", FaultKind.ServiceUnavailable, 200, 61)]
    [InlineData("throttled until now", FaultKind.Throttled, 0, 0)]
    public async Task ListReports_ServiceNamesAPause_ItIsKept(string what, FaultKind fault, int seconds, int least)
    {
        // The pause shrinks while the answer travels: what shows that it is kept is that nobody pauses so long, one minute, of himself.
        simulator.Faults.Add(new(fault, Times: 2, RetryAfterSeconds: seconds));

        var answer = await ListReportsAsync(host);

        Assert.True(answer.Succeeded, what);
        Assert.Equal(seconds > 0, host.Clock.Pauses.Any(pause => pause > TimeSpan.Zero));
        Assert.All(host.Clock.Pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(seconds)));
        Assert.Equal(3, GraphRequests());
    }

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.BadGateway)]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.GatewayTimeout)]
    [InlineData(FaultKind.ConnectionAborted)]
    [InlineData(FaultKind.TruncatedBody)]
    public async Task ListReports_ServiceNamesNoPause_ThePausesGrow(FaultKind fault)
    {
        simulator.Faults.Add(new(fault, Times: 3));

        Assert.True((await ListReportsAsync(host)).Succeeded);

        Assert.Equal(3, host.Clock.Pauses.Count);
        Assert.All(host.Clock.Pauses, pause => Assert.InRange(pause, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60)));
    }

    [Theory]
    [InlineData(FaultKind.Throttled, "graph-throttled")]
    [InlineData(FaultKind.ServiceUnavailable, "graph-unavailable")]
    public async Task ListReports_PauseLongerThanTheCap_IsAnAnswerAtOnce(FaultKind fault, string code)
    {
        simulator.Faults.Add(new(fault, RetryAfterSeconds: 600));

        var failure = (await ListReportsAsync(host)).Failure;

        Assert.Equal((code, TimeSpan.FromSeconds(600), true), (failure?.Code, failure?.RetryAfter, failure?.Transient));
        Assert.Empty(host.Clock.Pauses);
    }

    [Theory]
    [InlineData(FaultKind.Throttled, "graph-throttled")]
    [InlineData(FaultKind.InternalServerError, "graph-unavailable")]
    [InlineData(FaultKind.ConnectionAborted, "graph-unavailable")]
    public async Task ListReports_FaultLasts_IsGivenUpAfterTheRetries(FaultKind fault, string code)
    {
        simulator.Faults.Add(new(fault));

        Assert.Equal(code, (await ListReportsAsync(host)).Failure?.Code);
        Assert.Equal(5, GraphRequests());
    }

    [Theory]
    [InlineData(FaultKind.SlowAnswer)]
    [InlineData(FaultKind.SlowBody)]
    public async Task ListReports_NoAnswerInTime_IsATimeout(FaultKind fault)
    {
        await using var hasty = new GraphHost(simulator.Address, simulator.CertificatePem, ("Graph:Timeout", "00:00:01"), ("Graph:Retry:MaxRetries", "1"));
        Assert.True((await hasty.Client.FindUserAsync(tenant.Connection, tenant.Organizer.ToString(), default)).Succeeded);
        simulator.Faults.Add(new(fault, Seconds: 60));

        var failure = (await ListReportsAsync(hasty)).Failure;

        Assert.Equal(("graph-timeout", true), (failure?.Code, failure?.Transient));
    }

    [Fact]
    public async Task ListReports_CallerGivesUp_IsCancelled()
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        simulator.Faults.Add(new(FaultKind.SlowAnswer, Seconds: 60));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Client.ListAttendanceReportsAsync(tenant.Connection, tenant.Organizer, tenant.MeetingId, impatient.Token));
    }

    [Fact]
    public async Task ListReports_TokenRefusedOnce_ANewOneIsFetched()
    {
        Assert.True((await ListReportsAsync(host)).Succeeded);
        simulator.Faults.Add(new(FaultKind.ExpiredToken, Times: 1));

        Assert.True((await ListReportsAsync(host)).Succeeded);

        Assert.Equal(2, TokenRequests());
        Assert.Equal(3, GraphRequests());
    }

    [Fact]
    public async Task ListReports_TokenRefusedAgain_IsAnAnswer()
    {
        simulator.Faults.Add(new(FaultKind.ExpiredToken));

        Assert.Equal("graph-token-rejected", (await ListReportsAsync(host)).Failure?.Code);
        Assert.Equal((2, 2), (TokenRequests(), GraphRequests()));
    }

    [Fact]
    public async Task ManyCalls_OfOneConnection_ShareOneToken()
    {
        for (var call = 0; call < 3; call++)
        {
            Assert.True((await ListReportsAsync(host)).Succeeded);
        }

        Assert.Equal(1, TokenRequests());
    }

    [Theory]
    [InlineData("simulated-secret-value-but-wrong", "graph-secret-invalid")]
    [InlineData("old-secret-value", "graph-secret-expired")]
    public async Task FindUser_BadSecret_IsToldApartAndAskedOnce(string secret, string code)
    {
        var answer = await host.Client.FindUserAsync(tenant.ConnectionWith(secret), tenant.Organizer.ToString(), default);

        Assert.Equal(code, answer.Failure?.Code);
        Assert.Equal((1, 0), (TokenRequests(), GraphRequests()));
        Assert.DoesNotContain(secret, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindUser_UnknownAppOrTenant_AreToldApart()
    {
        var app = await host.Client.FindUserAsync(tenant.Connection with { ClientId = Guid.NewGuid() }, tenant.Organizer.ToString(), default);
        var directory = await host.Client.FindUserAsync(tenant.Connection with { TenantId = Guid.NewGuid() }, tenant.Organizer.ToString(), default);

        Assert.Equal(("graph-app-not-found", "graph-tenant-not-found"), (app.Failure?.Code, directory.Failure?.Code));
    }

    [Theory]
    [InlineData(FaultKind.ServiceUnavailable, "graph-unavailable")]
    [InlineData(FaultKind.Throttled, "graph-throttled")]
    public async Task FindUser_TokenEndpointFails_IsATransientFailure(FaultKind fault, string code)
    {
        simulator.Faults.Add(new(fault, Match: "/token$"));

        var failure = (await host.Client.FindUserAsync(tenant.Connection, tenant.Organizer.ToString(), default)).Failure;

        Assert.Equal((code, true), (failure?.Code, failure?.Transient));
        Assert.Equal(0, GraphRequests());
    }

    [Fact]
    public async Task FindUser_TokenEndpointFailsForAMoment_IsAskedAgain()
    {
        simulator.Faults.Add(new(FaultKind.ServiceUnavailable, Match: "/token$", Times: 2));

        Assert.True((await host.Client.FindUserAsync(tenant.Connection, tenant.Organizer.ToString(), default)).Succeeded);
    }

    [Fact]
    public async Task FindUser_NobodyListens_IsUnavailable()
    {
        await simulator.DisposeAsync();

        var failure = (await host.Client.FindUserAsync(tenant.Connection, tenant.Organizer.ToString(), default)).Failure;

        Assert.Equal(("graph-unavailable", true), (failure?.Code, failure?.Transient));
        Assert.Equal(4, host.Clock.Pauses.Count);
    }

    private Task<GraphAnswer<IReadOnlyList<AttendanceReportSummary>>> ListReportsAsync(GraphHost client)
        => client.Client.ListAttendanceReportsAsync(tenant.Connection, tenant.Organizer, tenant.MeetingId, default);

    private int GraphRequests() => simulator.Requests.Count(request => request.Path.StartsWith("/v1.0", StringComparison.Ordinal));

    private int TokenRequests() => simulator.Requests.Count(request => request.Path.EndsWith("/token", StringComparison.Ordinal));
}
