using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>One request as it arrived; the token is named by its id alone.</summary>
public sealed record RecordedRequest(
    long Number,
    DateTimeOffset Time,
    string Method,
    string Path,
    string Query,
    string Route,
    string? ClientRequestId,
    string? TokenId)
{
    public FaultKind? Fault { get; internal set; }

    /// <summary>Null until the request is answered.</summary>
    public int? Status { get; internal set; }
}

internal sealed partial class RequestLog
{
    private const int Kept = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<RecordedRequest> requests = [];
    private readonly SortedDictionary<string, long> routes = new(StringComparer.Ordinal);
    private long total;

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public RecordedRequest Add(HttpRequest request, string route, DateTimeOffset now, string? tokenId)
    {
        lock (gate)
        {
            var recorded = new RecordedRequest(
                ++total,
                now,
                request.Method,
                request.Path.Value ?? "",
                SecretInQuery.Replace(request.QueryString.Value ?? "", "$1removed"),
                route,
                request.Headers["client-request-id"].FirstOrDefault(),
                tokenId);
            requests.Enqueue(recorded);
            if (requests.Count > Kept)
            {
                requests.Dequeue();
            }

            routes[route] = routes.GetValueOrDefault(route) + 1;
            return recorded;
        }
    }

    public (long Total, IReadOnlyDictionary<string, long> Routes, IReadOnlyList<RecordedRequest> Requests) Read()
    {
        lock (gate)
        {
            return (total, new SortedDictionary<string, long>(routes, StringComparer.Ordinal), [.. requests]);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
            routes.Clear();
            total = 0;
        }
    }

    [GeneratedRegex("((?:client_secret|client_assertion|access_token|code|refresh_token)=)[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex SecretInQuery { get; }
}
