using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>Gets assertions of federated credentials, from nowhere but where the server's configuration allows.</summary>
internal sealed class FederatedAssertions(IOptions<GraphOptions> options, GraphHttp http)
{
    /// <summary>Larger than any assertion.</summary>
    private const int MaxLength = 64 * 1024;

    private readonly ConcurrentDictionary<(string Cloud, Guid? ClientId), ManagedIdentityCredential> identities = new();

    /// <summary>A fresh assertion: a JWT of another issuer.</summary>
    /// <exception cref="AssertionException">There is none; the message says why and holds no secret.</exception>
    public async Task<string> GetAsync(string cloud, GraphFederated credential, CancellationToken cancellationToken)
    {
        var assertion = credential switch
        {
            TokenFileAssertion file => await ReadFileAsync(file, cancellationToken),
            ManagedIdentityAssertion identity => await AskIdentityAsync(cloud, identity, cancellationToken),
            IssuerAssertion issuer => await AskIssuerAsync(issuer, cancellationToken),
            var other => throw new NotSupportedException($"There is no way to an assertion for a {other.GetType().Name}."),
        };
        return ClaimsOf(assertion) is null ? throw new AssertionException("What came in place of the assertion is no JWT.") : assertion;
    }

    /// <summary>Whose the assertion is, to compare with what Entra was told to trust. Read for people alone; Entra checks the signature. Null where the text is no JWT.</summary>
    public static AssertionClaims? ClaimsOf(string assertion)
    {
        try
        {
            return assertion.Split('.') is [_, var payload, _]
                ? JsonSerializer.Deserialize<AssertionClaims>(Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(payload)), GraphWire.Json)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The host is one of those that the server's configuration allows.</summary>
    public bool IsAllowed(Uri endpoint) =>
        endpoint.Scheme == Uri.UriSchemeHttps && endpoint.UserInfo.Length == 0 && options.Value.Federated.IssuerHosts.Contains(endpoint.Authority, StringComparer.OrdinalIgnoreCase);

    private async Task<string> ReadFileAsync(TokenFileAssertion file, CancellationToken cancellationToken)
    {
        if (!options.Value.Federated.TokenFiles.TryGetValue(file.Name, out var path))
        {
            throw new AssertionException($"The server's configuration has no token file named \"{file.Name}\".");
        }

        try
        {
            // The platform renews the file: it is read each time.
            return new FileInfo(path).Length <= MaxLength
                ? (await File.ReadAllTextAsync(path, cancellationToken)).Trim()
                : throw new AssertionException($"The token file \"{file.Name}\" is too large for a token.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AssertionException($"The token file \"{file.Name}\" cannot be read ({exception.GetType().Name}).", exception);
        }
    }

    private async Task<string> AskIdentityAsync(string cloud, ManagedIdentityAssertion identity, CancellationToken cancellationToken)
    {
        var credential = identities.GetOrAdd((cloud, identity.ClientId), key =>
        {
            var settings = new ManagedIdentityCredentialOptions(
                key.ClientId is { } client ? ManagedIdentityId.FromUserAssignedClientId(client.ToString()) : ManagedIdentityId.SystemAssigned)
            {
                Transport = new HttpClientTransport(http.For(key.Cloud)),
            };
            settings.Retry.MaxRetries = 0;
            return new(settings);
        });
        try
        {
            return (await credential.GetTokenAsync(new TokenRequestContext([$"{identity.Audience}/.default"]), cancellationToken)).Token;
        }
        catch (AuthenticationFailedException exception)
        {
            throw new AssertionException($"The managed identity gave no token: {GraphFailures.Quote(exception.Message)}", exception);
        }
    }

    private async Task<string> AskIssuerAsync(IssuerAssertion issuer, CancellationToken cancellationToken)
    {
        if (!IsAllowed(issuer.Endpoint))
        {
            throw new AssertionException($"The server's configuration does not allow the issuer's host {issuer.Endpoint.Authority} (Graph:Federated:IssuerHosts).");
        }

        try
        {
            using var form = new FormUrlEncodedContent(issuer.Form());
            using var request = new HttpRequestMessage(HttpMethod.Post, issuer.Endpoint) { Content = form };
            using var response = await http.ForIssuers.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                && JsonSerializer.Deserialize<IssuerAnswer>(await response.Content.ReadAsStringAsync(cancellationToken), GraphWire.Json)?.AccessToken is { Length: > 0 and <= MaxLength } token
                ? token
                : throw new AssertionException($"The issuer at {issuer.Endpoint.Authority} answered {(int)response.StatusCode} without an access token.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new AssertionException($"The issuer at {issuer.Endpoint.Authority} gave no usable answer ({(exception.InnerException ?? exception).GetType().Name}).", exception);
        }
    }

    private sealed record IssuerAnswer([property: JsonPropertyName("access_token")] string? AccessToken);
}

/// <summary>What Entra compares with the application's federated credentials.</summary>
internal sealed record AssertionClaims(
    [property: JsonPropertyName("iss")] string? Issuer,
    [property: JsonPropertyName("sub")] string? Subject);

/// <summary>There is no assertion to show to Entra.</summary>
internal sealed class AssertionException(string message, Exception? cause = null) : Exception(message, cause);
