using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The claims of an access token, of an app or with a user in whose name it acts, that the simulator reads again.</summary>
internal sealed record AccessToken(
    string Id, Guid TenantId, Guid AppId, string Audience, IReadOnlyList<string> Roles, DateTimeOffset IssuedAt, DateTimeOffset Expires,
    Guid? UserId = null, IReadOnlyList<string>? Scopes = null);

/// <summary>Issues and reads tokens, signed with the key of the server's certificate.</summary>
internal sealed class AccessTokens(RSA key)
{
    private readonly string keyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportRSAPublicKey()));

    public string Issue(AccessToken token, string appDisplayName)
    {
        var servicePrincipal = StableGuid.Of("service principal", token.TenantId, token.AppId).ToString();
        var claims = new JsonObject
        {
            ["aud"] = token.Audience,
            ["iss"] = $"https://sts.windows.net/{token.TenantId}/",
            ["iat"] = token.IssuedAt.ToUnixTimeSeconds(),
            ["nbf"] = token.IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = token.Expires.ToUnixTimeSeconds(),
            ["app_displayname"] = appDisplayName,
            ["appid"] = token.AppId.ToString(),
            ["azp"] = token.AppId.ToString(),
            ["idtyp"] = "app",
            ["oid"] = servicePrincipal,
            ["sub"] = servicePrincipal,
            ["tid"] = token.TenantId.ToString(),
            ["uti"] = token.Id,
            ["ver"] = "1.0",
        };
        if (token.Roles.Count > 0)
        {
            claims["roles"] = new JsonArray([.. token.Roles.Select(role => JsonValue.Create(role))]);
        }

        if (token.UserId is { } user)
        {
            (claims["idtyp"], claims["oid"], claims["scp"]) = ("user", user.ToString(), string.Join(' ', token.Scopes ?? []));
            claims["sub"] = StableGuid.Of("sub", token.AppId, user).ToString();
        }

        return Sign(claims);
    }

    /// <summary>Any other token of the tenant, such as an id token or one that comes with a notification.</summary>
    public string Sign(JsonObject claims) => Jwt.Sign(key, new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId }, claims);

    /// <summary>Null when the text is no token or not one of this simulator; the lifetime is the reader's business.</summary>
    public AccessToken? Read(string text)
    {
        if (Jwt.Parse(text) is not { } jwt || !jwt.IsSignedBy(key, pssAllowed: false) || Jwt.Text(jwt.Claims, "uti") is null)
        {
            return null;
        }

        var root = jwt.Claims;
        return new AccessToken(
            root.GetProperty("uti").GetString()!,
            root.GetProperty("tid").GetGuid(),
            root.GetProperty("appid").GetGuid(),
            root.GetProperty("aud").GetString()!,
            root.TryGetProperty("roles", out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : [],
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("iat").GetInt64()),
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()),
            root.GetProperty("idtyp").GetString() == "user" ? root.GetProperty("oid").GetGuid() : null,
            root.TryGetProperty("scp", out var scopes) ? scopes.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries) : []);
    }

    public JsonObject PublicKeys() => Jwt.PublicKeys(key, keyId);
}
