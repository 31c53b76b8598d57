using System.Net;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>What must hold through every kind of crash.</summary>
internal static class Crash
{
    /// <summary>Sixty certificates, with a crash after the fifth.</summary>
    public static async Task WhileIssuingAsync(Cluster cluster, MainJob job, Func<Task<Api>> crash)
    {
        await job.ApproveSixtyAsync(job.Main);
        Api api;
        await using (var gate = await Gate.CloseAsync(cluster.Database, "certificates", afterRows: 5))
        {
            await job.Api.PostAsync($"/sessions/{job.Main}/certificates");
            await gate.ReachedAsync();
            using var archive = await job.Api.SendAsync(HttpMethod.Get, $"/sessions/{job.Main}/certificates.zip");
            Assert.Equal(HttpStatusCode.Conflict, archive.StatusCode);
            api = await crash();
            Assert.Equal(5, await cluster.Database.CountAsync("select count(*) from certificates"));
        }

        await NothingIsLeftAsync(cluster);
        Assert.Equal(60, await cluster.Database.CountAsync("select count(*) from certificates"));
        Assert.Equal(60, await cluster.Database.CountAsync("select count(distinct participant_id) from certificates"));
        Assert.Equal(0, await cluster.Database.CountAsync("select count(*) from jobs where state <> 'Succeeded' and kind <> 'AttendanceRecheck'"));
        await cluster.Database.RequireConsistencyAsync();
        Assert.True((bool)(await api.GetAsync("/audit/verify"))["intact"]!);
    }

    /// <summary>All but the checks of the days to come.</summary>
    public static Task NothingIsLeftAsync(Cluster cluster) => Wait.UntilAsync(
        "all jobs are over", async () => await cluster.Database.CountAsync("select count(*) from jobs where state in ('Running', 'Queued') and kind <> 'AttendanceRecheck'") == 0);
}
