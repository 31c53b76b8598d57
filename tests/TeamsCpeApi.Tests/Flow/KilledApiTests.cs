namespace TeamsCpeApi.Tests.Flow;

/// <summary>The API, killed in the middle of whatever and started again, ends as if nothing had happened.</summary>
public sealed class KilledApiTests
{
    [Fact]
    public async Task ApiKilled_WhileFetchingUploadingAndIssuing_GoesOnWhereItWas()
    {
        await using var cluster = await Cluster.CreateAsync();
        var node = await cluster.StartNodeAsync();
        try
        {
            await KillAndGoOnAsync(cluster, () => node, async () => node = await AgainAsync(cluster, node));
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    private static async Task KillAndGoOnAsync(Cluster cluster, Func<ApiProcess> node, Func<Task<ApiProcess>> again)
    {
        var job = new MainJob(node().As(cluster.AdminKey));
        await using (var gate = await Gate.CloseAsync(cluster.Database, "attendance_snapshots", afterRows: 0))
        {
            await job.BeginAsync();
            await gate.ReachedAsync();
            await again();
            Assert.Equal(0, await cluster.Database.CountAsync("select count(*) from attendance_snapshots"));
        }

        await Crash.NothingIsLeftAsync(cluster);
        Assert.Equal(2, await cluster.Database.CountAsync("select count(*) from attendance_snapshots"));

        job = job.With(node().As(cluster.AdminKey));
        await job.EnrollAsync(job.Main);
        await using (var gate = await Gate.CloseAsync(cluster.Database, "poll_files", afterRows: 2))
        {
            var upload = job.Api.SendAsync(HttpMethod.Post, $"/sessions/{job.Main}/polls", MainJob.Files("polls"));
            await gate.ReachedAsync();
            await again();

            // Cut off by the server's end, or by that of the client who was talking to it.
            Assert.True(await Record.ExceptionAsync(() => upload) is HttpRequestException or OperationCanceledException);
        }

        Assert.Equal(2, await cluster.Database.CountAsync("select count(*) from poll_files"));
        await cluster.Database.RequireConsistencyAsync();
        job = job.With(node().As(cluster.AdminKey));
        Assert.Equal(5, (int)(await job.UploadAsync(job.Main, "polls"))["accepted"]!);

        await Crash.WhileIssuingAsync(cluster, job, async () => (await again()).As(cluster.AdminKey));
    }

    private static async Task<ApiProcess> AgainAsync(Cluster cluster, ApiProcess node)
    {
        await node.KillAsync();
        await node.DisposeAsync();
        return await cluster.StartNodeAsync();
    }
}
