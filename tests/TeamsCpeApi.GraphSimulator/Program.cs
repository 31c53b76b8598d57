using System.Runtime.InteropServices;
using System.Text.Json;

namespace TeamsCpeApi.GraphSimulator;

internal static class Program
{
    private const int Refused = 2;

    private static async Task<int> Main(string[] args)
    {
        if (CommandLine.Read(args) is not { } command)
        {
            await Console.Error.WriteLineAsync(CommandLine.Usage);
            return Refused;
        }

        Scenario scenario;
        try
        {
            scenario = await Scenario.LoadAsync(command.ScenarioFile, CancellationToken.None);
        }
        catch (Exception refusal) when (refusal is JsonException or IOException)
        {
            await Console.Error.WriteLineAsync($"{command.ScenarioFile}: {refusal.Message}");
            return Refused;
        }

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

        await using var server = await SimulatorServer.StartAsync(scenario, command.Port);
        await File.WriteAllTextAsync(command.CertificateFile, server.CertificatePem + "\n");
        await Console.Out.WriteLineAsync($"Listening on {server.Address}");
        await stopped.Task;
        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
