using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>The refusals of Graph; the exchange adds the inner error with the ids of the request.</summary>
internal static class GraphError
{
    private const string InvalidToken = "InvalidAuthenticationToken";
    private const string MeetingType = "microsoft.graph.onlineMeeting";

    public static Answer EmptyToken() => Unauthenticated("Access token is empty.");

    public static Answer MalformedToken() => Unauthenticated("IDX14100: JWT is not well formed, there are no dots (.).");

    public static Answer ExpiredToken() => Unauthenticated("Lifetime validation failed, the token is expired.");

    public static Answer WrongAudience() => Unauthenticated("Access token validation failure. Invalid audience.");

    public static Answer MissingDirectoryRole() => Of(
        StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static Answer MissingMeetingRole(IEnumerable<string> needed, IEnumerable<string> granted, string what = "role") => Forbidden(
        $"Missing {what} permissions on the request. API requires one of '{string.Join(", ", needed)}'. "
        + $"{char.ToUpperInvariant(what[0])}{what[1..]}s on the request '{string.Join(", ", granted)}'.");

    public static Answer MissingMeetingRole(IEnumerable<string> needed, Entra.AccessToken token) =>
        token.UserId is null ? MissingMeetingRole(needed, token.Roles) : MissingMeetingRole(needed, token.Scopes!, "scope");

    public static Answer OrganizerInToken(Guid inToken, Guid inPath) => Of(
        StatusCodes.Status403Forbidden,
        "General",
        $"Organizer ID in token({inToken}) does not match organizer ID in request url({inPath}). With delegated permission only /me endpoint is supported.");

    public static Answer NoPolicy(PolicyRefusalWording wording, Guid app) => Forbidden(wording switch
    {
        PolicyRefusalWording.Live => $"No application access policy found for this app {app} on the user",
        PolicyRefusalWording.FullStop => "No application access policy found for this app.",
        _ => "No application access policy found for this app",
    });

    public static Answer NotCovered() => Forbidden("3003: User does not have access to lookup meeting");

    public static Answer Forbidden(string message = "Forbidden") => Of(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static Answer MeetingNotFound() => Of(
        StatusCodes.Status404NotFound, "NotFound", "3004: Specified meeting is not found");

    public static Answer OrganizerMismatch(Guid user) => Of(
        StatusCodes.Status404NotFound, "NotFound", $"Organizer Id mismatch User Id: {user}.");

    public static Answer InvalidMeetingId(string id) => BadRequest($"Invalid meeting id {id}.");

    public static Answer CorruptedMeetingId() => BadRequest("Meeting Id is corrupted.");

    public static Answer NotFound(string message, string code = "NotFound") => Of(StatusCodes.Status404NotFound, code, message);

    public static Answer Conflict(string code, string message) => Of(StatusCodes.Status409Conflict, code, message);

    public static Answer CalendarDenied() => Of(StatusCodes.Status403Forbidden, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");

    public static Answer ReportNotFound() => Of(StatusCodes.Status404NotFound, "NotFound", "Specified attendance report is not found");

    public static Answer UnknownUserInPath() => Of(StatusCodes.Status404NotFound, "UnknownError", "");

    public static Answer NoFilter() => Of(
        StatusCodes.Status400BadRequest,
        "InvalidArgument",
        "One of the required parameters to lookup meeting by QueryOptions is null or empty.");

    public static Answer MalformedFilter() => BadRequest(
        $"The query specified in the URI is not valid. Could not find a property named 'JoinWebUrl' on type '{MeetingType}'.");

    public static Answer UnknownFilterProperty(string property) => BadRequest(
        $"The query specified in the URI is not valid. Could not find a property named '{property}' on type '{MeetingType}'.");

    public static Answer UnknownMeetingUrl() => BadRequest("1026: An error has occurred.");

    public static Answer UnknownSegment(string segment) => BadRequest($"Resource not found for the segment '{segment}'.");

    public static Answer DelegatedOnly() => BadRequest("/me request is only valid with delegated authentication flow.");

    public static Answer ResourceNotFound(string id) => Of(
        StatusCodes.Status404NotFound,
        "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static Answer UnsupportedQuery(string message) => Of(
        StatusCodes.Status400BadRequest, "Request_UnsupportedQuery", message);

    public static Answer InvalidSkipToken() => BadRequest("Skip token is invalid.");

    public static Answer Throttled(int? retryAfterSeconds) => WithRetryAfter(
        Of(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many requests."), retryAfterSeconds);

    public static Answer Backend(int status, int? retryAfterSeconds) => WithRetryAfter(
        Of(
            status,
            status switch
            {
                StatusCodes.Status500InternalServerError => "InternalServerError",
                StatusCodes.Status503ServiceUnavailable => "ServiceUnavailable",
                StatusCodes.Status504GatewayTimeout => "GatewayTimeout",
                _ => "UnknownError",
            },
            "An error has occurred."),
        retryAfterSeconds);

    public static Answer WithRetryAfter(Answer answer, int? seconds) =>
        seconds is { } wait ? answer.With("Retry-After", $"{wait}") : answer;

    public static Answer BadRequest(string message) => Of(StatusCodes.Status400BadRequest, "BadRequest", message);

    private static Answer Unauthenticated(string message) => Of(StatusCodes.Status401Unauthorized, InvalidToken, message)
        .With("WWW-Authenticate", "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", "
            + "client_id=\"00000003-0000-0000-c000-000000000000\"");

    public static Answer Of(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
}
