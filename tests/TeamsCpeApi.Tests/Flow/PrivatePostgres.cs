using System.Diagnostics;
using Npgsql;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>A PostgreSQL server of the test's own, made by scripts/postgres, that may be stopped in the middle of anything.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(Path.GetDirectoryName(SampleFolder.Root)!, "scripts", "postgres");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("postgres-");

    private string Data => Path.Combine(folder.FullName, "server");

    public string ConnectionString { get; private set; } = "";

    public static async Task<PrivatePostgres> StartAsync()
    {
        var server = new PrivatePostgres();
        await server.StartAgainAsync();
        server.ConnectionString = (await server.RunAsync(Script, "url", "--data", server.Data)).Trim();
        return server;
    }

    public Task StartAgainAsync() => RunAsync(Script, "start", "--data", Data);

    /// <summary>An immediate shutdown: no checkpoint, every session cut off; the next start recovers from the log.</summary>
    public async Task StopAtOnceAsync()
    {
        var id = (await File.ReadAllLinesAsync(Path.Combine(Data, "data", "postmaster.pid")))[0];
        using var postmaster = Process.GetProcessById(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
        await RunAsync("kill", "-QUIT", id);
        await postmaster.WaitForExitAsync();
        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(Script, "remove", "--data", Data);
        folder.Delete(recursive: true);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };

        // A server named from outside would be used in place of one of our own.
        start.Environment.Remove("ConnectionStrings__Database");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
        return output;
    }
}
