using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace TeamsCpeApi.Graph;

/// <summary>Entra's side of a person's sign-in: the address to send the browser to, and what the code is worth that it brings back.</summary>
internal sealed class SignInClients(IOptions<GraphOptions> options, GraphHttp http, FederatedAssertions assertions)
{
    /// <summary>What is asked for; the token library adds openid, profile and offline_access.</summary>
    public IReadOnlyList<string> ScopesOf(string cloud)
    {
        var root = new Uri(options.Value.Clouds[cloud].GraphRoot).GetLeftPart(UriPartial.Authority);
        return [.. (options.Value.DelegatedPermissions is { Count: > 0 } configured ? configured : GraphPermissions.Delegated.Select(permission => permission.Name)).Select(name => $"{root}/{name}")];
    }

    /// <summary>Where the person signs in, and the verifier that redeems the code (PKCE).</summary>
    public async Task<(Uri Address, string Verifier)> AddressAsync(GraphConnection connection, Uri callback, string state, CancellationToken cancellationToken)
    {
        var address = await Create(connection, callback)
            .GetAuthorizationRequestUrl(ScopesOf(connection.Cloud))
            .WithPkce(out var verifier)
            .WithPrompt(Prompt.SelectAccount)
            .WithExtraQueryParameters(new Dictionary<string, (string, bool)> { ["state"] = (state, false), ["response_mode"] = ("query", false) })
            .ExecuteAsync(cancellationToken);
        return (address, verifier);
    }

    /// <summary>Redeems a code: who signed in, with the token cache that belongs to it, or why Entra refused.</summary>
    public async Task<(SignedInPerson? Person, GraphFailure? Failure)> RedeemAsync(GraphConnection connection, Uri callback, string code, string verifier, CancellationToken cancellationToken)
    {
        var cache = new SignInCache(null);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            var result = await WithCache(Create(connection, callback), cache)
                .AcquireTokenByAuthorizationCode(ScopesOf(connection.Cloud), code)
                .WithPkceCodeVerifier(verifier)
                .ExecuteAsync(limit.Token);
            return (new(
                Guid.TryParse(result.TenantId, out var tenant) ? tenant : null,
                Guid.TryParse(result.UniqueId, out var user) ? user : null,
                result.Account?.Username ?? "",
                HasRefreshToken(cache.Content),
                cache.Content ?? []), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, TokenFailures.Of(new(connection), exception));
        }
    }

    /// <summary>A token from a sign-in's cache, renewed with its refresh token where that is needed or asked for.</summary>
    public async Task<AuthenticationResult> TokenAsync(GraphConnection connection, SignInCache cache, bool fresh, CancellationToken cancellationToken)
    {
        var app = WithCache(Create(connection, null), cache);
        var account = cache.Content is null ? null : await app.GetAccountAsync($"{connection.SignIn!.UserId}.{connection.TenantId}");
        return await app.AcquireTokenSilent(ScopesOf(connection.Cloud), account).WithForceRefresh(fresh).ExecuteAsync(cancellationToken);
    }

    /// <summary>The token library's own format: objects by kind of token. Without a refresh token the sign-in would last an hour.</summary>
    private static bool HasRefreshToken(byte[]? content)
    {
        if (content is null)
        {
            return false;
        }

        using var cache = JsonDocument.Parse(content);
        return cache.RootElement.TryGetProperty("RefreshToken", out var tokens) && tokens.EnumerateObject().Any();
    }

    private static IConfidentialClientApplication WithCache(IConfidentialClientApplication app, SignInCache cache)
    {
        app.UserTokenCache.SetBeforeAccess(access =>
        {
            if (cache.Content is { } content)
            {
                access.TokenCache.DeserializeMsalV3(content, shouldClearExistingCache: true);
            }
        });
        app.UserTokenCache.SetAfterAccess(access =>
        {
            if (access.HasStateChanged)
            {
                cache.Replace(access.TokenCache.SerializeMsalV3());
            }
        });
        return app;
    }

    private IConfidentialClientApplication Create(GraphConnection connection, Uri? callback)
    {
        var authority = new Uri(options.Value.Clouds[connection.Cloud].Authority);
        var builder = ConfidentialClientApplicationBuilder.Create(connection.ClientId.ToString())
            .WithAuthority(new Uri(authority, connection.TenantId.ToString()), validateAuthority: false)
            .WithInstanceDiscovery(GraphTokens.IsMicrosofts(authority))
            .WithHttpClientFactory(new OneClient(http.For(connection.Cloud)));
        if (callback is not null)
        {
            builder = builder.WithRedirectUri(callback.AbsoluteUri);
        }

        return (connection.Credential switch
        {
            GraphSecret secret => builder.WithClientSecret(secret.Reveal()),
            GraphCertificate certificate => builder.WithCertificate(certificate.Load()),
            GraphFederated federated => builder.WithClientAssertion(request => assertions.GetAsync(connection.Cloud, federated, request.CancellationToken)),
            var other => throw new NotSupportedException($"There is no way to a token for a {other.GetType().Name}."),
        }).Build();
    }

    private sealed class OneClient(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }
}

/// <summary>Who signed in, and with what.</summary>
internal sealed record SignedInPerson(Guid? TenantId, Guid? UserId, string UserPrincipalName, bool HasRefreshToken, byte[] Cache)
{
    /// <summary>No record's text shows a token.</summary>
    public override string ToString() => nameof(SignedInPerson);
}
