using System.Text.Json;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>
/// Changes something in Graph. What may be done twice is repeated like a question; anything else only where the service says
/// that it did nothing (429, 503 with a pause, 401), because nobody could tell a lost answer from a lost request.
/// </summary>
internal sealed class GraphWriter(GraphSender sender, IOptions<GraphOptions> options, TimeProvider clock)
{
    /// <summary>A change that is answered with an object.</summary>
    public async Task<GraphAnswer<T>> AskAsync<TWire, T>(
        GraphCall call, HttpMethod method, string path, object? body, bool repeatable, Func<TWire, T?> project, CancellationToken cancellationToken)
        where TWire : class
        where T : class
    {
        var answer = await SendAsync(call, method, path, body, repeatable, cancellationToken);
        if (!answer.Done)
        {
            return new(null, answer.Failure ?? GraphErrors.Of(call, answer), []);
        }

        List<RawPage> pages = [new(path, clock.GetUtcNow(), answer.Body, answer.RequestId)];
        var (wire, failure) = GraphReader.Read<TWire>(call, answer);
        return wire is null ? new(null, failure, pages)
            : project(wire) is { } value ? new(value, null, pages)
            : new(null, GraphReader.Unreadable(call, answer.RequestId, "its id is missing"), pages);
    }

    /// <summary>A change whose answer says nothing more; null when it was made.</summary>
    public async Task<GraphFailure?> DoAsync(GraphCall call, HttpMethod method, string path, object? body, bool repeatable, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(call, method, path, body, repeatable, cancellationToken);
        return answer.Done ? null : answer.Failure ?? GraphErrors.Of(call, answer);
    }

    private Task<GraphExchange> SendAsync(GraphCall call, HttpMethod method, string path, object? body, bool repeatable, CancellationToken cancellationToken)
    {
        var json = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), GraphWire.Body);
        var address = new Uri(new Uri(options.Value.Clouds[call.Connection.Cloud].GraphRoot), path);
        return sender.SendAsync(call with { Write = new(method, json, repeatable) }, address, cancellationToken);
    }
}
