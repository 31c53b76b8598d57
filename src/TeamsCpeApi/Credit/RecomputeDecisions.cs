using System.Data;
using System.Text.Json;
using Npgsql;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>
/// Decides every stored decision again and tells where it comes out otherwise. Reads them as a stream, in the order in which they
/// were made, while those before are decided: however many there are, a few thousand are in memory.
/// </summary>
internal sealed class RecomputeDecisions(NpgsqlDataSource database)
{
    /// <summary>The verdict names so many differences; all are counted, and reported as they are found.</summary>
    internal const int Named = 100;

    private const int BatchSize = 2_000;

    private const string Decisions = """
        select id, session_id, participant_id, ruleset_version_id, ruleset_sha256, calculation, inputs, result, sha256, decided_at, kind, program_id
        from credit_decisions order by id
        """;

    public async Task<RecomputationVerdict> RunAsync(int workers, Action<DecisionDifference>? report, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var rulesets = await RulesetsAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(Decisions, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var verdict = new RecomputationVerdict(true, 0, 0, 0, 0, 0, 0, []);
        var batch = await ReadAsync(reader, cancellationToken);
        while (batch.Count > 0)
        {
            var rows = batch;
            var checking = Task.Run(() => Check(rows, rulesets, workers, cancellationToken), cancellationToken);
            batch = await ReadAsync(reader, cancellationToken);
            foreach (var check in await checking)
            {
                verdict = verdict.With(check);
                if (check.Difference is { } difference)
                {
                    report?.Invoke(difference);
                }
            }
        }

        return verdict;
    }

    private static DecisionCheck[] Check(List<StoredDecision> rows, IReadOnlyDictionary<Guid, KnownRuleset> rulesets, int workers, CancellationToken cancellationToken) =>
        [.. rows.AsParallel().AsOrdered().WithDegreeOfParallelism(workers).WithCancellation(cancellationToken).Select(row => DecisionCheck.Of(row, rulesets.GetValueOrDefault(row.RulesetVersionId)))];

    private static async Task<List<StoredDecision>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<StoredDecision>(BatchSize);
        while (rows.Count < BatchSize && await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new StoredDecision
            {
                Id = reader.GetGuid(0),
                SessionId = await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetGuid(1),
                ParticipantId = reader.GetGuid(2),
                RulesetVersionId = reader.GetGuid(3),
                RulesetSha256 = reader.GetString(4),
                Calculation = reader.GetInt32(5),
                Inputs = await reader.IsDBNullAsync(6, cancellationToken) ? null : reader.GetString(6),
                Result = reader.GetString(7),
                Sha256 = reader.GetString(8),
                DecidedAt = await reader.GetFieldValueAsync<DateTimeOffset>(9, cancellationToken),
                Kind = Enum.Parse<DecisionKind>(reader.GetString(10)),
                ProgramId = await reader.IsDBNullAsync(11, cancellationToken) ? null : reader.GetGuid(11),
            });
        }

        return rows;
    }

    /// <summary>A ruleset that this version cannot read is known by its hash alone.</summary>
    private static async Task<IReadOnlyDictionary<Guid, KnownRuleset>> RulesetsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select id, content::text, encode(sha256(convert_to(content::text, 'UTF8')), 'hex') from ruleset_versions", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rulesets = new Dictionary<Guid, KnownRuleset>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rulesets[reader.GetGuid(0)] = new KnownRuleset(Readable(reader.GetString(1)), reader.GetString(2));
        }

        return rulesets;
    }

    private static Ruleset? Readable(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<Ruleset>(content, Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A ruleset version as it is stored now.</summary>
internal sealed record KnownRuleset(Ruleset? Content, string Sha256);

/// <summary>What recomputing every stored decision came to. A decision may be wrong in several ways.</summary>
/// <param name="Intact">True when every decision is as it was made and comes out the same.</param>
/// <param name="Decisions">Stored decisions.</param>
/// <param name="Equal">Those that are as they were made and come out the same.</param>
/// <param name="Different">Those that come out otherwise, or cannot be worked out any more.</param>
/// <param name="BrokenHashes">Those whose hash does not fit what is stored: somebody changed them.</param>
/// <param name="ChangedRulesets">Those whose ruleset version is no longer what they were decided by.</param>
/// <param name="WithoutInputs">Those that cannot be recomputed: made before inputs were stored. They are no difference.</param>
/// <param name="Differences">The first 100 that are not as they should be.</param>
internal sealed record RecomputationVerdict(
    bool Intact, long Decisions, long Equal, long Different, long BrokenHashes, long ChangedRulesets, long WithoutInputs, IReadOnlyList<DecisionDifference> Differences)
{
    internal RecomputationVerdict With(DecisionCheck check) => new(
        Intact && check.Difference is null,
        Decisions + 1,
        Equal + (check is { Difference: null, HasInputs: true } ? 1 : 0),
        Different + (check.IsDifferent ? 1 : 0),
        BrokenHashes + (check.IsHashBroken ? 1 : 0),
        ChangedRulesets + (check.IsRulesetChanged ? 1 : 0),
        WithoutInputs + (check.HasInputs ? 0 : 1),
        check.Difference is { } difference && Differences.Count < RecomputeDecisions.Named ? [.. Differences, difference] : Differences);
}
