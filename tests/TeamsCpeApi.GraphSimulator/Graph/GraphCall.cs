using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator.Entra;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>An authenticated call: everything a handler may look at.</summary>
internal sealed record GraphCall(
    Scenario Scenario, SimulatedTenant Tenant, AccessToken Token, HttpRequest Request, Uri Root, DateTimeOffset Now)
{
    /// <summary>The JSON that was sent; null where there is none.</summary>
    public JsonObject? Body { get; init; }

    public string Context(string entity) => $"{Root}v1.0/$metadata#{entity}";

    /// <summary>A route value; the server leaves an escaped slash alone, which ids made of base64 may contain.</summary>
    public string Route(string name) =>
        ((string?)Request.RouteValues[name] ?? (name == "userId" ? Token.UserId?.ToString() : null) ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A query option, decoded exactly once; null when absent or empty.</summary>
    public string? Option(string name) => Request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    public bool HasAnyRole(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (Token.UserId is null ? Token.Roles.Contains(role) : IsDelegated(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an app may do for all, a person may do for themselves under the shorter name; except that people do not read the directory with it.</summary>
    private bool IsDelegated(string role) => Token.Scopes!.Any(scope => scope == role
        || ($"{scope}.All" == role && !role.StartsWith("User.", StringComparison.Ordinal) && !role.StartsWith("Directory.", StringComparison.Ordinal)));
}
