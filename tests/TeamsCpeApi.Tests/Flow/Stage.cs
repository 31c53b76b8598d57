using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The simulator with the sample tenant and a server that knows it; the main job has begun.</summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly string certificate = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.pem");

    public SimulatorServer Simulator { get; private set; } = null!;

    public CpeServer Server { get; private set; } = null!;

    internal Api Admin { get; private set; } = null!;

    internal Api Anonymous { get; private set; } = null!;

    internal MainJob Job { get; private set; } = null!;

    /// <summary>Further settings of the server, as command line arguments.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public async Task InitializeAsync()
    {
        Simulator = await SimulatorServer.StartAsync(Scenario.Parse(SampleFolder.Text("graph-scenario.json")));
        await File.WriteAllTextAsync(certificate, Simulator.CertificatePem);
        Server = await CpeServer.StartAsync([.. SettingsFor(Simulator, certificate).Select(setting => $"--{setting.Key}={setting.Value}"), .. Settings]);
        Admin = new Api(Server.Admin);
        Anonymous = new Api(Server.Anonymous);
        Job = new MainJob(Admin);
        await Job.BeginAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
        File.Delete(certificate);
    }

    /// <summary>The cloud of the sample's provider; what is repeated is repeated at once, the budget is in nobody's way, and a silent service is given three seconds.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> SettingsFor(SimulatorServer simulator, string certificate)
    {
        var origin = simulator.Address.GetLeftPart(UriPartial.Authority);
        return new Dictionary<string, string>
        {
            ["Graph:Clouds:simulator:Authority"] = origin,
            ["Graph:Clouds:simulator:GraphRoot"] = origin,
            ["Graph:Clouds:simulator:TrustedCertificate"] = certificate,
            ["Graph:Clouds:simulator:JoinHosts:0"] = "teams.microsoft.com",
            ["Graph:Retry:MaxRetries"] = "1",
            ["Graph:Retry:BaseDelay"] = "00:00:00.010",
            ["Graph:Timeout"] = "00:00:03",
            ["Graph:Budget:Minimum"] = "1000",
            ["Graph:Budget:Start"] = "1000",
            ["Graph:Budget:Maximum"] = "1000",
        };
    }
}
