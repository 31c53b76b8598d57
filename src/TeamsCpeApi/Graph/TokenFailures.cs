using System.Collections.Frozen;
using System.Security.Authentication;
using System.Text.Json;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace TeamsCpeApi.Graph;

/// <summary>Reads what Entra said instead of giving a token.</summary>
internal static class TokenFailures
{
    /// <summary>AADSTS numbers that mean something to an administrator. The same number comes with different statuses and error words.</summary>
    private static readonly FrozenDictionary<int, (GraphFailureKind Kind, string Words)> Numbers = new Dictionary<int, (GraphFailureKind, string)>
    {
        [7000215] = (GraphFailureKind.SecretInvalid, "The client secret is wrong."),
        [7000222] = (GraphFailureKind.SecretExpired, "The client secret has expired."),
        [700016] = (GraphFailureKind.AppNotFound, "The application does not exist in the tenant."),
        [90002] = (GraphFailureKind.TenantNotFound, "The tenant does not exist in this cloud."),
        [900023] = (GraphFailureKind.TenantNotFound, "The tenant's id is malformed."),
        [90038] = (GraphFailureKind.WrongCloud, "The tenant belongs to another national cloud."),
        [700027] = (GraphFailureKind.AssertionRejected, "The application's certificate or assertion has a signature that Entra does not accept."),
        [700024] = (GraphFailureKind.AssertionRejected, "The application's assertion is not valid at this time."),
        [70021] = (GraphFailureKind.AssertionRejected, "No federated credential of the application matches the assertion."),
        [700023] = (GraphFailureKind.AssertionRejected, "The application's assertion is meant for another audience."),
        [700211] = (GraphFailureKind.AssertionRejected, "No federated credential of the application matches the assertion's issuer."),
        [700212] = (GraphFailureKind.AssertionRejected, "No federated credential of the application matches the assertion's audience."),
        [700213] = (GraphFailureKind.AssertionRejected, "No federated credential of the application matches the assertion's subject."),
        [65001] = (GraphFailureKind.ConsentMissing, "Nobody has consented to the application."),
        [700082] = (GraphFailureKind.ReconnectNeeded, "The sign-in was not used for too long."),
        [70008] = (GraphFailureKind.ReconnectNeeded, "The sign-in has expired."),
        [50173] = (GraphFailureKind.ReconnectNeeded, "The sign-in was revoked."),
        [70043] = (GraphFailureKind.ReconnectNeeded, "The tenant's sign-in frequency asks for a new sign-in."),
        [50076] = (GraphFailureKind.ReconnectNeeded, "The tenant asks for a second factor."),
        [50079] = (GraphFailureKind.ReconnectNeeded, "The tenant asks for a second factor to be set up."),
        [53003] = (GraphFailureKind.ReconnectNeeded, "Conditional access blocks the sign-in."),
        [501481] = (GraphFailureKind.SignInRefused, "The sign-in's proof (PKCE) does not belong to its code."),
        [54005] = (GraphFailureKind.ReconnectNeeded, "The authorization code was used before."),
        [50196] = (GraphFailureKind.Throttled, "Entra refuses tokens because too many were asked for."),
    }.ToFrozenDictionary();

    /// <summary>What the token endpoint or the way to it can bring about; everything else is a fault of ours.</summary>
    public static bool IsKnown(Exception exception)
        => CausesOf(exception).Any(cause => cause is MsalException or AuthenticationFailedException or AssertionException or HttpRequestException or OperationCanceledException);

    public static GraphFailure Of(GraphSubject subject, Exception exception)
    {
        var causes = CausesOf(exception).ToList();
        if (causes.OfType<MsalServiceException>().FirstOrDefault() is { StatusCode: > 0 } answer)
        {
            return OfAnswer(subject, answer.StatusCode, answer.ResponseBody, answer.Headers?.RetryAfter?.Delta);
        }

        if (causes.Exists(cause => cause is MsalUiRequiredException))
        {
            return GraphFailures.Of(GraphFailureKind.ReconnectNeeded, subject, "The stored sign-in holds no token that could be renewed.");
        }

        if (causes.OfType<AssertionException>().FirstOrDefault() is { } missing)
        {
            return GraphFailures.Of(GraphFailureKind.AssertionUnavailable, subject, missing.Message);
        }

        if (causes.Exists(cause => cause is AuthenticationException))
        {
            return GraphFailures.Of(GraphFailureKind.CertificateUntrusted, subject, "The token endpoint's certificate is not trusted.");
        }

        if (causes.Exists(cause => cause is OperationCanceledException))
        {
            return GraphFailures.Of(GraphFailureKind.Timeout, subject, "The token endpoint did not answer in time.");
        }

        return causes.Exists(cause => cause is HttpRequestException or IOException)
            ? GraphFailures.Of(GraphFailureKind.Unavailable, subject, "The token endpoint cannot be reached.")
            : GraphFailures.Of(GraphFailureKind.SignInRefused, subject, $"No token could be had ({causes[^1].GetType().Name}).");
    }

    /// <summary>Branches on the status first, then on the number; its text is quoted only where the number is not in the table.</summary>
    public static GraphFailure OfAnswer(GraphSubject subject, int status, string? body, TimeSpan? retryAfter)
    {
        var error = Read(body);
        var number = error?.Numbers is [var first, ..] ? first : 0;
        var code = number > 0 ? $"AADSTS{number}" : error?.Error;
        if (Numbers.TryGetValue(number, out var known))
        {
            return GraphFailures.Of(known.Kind, subject, $"{known.Words} Entra answered {status} {code}.", status, code, error?.TraceId, retryAfter);
        }

        var said = $"The token endpoint answered {status} {code ?? "without an error code"}"
            + (error?.Description is { Length: > 0 } description ? $": {GraphFailures.Quote(description)}" : ".");
        var kind = status switch
        {
            StatusCodes.Status429TooManyRequests => GraphFailureKind.Throttled,
            >= 500 => GraphFailureKind.Unavailable,
            >= 300 and < 400 => GraphFailureKind.RedirectRefused,
            < 300 => GraphFailureKind.AnswerUnreadable,
            _ when error?.Error is "invalid_grant" or "interaction_required" or "login_required" or "consent_required" => GraphFailureKind.ReconnectNeeded,
            _ => GraphFailureKind.SignInRefused,
        };
        return GraphFailures.Of(kind, subject, said, status, code, error?.TraceId, retryAfter);
    }

    private static IEnumerable<Exception> CausesOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static StsError? Read(string? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize<StsError>(body, GraphWire.Json);
        }
        catch (JsonException)
        {
            // A proxy's page: the status alone has to do.
            return null;
        }
    }
}
