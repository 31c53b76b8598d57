using System.Net;
using System.Text;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The pages that a browser sees: who signs in, and what is answered. Every answer is a button.</summary>
internal static class SignInPages
{
    /// <summary>The answers besides "accept", as Entra puts them into the address of the app.</summary>
    private static readonly Dictionary<string, (string Error, string Description)> Refusals = new(StringComparer.Ordinal)
    {
        ["decline"] = ("access_denied", "AADSTS65004: User declined to consent to access the app."),
        ["consent"] = ("consent_required", "AADSTS65001: The user or administrator has not consented to use the application."),
        ["login"] = ("login_required", "AADSTS50058: A silent sign-in request was sent but no user is signed in."),
        ["interaction"] = ("interaction_required", "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication."),
        ["scope"] = ("invalid_scope", "AADSTS70011: The provided value for the input parameter 'scope' is not valid."),
        ["server"] = ("server_error", "AADSTS90033: A transient error has occurred. Please try again."),
        ["unavailable"] = ("temporarily_unavailable", "AADSTS90033: A transient error has occurred. Please try again."),
        ["unknown"] = ("something_new", "<script>alert(1)</script> AADSTS99999: Nobody has heard of this."),
    };

    /// <summary>GET shows the page; POST, from its buttons, sends the browser back to the app.</summary>
    public static PageAnswer Authorize(Scenario scenario, string tenantName, HttpRequest request, IFormCollection? form, SignIns signIns, DateTimeOffset now)
    {
        var query = request.Query;
        var tenant = scenario.FindTenant(tenantName);
        var app = Guid.TryParse(query["client_id"], out var client) ? tenant?.Apps.Find(known => known.ClientId == client) : null;
        var redirect = query["redirect_uri"].ToString();
        if (tenant is null || app is null)
        {
            return Problem(tenant is null ? StsError.UnknownTenant(tenantName) : StsError.UnknownApp(query["client_id"].ToString(), tenantName));
        }

        if (!app.RedirectUris.Contains(redirect))
        {
            return Problem(StsError.RedirectMismatch(app.ClientId, redirect));
        }

        if (query["response_type"] != "code" || query["code_challenge_method"] is not [] and not ["S256"])
        {
            return Back(redirect, request, "error=unsupported_response_type");
        }

        if (form is null)
        {
            return AuthorizePage(tenant, app, query["scope"].ToString());
        }

        var decision = form["decision"].ToString();
        if (Refusals.TryGetValue(decision, out var refusal))
        {
            return Back(redirect, request, $"error={refusal.Error}&error_description={Uri.EscapeDataString(refusal.Description)}");
        }

        var scopes = DelegatedGrants.GraphScopes(query["scope"]);
        if (scopes.Except(app.DelegatedScopes).Any())
        {
            return Back(redirect, request, $"error={Refusals["consent"].Error}&error_description={Uri.EscapeDataString(Refusals["consent"].Description)}");
        }

        var grant = new Grant(tenant.Id, app.ClientId, Guid.Parse(form["user"].ToString()), scopes);
        var code = signIns.IssueCode(grant, redirect, query["code_challenge"].FirstOrDefault(), now);
        return Back(redirect, request, $"code={Uri.EscapeDataString(code)}&session_state={Guid.NewGuid()}");
    }

    /// <summary>An administrator consents for the whole tenant.</summary>
    public static PageAnswer AdminConsent(Scenario scenario, string tenantName, HttpRequest request, IFormCollection? form)
    {
        var tenant = scenario.FindTenant(tenantName);
        var app = Guid.TryParse(request.Query["client_id"], out var client) ? tenant?.Apps.Find(known => known.ClientId == client) : null;
        var redirect = request.Query["redirect_uri"].ToString();
        if (tenant is null || app is null || !app.RedirectUris.Contains(redirect))
        {
            return Problem(app is null ? StsError.UnknownApp(request.Query["client_id"].ToString(), tenantName) : StsError.RedirectMismatch(app.ClientId, redirect));
        }

        switch (form?["decision"].ToString())
        {
            case null:
                return Page("Permissions requested", $"<p>Accept for your organization what {WebUtility.HtmlEncode(app.DisplayName)} asks for?</p>{Form("", ["accept", "decline"])}");
            case "accept":
                app.DelegatedScopes = [.. app.DelegatedScopes.Union(["OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All", "User.Read"])];
                return Back(redirect, request, $"tenant={tenant.Id}&admin_consent=True");
            default:
                return Back(redirect, request, $"error=permission_denied&error_description={Uri.EscapeDataString("AADSTS65004: The admin declined.")}");
        }
    }

    private static PageAnswer AuthorizePage(SimulatedTenant tenant, SimulatedApp app, string scope)
    {
        var users = new StringBuilder();
        foreach (var user in tenant.Users)
        {
            users.Append(System.Globalization.CultureInfo.InvariantCulture, $"<option value=\"{user.Id}\">{WebUtility.HtmlEncode(user.UserPrincipalName)}</option>");
        }

        return Page(
            "Sign in to your account",
            $"<p>{WebUtility.HtmlEncode(app.DisplayName)} asks for: {WebUtility.HtmlEncode(scope)}</p>{Form($"<select name=\"user\">{users}</select>", ["accept", .. Refusals.Keys])}");
    }

    private static string Form(string fields, IEnumerable<string> decisions) =>
        $"<form method=\"post\">{fields}{string.Concat(decisions.Select(decision => $"<button name=\"decision\" value=\"{decision}\" id=\"{decision}\">{decision}</button>"))}</form>";

    private static PageAnswer Problem(StsError error) => Page("Sorry, but we're having trouble signing you in.", $"<p>AADSTS{error.Number}: {WebUtility.HtmlEncode(error.Text)}</p>", StatusCodes.Status400BadRequest);

    private static PageAnswer Page(string title, string body, int status = StatusCodes.Status200OK) =>
        new(status, $"<!doctype html><html><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title></head><body><h1>{WebUtility.HtmlEncode(title)}</h1>{body}</body></html>", null);

    private static PageAnswer Back(string redirect, HttpRequest request, string answer) =>
        new(StatusCodes.Status302Found, "", $"{redirect}?{answer}&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
}

/// <summary>A page, or the address to go on to.</summary>
internal sealed record PageAnswer(int Status, string Html, string? Location);
