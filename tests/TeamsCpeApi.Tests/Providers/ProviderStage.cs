using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;
using RestApi = TeamsCpeApi.Tests.Flow.Api;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>The simulator with the sample tenant, and a server that federated credentials and browsers can use.</summary>
public sealed class ProviderStage : IAsyncLifetime
{
    public const string Issuer = "elsewhere";
    public const string IssuerClient = "cpe";
    public const string IssuerSecret = "secret-at-the-other-issuer";
    public const string IssuerSubject = "system:cpe";

    private readonly string folder = Directory.CreateTempSubdirectory("providers-").FullName;

    public SimulatorServer Simulator { get; private set; } = null!;

    public CpeServer Server { get; private set; } = null!;

    public string TokenFile => Path.Combine(folder, "assertion.jwt");

    public string CertificateFile => Path.Combine(folder, "simulator.pem");

    internal RestApi Admin { get; private set; } = null!;

    internal MainJob Job { get; private set; } = null!;

    public static Guid TenantId { get; } = new("c0000000-0000-4000-8000-000000000001");

    /// <summary>Ruth, who organizes both meetings of the sample.</summary>
    public static Guid Organizer { get; } = new("a0000000-0000-4000-8000-000000001020");

    public async Task InitializeAsync()
    {
        var scenario = Scenario.Parse(SampleFolder.Text("graph-scenario.json"));
        scenario.Issuers.Add(new() { Name = Issuer, Clients = [new(IssuerClient, IssuerSecret, IssuerSubject)] });
        Simulator = await SimulatorServer.StartAsync(scenario);
        await File.WriteAllTextAsync(CertificateFile, Simulator.CertificatePem);

        // Where Azure.Identity looks for the machine's identity. No other test has use for one.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(Simulator.Address, "identity/token").AbsoluteUri);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", SimulatorServer.IdentityHeader);
        var address = $"http://127.0.0.1:{FreePort()}";
        Server = await CpeServer.StartAsync(
        [
            .. Settings().Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--urls={address}",
            $"--Site:PublicAddress={address}",
        ]);
        Admin = new RestApi(Server.Admin);
        Job = new MainJob(Admin);
        await Job.BeginAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        .. Stage.SettingsFor(Simulator, CertificateFile),
        new("Graph:Federated:TokenFiles:cluster", TokenFile),
        new("Graph:Federated:TokenFiles:gone", Path.Combine(folder, "gone.jwt")),
        new("Graph:Federated:IssuerHosts:0", Simulator.Address.Authority),
        new("Graph:Federated:TrustedCertificate", CertificateFile),
    ];

    /// <summary>Registers a further application in the sample tenant, covered by its access policy.</summary>
    public Guid NewApp(Action<SimulatedApp>? change = null)
    {
        var app = new SimulatedApp { ClientId = Guid.NewGuid(), Roles = ["OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All", "User.Read.All"] };
        change?.Invoke(app);
        Simulator.Change(scenario =>
        {
            scenario.Tenants[0].Apps.Add(app);
            scenario.Tenants[0].AccessPolicies[0].AppIds.Add(app.ClientId);
        });
        return app.ClientId;
    }

    internal static JsonObject Provider(Guid clientId, JsonObject credential, string kind = "application") => new()
    {
        ["name"] = $"Provider {Guid.NewGuid():N}",
        ["kind"] = kind,
        ["cloud"] = "simulator",
        ["tenantId"] = TenantId.ToString(),
        ["clientId"] = clientId.ToString(),
        ["credential"] = credential,
    };

    internal static JsonObject Credential(string type, params IEnumerable<(string Name, string Value)> members)
    {
        var credential = new JsonObject { ["type"] = type };
        foreach (var (name, value) in members)
        {
            credential[name] = value;
        }

        return credential;
    }

    /// <summary>Fetches the short session's attendance through a provider; the job as it ended.</summary>
    internal Task<JsonNode> FetchAsync(string providerId) => FetchAsync(Job, providerId);

    internal static async Task<JsonNode> FetchAsync(MainJob job, string providerId)
    {
        var session = await job.DefineAgainAsync("short-session.json", session => session["providerId"] = providerId);
        return await job.Api.RefreshAsync(session);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The tests of providers share one server; each registers an application of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneProviderStage : ICollectionFixture<ProviderStage>
{
    public const string Name = "Providers against the simulator";
}
