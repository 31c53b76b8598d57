using Npgsql;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>
/// The locks of the jobs that this node works on, all on one connection: they die with the node, and a node that works on many jobs
/// holds one connection for them, not one each. When the connection breaks the locks are taken again on the next one.
/// </summary>
internal sealed class JobLocks(NpgsqlDataSource database) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HashSet<Guid> held = [];
    private NpgsqlConnection? connection;

    /// <summary>False when this node or another one works on the job.</summary>
    public async Task<bool> TryTakeAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var isTaken = !held.Contains(jobId) && await AskAsync(isTaking: true, jobId, cancellationToken);
            if (isTaken)
            {
                held.Add(jobId);
            }

            return isTaken;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task ReleaseAsync(Guid jobId)
    {
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            held.Remove(jobId);
            if (connection?.State == System.Data.ConnectionState.Open)
            {
                await AskAsync(isTaking: false, jobId, CancellationToken.None);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Those of the jobs that no node holds, at this moment.</summary>
    public async Task<IReadOnlyList<Guid>> FreeAsync(IReadOnlyList<Guid> jobIds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select id from unnest($1, $2) as job (id, key) where pg_try_advisory_xact_lock(key)");
        command.Parameters.Add(new() { Value = jobIds.ToArray() });
        command.Parameters.Add(new() { Value = jobIds.Select(KeyOf).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var free = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            free.Add(reader.GetGuid(0));
        }

        return free;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        gate.Dispose();
    }

    private static long KeyOf(Guid jobId) => AdvisoryKey.Of($"job {jobId}");

    private async Task<bool> AskAsync(bool isTaking, Guid jobId, CancellationToken cancellationToken)
    {
        if (connection?.State != System.Data.ConnectionState.Open)
        {
            await ReconnectAsync(cancellationToken);
        }

        return await AskAsync(connection!, isTaking, jobId, cancellationToken);
    }

    private async Task ReconnectAsync(CancellationToken cancellationToken)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var jobId in held)
        {
            await AskAsync(connection, isTaking: true, jobId, cancellationToken);
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, bool isTaking, Guid jobId, CancellationToken cancellationToken)
    {
        await using var command = isTaking
            ? new NpgsqlCommand("select pg_try_advisory_lock($1)", connection)
            : new NpgsqlCommand("select pg_advisory_unlock($1)", connection);
        command.Parameters.Add(new() { Value = KeyOf(jobId) });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
