using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The grants of a person who has signed in: an authorization code, or a refresh token.</summary>
internal static class DelegatedGrants
{
    public static bool Covers(string? grantType) => grantType is "authorization_code" or "refresh_token";

    public static (StsError? Error, JsonObject? Body) Answer(
        Scenario scenario, SimulatedTenant tenant, SimulatedApp app, TokenRequest request, Uri root, AccessTokens tokens, SignIns signIns, DateTimeOffset now)
    {
        var (error, grant) = request.GrantType == "refresh_token" ? signIns.Use(request, app.ClientId, scenario.Answers.UsedRefreshTokens, now) : signIns.Redeem(request, app.ClientId, now);
        if (grant is null)
        {
            return (error, null);
        }

        var user = tenant.Users.Find(known => known.Id == grant.UserId);
        if (user is null)
        {
            return (StsError.GrantRevoked(now, now), null);
        }

        var asked = GraphScopes(request.Scope);
        var scopes = asked.Count > 0 ? asked : grant.Scopes;
        if (request.GrantType == "refresh_token" && user.RefreshRefusal is { } number)
        {
            return (StsError.Refresh(number, app), null);
        }

        if (scopes.Except(app.DelegatedScopes).Any())
        {
            return (StsError.NotConsented(app), null);
        }

        var body = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = string.Join(' ', scopes.Select(scope => new Uri(root, scope).AbsoluteUri)),
            ["expires_in"] = scenario.TokenLifetimeSeconds,
            ["ext_expires_in"] = scenario.TokenLifetimeSeconds,
            ["access_token"] = tokens.Issue(
                new AccessToken(Guid.NewGuid().ToString("N"), tenant.Id, app.ClientId, root.GetLeftPart(UriPartial.Authority), [], now, now.AddSeconds(scenario.TokenLifetimeSeconds), user.Id, [.. scopes]),
                app.DisplayName),
            ["id_token"] = IdToken(scenario, tenant, app, user, root, tokens, now),
            ["client_info"] = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { uid = user.Id, utid = tenant.Id })),
        };
        if (scenario.Answers.RefreshTokens == RefreshTokenAnswer.Given)
        {
            body["refresh_token"] = signIns.IssueRefreshToken(grant, now);
        }

        return (null, body);
    }

    /// <summary>The Graph permissions in a scope: neither OpenID's own words nor the resource in front.</summary>
    public static List<string> GraphScopes(string? scope) =>
    [
        .. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("openid" or "profile" or "email" or "offline_access"))
            .Select(word => word[(word.LastIndexOf('/') + 1)..]),
    ];

    private static string IdToken(Scenario scenario, SimulatedTenant tenant, SimulatedApp app, SimulatedUser user, Uri root, AccessTokens tokens, DateTimeOffset now)
    {
        var home = scenario.Answers.IdTokenTenant ?? tenant.Id;
        return tokens.Sign(new JsonObject
        {
            ["aud"] = app.ClientId.ToString(),
            ["iss"] = new Uri(root, $"{home}/v2.0").AbsoluteUri,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["name"] = user.DisplayName,
            ["oid"] = user.Id.ToString(),
            ["preferred_username"] = user.UserPrincipalName,
            ["sub"] = StableGuid.Of("sub", app.ClientId, user.Id).ToString(),
            ["tid"] = home.ToString(),
            ["ver"] = "2.0",
        });
    }
}
