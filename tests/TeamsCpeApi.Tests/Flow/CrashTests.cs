using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Whatever is killed in the middle of whatever: started again, it ends as if nothing had happened.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task ApiKilled_WhileFetchingUploadingAndIssuing_GoesOnWhereItWas()
    {
        await using var cluster = await Cluster.CreateAsync();
        cluster.Simulator.Faults.Add(new FaultRule(FaultKind.SlowAnswer, Match: "/attendanceRecords$", Seconds: 2));
        var node = await cluster.StartNodeAsync();
        var job = new MainJob(node.As(cluster.AdminKey));
        await job.BeginAsync();
        await Wait.UntilAsync("a fetch waits for records", () => Task.FromResult(
            cluster.Simulator.Requests.Any(request => request.Path.EndsWith("/attendanceRecords", StringComparison.Ordinal) && request.Status is null)));
        node = await AgainAsync(cluster, node);
        cluster.Simulator.Faults.Clear();
        var api = node.As(cluster.AdminKey);
        await NothingIsLeft(cluster);
        Assert.Equal(2, await cluster.Database.CountAsync("select count(*) from attendance_snapshots"));

        job = job.With(api);
        await job.EnrollAsync(job.Main);
        var upload = api.SendAsync(HttpMethod.Post, $"/sessions/{job.Main}/polls", MainJob.Files("polls"));
        await Wait.UntilAsync("a file is stored", async () => await cluster.Database.CountAsync("select count(*) from poll_files") > 0);
        node = await AgainAsync(cluster, node);

        // A quick machine may have answered before the signal came: then everything is there, else each file whole or not at all.
        var lost = await Record.ExceptionAsync(() => upload);
        Assert.True(lost is null or HttpRequestException, $"{lost}");
        await cluster.Database.RequireConsistencyAsync();

        api = node.As(cluster.AdminKey);
        job = job.With(api);
        var stored = await cluster.Database.CountAsync("select count(*) from poll_files");
        Assert.InRange(stored, 1, lost is null ? 7 : 6);
        if (stored < 7)
        {
            Assert.Equal(7 - stored, (long)(await job.UploadAsync(job.Main, "polls"))["accepted"]!);
        }

        await IssueThroughACrash(cluster, job, async () => node = await AgainAsync(cluster, node));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task PostgreSqlStoppedAtOnce_WhileIssuing_LosesNothingAndDoublesNothing()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        await using var cluster = await Cluster.CreateAsync(postgres.ConnectionString);
        await using var node = await cluster.StartNodeAsync();
        var job = new MainJob(node.As(cluster.AdminKey));
        await job.BeginAsync();
        await job.GatherAsync();

        await IssueThroughACrash(cluster, job, async () =>
        {
            await postgres.StopAtOnceAsync();
            await postgres.StartAgainAsync();
            return node;
        });
    }

    private static async Task IssueThroughACrash(Cluster cluster, MainJob job, Func<Task<ApiProcess>> crash)
    {
        await job.ApproveSixtyAsync(job.Main);
        await job.Api.PostAsync($"/sessions/{job.Main}/certificates");
        await Wait.UntilAsync("some certificates are issued", async () => await cluster.Database.CountAsync("select count(*) from certificates") >= 5);
        var node = await crash();
        Assert.InRange(await cluster.Database.CountAsync("select count(*) from certificates"), 5, 59);

        await NothingIsLeft(cluster);
        Assert.Equal(60, await cluster.Database.CountAsync("select count(*) from certificates"));
        Assert.Equal(60, await cluster.Database.CountAsync("select count(distinct participant_id) from certificates"));
        Assert.Equal(0, await cluster.Database.CountAsync("select count(*) from jobs where state <> 'Succeeded'"));
        await cluster.Database.RequireConsistencyAsync();
        Assert.True((bool)(await node.As(cluster.AdminKey).GetAsync("/audit/verify"))["intact"]!);
    }

    private static Task NothingIsLeft(Cluster cluster) => Wait.UntilAsync(
        "all jobs are over", async () => await cluster.Database.CountAsync("select count(*) from jobs where state in ('Running', 'Queued')") == 0);

    private static async Task<ApiProcess> AgainAsync(Cluster cluster, ApiProcess node)
    {
        await node.KillAsync();
        await node.DisposeAsync();
        return await cluster.StartNodeAsync();
    }
}
