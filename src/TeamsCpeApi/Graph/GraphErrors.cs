using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.Graph;

/// <summary>
/// Reads Graph's refusals: by status, then by code, and only where one code stands for several things by the meeting service's number
/// in front of the text or by a phrase of it.
/// </summary>
internal static partial class GraphErrors
{
    public static GraphFailure Of(GraphCall call, GraphExchange answer)
    {
        var error = Read(answer.Body);
        var code = error?.Code is { Length: > 0 } given ? given : null;
        var text = error?.Message ?? "";
        var said = $"Graph answered {answer.Status} {code ?? "without an error code"}"
            + (text.Length > 0 ? $": {GraphFailures.Quote(text)}" : ".");
        return GraphFailures.Of(
            KindOf(answer.Status, code, text, call.WhenNotFound),
            call.Subject,
            said,
            answer.Status,
            code,
            answer.RequestId ?? error?.InnerError?.RequestId,
            answer.RetryAfter);
    }

    private static GraphFailureKind KindOf(int status, string? code, string text, GraphFailureKind whenNotFound)
        => status switch
        {
            401 or 403 when IsPolicyRefusal(text) => GraphFailureKind.NoAccessPolicy,
            401 => GraphFailureKind.TokenRejected,
            403 => Forbidden(code, text),
            404 => NotFound(code, text, whenNotFound),
            400 when IsMeetingIdRefusal(text) => GraphFailureKind.MeetingIdInvalid,
            408 => GraphFailureKind.Timeout,
            429 => GraphFailureKind.Throttled,
            >= 500 => GraphFailureKind.Unavailable,
            >= 300 and < 400 => GraphFailureKind.RedirectRefused,
            < 300 => GraphFailureKind.AnswerUnreadable,
            _ => GraphFailureKind.RequestRefused,
        };

    private static GraphFailureKind Forbidden(string? code, string text)
        => code switch
        {
            "Authorization_RequestDenied" or "ErrorAccessDenied" => GraphFailureKind.ConsentMissing,
            _ when NumberOf(text) == "3003" => GraphFailureKind.OrganizerNotCovered,
            _ when Says(text, "does not match organizer ID") => GraphFailureKind.OrganizerMismatch,
            "Forbidden" when Says(text, "Missing role permissions")
                || Says(text, "Missing scope permissions")
                || Says(text, "Insufficient permissions")
                || text.Equals("Forbidden", StringComparison.OrdinalIgnoreCase) => GraphFailureKind.ConsentMissing,
            _ => GraphFailureKind.Forbidden,
        };

    private static GraphFailureKind NotFound(string? code, string text, GraphFailureKind whenNotFound)
        => code switch
        {
            "Request_ResourceNotFound" => GraphFailureKind.UserNotFound,

            // What Graph says when the id in the path is not the object id of a user it can serve.
            "UnknownError" => GraphFailureKind.OrganizerUnknown,
            _ when NumberOf(text) == "3004" => GraphFailureKind.MeetingNotFound,
            _ when IsMeetingIdRefusal(text) => GraphFailureKind.MeetingIdInvalid,
            _ => whenNotFound,
        };

    /// <summary>The wordings seen since 2021; each means that the application is not let near this organizer.</summary>
    private static bool IsPolicyRefusal(string text)
        => Says(text, "No application access policy found")
            || Says(text, "Application is not allowed to perform operations on the user")
            || (Says(text, "is not authorized to") && Says(text, "on behalf of user"));

    private static bool IsMeetingIdRefusal(string text)
        => Says(text, "Invalid meeting id") || Says(text, "Meeting Id is corrupted") || Says(text, "Organizer Id mismatch");

    private static bool Says(string text, string phrase) => text.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    private static string? NumberOf(string text) => LeadingNumber().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^\s*([0-9]{4}):", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingNumber();

    private static WireErrorBody? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<WireError>(body, GraphWire.Json)?.Error;
        }
        catch (JsonException)
        {
            // Not from Graph but from something in front of it: the status alone has to do.
            return null;
        }
    }
}
