using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>Other issuers, whose assertions an app can be told to trust: an identity provider of somewhere else, and the tenant's own managed identities.</summary>
internal sealed class Issuers(RSA tenantKey)
{
    private const string KeyId = "issuer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The key of an issuer of this simulator; null for every other one.</summary>
    public RSA? KeyOf(string issuer, Uri root, SimulatedTenant tenant)
    {
        var prefix = new Uri(root, "issuers/").AbsoluteUri;
        return issuer.StartsWith(prefix, StringComparison.Ordinal) ? Key(issuer[prefix.Length..])
            : issuer == new Uri(root, $"{tenant.Id}/v2.0").AbsoluteUri ? tenantKey
            : null;
    }

    /// <summary>The client credentials grant of another issuer.</summary>
    public Answer Token(Scenario scenario, string name, TokenRequest request, string? audience, Uri root, DateTimeOffset now)
    {
        if (scenario.Issuers.Find(known => known.Name == name)?.Clients.Find(known => known.ClientId == request.ClientId && known.Secret == request.ClientSecret) is not { } client)
        {
            return new Answer(StatusCodes.Status401Unauthorized, new JsonObject { ["error"] = "invalid_client", ["error_description"] = "Client authentication failed." });
        }

        var token = Assertion(name, client.Subject, client.Audience ?? audience ?? "", root, now);
        return Answer.Ok(new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = (int)Lifetime.TotalSeconds });
    }

    public string Assertion(string name, string subject, string audience, Uri root, DateTimeOffset now) =>
        Jwt.Sign(Key(name), Header(KeyId), Claims(new Uri(root, $"issuers/{name}").AbsoluteUri, subject, audience, now));

    /// <summary>The managed identity endpoint of App Service: the token of the machine's identity for a resource.</summary>
    public Answer IdentityToken(Scenario scenario, string? resource, string? clientId, bool isHeaderRight, Uri root, DateTimeOffset now)
    {
        var (tenant, identity) = scenario.Tenants
            .SelectMany(tenant => tenant.ManagedIdentities, (tenant, identity) => (tenant, identity))
            .FirstOrDefault(pair => clientId is null ? pair.identity.SystemAssigned : pair.identity.ClientId.ToString() == clientId);
        if (!isHeaderRight || identity is null || resource is null)
        {
            return new Answer(StatusCodes.Status400BadRequest, new JsonObject { ["statusCode"] = 400, ["message"] = "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId." });
        }

        var token = Jwt.Sign(tenantKey, Header("tenant"), Claims(new Uri(root, $"{tenant.Id}/v2.0").AbsoluteUri, identity.ObjectId.ToString(), resource, now));
        return Answer.Ok(new JsonObject
        {
            ["access_token"] = token,
            ["expires_on"] = now.Add(Lifetime).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = identity.ClientId.ToString(),
        });
    }

    public JsonObject PublicKeys(string name) => Jwt.PublicKeys(Key(name), KeyId);

    public static JsonObject Configuration(string name, Uri root)
    {
        var issuer = new Uri(root, $"issuers/{name}").AbsoluteUri;
        return new JsonObject { ["issuer"] = issuer, ["token_endpoint"] = $"{issuer}/token", ["jwks_uri"] = $"{issuer}/keys" };
    }

    private static RSA Key(string name) => KeyPairs.Of($"issuer {name}");

    private static JsonObject Header(string keyId) => new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId };

    private static JsonObject Claims(string issuer, string subject, string audience, DateTimeOffset now) => new()
    {
        ["iss"] = issuer,
        ["sub"] = subject,
        ["aud"] = audience,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.Add(Lifetime).ToUnixTimeSeconds(),
        ["jti"] = Guid.NewGuid().ToString(),
    };
}
