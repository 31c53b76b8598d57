using System.Text.Json.Nodes;
using Npgsql;
using TeamsCpeApi.Storage;

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
        var (running, held) = await RunningAsync();
        var waiting = await ParkedAsync();
        await stage.Server.Database.ExecuteAsync($"update jobs set attempts = 1, next_attempt_at = now() + interval '30 minutes' where id = '{waiting.Id()}'");
        var planned = (await JobAsync(waiting)).Text("nextAttemptAt");
        var next = await ParkedAsync();

        await held.DisposeAsync();

        await stage.Admin.OverAsync(running.Id());
        Assert.Equal("succeeded", (await stage.Admin.OverAsync(next.Id())).Text("state"));
        var kept = await JobAsync(waiting);
        Assert.Equal(("queued", 1, planned), (kept.Text("state"), (int)kept["attempts"]!, kept.Text("nextAttemptAt")));
    }

    /// <summary>A fetch that is under way until the connection is closed: it waits for its session's attendance, which the connection holds.</summary>
    private async Task<(JsonNode Job, NpgsqlConnection Held)> RunningAsync()
    {
        var session = await stage.Job.DefineAgainAsync(change: body => (body["startsAt"], body["endsAt"]) = (DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(3)));
        var job = Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceFetch"));
        var database = new Database(stage.Server.Database.ConnectionString);
        var held = await database.OpenAsync();
        await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", held) { Parameters = { new() { Value = AdvisoryKey.Of($"attendance {session}") } } };
        await take.ExecuteNonQueryAsync();
        await database.ExecuteAsync($"update sessions set starts_at = starts_at - interval '7 days', ends_at = ends_at - interval '7 days' where id = '{session}'");
        await database.ExecuteAsync($"update jobs set next_attempt_at = now() - interval '3 minutes' where id = '{job.Id()}'");
        await Wait.UntilAsync("the fetch waits for the attendance", async () => await database.CountAsync(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == 1);
        return (job, held);
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
