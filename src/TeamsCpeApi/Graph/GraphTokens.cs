using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>Tokens for applications. Credentials are kept and reused, because each holds its own token cache and Entra punishes asking too often.</summary>
internal sealed class GraphTokens(IOptions<GraphOptions> options, GraphHttp http)
{
    private readonly ConcurrentDictionary<CredentialKey, TokenCredential> credentials = new();

    /// <summary>A token for Graph, or why there is none.</summary>
    /// <param name="connection">Whose token.</param>
    /// <param name="fresh">Do not use the cached one: Graph has just refused it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(string? Token, GraphFailure? Failure)> GetAsync(GraphConnection connection, bool fresh, CancellationToken cancellationToken)
    {
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

    private ClientSecretCredential Create(GraphConnection connection)
    {
        var cloud = options.Value.Clouds[connection.Cloud];
        var settings = new ClientSecretCredentialOptions
        {
            AuthorityHost = new Uri(cloud.Authority),
            DisableInstanceDiscovery = !MicrosoftAuthorities.Contains(new Uri(cloud.Authority)),
            Transport = new HttpClientTransport(http.For(connection.Cloud)),
        };

        // One place repeats requests, and it can be told to wait without waiting: see GraphSender.
        settings.Retry.MaxRetries = 0;
        return connection.Credential switch
        {
            GraphSecret secret => new(connection.TenantId.ToString(), connection.ClientId.ToString(), secret.Reveal(), settings),
            var other => throw new NotSupportedException($"There is no way to a token for a {other.GetType().Name}."),
        };
    }

    /// <summary>The authorities that Microsoft's instance discovery knows; it refuses every other one.</summary>
    private static readonly HashSet<Uri> MicrosoftAuthorities =
    [
        AzureAuthorityHosts.AzurePublicCloud,
        AzureAuthorityHosts.AzureGovernment,
        AzureAuthorityHosts.AzureChina,
    ];

    private readonly record struct CredentialKey(string Cloud, Guid TenantId, Guid ClientId, string Fingerprint);
}
