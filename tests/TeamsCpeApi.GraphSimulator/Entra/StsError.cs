using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The refusals of the token endpoint, numbered as Entra numbers them.</summary>
internal sealed record StsError(int Number, int Status, string Error, string Text)
{
    /// <summary>The finer reason that some refusals carry.</summary>
    public string? SubError { get; init; }

    private const int BadRequest = StatusCodes.Status400BadRequest;
    private const int Unauthorized = StatusCodes.Status401Unauthorized;

    public static StsError WrongSecret(Guid app) => new(7000215, Unauthorized, "invalid_client",
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client "
        + $"secret ID, for a secret added to app '{app}'.");

    public static StsError ExpiredSecret(Guid app) => new(7000222, Unauthorized, "invalid_client",
        $"The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app: "
        + "https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.");

    public static StsError NoCredential() => new(7000218, Unauthorized, "invalid_client",
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static StsError AssertionNotTrusted(string reason) => new(700027, Unauthorized, "invalid_client",
        $"Client assertion failed signature validation. [Reason - {reason}]");

    public static StsError AssertionNotTimely() => new(700024, Unauthorized, "invalid_client",
        "Client assertion is not within its valid time range.");

    public static StsError WrongAssertionAudience() => new(700023, Unauthorized, "invalid_client",
        "Client assertion audience claim does not match Realm issuer.");

    public static StsError MalformedAssertion() => new(50027, BadRequest, "invalid_request", "JWT token is invalid or malformed.");

    public static StsError NoFederatedRecord(int number, string what, string? value) => new(number, BadRequest, "invalid_request",
        $"No matching federated identity record found for presented assertion {what} '{value}'. Check your federated identity "
        + "credential Subject, Audience and Issuer against the presented assertion.");

    public static StsError NoFederatedRecordYet() => new(70021, BadRequest, "invalid_request",
        "No matching federated identity record found for presented assertion. Check your federated identity credential Subject, "
        + "Audience and Issuer against the presented assertion.");

    public static StsError UnknownApp(string app, string tenant) => new(700016, BadRequest, "unauthorized_client",
        $"Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has "
        + "not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent "
        + "your authentication request to the wrong tenant.");

    public static StsError UnknownTenant(string tenant, string error = "invalid_request") => new(90002, BadRequest, error,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. "
        + "Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.");

    public static StsError MalformedTenant(string tenant) => new(900023, BadRequest, "invalid_request",
        $"Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.");

    public static StsError CommonEndpoint(string? app) => new(50194, BadRequest, "invalid_request",
        $"Application '{app}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for "
        + "such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.");

    public static StsError MissingParameter(string name) => new(900144, BadRequest, "invalid_request",
        $"The request body must contain the following parameter: '{name}'.");

    public static StsError UnsupportedGrant(string grantType) => new(70003, BadRequest, "unsupported_grant_type",
        $"The app requested an unsupported grant type '{grantType}'.");

    public static StsError ScopeWithoutDefault(string scope) => new(1002012, BadRequest, "invalid_scope",
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default "
        + "suffixed to the resource identifier (application ID URI).");

    public static StsError UnknownResource(string resource, string tenant) => new(500011, BadRequest, "invalid_resource",
        $"The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application "
        + "has not been installed by the administrator of the tenant or consented to by any user in the tenant.");

    public static StsError MalformedGrant() => new(9002313, BadRequest, "invalid_grant", "Invalid request. Request is malformed or invalid.");

    public static StsError CodeUsed() => new(54005, BadRequest, "invalid_grant",
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.");

    public static StsError GrantExpired() => new(70008, BadRequest, "invalid_grant",
        "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.");

    public static StsError WrongVerifier() => new(501481, BadRequest, "invalid_grant",
        "The Code_Verifier does not match the code_challenge supplied in the authorization request.");

    public static StsError RedirectMismatch(Guid app, string? redirect) => new(50011, BadRequest, "invalid_request",
        $"The redirect URI '{redirect}' specified in the request does not match the redirect URIs configured for the application '{app}'.");

    public static StsError GrantInactive(DateTimeOffset issued) => new(700082, BadRequest, "invalid_grant",
        string.Create(CultureInfo.InvariantCulture, $"The refresh token has expired due to inactivity. The token was issued on {issued.UtcDateTime:O} and was inactive for 90.00:00:00."));

    public static StsError GrantRevoked(DateTimeOffset issued, DateTimeOffset since) => new(50173, BadRequest, "invalid_grant",
        string.Create(CultureInfo.InvariantCulture, $"The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued.UtcDateTime:O}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{since.UtcDateTime:O}'."));

    public static StsError NotConsented(SimulatedApp app) => new(65001, BadRequest, "invalid_grant",
        $"The user or administrator has not consented to use the application with ID '{app.ClientId}' named '{app.DisplayName}'. Send an interactive authorization request for this user and resource.")
    {
        SubError = "consent_required",
    };

    /// <summary>A refresh token refused by what the tenant demands of its people.</summary>
    public static StsError Refresh(int number, SimulatedApp app) => number switch
    {
        65001 => NotConsented(app),
        50076 or 50079 => new(number, BadRequest, "interaction_required", "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.") { SubError = "basic_action" },
        53003 => new(number, BadRequest, "interaction_required", "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.") { SubError = "message_only" },
        70043 => new(number, BadRequest, "invalid_grant", "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.") { SubError = "token_expired" },
        70008 => GrantExpired(),
        _ => new(number, BadRequest, "invalid_grant", "The grant is not valid any more."),
    };

    public static StsError Transient(int status) => new(90033, status, "temporarily_unavailable",
        "A transient error has occurred. Please try again.");

    public Answer ToAnswer(DateTimeOffset now, string? correlationId)
    {
        var trace = Guid.NewGuid().ToString();
        var correlation = Guid.TryParse(correlationId, out var given) ? given.ToString() : Guid.NewGuid().ToString();
        var timestamp = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["error"] = Error,
            ["error_description"] =
                $"AADSTS{Number}: {Text}\r\nTrace ID: {trace}\r\nCorrelation ID: {correlation}\r\nTimestamp: {timestamp}",
            ["error_codes"] = new JsonArray(Number),
            ["timestamp"] = timestamp,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={Number}",
        };
        if (SubError is not null)
        {
            body["suberror"] = SubError;
        }

        return new Answer(Status, body);
    }
}
