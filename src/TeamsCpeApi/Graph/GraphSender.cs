using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Polly;
using TeamsCpeApi.Graph.Budget;

namespace TeamsCpeApi.Graph;

/// <summary>Sends a request to a cloud's Graph root, and nowhere else, as often as it takes.</summary>
internal sealed partial class GraphSender
{
    private readonly GraphOptions options;
    private readonly GraphHttp http;
    private readonly GraphTokens tokens;
    private readonly GraphBudgets budgets;
    private readonly TimeProvider clock;
    private readonly ILogger<GraphSender> logger;
    private readonly ResiliencePipeline<GraphExchange> pipeline;

    public GraphSender(IOptions<GraphOptions> options, GraphHttp http, GraphTokens tokens, GraphBudgets budgets, TimeProvider clock, ILogger<GraphSender> logger)
    {
        this.options = options.Value;
        this.http = http;
        this.tokens = tokens;
        this.budgets = budgets;
        this.clock = clock;
        this.logger = logger;
        pipeline = GraphRetry.Pipeline(
            this.options.Retry,
            clock,
            (exchange, pause) => Log.Repeating(logger, exchange.Failure?.Code, exchange.Status, exchange.RequestId, pause.TotalMilliseconds));
    }

    /// <summary>The answer to one request. The address must lie below the cloud's Graph root, whoever made it.</summary>
    public async Task<GraphExchange> SendAsync(GraphCall call, Uri address, CancellationToken cancellationToken)
    {
        var root = new Uri(options.Clouds[call.Connection.Cloud].GraphRoot);
        if (!IsSameOrigin(root, address))
        {
            Log.ForeignAddress(logger, call.Operation);
            return GraphExchange.Failed(GraphFailures.Of(
                GraphFailureKind.ForeignNextLink, call.Subject, "Graph named an address outside its own origin; it was not asked."));
        }

        var request = new Request(call, address);
        return await pipeline.ExecuteAsync(AttemptAsync, request, cancellationToken);
    }

