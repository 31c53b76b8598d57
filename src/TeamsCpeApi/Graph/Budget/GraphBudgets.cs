using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph.Budget;

/// <summary>Lets requests through at the pace that the service bears: one budget for each application and tenant, whatever node sends.</summary>
internal sealed partial class GraphBudgets(BudgetStore store, IOptions<GraphOptions> options, TimeProvider clock, ILogger<GraphBudgets> logger)
{
    private readonly ConcurrentDictionary<BudgetScope, BudgetLine> lines = new();

    /// <summary>Waits for the request's slot; a failure instead where the service asked for a longer pause than anybody sits through.</summary>
    public async Task<(BudgetTake? Slot, GraphFailure? Failure)> EnterAsync(GraphCall call, CancellationToken cancellationToken)
    {
        var scope = BudgetScope.Of(call.Connection);
        var line = lines.GetOrAdd(scope, key => new BudgetLine(key, store, options.Value.Retry.RetryAfterCap, clock));
        var take = await line.WaitAsync(call.Connection.Turn, cancellationToken);
        return take.At is null
            ? (null, GraphFailures.Of(
                GraphFailureKind.Throttled,
                call.Subject,
                $"Microsoft asked this application to send nothing into tenant {scope.TenantId} before {clock.GetUtcNow() + take.Wait:yyyy-MM-dd'T'HH:mm:ss'Z'}.",
                retryAfter: take.Wait))
            : (take, null);
    }

    /// <summary>Learns from an answer. A complaint comes back with the pause that now holds for everybody.</summary>
    public async Task<GraphExchange> LearnAsync(GraphCall call, BudgetTake slot, GraphExchange exchange)
    {
        var scope = BudgetScope.Of(call.Connection);
        if (exchange.Status == StatusCodes.Status429TooManyRequests)
        {
            var cut = await CutAsync(scope, slot.At!.Value, exchange.RetryAfter);
            return exchange with { RetryAfter = exchange.RetryAfter ?? cut.HeldFor };
        }

        if (exchange is { Status: >= 500, RetryAfter: { } pause })
        {
            await store.HoldAsync(scope, pause);
        }
        else if (slot.Streak > 0 && exchange.Succeeded)
        {
            await store.RelieveAsync(scope, slot.At!.Value);
        }

        return exchange;
    }

    /// <summary>Entra complained: it counts the same application in the same tenant, and without a token nothing can be sent anyway.</summary>
    public Task HoldAsync(GraphCall call, TimeSpan? retryAfter) =>
        store.HoldAsync(BudgetScope.Of(call.Connection), retryAfter ?? options.Value.Retry.MaxDelay);

    private async Task<BudgetCut> CutAsync(BudgetScope scope, DateTimeOffset at, TimeSpan? retryAfter)
    {
        // Spreads the pauses of several applications that were cut at the same moment; nothing secret hangs on it.
        var cut = await store.CutAsync(scope, at, retryAfter, RandomNumberGenerator.GetInt32(1000) / 1000.0);
        Log.Throttled(logger, scope.ClientId, scope.TenantId, cut.HeldFor.TotalMilliseconds, cut.Rate);
        return cut;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Microsoft throttles application {ClientId} in tenant {TenantId}: nobody sends for {Milliseconds} ms, then {Rate} requests a second")]
        public static partial void Throttled(ILogger logger, Guid clientId, Guid tenantId, double milliseconds, double rate);
    }
}
