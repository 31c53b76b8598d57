using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>
/// One HTTP client for each cloud, used for tokens and for Graph alike. Redirects are off, so that a token never follows one, and no
/// content coding is asked for, so that what is kept as evidence is what was sent.
/// </summary>
internal sealed class GraphHttp(IOptions<GraphOptions> options) : IDisposable
{
    /// <summary>Connections are renewed this often, to notice a change in the name service.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Lazy<Line>> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<Line> issuers = new(() => new(options.Value, options.Value.Federated.TrustedCertificate));

    /// <summary>The client for issuers of federated assertions.</summary>
    public HttpClient ForIssuers => issuers.Value.Client;

    /// <summary>The client of a cloud that the options define.</summary>
    public HttpClient For(string cloud)
        => lines.GetOrAdd(cloud, name => new(() => new(options.Value, options.Value.Clouds[name].TrustedCertificate))).Value.Client;

    public void Dispose()
    {
        foreach (var line in lines.Values.Append(issuers).Where(line => line.IsValueCreated))
        {
            line.Value.Dispose();
        }
    }

    private static RemoteCertificateValidationCallback TrustingAlso(string path)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(path);
        return (_, certificate, presented, errors) => errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors
                && certificate is X509Certificate2 server
                && LeadsTo(trusted, server, presented));
    }

    private static bool LeadsTo(X509Certificate2Collection trusted, X509Certificate2 server, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        // A test system and an inspecting proxy publish no revocation lists.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }

    private sealed class Line : IDisposable
    {
        private readonly SocketsHttpHandler handler;

        public Line(GraphOptions options, string? trustedCertificate)
        {
            handler = new()
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = ConnectionLifetime,
                ConnectTimeout = options.Timeout,
            };
            if (trustedCertificate is { Length: > 0 } path)
            {
                handler.SslOptions.RemoteCertificateValidationCallback = TrustingAlso(path);
            }

            // The time limit is set for each request, because it covers the body too.
            Client = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = options.MaxAnswerBytes };
        }

        public HttpClient Client { get; }

        public void Dispose()
        {
            Client.Dispose();
            handler.Dispose();
        }
    }
}
