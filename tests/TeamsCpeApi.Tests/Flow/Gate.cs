using System.Globalization;
using Npgsql;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Holds a server in the middle of its work: the transaction that adds one row too many to a table waits until the gate opens.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private const int Lock = 4711;

    private readonly Database database;
    private readonly string table;
    private readonly NpgsqlConnection keeper;
    private bool isOpen;

    private Gate(Database database, string table, NpgsqlConnection keeper) => (this.database, this.table, this.keeper) = (database, table, keeper);

    public static async Task<Gate> CloseAsync(Database database, string table, int afterRows)
    {
        var gate = new Gate(database, table, await database.OpenAsync());
        await gate.KeeperRunsAsync(string.Create(CultureInfo.InvariantCulture, $"""
            select pg_advisory_lock({Lock});
            create function gate() returns trigger language plpgsql as 'begin
                if (select count(*) from {table}) >= {afterRows} then perform pg_advisory_xact_lock({Lock}); end if;
                return new;
            end';
            create trigger gate before insert on {table} for each row execute function gate();
            """));
        return gate;
    }

    public Task ReachedAsync() => Wait.UntilAsync($"a row of {table} waits at the gate", async () => await database.CountAsync(
        $"select count(*) from pg_locks where locktype = 'advisory' and objid = {Lock} and not granted and database = (select oid from pg_database where datname = current_database())") > 0);

    /// <summary>Something else waits for what the transaction at the gate holds.</summary>
    public Task AnotherWaitsAsync(string what) => Wait.UntilAsync($"{what} waits for what is held at the gate", async () => await database.CountAsync(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") >= 2);

    /// <summary>Opens the gate, also when the database that the keeper was connected to has been stopped.</summary>
    public async Task OpenAsync()
    {
        isOpen = true;
        await keeper.DisposeAsync();
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand($"drop trigger gate on {table}; drop function gate()", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Opens it if a test failed before it did, or whatever waits there would hold up all that comes after.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isOpen)
        {
            await OpenAsync();
        }
    }

    private async Task KeeperRunsAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, keeper);
        await command.ExecuteNonQueryAsync();
    }
}
