using System.Globalization;
using TeamsCpeApi.GraphSimulator;
using Xunit.Abstractions;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>
/// Many sessions due in the same minute on two nodes, with everything that a busy service answers. CROWD_SESSIONS says how many, and then
/// the budget is the product's own: with 1000 it takes some minutes.
/// </summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const string Busy = "bbbbbbbb";
    private const string Throttled = "cccccccc";

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    /// <summary>What a request may take from its slot to its arrival on a machine that does much else: so much later it still counts for its slot.</summary>
    private static readonly TimeSpan Way = TimeSpan.FromSeconds(1);

    private static readonly string? Wanted = Environment.GetEnvironmentVariable("CROWD_SESSIONS");

    private static readonly int Sessions = Wanted is null ? 60 : int.Parse(Wanted, CultureInfo.InvariantCulture);

    private const double Maximum = 40;

    private static readonly (string, string)[] Quick =
    [
        ("Graph:Budget:Minimum", "8"), ("Graph:Budget:Start", "20"), ("Graph:Budget:Growth", "10"), ("Graph:Budget:GrowthInterval", "00:00:01"), ("Graph:Retry:BaseDelay", "00:00:00.2"),
    ];

    private static readonly (string, string)[] Own =
    [
        ("Graph:Budget:Minimum", "1"), ("Graph:Budget:Start", "10"), ("Graph:Retry:BaseDelay", "00:00:01"),
    ];

    [Fact]
    public async Task ManySessions_DueAtOnce_EndRightWithinTheBudgetAndWithoutWaitingForTheThrottledTenant()
    {
        var crowd = new Crowd();
        var steady = crowd.Add("aaaaaaaa", Sessions / 4);
        var busy = Enumerable.Range(0, 6).Select(_ => crowd.Add(Busy, Sessions / 12)).ToList();
        var closed = crowd.Add("dddddddd", Sessions / 12, hasPolicy: false);
        var throttled = crowd.Add(Throttled, Sessions / 6);
        await using var cluster = await Cluster.CreateAsync(null, [
            ("Graph:Retry:MaxRetries", "5"), ("Graph:Timeout", "00:00:30"), ("Graph:Budget:Maximum", "40"), ("DOTNET_shutdownTimeoutSeconds", "10"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Warning"), .. Wanted is null ? Quick : Own]);
        cluster.Simulator.Replace(crowd.ToScenario());
        cluster.Simulator.Change(scenario => scenario.Throttle = new((int)(Maximum * (Span + Way).TotalSeconds) + 1, (int)Span.TotalSeconds));
        Array.ForEach(
            [
                new FaultRule(FaultKind.Throttled, $"/users/{Throttled}", RetryAfterSeconds: 3600),
                new FaultRule(FaultKind.Throttled, $"/users/{Busy}", Percentage: 5, RetryAfterSeconds: 1),
                new FaultRule(FaultKind.ServiceUnavailable, $"/users/{Busy}", Percentage: 2),
                new FaultRule(FaultKind.SlowAnswer, $"/users/{Busy}.*/attendanceRecords$", Percentage: 10, Seconds: 0.3),
            ],
            rule => cluster.Simulator.Faults.Add(rule));

        var nodes = await Task.WhenAll(cluster.StartNodeAsync(), cluster.StartNodeAsync());
        await using var one = nodes[0];
        await using var other = nodes[1];
        var begun = DateTimeOffset.UtcNow;
        await crowd.DefineAsync(one.As(cluster.AdminKey), begun.AddSeconds(Sessions / 40.0));
        var defined = DateTimeOffset.UtcNow;

        var healthy = steady.Sessions + busy.Sum(tenant => tenant.Sessions);
        await UntilAsync(cluster, "the healthy tenants are done", healthy, "state = 'Available'");
        var done = DateTimeOffset.UtcNow;
        await UntilAsync(cluster, "the tenant without policy has been tried", closed.Sessions, "state = 'Failed' and problem->>'code' = 'graph-no-access-policy' and problem->>'detail' like '%Grant-CsApplicationAccessPolicy%'");
        await UntilAsync(cluster, "the throttled tenant is on hold", throttled.Sessions, "state = 'Failed' and problem->>'code' = 'graph-throttled'");
        await IdleAsync(cluster);
        Report(crowd, cluster.Simulator, begun, defined, done);

        // What is planned: the policy slowly, the throttled when it may be asked again.
        Assert.Equal(healthy, await cluster.Database.CountAsync("select count(*) from attendance_snapshots where jsonb_array_length(records) = 5"));
        Assert.Equal(healthy, await cluster.Database.CountAsync("select count(*) from jobs where kind = 'AttendanceFetch' and state = 'Succeeded'"));
        Assert.Equal(closed.Sessions, await PlannedAsync(cluster, "graph-no-access-policy", "20 minutes", "31 minutes"));
        Assert.Equal(closed.Sessions, closed.RequestsOf(cluster.Simulator).Count);
        Assert.Equal(throttled.Sessions, await PlannedAsync(cluster, "graph-throttled", "40 minutes", "61 minutes"));
        Assert.InRange(throttled.RequestsOf(cluster.Simulator).Count, 1, 16);

        // The budget, as the simulator saw it; the steady tenant shows that it is used.
        Assert.All(crowd.Tenants, tenant => Assert.InRange(tenant.MostWithin(cluster.Simulator, Span), 0, (int)(Maximum * (Span + Way).TotalSeconds) + 1));
        Assert.All(cluster.Simulator.Requests.Where(request => request.Status == 429), request => Assert.Equal(FaultKind.Throttled, request.Fault));
        Assert.InRange(steady.MostWithin(cluster.Simulator, Span), 20, int.MaxValue);
        Assert.Equal(steady.Sessions * Crowd.RequestsPerSession, steady.RequestsOf(cluster.Simulator).Count);

        // An hour later.
        cluster.Simulator.Faults.Clear();
        await cluster.Database.ExecuteAsync("update graph_budgets set held_until = now()");
        await cluster.Database.ExecuteAsync("update jobs set next_attempt_at = now() - interval '3 minutes' where state = 'Queued' and problem->>'code' = 'graph-throttled'");
        await UntilAsync(cluster, "the throttled tenant is done too", healthy + throttled.Sessions, "state = 'Available'");
        await IdleAsync(cluster);
        await cluster.Database.RequireConsistencyAsync();
        Assert.Equal(0, await one.StopAsync());

        // Without its database a node ends too, if not by itself.
        await cluster.CloseDatabaseAsync();
        Assert.InRange(await other.StopAsync(), 0, 1);
    }

    private static Task UntilAsync(Cluster cluster, string what, int count, string condition) => Wait.UntilAsync(
        what,
        async () => await cluster.Database.CountAsync($"select count(*) from attendance_statuses where {condition}") == count,
        TimeSpan.FromMinutes(Wanted is null ? 2 : 30));

    /// <summary>The outcome of a job is stored after what it has done.</summary>
    private static Task IdleAsync(Cluster cluster) => Wait.UntilAsync(
        "no job runs or is due", async () => await cluster.Database.CountAsync("select count(*) from jobs where state = 'Running' or (state = 'Queued' and next_attempt_at < now())") == 0);

    private static Task<long> PlannedAsync(Cluster cluster, string code, string from, string to) => cluster.Database.CountAsync(
        $"select count(*) from jobs where kind = 'AttendanceFetch' and state = 'Queued' and problem->>'code' = '{code}' and next_attempt_at between now() + interval '{from}' and now() + interval '{to}'");

    private void Report(Crowd crowd, SimulatorServer simulator, DateTimeOffset begun, DateTimeOffset defined, DateTimeOffset done)
    {
        var requests = simulator.Requests.Where(request => request.Path.StartsWith("/v1.0", StringComparison.Ordinal)).ToList();
        output.WriteLine($"{Sessions} sessions: defined in {(defined - begun).TotalSeconds:0.0} s, healthy ones done {(done - begun).TotalSeconds:0.0} s after the beginning; {requests.Count} requests, {requests.Count(request => request.Status == 429)} answered 429, {requests.Count(request => request.Status == 503)} 503.");
        foreach (var tenant in crowd.Tenants)
        {
            var own = tenant.RequestsOf(simulator);
            output.WriteLine($"{tenant.Organizer:D} {tenant.Sessions} sessions: {own.Count} requests in {(own[^1].Time - own[0].Time).TotalSeconds:0.0} s, {own.Count(request => request.Status == 429)} answered 429, at most {tenant.MostWithin(simulator, TimeSpan.FromSeconds(1))} in 1 s, {tenant.MostWithin(simulator, Span)} in 2 s.");
        }
    }
}
