using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>Tokens, for applications by themselves and for people who have signed in. Credentials are kept and reused, because each holds its own token cache and Entra punishes asking too often.</summary>
internal sealed class GraphTokens(IOptions<GraphOptions> options, GraphHttp http, FederatedAssertions assertions, SignedInTokens signedIn)
{
    private readonly ConcurrentDictionary<CredentialKey, TokenCredential> credentials = new();

    /// <summary>A token for Graph, or why there is none.</summary>
    /// <param name="connection">Whose token.</param>
    /// <param name="fresh">Do not use the cached one: Graph has just refused it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(string? Token, GraphFailure? Failure)> GetAsync(GraphConnection connection, bool fresh, CancellationToken cancellationToken)
    {
        if (connection.SignIn is not null)
        {
            return await signedIn.GetAsync(connection, fresh, cancellationToken);
        }

        var key = new CredentialKey(connection.Cloud, connection.TenantId, connection.ClientId, connection.Credential.Fingerprint);
        if (fresh)
        {
            credentials.TryRemove(key, out _);
        }

        var credential = credentials.GetOrAdd(key, _ => Create(connection));
        var scope = new Uri(options.Value.Clouds[connection.Cloud].GraphRoot).GetLeftPart(UriPartial.Authority) + "/.default";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), limit.Token);
            return (token.Token, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, TokenFailures.Of(new(connection), exception));
        }
    }

    private TokenCredential Create(GraphConnection connection)
    {
        var (tenant, client) = (connection.TenantId.ToString(), connection.ClientId.ToString());
        return connection.Credential switch
        {
            GraphSecret secret => new ClientSecretCredential(tenant, client, secret.Reveal(), Settings(connection, new ClientSecretCredentialOptions())),
            GraphCertificate certificate => new ClientCertificateCredential(tenant, client, certificate.Load(), Settings(connection, new ClientCertificateCredentialOptions())),
            GraphFederated federated => new ClientAssertionCredential(
                tenant, client, cancellationToken => assertions.GetAsync(connection.Cloud, federated, cancellationToken), Settings(connection, new ClientAssertionCredentialOptions())),
            var other => throw new NotSupportedException($"There is no way to a token for a {other.GetType().Name}."),
        };
    }

    private T Settings<T>(GraphConnection connection, T settings)
        where T : TokenCredentialOptions
    {
        var authority = new Uri(options.Value.Clouds[connection.Cloud].Authority);
        settings.AuthorityHost = authority;
        settings.Transport = new HttpClientTransport(http.For(connection.Cloud));

        // One place repeats requests, and it can be told to wait without waiting: see GraphSender.
        settings.Retry.MaxRetries = 0;
        switch (settings)
        {
            case ClientSecretCredentialOptions secret:
                secret.DisableInstanceDiscovery = !IsMicrosofts(authority);
                break;
            case ClientCertificateCredentialOptions certificate:
                certificate.DisableInstanceDiscovery = !IsMicrosofts(authority);
                break;
            case ClientAssertionCredentialOptions assertion:
                assertion.DisableInstanceDiscovery = !IsMicrosofts(authority);
                break;
        }

        return settings;
    }

    /// <summary>The authorities that Microsoft's instance discovery knows; it refuses every other one.</summary>
    private static readonly HashSet<Uri> MicrosoftAuthorities =
    [
        AzureAuthorityHosts.AzurePublicCloud,
        AzureAuthorityHosts.AzureGovernment,
        AzureAuthorityHosts.AzureChina,
    ];

    /// <summary>The library may ask this authority's instance discovery.</summary>
    public static bool IsMicrosofts(Uri authority) => MicrosoftAuthorities.Contains(authority);

    private readonly record struct CredentialKey(string Cloud, Guid TenantId, Guid ClientId, string Fingerprint);
}
