using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>Two nodes, one application, one tenant: what one is told, the other keeps to.</summary>
public sealed class SharedBudgetTests : IAsyncLifetime
{
    private readonly SimulatedTenantScenario tenant = new();
    private SimulatorServer simulator = null!;
    private GraphHost one = null!;
    private GraphHost other = null!;

    public async Task InitializeAsync()
    {
        simulator = await tenant.StartAsync();
        (one, other) = (new(simulator.Address, simulator.CertificatePem), new(simulator.Address, simulator.CertificatePem));
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.ServiceUnavailable)]
    public async Task Complaint_WithAPause_TheOtherNodeWaitsItToo(FaultKind fault)
    {
        simulator.Faults.Add(new(fault, Times: 1, RetryAfterSeconds: 40));
        Assert.True((await FindAsync(one)).Succeeded);
        Assert.True((await FindAsync(other)).Succeeded);

        Assert.InRange(Assert.Single(other.Clock.Pauses), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Throttled_ForLong_TheOtherNodeSendsNothingAndSaysUntilWhen()
    {
        simulator.Faults.Add(new(FaultKind.Throttled, Times: 1, RetryAfterSeconds: 600));
        Assert.Equal(TimeSpan.FromSeconds(600), (await FindAsync(one)).Failure?.RetryAfter);

        var failure = (await FindAsync(other)).Failure;

        Assert.Equal(("graph-throttled", true), (failure?.Code, failure?.Transient));
        Assert.InRange(failure!.RetryAfter!.Value, TimeSpan.FromSeconds(580), TimeSpan.FromSeconds(600));
        Assert.Contains($"send nothing into tenant {tenant.TenantId} before ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, GraphRequests());
        Assert.Empty(other.Clock.Pauses);
    }

    [Fact]
    public async Task Throttled_OneTenant_AnotherIsNotHeld()
    {
        simulator.Faults.Add(new(FaultKind.Throttled, Times: 1, RetryAfterSeconds: 600));
        Assert.False((await FindAsync(one)).Succeeded);

        var elsewhere = new SimulatedTenantScenario();
        await using var second = await elsewhere.StartAsync();
        await using var host = new GraphHost(second.Address, second.CertificatePem);
        Assert.True((await host.Client.FindUserAsync(elsewhere.Connection, elsewhere.Organizer.ToString(), default)).Succeeded);
        Assert.Empty(host.Clock.Pauses);
    }

    [Fact]
    public async Task Entra_Throttles_NobodySendsAndTheLibrarysMemoryDoesNotMakeItLonger()
    {
        Assert.True((await FindAsync(other)).Succeeded);
        simulator.Faults.Add(new(FaultKind.Throttled, Match: "/token$", Times: 1, RetryAfterSeconds: 600));
        Assert.Equal("graph-throttled", (await FindAsync(one)).Failure?.Code);
        var told = (await FindAsync(other)).Failure!.RetryAfter!.Value;
        Assert.Equal("graph-throttled", (await FindAsync(one)).Failure?.Code);

        Assert.InRange(told, TimeSpan.FromSeconds(580), TimeSpan.FromSeconds(600));
        Assert.True((await FindAsync(other)).Failure!.RetryAfter < told);
        Assert.Equal(1, GraphRequests());
    }

    private Task<GraphAnswer<DirectoryUser>> FindAsync(GraphHost host) => host.Client.FindUserAsync(tenant.Connection, tenant.Organizer.ToString(), default);

    private int GraphRequests() => simulator.Requests.Count(request => request.Path.StartsWith("/v1.0", StringComparison.Ordinal));
}
