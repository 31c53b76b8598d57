namespace TeamsCpeApi.Tests.Flow;

/// <summary>The API, killed in the middle of whatever and started again, ends as if nothing had happened.</summary>
public sealed class KilledApiTests
{
    [Fact]
    public async Task ApiKilled_WhileFetchingUploadingAndIssuing_GoesOnWhereItWas()
    {
        await using var cluster = await Cluster.CreateAsync();
        await using var first = await cluster.StartNodeAsync();
        var job = new MainJob(first.As(cluster.AdminKey));

        await using var second = await KilledWhileFetchingAsync(cluster, job, first);
        await Crash.NothingIsLeftAsync(cluster);
        Assert.Equal(2, await cluster.Database.CountAsync("select count(*) from attendance_snapshots"));

        job = job.With(second.As(cluster.AdminKey));
        await job.EnrollAsync(job.Main);
        await using var third = await KilledWhileUploadingAsync(cluster, job, second);
        Assert.Equal(2, await cluster.Database.CountAsync("select count(*) from poll_files"));
        await cluster.Database.RequireConsistencyAsync();
        job = job.With(third.As(cluster.AdminKey));
        Assert.Equal(5, (int)(await job.UploadAsync(job.Main, "polls"))["accepted"]!);

        HostedNode? last = null;
        try
        {
            await Crash.WhileIssuingAsync(cluster, job, async () =>
            {
                await third.KillAsync();
                last = await cluster.HostNodeAsync();
                return last.As(cluster.AdminKey);
            });
        }
        finally
        {
            await (last?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task<ApiProcess> KilledWhileFetchingAsync(Cluster cluster, MainJob job, ApiProcess node)
    {
        await using var gate = await Gate.CloseAsync(cluster.Database, "attendance_snapshots", afterRows: 0);
        await job.BeginAsync();
        await gate.ReachedAsync();
        await node.KillAsync();
        var next = await cluster.StartNodeAsync();
        Assert.Equal(0, await cluster.Database.CountAsync("select count(*) from attendance_snapshots"));
        return next;
    }

    private static async Task<ApiProcess> KilledWhileUploadingAsync(Cluster cluster, MainJob job, ApiProcess node)
    {
        await using var gate = await Gate.CloseAsync(cluster.Database, "poll_files", afterRows: 2);
        var upload = job.Api.SendAsync(HttpMethod.Post, $"/sessions/{job.Main}/polls", MainJob.Files("polls"));
        await gate.ReachedAsync();
        await node.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => upload);
        return await cluster.StartNodeAsync();
    }
}
