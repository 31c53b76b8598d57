using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>Who asks, with what, for which resource; and the client credentials grant.</summary>
internal static partial class TokenEndpoint
{
    private const string DefaultScope = "/.default";
    private static readonly string[] SharedTenants = ["common", "organizations", "consumers"];

    public static Answer Answer(
        Scenario scenario, string tenantName, TokenRequest request, Uri root, SimulatorState state, DateTimeOffset now, string? correlationId)
    {
        var (error, body) = Decide(scenario, tenantName, request, root, state, now);
        return error is not null || body is null ? error!.ToAnswer(now, correlationId) : GraphSimulator.Answer.Ok(body);
    }

    /// <summary>The tenant, or why there is none by that name.</summary>
    public static StsError? RefuseTenant(Scenario scenario, string name, string errorWhenUnknown = "invalid_request") =>
        scenario.FindTenant(name) is not null ? null
        : Guid.TryParse(name, out _) || DomainName.IsMatch(name) ? StsError.UnknownTenant(name, errorWhenUnknown)
        : StsError.MalformedTenant(name);

    private static (StsError? Error, JsonObject? Body) Decide(
        Scenario scenario, string tenantName, TokenRequest request, Uri root, SimulatorState state, DateTimeOffset now)
    {
        if (SharedTenants.Contains(tenantName, StringComparer.OrdinalIgnoreCase))
        {
            return (StsError.CommonEndpoint(request.ClientId), null);
        }

        if ((RefuseTenant(scenario, tenantName) ?? RefuseShape(request)) is { } refusal)
        {
            return (refusal, null);
        }

        var tenant = scenario.FindTenant(tenantName)!;
        var app = Guid.TryParse(request.ClientId, out var clientId) ? tenant.Apps.Find(known => known.ClientId == clientId) : null;
        if (app is null)
        {
            return (StsError.UnknownApp(request.ClientId!, tenantName), null);
        }

        if (RefuseCredential(tenant, app, request, root, state.Issuers, now) is { } stranger)
        {
            return (stranger, null);
        }

        if (DelegatedGrants.Covers(request.GrantType))
        {
            return DelegatedGrants.Answer(scenario, tenant, app, request, root, state.Tokens, state.SignIns, now);
        }

        if (RefuseScope(scenario, tenantName, request.Scope!, root) is { } later)
        {
            return (later, null);
        }

        var token = new AccessToken(
            Guid.NewGuid().ToString("N"),
            tenant.Id,
            app.ClientId,
            request.Scope![..^DefaultScope.Length],
            [.. app.Roles],
            now,
            now.AddSeconds(scenario.TokenLifetimeSeconds));
        return (null, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = scenario.TokenLifetimeSeconds,
            ["ext_expires_in"] = scenario.TokenLifetimeSeconds,
            ["access_token"] = state.Tokens.Issue(token, app.DisplayName),
        });
    }

    private static StsError? RefuseShape(TokenRequest request) =>
        request.GrantType is null ? StsError.MissingParameter("grant_type")
        : request.GrantType != "client_credentials" && !DelegatedGrants.Covers(request.GrantType) ? StsError.UnsupportedGrant(request.GrantType)
        : request.ClientId is null ? StsError.MissingParameter("client_id")
        : request.Scope is null ? StsError.MissingParameter("scope")
        : request is { ClientSecret: null, ClientAssertion: null } ? StsError.NoCredential()
        : null;

    private static StsError? RefuseCredential(SimulatedTenant tenant, SimulatedApp app, TokenRequest request, Uri root, Issuers issuers, DateTimeOffset now)
    {
        if (request.ClientSecret is null)
        {
            return ClientAssertions.Refuse(tenant, app, request.ClientAssertion!, root, issuers, now);
        }

        var secret = app.Secrets.Find(known => known.Value == request.ClientSecret);
        return secret is null ? StsError.WrongSecret(app.ClientId)
            : secret.Expires is { } expires && expires.Value <= now ? StsError.ExpiredSecret(app.ClientId)
            : null;
    }

    private static StsError? RefuseScope(Scenario scenario, string tenantName, string scope, Uri root)
    {
        if (!scope.EndsWith(DefaultScope, StringComparison.Ordinal) || scope.Contains(' ', StringComparison.Ordinal))
        {
            return StsError.ScopeWithoutDefault(scope);
        }

        var resource = scope[..^DefaultScope.Length];
        return Audience.IsGraph(scenario, resource, root) || scenario.OtherResources.Contains(resource)
            ? null
            : StsError.UnknownResource(resource, tenantName);
    }

    [GeneratedRegex(@"^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", RegexOptions.IgnoreCase)]
    private static partial Regex DomainName { get; }
}
