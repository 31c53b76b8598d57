using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Entra;

internal static class Discovery
{
    public static JsonObject OpenIdConfiguration(Uri root, Guid tenant)
    {
        var authority = new Uri(root, $"{tenant}/");
        return new JsonObject
        {
            ["token_endpoint"] = new Uri(authority, "oauth2/v2.0/token").AbsoluteUri,
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
            ["jwks_uri"] = new Uri(authority, "discovery/v2.0/keys").AbsoluteUri,
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token", "id_token token"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["issuer"] = new Uri(authority, "v2.0").AbsoluteUri,
            ["authorization_endpoint"] = new Uri(authority, "oauth2/v2.0/authorize").AbsoluteUri,
        };
    }

    /// <summary>Answers a client that did not turn instance discovery off.</summary>
    public static JsonObject Instance(Uri root) => new()
    {
        ["tenant_discovery_endpoint"] = new Uri(root, "common/v2.0/.well-known/openid-configuration").AbsoluteUri,
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = root.Authority,
            ["preferred_cache"] = root.Authority,
            ["aliases"] = new JsonArray(root.Authority),
        }),
    };
}