    private static bool IsSameOrigin(Uri root, Uri address)
        => address.IsAbsoluteUri
            && address.UserInfo.Length == 0
            && Uri.Compare(root, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async ValueTask<GraphExchange> AttemptAsync(Request request, CancellationToken cancellationToken)
    {
        var call = request.Call;
        var fresh = request is { WasRefused: true, HasNewToken: false };
        var (token, failure) = await tokens.GetAsync(call.Connection, fresh, cancellationToken);
        if (token is null)
        {
            Log.NoToken(logger, call.Operation, failure!.Code, failure.GraphCode, failure.RequestId);
            if (failure.Kind == GraphFailureKind.Throttled)
            {
                await budgets.HoldAsync(call, failure.RetryAfter);
            }

            return GraphExchange.Failed(failure);
        }

        request.HasNewToken |= fresh;
        var (slot, held) = await budgets.EnterAsync(call, cancellationToken);
        if (slot is null)
        {
            return GraphExchange.Failed(held!);
        }

        var start = clock.GetTimestamp();
        try
        {
            var exchange = await ExchangeAsync(call, request.Address, token, cancellationToken);
            Log.Answered(logger, call.Operation, exchange.Status, exchange.RequestId, clock.GetElapsedTime(start).TotalMilliseconds);
            request.WasRefused |= exchange.Status == StatusCodes.Status401Unauthorized;
            return await budgets.LearnAsync(call, slot, exchange) with { TokenWasCached = !request.HasNewToken, MayHaveHappened = MayHaveHappened(call, exchange) };
        }
        catch (Exception exception) when (WhatBroke(call, exception, cancellationToken) is { } broken)
        {
            Log.NotAnswered(logger, call.Operation, broken.Code, exception.GetType().Name, clock.GetElapsedTime(start).TotalMilliseconds);
            return GraphExchange.Failed(broken) with { MayHaveHappened = call.Write is { Repeatable: false } };
        }
    }

    /// <summary>With 429, and with 503 that names a pause, the service says that it did nothing; with every other error it may have.</summary>
    private static bool MayHaveHappened(GraphCall call, GraphExchange exchange)
        => call.Write is { Repeatable: false }
            && (exchange.Failure is not null || exchange is { Status: >= 500, RetryAfter: null } or { Status: >= 500 and not StatusCodes.Status503ServiceUnavailable });

    private async Task<GraphExchange> ExchangeAsync(GraphCall call, Uri address, string token, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        using var message = new HttpRequestMessage(call.Write?.Method ?? HttpMethod.Get, address);
        if (call.Write?.Body is { } json)
        {
            message.Content = new ByteArrayContent(json) { Headers = { ContentType = new("application/json") } };
        }

        message.Headers.Authorization = new("Bearer", token);
        message.Headers.Accept.Add(new("application/json"));
        message.Headers.Add("client-request-id", Activity.Current?.TraceId.ToString() is { } trace ? Guid.Parse(trace).ToString() : Guid.NewGuid().ToString());

        using var response = await http.For(call.Connection.Cloud).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        var requestId = response.Headers.TryGetValues("request-id", out var ids) ? ids.First() : null;
        return await ReadAsync(response.Content, limit.Token) is { } body
            ? new((int)response.StatusCode, body, requestId, Pause(response.Headers.RetryAfter))
            : GraphExchange.Failed(GraphFailures.Of(
                GraphFailureKind.AnswerTooLarge, call.Subject, $"Graph's answer is larger than {options.MaxAnswerBytes} bytes.", (int)response.StatusCode, requestId: requestId));
    }

    /// <summary>The whole body, or null where it is larger than allowed, whatever its header says.</summary>
    private async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MaxAnswerBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + count > options.MaxAnswerBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return body.ToArray();
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? wish)
        => wish switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };

    private GraphFailure? WhatBroke(GraphCall call, Exception exception, CancellationToken cancellationToken)
        => exception switch
        {
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException => GraphFailures.Of(
                GraphFailureKind.Timeout, call.Subject, $"Graph did not answer within {options.Timeout.TotalSeconds:0.###} seconds."),
            HttpRequestException { InnerException: AuthenticationException } => GraphFailures.Of(
                GraphFailureKind.CertificateUntrusted, call.Subject, "Graph's certificate is not trusted."),
            HttpRequestException or IOException => GraphFailures.Of(
                GraphFailureKind.Unavailable, call.Subject, "The connection to Graph failed."),
            _ => null,
        };

    /// <summary>What the attempts of one request know of each other.</summary>
    private sealed class Request(GraphCall call, Uri address)
    {
        public GraphCall Call { get; } = call;

        public Uri Address { get; } = address;

        public bool WasRefused { get; set; }

        public bool HasNewToken { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Graph {Operation} answered {Status} in {Milliseconds} ms (request id {RequestId})")]
        public static partial void Answered(ILogger logger, string operation, int status, string? requestId, double milliseconds);

        [LoggerMessage(LogLevel.Warning, "Graph {Operation} was not answered: {Code} ({Cause}) after {Milliseconds} ms")]
        public static partial void NotAnswered(ILogger logger, string operation, string code, string cause, double milliseconds);

        [LoggerMessage(LogLevel.Warning, "Graph {Operation} has no token: {Code} {EntraCode} (trace id {TraceId})")]
        public static partial void NoToken(ILogger logger, string operation, string code, string? entraCode, string? traceId);

        [LoggerMessage(LogLevel.Information, "Asking Graph again after {Code} {Status} (request id {RequestId}) in {Milliseconds} ms")]
        public static partial void Repeating(ILogger logger, string? code, int status, string? requestId, double milliseconds);

        [LoggerMessage(LogLevel.Error, "Graph {Operation} led to an address outside Graph's origin, which was not asked")]
        public static partial void ForeignAddress(ILogger logger, string operation);
    }
}
