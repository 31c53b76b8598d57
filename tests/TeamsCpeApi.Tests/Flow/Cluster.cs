using System.Security.Cryptography;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The simulator, a database, and what nodes need to share them.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly string certificate = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.pem");
    private readonly string masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly Dictionary<string, string> settings = [];
    private TestDatabase? database;

    public SimulatorServer Simulator { get; private set; } = null!;

    public Database Database { get; private set; } = null!;

    public string AdminKey { get; } = $"cpe_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";

    /// <summary>On a database of its own, or on the one given.</summary>
    public static async Task<Cluster> CreateAsync(string? connectionString = null, params (string Name, string Value)[] settings)
    {
        var cluster = new Cluster { Simulator = await SimulatorServer.StartAsync(Scenario.Parse(SampleFolder.Text("graph-scenario.json"))) };
        cluster.database = connectionString is null ? await TestDatabase.CreateAsync() : null;
        cluster.Database = new Database(connectionString ?? cluster.database!.ConnectionString);
        await File.WriteAllTextAsync(cluster.certificate, cluster.Simulator.CertificatePem);
        foreach (var (name, value) in settings)
        {
            cluster.settings[name] = value;
        }

        return cluster;
    }

    /// <summary>A node in a process of its own, which can be killed and writes its log.</summary>
    public Task<ApiProcess> StartNodeAsync() => ApiProcess.StartAsync(Settings());

    /// <summary>A node within the process of the tests, where neither is needed.</summary>
    public Task<HostedNode> HostNodeAsync() => HostedNode.StartAsync(Settings());

    /// <summary>Cuts everybody off from the cluster's own database, for good.</summary>
    public Task CloseDatabaseAsync() => database!.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        File.Delete(certificate);
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        .. Stage.SettingsFor(Simulator, certificate),
        new("ConnectionStrings:Database", Database.ConnectionString),
        new("Security:MasterKey", masterKey),
        new("Security:BootstrapAdminKey", AdminKey),
        new("Site:PublicAddress", "http://localhost"),
        .. settings,
    ];
}
