using Npgsql;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>Lets one at a time do a work, known by its name, over all nodes; a lock dies with its connection.</summary>
internal sealed class WorkLock(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <summary>Does the work once nobody else does the same.</summary>
    public async Task<T> WaitAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var key = AdvisoryKey.Of(name);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = key } }, CommandTimeout = 0 };
        await take.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            await ReleaseAsync(connection, key);
        }
    }

    /// <summary>Does the work, or comes back later when another job is at it.</summary>
    public async Task<JobOutcome> HoldAsync(string name, Func<Task<JobOutcome>> work, CancellationToken cancellationToken)
    {
        var key = AdvisoryKey.Of(name);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
        if (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return JobOutcome.Retry("work-under-way", "Another job is doing the same; this one goes on after it.", clock.GetUtcNow() + Later);
        }

        try
        {
            return await work();
        }
        finally
        {
            await ReleaseAsync(connection, key);
        }
    }

    private static async Task ReleaseAsync(NpgsqlConnection connection, long key)
    {
        if (connection.State == System.Data.ConnectionState.Open)
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = key } } };
            await release.ExecuteScalarAsync(CancellationToken.None);
        }
    }
}
