using Npgsql;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>What somebody with the database's password can do, and how it shows.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private CpeServer server = null!;
    private Api api = null!;

    public async Task InitializeAsync()
    {
        server = await CpeServer.StartAsync();
        api = new Api(server.Admin);
        await api.PostAsync("/sponsors", SampleFolder.Text("sponsor.json"));
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("what happened", "data = '{}'")]
    [InlineData("who did it", "actor = 'key:' || gen_random_uuid()")]
    [InlineData("when", "at = at + interval '1 microsecond'")]
    [InlineData("to what", "subject_id = gen_random_uuid()")]
    [InlineData("its name", "action = 'key.renamed'")]
    [InlineData("its session", "session_id = gen_random_uuid()")]
    [InlineData("its own hash", "hash = repeat('a', 64)")]
    public async Task Event_Changed_IsFoundAtItsPlace(string row, string change)
    {
        await TamperAsync($"update audit_events set {change} where sequence = 3");

        var verdict = await api.GetAsync("/audit/verify");
        Assert.True(!(bool)verdict["intact"]! && (long)verdict["firstBroken"]! == 3 && (long)verdict["events"]! == 2, $"{row}: {verdict.ToJsonString()}");
    }

    [Fact]
    public async Task Event_TakenOutOfTheMiddle_IsFoundAtTheNext()
    {
        await TamperAsync("delete from audit_events where sequence = 2");

        Assert.Equal(3, (long)(await api.GetAsync("/audit/verify"))["firstBroken"]!);
    }

    [Fact]
    public async Task LastEvent_CutOff_ShowsAgainstTheHashKeptElsewhere()
    {
        var kept = await api.GetAsync("/audit/verify");
        await TamperAsync("delete from audit_events where sequence = (select max(sequence) from audit_events)");

        var now = await api.GetAsync("/audit/verify");
        Assert.True((bool)now["intact"]!);
        Assert.Equal((long)kept["events"]! - 1, (long)now["events"]!);
        Assert.NotEqual(kept.Text("lastHash"), now.Text("lastHash"));
    }

    [Theory]
    [InlineData("update audit_events set actor = 'system'")]
    [InlineData("delete from audit_events")]
    [InlineData("truncate audit_events")]
    [InlineData("update evidence set media_type = 'text/plain'")]
    [InlineData("delete from evidence")]
    [InlineData("truncate evidence cascade")]
    public async Task EvidenceAndEvents_Changed_AreRefused(string change) =>
        Assert.Contains("is written once and never changed", (await Assert.ThrowsAsync<PostgresException>(() => server.Database.ExecuteAsync(change))).MessageText, StringComparison.Ordinal);

    private Task TamperAsync(string change) =>
        server.Database.ExecuteAsync($"alter table audit_events disable trigger user; {change}; alter table audit_events enable trigger user");
}
