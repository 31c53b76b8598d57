using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The claims of an app-only access token that the simulator reads again.</summary>
internal sealed record AccessToken(
    string Id, Guid TenantId, Guid AppId, string Audience, IReadOnlyList<string> Roles, DateTimeOffset IssuedAt, DateTimeOffset Expires);

/// <summary>Issues and reads tokens, signed with the key of the server's certificate.</summary>
internal sealed class AccessTokens(RSA key)
{
    private readonly string keyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportRSAPublicKey()));

    public string Issue(AccessToken token, string appDisplayName)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId };
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

        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Null when the text is no token or not one of this simulator; the lifetime is the reader's business.</summary>
    public AccessToken? Read(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || parts.Any(part => !Base64Url.IsValid(part)))
        {
            return null;
        }

        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        if (!key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return null;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var root = claims.RootElement;
        return new AccessToken(
            root.GetProperty("uti").GetString()!,
            root.GetProperty("tid").GetGuid(),
            root.GetProperty("appid").GetGuid(),
            root.GetProperty("aud").GetString()!,
            root.TryGetProperty("roles", out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : [],
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("iat").GetInt64()),
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()));
    }

    public JsonObject PublicKeys()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = keyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        };
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
