using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>A simulator and a plain client that trusts its certificate and nothing else.</summary>
public sealed class RunningSimulator : IAsyncLifetime
{
    private readonly List<IDisposable> clients = [];

    public SimulatorServer Server { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await SimulatorServer.StartAsync(TestTenant.Scenario());
        Client = NewClient(Server.Address, Server.CertificatePem);
    }

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await Server.DisposeAsync();
    }

    public HttpClient NewClient(Uri address, string certificatePem)
    {
        var client = new HttpClient(TrustOnly(certificatePem)) { BaseAddress = address };
        clients.Add(client);
        return client;
    }

    public static SocketsHttpHandler TrustOnly(string certificatePem) => new()
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { X509Certificate2.CreateFromPem(certificatePem) },
            },
        },
    };

    public void Reset() => Server.Reset();

    /// <summary>A token with the permissions that the app has now.</summary>
    public string Token() => Server.IssueToken(
        TestTenant.Id, TestTenant.App, roles: Server.Read(scenario => scenario.Tenants[0].Apps[0].Roles.ToList()));

    public async Task<Reply> GetAsync(string pathAndQuery, string? token = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Client.BaseAddress!, pathAndQuery));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token());
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new Reply(
            (int)response.StatusCode,
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }
}

public sealed record Reply(int Status, JsonObject Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Code => (string?)Body["error"]?["code"];

    public string? Message => (string?)Body["error"]?["message"];

    public JsonArray Value => Body["value"]!.AsArray();

    public string? NextLink => (string?)Body["@odata.nextLink"];

    public override string ToString() => $"{Status} {JsonSerializer.Serialize(Body)}";
}
