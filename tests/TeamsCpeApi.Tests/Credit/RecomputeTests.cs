using System.Text.Json.Nodes;
using Npgsql;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Decisions as they are stored, what somebody with the database's password can do to them, and how recomputing shows it.</summary>
public sealed class RecomputeTests(RecomputeTests.Stage stage) : IClassFixture<RecomputeTests.Stage>
{
    private const string Hash = """
        encode(sha256(convert_to(array_to_string(array[calculation::text, session_id::text, participant_id::text, ruleset_version_id::text, ruleset_sha256, coalesce(inputs, ''), result], E'\n'), 'UTF8')), 'hex')
        """;

    [Fact]
    public async Task Decision_Stored_NamesNobody()
    {
        var texts = await stage.Server.Database.ReadAsync("select inputs, result from credit_decisions");

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotContain('@', text));
        Assert.All(texts, text => Assert.DoesNotContain("Person", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decision_MadeTwice_IsStoredOnce()
    {
        var person = stage.Room.People[0];
        var first = (string)(await stage.Room.RowAsync(person))["award"]!["decisionId"]!;
        (await stage.Room.WithdrawAsync(stage.Server.Operator, person)).Expect(204);
        (await stage.Room.ApproveAsync(stage.Server.Operator, person)).Expect(200);

        Assert.Equal(first, (string)(await stage.Room.RowAsync(person))["award"]!["decisionId"]!);
        Assert.Single(await stage.Server.Database.ReadAsync($"select 1 from credit_decisions where participant_id = '{person}'"));
    }

    [Theory]
    [InlineData("update credit_decisions set decided_at = now()")]
    [InlineData("delete from credit_decisions")]
    [InlineData("truncate credit_decisions cascade")]
    public async Task Decision_Changed_IsRefused(string change) =>
        Assert.Contains("is written once and never changed", (await Assert.ThrowsAsync<PostgresException>(() => stage.Server.Database.ExecuteAsync(change))).MessageText, StringComparison.Ordinal);

    [Fact]
    public async Task Recompute_WhatNobodyTouched_IsEqual()
    {
        var (code, output) = await RecomputeAsync();

        Assert.Equal((0, "4 decisions: 4 equal, 0 different, 0 with a broken hash, 0 with a changed ruleset; 0 cannot be recomputed: made before inputs were stored\n"), (code, output));
        var verdict = (await stage.Server.Auditor.CallAsync("GET", "/api/v1/credits/verify")).Expect(200).Json;
        Assert.True((bool)verdict["intact"]! && (int)verdict["decisions"]! == 4 && verdict["differences"]!.AsArray().Count == 0, verdict.ToJsonString());
    }

    [Theory]
    [InlineData("the credit", "result = replace(result, '\"credits\":1.4,', '\"credits\":2,')", "different brokenHash", "/credits: stored 2, now 1.4")]
    [InlineData("the credit and its hash", "result = replace(result, '\"credits\":1.4,', '\"credits\":2,'), sha256 = HASH", "different", "The same inputs give another result.")]
    [InlineData("the credit, its hash and the calculation", "result = replace(result, '\"credits\":1.4,', '\"credits\":2,'), calculation = 9, sha256 = HASH", "different", "It cannot be recomputed: calculation 9 is not known to this version.")]
    [InlineData("the words", "result = replace(result, 'fifths', 'halves'), sha256 = HASH", "different", "/reason: stored \"present 1 h 15 min of 1 h 40 min; 75 min make 1.4 credits in halves\", now \"present 1 h 15 min of 1 h 40 min; 75 min make 1.4 credits in fifths\"")]
    [InlineData("the presence", "inputs = replace(inputs, 'T19:15:00Z', 'T19:35:00Z')", "different brokenHash", "/presentSeconds: stored 4500, now 5700")]
    [InlineData("the inputs, beyond reading", "inputs = 'nonsense', sha256 = HASH", "different", "It cannot be recomputed:")]
    [InlineData("whose it is", "participant_id = gen_random_uuid()", "brokenHash", "does not fit its hash")]
    [InlineData("its session", "session_id = '00000000-0000-4000-8000-000000000001'", "brokenHash", "does not fit its hash")]
    [InlineData("its hash", "sha256 = repeat('a', 64)", "brokenHash", "does not fit its hash")]
    [InlineData("the inputs, taken away", "inputs = null, calculation = 0", "brokenHash", "does not fit its hash")]
    [InlineData("its ruleset version", "ruleset_sha256 = repeat('a', 64)", "brokenHash changedRuleset", "Its ruleset version was changed")]
    public async Task Decision_Tampered_IsFound(string row, string change, string counted, string told)
    {
        var before = "update credit_decisions d set (session_id, participant_id, ruleset_sha256, calculation, inputs, result, sha256) = (select session_id, participant_id, ruleset_sha256, calculation, inputs, result, sha256 from kept k where k.id = d.id)";
        await TamperAsync($"create table kept as select * from credit_decisions; update credit_decisions set {change.Replace("HASH", "sha256", StringComparison.Ordinal)} where id = (select min(id::text)::uuid from credit_decisions)");
        if (change.Contains("HASH", StringComparison.Ordinal))
        {
            await TamperAsync($"update credit_decisions set sha256 = {Hash} where id = (select min(id::text)::uuid from credit_decisions)");
        }

        var (code, output) = await RecomputeAsync();
        var verdict = (await stage.Server.Auditor.CallAsync("GET", "/api/v1/credits/verify")).Expect(200).Json;
        await TamperAsync($"{before}; drop table kept");

        Assert.True(code == 1 && output.Contains(told, StringComparison.Ordinal), $"{row}: {output}");
        Assert.Equal(counted, CountedIn(verdict));
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Single(verdict["differences"]!.AsArray());
        Assert.False((bool)verdict["intact"]!);
    }

    /// <summary>By the first calculation an unknown role attended; by the present one it waits.</summary>
    [Theory]
    [InlineData("as the first calculation made it", 1, 1, null)]
    [InlineData("as the present one makes it", 2, 2, null)]
    [InlineData("the present one's, said to be the first's", 1, 2, "The same inputs give another result by calculation 1, which decided then.")]
    [InlineData("the first one's, said to be the present one's", 2, 1, "The same inputs give another result.")]
    public void Decision_OfWhicheverCalculation_IsRecomputedByIt(string row, int stored, int made, string? told)
    {
        var window = new Interval(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(100));
        var presence = new Presence(IntervalSet.Of(window), 0, null);
        var subject = new CreditCase(
            RulesetPresets.NasbaGroupInternetBasedFifths, new CountedTime(presence.Instants, 6000), presence, 6, 6, 0, 2, [new("Taxes", 2)], ["Zuhörer"], IsInstructor: false);
        var (session, participant, version, ruleset) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new string('a', 64));
        var (inputs, result) = (DecisionText.Of(subject), DecisionText.Of(CreditCalculator.Decide(subject, made)));

        var difference = DecisionCheck.Of(
            new StoredDecision
            {
                Id = Guid.NewGuid(),
                SessionId = session,
                ParticipantId = participant,
                Kind = DecisionKind.Attendance,
                RulesetVersionId = version,
                RulesetSha256 = ruleset,
                Calculation = stored,
                Inputs = inputs,
                Result = result,
                Sha256 = StoredDecision.HashOf(DecisionKind.Attendance, stored, session, participant, version, ruleset, inputs, result),
                DecidedAt = DateTimeOffset.UnixEpoch,
            },
            new KnownRuleset(subject.Ruleset, ruleset)).Difference;

        Assert.True(difference?.Messages.SingleOrDefault() == told, $"{row}: {string.Join(" ", difference?.Messages ?? [])}");
    }

    [Fact]
    public async Task RulesetVersion_Tampered_IsFoundInEveryDecisionByIt()
    {
        await TamperAsync("create table kept_rulesets as select * from ruleset_versions; update ruleset_versions set content = jsonb_set(content, '{minutesPerCredit}', '60')");
        var (code, output) = await RecomputeAsync();
        var verdict = (await stage.Server.Auditor.CallAsync("GET", "/api/v1/credits/verify")).Expect(200).Json;
        await TamperAsync("update ruleset_versions r set content = (select content from kept_rulesets k where k.id = r.id); drop table kept_rulesets");

        Assert.Equal((1, 4, 4, 0), (code, (int)verdict["changedRulesets"]!, (int)verdict["different"]!, (int)verdict["brokenHashes"]!));
        Assert.Contains("/credits: stored 1.4, now 1.2", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2", "The database does not answer")]
    [InlineData("", "not that of this version")]
    public async Task Recompute_WithoutADatabaseOfThisVersion_SaysSo(string connection, string told)
    {
        await using var empty = await TestDatabase.CreateAsync();
        await using var database = NpgsqlDataSource.Create(connection.Length > 0 ? connection : empty.ConnectionString);
        using var errors = new StringWriter();

        Assert.Equal(2, await RecomputeCommand.RunAsync(database, TextWriter.Null, errors, 1, CancellationToken.None));
        Assert.Contains(told, errors.ToString(), StringComparison.Ordinal);
    }

    private static string CountedIn(JsonNode verdict) => string.Join(
        ' ',
        new[] { ("different", "different"), ("brokenHashes", "brokenHash"), ("changedRulesets", "changedRuleset") }.Where(count => (int)verdict[count.Item1]! == 1).Select(count => count.Item2));

    private async Task<(int Code, string Output)> RecomputeAsync()
    {
        await using var database = NpgsqlDataSource.Create(stage.Server.Database.ConnectionString);
        using var output = new StringWriter { NewLine = "\n" };
        return (await RecomputeCommand.RunAsync(database, output, TextWriter.Null, 2, CancellationToken.None), output.ToString());
    }

    private Task TamperAsync(string change) =>
        stage.Server.Database.ExecuteAsync($"set session_replication_role = replica; {change}; reset session_replication_role");

    /// <summary>Four approved participants.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        public CpeServer Server { get; private set; } = null!;

        internal CreditRoom Room { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await CpeServer.StartAsync();
            Room = await CreditRoom.OpenAsync(Server, 4);
            (await Room.ApproveAllAsync(Server.Operator)).Expect(200);
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }
}
