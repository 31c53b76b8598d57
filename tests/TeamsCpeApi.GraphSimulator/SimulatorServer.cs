using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TeamsCpeApi.GraphSimulator.Entra;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>A running simulator of Entra's token endpoint and of Graph, on loopback over HTTPS.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    /// <summary>What a process must send to the managed identity endpoint, as IDENTITY_HEADER.</summary>
    public const string IdentityHeader = "simulated-identity-header";

    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly SimulatorState state;

    private SimulatorServer(WebApplication app, X509Certificate2 certificate, SimulatorState state, Uri address)
    {
        this.app = app;
        this.certificate = certificate;
        this.state = state;
        Address = address;
        CertificatePem = certificate.ExportCertificatePem();
    }

    /// <summary>The root of the authority and of Graph alike, such as https://localhost:5901/.</summary>
    public Uri Address { get; }

    /// <summary>The public certificate that a client has to trust.</summary>
    public string CertificatePem { get; }

    public Faults Faults => state.Faults;

    public SimulatorClock Clock => state.Clock;

    /// <summary>The newest ten thousand requests, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => state.Log.Requests;

    /// <summary>Starts on the given loopback port, or on a free one when it is 0.</summary>
    public static async Task<SimulatorServer> StartAsync(
        Scenario scenario, int port = 0, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        var signingKey = KeyPairs.Of("simulator");
        var certificate = SelfSignedCertificate.Create(signingKey, TimeProvider.System.GetUtcNow());
        var state = new SimulatorState(scenario, new SimulatorClock(clock ?? TimeProvider.System), signingKey);

        // An empty builder reads no settings of the process that the simulator happens to run in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            }
            else
            {
                kestrel.ListenLocalhost(port, listen => listen.UseHttps(certificate));
            }
        });

        var app = builder.Build();
        var exchange = new Exchange(state);
        app.UseRouting();
        app.MapControl(state);
        app.MapEntra(exchange);
        app.MapIssuers(exchange);
        app.MapGraph(exchange);
        await app.StartAsync(cancellationToken);

        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SimulatorServer(app, certificate, state, new Uri($"https://localhost:{new Uri(bound).Port}/"));
    }

    /// <summary>Sends a notification to a subscription's address; the statuses of the answers, one for each copy.</summary>
    public Task<IReadOnlyList<int>> NotifyAsync(Delivery delivery, CancellationToken cancellationToken = default) => Deliveries.SendAsync(state, delivery, Address, cancellationToken);

    public T Read<T>(Func<Scenario, T> read) => state.Read(read);

    /// <summary>Changes the scenario between two requests.</summary>
    public void Change(Action<Scenario> change) => state.Change(change);

    /// <summary>Puts another scenario, with its clock and its faults, in the place of the present one.</summary>
    public void Replace(Scenario scenario) => state.Replace(scenario);

    /// <summary>Back to the scenario, the clock and the faults of the start, with no requests recorded.</summary>
    public void Reset() => state.Reset();

    /// <summary>A token without a token request; for audiences and lifetimes that the endpoint would refuse.</summary>
    public string IssueToken(Guid tenant, Guid app, string? audience = null, DateTimeOffset? expires = null, params IEnumerable<string> roles)
    {
        var now = Clock.GetUtcNow();
        return state.Tokens.Issue(
            new AccessToken(
                Guid.NewGuid().ToString("N"),
                tenant,
                app,
                audience ?? Address.GetLeftPart(UriPartial.Authority),
                [.. roles],
                now,
                expires ?? now.AddHours(1)),
            "");
    }

    /// <summary>Ends a person's sessions as an administrator does: refresh tokens issued until now are refused.</summary>
    public void RevokeSignIns(Guid user) => state.Change(_ => state.SignIns.Revoke(user, Clock.GetUtcNow()));

    /// <summary>An assertion of another issuer, as a platform writes it into a token file.</summary>
    public string IssueAssertion(string issuer, string subject, string audience) => state.Issuers.Assertion(issuer, subject, audience, Address, Clock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    /// <summary>The process that starts the simulator decides when it ends, not the signals of the process.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
