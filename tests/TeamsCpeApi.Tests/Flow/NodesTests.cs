namespace TeamsCpeApi.Tests.Flow;

/// <summary>Two nodes on one database.</summary>
public sealed class NodesTests
{
    [Fact]
    public async Task SixtyCertificates_OnTwoNodes_AreIssuedOnceEach()
    {
        await using var cluster = await Cluster.CreateAsync();
        await using var first = await cluster.HostNodeAsync();
        await using var second = await cluster.HostNodeAsync();
        var (one, other) = (first.As(cluster.AdminKey), second.As(cluster.AdminKey));
        var job = new MainJob(one);
        await job.BeginAsync();
        await job.GatherAsync();
        await job.ApproveSixtyAsync(job.Main);

        var accepted = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => (turn % 2 == 0 ? one : other).PostAsync($"/sessions/{job.Main}/certificates")));
        await Task.WhenAll(accepted.Select((issue, turn) => (turn % 2 == 0 ? other : one).SucceededAsync(issue)));

        Assert.Equal(60, await cluster.Database.CountAsync("select count(distinct participant_id) from certificates"));
        Assert.Equal(60, await cluster.Database.CountAsync("select count(*) from certificates"));
        Assert.True((bool)(await other.GetAsync("/audit/verify"))["intact"]!);
        await Wait.UntilAsync("the scheduled fetches are over too", async () => await cluster.Database.CountAsync("select count(*) from jobs where state = 'Running' or (state = 'Queued' and next_attempt_at < now())") == 0);
        await cluster.Database.RequireConsistencyAsync();
    }
}
