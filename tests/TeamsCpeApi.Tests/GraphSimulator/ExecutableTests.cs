using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class ExecutableTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("simulator");

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Run_Scenario_ServesUntilTheSignal(string signal)
    {
        var certificate = Path.Combine(folder.FullName, "simulator.pem");
        using var process = Start("--scenario", await WriteAsync(TestTenant.Scenario().ToJson()), "--port", "0", "--certificate", certificate);
        try
        {
            var ready = await process.StandardOutput.ReadLineAsync();
            Assert.StartsWith("Listening on https://localhost:", ready, StringComparison.Ordinal);
            using var client = new HttpClient(RunningSimulator.TrustOnly(await File.ReadAllTextAsync(certificate)));
            using var answer = await client.GetAsync(new Uri(new Uri(ready!["Listening on ".Length..]), "_simulator/requests"));
            Assert.True(answer.IsSuccessStatusCode);

            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);

            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            End(process);
        }
    }

    [Theory]
    [InlineData("no arguments", "", "TeamsCpeApi.GraphSimulator --scenario FILE --port N --certificate FILE.pem")]
    [InlineData("a port beyond the range", "--scenario {scenario} --port 65536 --certificate x.pem", "TeamsCpeApi.GraphSimulator --scenario")]
    [InlineData("no such scenario", "--scenario {folder}/none.json --port 0 --certificate x.pem", "none.json")]
    [InlineData("a scenario with a mistake", "--scenario {scenario} --port 0 --certificate x.pem", "pageSize must be at least 1.")]
    public async Task Run_Mistake_EndsWithTheReason(string row, string arguments, string reason)
    {
        var scenario = await WriteAsync("""{ "pageSize": 0 }""");
        using var process = Start([.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(argument => argument
            .Replace("{scenario}", scenario, StringComparison.Ordinal)
            .Replace("{folder}", folder.FullName, StringComparison.Ordinal))]);
        try
        {
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);

            Assert.True(process.ExitCode == 2 && said.Contains(reason, StringComparison.Ordinal), $"{row}: {said}");
        }
        finally
        {
            End(process);
        }
    }

    [Fact]
    public async Task Start_Certificate_NamesEveryLoopbackAndHasNoKey()
    {
        await using var server = await SimulatorServer.StartAsync(new Scenario());
        using var certificate = X509Certificate2.CreateFromPem(server.CertificatePem);

        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["localhost"], names.EnumerateDnsNames());
        Assert.Equal(["127.0.0.1", "::1"], names.EnumerateIPAddresses().Select(address => address.ToString()));
        Assert.False(certificate.HasPrivateKey);
        Assert.DoesNotContain("PRIVATE", server.CertificatePem, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>By way of env: whatever was started in the background by a script ignores SIGINT, and so would the simulator.</summary>
    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "env", ["--default-signal=INT", "dotnet", Assembly.GetAssembly(typeof(SimulatorServer))!.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    private async Task<string> WriteAsync(string json)
    {
        var file = Path.Combine(folder.FullName, "scenario.json");
        await File.WriteAllTextAsync(file, json);
        return file;
    }
}
