using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>A provider with room for one job of the schedule at a time.</summary>
public sealed class NarrowLaneTests : IAsyncLifetime
{
    private readonly Stage stage = new() { Settings = ["--Jobs:PerProvider=1"] };

    public Task InitializeAsync() => stage.InitializeAsync();

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Job_AttemptedByAnotherNodeWhileItWaits_KeepsItsPlanAndLeavesTheRoomToTheNext()
    {
        var gate = await Gate.CloseAsync(new Database(stage.Server.Database.ConnectionString), "attendance_snapshots", afterRows: 0);
        await stage.Job.DefineAgainAsync();
        await gate.ReachedAsync();
        var waiting = await ParkedAsync();
        await stage.Server.Database.ExecuteAsync($"update jobs set attempts = 1, next_attempt_at = now() + interval '30 minutes' where id = '{waiting.Id()}'");
        var planned = (await JobAsync(waiting)).Text("nextAttemptAt");
        var next = await ParkedAsync();

        await gate.DisposeAsync();

        Assert.Equal("succeeded", (await stage.Admin.OverAsync(next.Id())).Text("state"));
        var kept = await JobAsync(waiting);
        Assert.Equal(("queued", 1, planned), (kept.Text("state"), (int)kept["attempts"]!, kept.Text("nextAttemptAt")));
    }

    /// <summary>The fetch of a new session, which finds no room and waits on the node.</summary>
    private async Task<JsonNode> ParkedAsync()
    {
        var session = await stage.Job.DefineAgainAsync();
        var job = Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceFetch"));
        await Wait.UntilAsync("the job waits for room", async () =>
            (await stage.Server.Database.ReadAsync($"select 1 from jobs where id = '{job.Id()}' and next_attempt_at > now() + interval '20 seconds'")).Count == 1);
        return job;
    }

    private Task<JsonNode> JobAsync(JsonNode job) => stage.Admin.GetAsync($"/jobs/{job.Id()}");
}
