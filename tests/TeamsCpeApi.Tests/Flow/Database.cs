using Npgsql;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Looks into a database past the API.</summary>
internal sealed class Database(string connectionString)
{
    private readonly string unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    public string ConnectionString => connectionString;

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = await BorrowAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await BorrowAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        await using var connection = await BorrowAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>What must hold after whatever happened, once all work is over.</summary>
    public async Task RequireConsistencyAsync()
    {
        Assert.Equal(0, await CountAsync("select count(*) from jobs where state = 'Running' or (state = 'Queued' and next_attempt_at < now())"));
        Assert.Equal(0, await CountAsync("select count(*) from poll_files f where not exists (select from polls p where p.file_id = f.id)"));
        Assert.Equal(0, await CountAsync("select count(*) from poll_files f where not exists (select from evidence e where e.sha256 = f.sha256)"));
        Assert.Equal(0, await CountAsync("select count(*) from certificates c where not exists (select from evidence e where e.sha256 = c.pdf_sha256)"));
        Assert.Equal(0, await CountAsync("select count(*) from (select from certificates where revoked_at is null group by participant_id having count(*) > 1) twice"));
        Assert.Equal(0, await CountAsync("select count(*) from certificates c where not exists (select from audit_events a where a.subject_id = c.id and a.action = 'certificate.issued')"));
        Assert.Equal(
            await CountAsync("select count(*) from certificates"),
            await CountAsync("select count(*) from audit_events where action = 'certificate.issued'"));
        Assert.Equal(
            await CountAsync("select count(*) from attendance_snapshots"),
            await CountAsync("select count(*) from audit_events where action = 'attendance.snapshot-taken'"));
        Assert.Equal(
            await CountAsync("select count(*) from poll_files"),
            await CountAsync("select count(*) from audit_events where action = 'poll-file.uploaded'"));
    }

    /// <summary>A connection that ends when it is closed, with all that it holds.</summary>
    public Task<NpgsqlConnection> OpenAsync() => OpenAsync(unpooled);

    private Task<NpgsqlConnection> BorrowAsync() => OpenAsync(connectionString);

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
