using Microsoft.Extensions.Options;
using Npgsql;

namespace TeamsCpeApi.Graph.Budget;

/// <summary>A slot that was taken, or how long nobody may send.</summary>
/// <param name="At">When the slot begins, by the database's clock; null where the scope is held for longer than anybody waits.</param>
/// <param name="Wait">How long it is until the slot, or until the hold ends.</param>
/// <param name="Streak">Complaints since the last good answer.</param>
internal sealed record BudgetTake(DateTimeOffset? At, TimeSpan Wait, int Streak);

/// <summary>What became of the budget after a complaint.</summary>
internal sealed record BudgetCut(TimeSpan HeldFor, double Rate);

/// <summary>The budget's statements. Each is one short update of one row; the waiting happens elsewhere.</summary>
internal sealed class BudgetStore(NpgsqlDataSource database, IOptions<GraphOptions> options)
{
    private const string Row = "cloud = $1 and tenant_id = $2 and client_id = $3";

    private const string Open = """
        insert into graph_budgets (cloud, tenant_id, client_id, rate, last_slot_at, held_until, grown_at, reduced_at, streak)
        values ($1, $2, $3, $4, now() - interval '1 minute', now() - interval '1 minute', now(), now() - interval '1 minute', 0)
        on conflict do nothing
        """;

    private const string Take = $"""
        update graph_budgets set
            last_slot_at = greatest(clock_timestamp(), held_until, last_slot_at + make_interval(secs => 1 / least(rate, $4))),
            rate = least($4, case when clock_timestamp() >= grown_at + $6 then rate + $5 else rate end),
            grown_at = case when clock_timestamp() >= grown_at + $6 then clock_timestamp() else grown_at end
        where {Row} and held_until <= clock_timestamp() + $7
        returning last_slot_at, greatest(interval '0', last_slot_at - clock_timestamp()), streak
        """;

    private const string Held = $"select greatest(interval '0', held_until - clock_timestamp()) from graph_budgets where {Row}";

    private const string Confirm = $"select held_until <= $4 from graph_budgets where {Row}";

    /// <summary>Halves once for all complaints about one burst; only the first of them lengthens the pause where the service names none.</summary>
    private const string Cut = $"""
        update graph_budgets set
            rate = case when $4 > reduced_at then greatest($5, rate / 2) else rate end,
            streak = case when $4 > reduced_at then streak + 1 else streak end,
            grown_at = clock_timestamp(),
            held_until = case
                when $6::interval is not null then greatest(held_until, clock_timestamp() + $6)
                when $4 > reduced_at then greatest(held_until, clock_timestamp() + least($8, $7 * power(2, least(streak, 20))) * $9)
                else held_until end,
            reduced_at = case when $4 > reduced_at then clock_timestamp() else reduced_at end
        where {Row}
        returning greatest(interval '0', held_until - clock_timestamp()), rate
        """;

    private const string Relieve = $"update graph_budgets set streak = 0 where {Row} and streak > 0 and reduced_at < $4";

    /// <summary>A hold that lasts is not made longer: the token library repeats an earlier complaint without asking anybody.</summary>
    private const string Hold = $"update graph_budgets set held_until = clock_timestamp() + $4 where {Row} and held_until <= clock_timestamp()";

    private readonly GraphBudgetOptions budget = options.Value.Budget;
    private readonly GraphRetryOptions retry = options.Value.Retry;

    /// <summary>The next slot of the scope; none where the scope is held for longer than the patience.</summary>
    public async Task<BudgetTake> TakeAsync(BudgetScope scope, TimeSpan patience)
    {
        while (true)
        {
            if (await ReadAsync(Take, scope, row => new BudgetTake(row.GetFieldValue<DateTimeOffset>(0), row.GetTimeSpan(1), row.GetInt32(2)), budget.Maximum, budget.Growth, budget.GrowthInterval, patience) is { } take)
            {
                return take;
            }

            if (await ReadAsync(Held, scope, row => new BudgetTake(null, row.GetTimeSpan(0), 0)) is { } held)
            {
                return held;
            }

            await RunAsync(Open, scope, budget.Start);
        }
    }

    /// <summary>False when somebody was told to wait beyond this slot after it had been taken.</summary>
    public async Task<bool> IsStillOpenAsync(BudgetScope scope, DateTimeOffset at) =>
        await ReadAsync(Confirm, scope, row => row.GetBoolean(0) ? "open" : "held", at) == "open";

    /// <summary>The service complained about a request of this slot.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="at">The request's slot.</param>
    /// <param name="retryAfter">The pause that the service asks for; null where it names none.</param>
    /// <param name="jitter">Between 0 and 1; spreads the pauses of scopes that were cut at the same moment.</param>
    public async Task<BudgetCut> CutAsync(BudgetScope scope, DateTimeOffset at, TimeSpan? retryAfter, double jitter) =>
        await ReadAsync(
            Cut, scope, row => new BudgetCut(row.GetTimeSpan(0), row.GetDouble(1)), at, budget.Minimum, retryAfter is { } pause ? (object)pause : DBNull.Value, retry.BaseDelay, retry.MaxDelay, 0.5 + (jitter / 2))
        ?? throw new InvalidOperationException("A request was sent without a budget.");

    /// <summary>An answer that is no complaint ends the row of complaints before its slot.</summary>
    public Task RelieveAsync(BudgetScope scope, DateTimeOffset at) => RunAsync(Relieve, scope, at);

    /// <summary>Nobody sends for so long, unless nobody may send already.</summary>
    public async Task HoldAsync(BudgetScope scope, TimeSpan pause)
    {
        await RunAsync(Open, scope, budget.Start);
        await RunAsync(Hold, scope, pause);
    }

    private async Task<T?> ReadAsync<T>(string sql, BudgetScope scope, Func<NpgsqlDataReader, T> read, params object[] values)
        where T : class
    {
        await using var command = CommandOf(sql, scope, values);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? read(reader) : null;
    }

    private async Task RunAsync(string sql, BudgetScope scope, params object[] values)
    {
        await using var command = CommandOf(sql, scope, values);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand CommandOf(string sql, BudgetScope scope, object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in (object[])[scope.Cloud, scope.TenantId, scope.ClientId, .. values])
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
