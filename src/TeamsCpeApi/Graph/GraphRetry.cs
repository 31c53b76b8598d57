using Polly;

namespace TeamsCpeApi.Graph;

/// <summary>Which answers are worth another request, and after what pause.</summary>
internal static class GraphRetry
{
    public static ResiliencePipeline<GraphExchange> Pipeline(GraphRetryOptions options, TimeProvider clock, Action<GraphExchange, TimeSpan> onRetry)
        => new ResiliencePipelineBuilder<GraphExchange> { TimeProvider = clock }
            .AddRetry(new()
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.BaseDelay,
                MaxDelay = options.MaxDelay,
                ShouldHandle = attempt => new(attempt.Outcome.Result is { } exchange && IsWorthRepeating(exchange, options.RetryAfterCap)),
                DelayGenerator = attempt => new(PauseAfter(attempt.Outcome.Result!)),
                OnRetry = attempt =>
                {
                    onRetry(attempt.Outcome.Result!, attempt.RetryDelay);
                    return default;
                },
            })
            .Build();

    private static bool IsWorthRepeating(GraphExchange exchange, TimeSpan cap)
        => exchange switch
        {
            { MayHaveHappened: true } => false,

            // The token library remembers a 429 of Entra and would not even send a second request.
            { Failure: { } failure } => failure.Transient && failure.Kind != GraphFailureKind.Throttled,
            { Status: StatusCodes.Status401Unauthorized } => exchange.TokenWasCached,
            { Status: StatusCodes.Status429TooManyRequests or >= 500 } => exchange.RetryAfter is not { } pause || pause <= cap,
            _ => false,
        };

    /// <summary>
    /// None before a new token, and none after a complaint about too many requests: that one holds everybody of the scope, and the
    /// budget does. Else the service's wish, or null, which stands for the exponential pause.
    /// </summary>
    private static TimeSpan? PauseAfter(GraphExchange exchange)
        => exchange.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests ? TimeSpan.Zero : exchange.RetryAfter;
}
