using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Http;

/// <summary>Makes an RFC 9457 answer of everything that is not an answer yet: refusals, unreadable requests, lost databases, bugs.</summary>
internal sealed partial class ProblemAnswers(ILogger<ProblemAnswers> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ToProblem(exception);
        if (problem.Status >= 500)
        {
            Log.Failed(logger, exception, problem.Code, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
        }

        await WriteAsync(httpContext, problem, cancellationToken);
        return true;
    }

    internal static async Task WriteAsync(HttpContext context, Problem problem, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var body = problem.ToBody(Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        await context.Response.WriteAsJsonAsync(body, Json.Options, "application/problem+json", cancellationToken);
    }

    /// <summary>Statuses that the framework sets without a body (unknown route, wrong method) get one.</summary>
    internal static Task WriteBareStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var problem = http.Response.StatusCode switch
        {
            404 => Problems.NotFound("address").Problem,
            405 => new Problem(405, "method-not-allowed", "The method is not allowed here", $"Use one of: {http.Response.Headers.Allow}.", []),
            413 => Problems.PayloadTooLarge(Uploads.MaximumRequestBytes).Problem,
            415 => Problems.UnsupportedMediaType("the media type that the documentation names, for example application/json").Problem,
            var status => new Problem(status, $"status-{status}", "The request was refused", "See the documentation of this address.", []),
        };
        return WriteAsync(http, problem, http.RequestAborted);
    }

    private static Problem ToProblem(Exception exception) => exception switch
    {
        ProblemException refusal => refusal.Problem,
        BadHttpRequestException { StatusCode: 413 } => Problems.PayloadTooLarge(Uploads.MaximumRequestBytes).Problem,
        BadHttpRequestException { StatusCode: 415 } => Problems.UnsupportedMediaType("application/json").Problem,
        BadHttpRequestException { InnerException: JsonException json } => Unreadable(json),
        BadHttpRequestException bad => Problems.Invalid(bad.Message).Problem,
        InvalidDataException multipart => Problems.Invalid($"The multipart body cannot be read: {multipart.Message}").Problem,
        DbUpdateConcurrencyException => new Problem(412, "precondition-failed", "The resource has changed", "Somebody changed it at the same moment. Read it again and repeat the change if it still applies.", []),
        DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } } =>
            new Problem(409, "already-exists", "It exists already", "The same thing was stored at the same moment. Read it before you send the request again.", []),
        _ when IsUnstorableText(exception) => Problems.Invalid("A text holds a character that cannot be stored (U+0000): remove it and send the request again.").Problem,
        _ when IsLostDatabase(exception) => Problems.DatabaseUnavailable(),
        _ => Problems.Unexpected(),
    };

    private static bool IsLostDatabase(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        PostgresException => false,
        NpgsqlException or System.Net.Sockets.SocketException => true,
        DbException => false,
        { InnerException: { } inner } => IsLostDatabase(inner),
        _ => false,
    };

    /// <summary>Texts from files, addresses and headers get as far as PostgreSQL, which refuses U+0000.</summary>
    private static bool IsUnstorableText(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => true,
        { InnerException: { } inner } => IsUnstorableText(inner),
        _ => false,
    };

    private static Problem Unreadable(JsonException json)
    {
        var pointer = json.Path is { Length: > 1 } path
            ? string.Concat(path[1..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/'))
            : "";
        var message = json.Message.Split(" Path:", 2)[0];
        if (message.Contains("could not be converted to", StringComparison.Ordinal))
        {
            message = "The value has the wrong type or is not one of the documented ones.";
        }
        else if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            message = "This member is not known here: check its spelling against the documentation.";
        }
        else if (message.Contains("was missing required properties", StringComparison.Ordinal))
        {
            message = $"Required members are missing: {message[(message.LastIndexOf(':') + 1)..].Trim()}";
        }

        else if (message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            message = "The member stands twice: send it once.";
        }

        return Problems.Invalid("The body cannot be read as the JSON that is expected here.", new InputError("unreadable", message, pointer)).Problem;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request failed with {Code}: {Method} {Endpoint}")]
        public static partial void Failed(ILogger logger, Exception exception, string code, string method, string? endpoint);
    }
}
