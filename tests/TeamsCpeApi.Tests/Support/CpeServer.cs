using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Tests.Support;

/// <summary>The real server on a real socket with a database of its own, and a client for every role.</summary>
public sealed class CpeServer : IAsyncLifetime
{
    /// <summary>The origin of the LMS's own pages.</summary>
    public const string LmsOrigin = "https://lms.example.com";

    private readonly List<HttpClient> clients = [];
    private readonly string[] settings;
    private WebApplication app = null!;

    public CpeServer()
        : this([])
    {
    }

    private CpeServer(string[] settings) => this.settings = settings;

    public TestDatabase Database { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public string AdminKey { get; } = $"cpe_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";

    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    /// <summary>An LMS.</summary>
    public HttpClient Integrator { get; private set; } = null!;

    /// <summary>Another LMS, which must see nothing of the first one.</summary>
    public HttpClient OtherIntegrator { get; private set; } = null!;

    public HttpClient Auditor { get; private set; } = null!;

    /// <summary>Starts a server; settings are more command line arguments, such as "--Graph:Clouds:simulator:Authority=…".</summary>
    public static async Task<CpeServer> StartAsync(params string[] settings)
    {
        var server = new CpeServer(settings);
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        app = Server.Build([
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Database={Database.ConnectionString}",
            $"--Security:MasterKey={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
            $"--Security:BootstrapAdminKey={AdminKey}",
            "--Site:PublicAddress=http://localhost",
            $"--Site:AllowedOrigins:0={LmsOrigin}",
            "--Logging:LogLevel:Default=Error",
            "--Logging:LogLevel:Microsoft.AspNetCore=Error",
            "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
            .. settings,
        ]);
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Anonymous = ClientWith(null);
        Admin = ClientWith(AdminKey);
        Operator = await ClientOfAsync("operator");
        Integrator = await ClientOfAsync("integrator");
        OtherIntegrator = await ClientOfAsync("integrator");
        Auditor = await ClientOfAsync("auditor");
    }

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A client that sends this key or token, or none.</summary>
    public HttpClient ClientWith(string? bearer)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        clients.Add(client);
        return client;
    }

    /// <summary>Makes a key through the API: its id and the key itself.</summary>
    public async Task<(Guid Id, string Secret)> NewKeyAsync(string role, DateTimeOffset? expiresAt = null)
    {
        using var response = await Admin.PostAsJsonAsync("/api/v1/keys", new { name = $"Test {role}", role, expiresAt });
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
        return ((Guid)body["id"]!, (string)body["key"]!);
    }

    public async Task<HttpClient> ClientOfAsync(string role) => ClientWith((await NewKeyAsync(role)).Secret);
}
