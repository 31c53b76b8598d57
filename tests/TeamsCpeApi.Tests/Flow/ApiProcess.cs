using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The API as a process of its own, which can be asked to end, or killed.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines;
    private readonly List<HttpClient> clients = [];

    private ApiProcess(Process process, ConcurrentQueue<string> lines, Uri address) => (this.process, this.lines, Address) = (process, lines, address);

    public Uri Address { get; }

    /// <summary>Everything that it has written.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    public static async Task<ApiProcess> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Http.Server).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var process = Process.Start(start)!;
        var lines = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Keep(line);
        process.ErrorDataReceived += (_, line) => Keep(line);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var address = await Wait.ForAsync("the API listens", () => process.HasExited
                ? throw new InvalidOperationException($"The API ended: {string.Join('\n', lines)}")
                : Task.FromResult(lines.FirstOrDefault(line => line.Contains(Listening, StringComparison.Ordinal))));
            return new ApiProcess(process, lines, new Uri(address[(address.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim()));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }

        void Keep(DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
            {
                lines.Enqueue(text);
            }
        }
    }

    public Api As(string key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return new Api(client);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a service manager does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}
