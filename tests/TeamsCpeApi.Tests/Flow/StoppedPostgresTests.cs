namespace TeamsCpeApi.Tests.Flow;

/// <summary>The database, stopped in the middle of the work without any farewell, has lost nothing when it is there again.</summary>
public sealed class StoppedPostgresTests
{
    [Fact]
    public async Task PostgreSqlStoppedAtOnce_WhileIssuing_LosesNothingAndDoublesNothing()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        await using var cluster = await Cluster.CreateAsync(postgres.ConnectionString);
        await using var node = await cluster.HostNodeAsync();
        var job = new MainJob(node.As(cluster.AdminKey));
        await job.BeginAsync();
        await job.GatherAsync();

        await Crash.WhileIssuingAsync(cluster, job, async () =>
        {
            await postgres.StopAtOnceAsync();
            await postgres.StartAgainAsync();
            return job.Api;
        });
    }
}
