using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>Turns answers into values: one object, or a list that is followed to its end.</summary>
internal sealed partial class GraphReader(GraphSender sender, IOptions<GraphOptions> options, TimeProvider clock, ILogger<GraphReader> logger)
{
    private static readonly byte[] ByteOrderMark = Encoding.UTF8.Preamble.ToArray();

    /// <summary>One object. The path starts behind the Graph root and is escaped already; what lacks an id is projected to null.</summary>
    public async Task<GraphAnswer<T>> GetAsync<TWire, T>(GraphCall call, string path, Func<TWire, T?> project, CancellationToken cancellationToken)
        where TWire : class
        where T : class
    {
        var pages = new List<RawPage>();
        var (wire, failure) = await PageAsync<TWire>(call, AddressOf(call, path), pages, cancellationToken);
        if (wire is null)
        {
            return new(null, failure, pages);
        }

        return project(wire) is { } value ? new(value, null, pages) : new(null, Unreadable(call, pages[^1].RequestId, "its id is missing"), pages);
    }

    /// <summary>A list, page after page. An empty page ends it: services were seen that go on naming a next page for ever.</summary>
    public async Task<GraphAnswer<IReadOnlyList<T>>> ListAsync<TWire, T>(
        GraphCall call, string path, Func<TWire, T?> project, CancellationToken cancellationToken, bool firstPageOnly = false)
        where TWire : class
        where T : class
    {
        var pages = new List<RawPage>();
        var items = new List<T>();
        var seen = new HashSet<Uri>();
        for (var address = AddressOf(call, path); address is not null;)
        {
            if (!seen.Add(address) || pages.Count == options.Value.MaxPages)
            {
                return new(null, Endless(call, pages), pages);
            }

            var (page, failure) = await PageAsync<WirePage<TWire>>(call, address, pages, cancellationToken);
            if (page is null)
            {
                return new(null, failure, pages);
            }

            var projected = page.Value?.Select(wire => wire is null ? null : project(wire)).ToList();
            if (projected is null || projected.Contains(null))
            {
                return new(null, Unreadable(call, pages[^1].RequestId, "its list is missing or has an entry without an id"), pages);
            }

            items.AddRange(projected.OfType<T>());
            if (projected.Count == 0 && page.NextLink is not null)
            {
                Log.EmptyPage(logger, call.Operation, pages.Count);
            }

            address = projected.Count == 0 || firstPageOnly || page.NextLink is null ? null : new Uri(page.NextLink, UriKind.RelativeOrAbsolute);
        }

        return new(items, null, pages);
    }

    private Uri AddressOf(GraphCall call, string path) => new(new Uri(options.Value.Clouds[call.Connection.Cloud].GraphRoot), path);

    private async Task<(T? Value, GraphFailure? Failure)> PageAsync<T>(GraphCall call, Uri address, List<RawPage> pages, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await sender.SendAsync(call, address, cancellationToken);
        if (!answer.Succeeded)
        {
            return (null, answer.Failure ?? GraphErrors.Of(call, answer));
        }

        pages.Add(new(address.PathAndQuery, clock.GetUtcNow(), answer.Body, answer.RequestId));
        return Read<T>(call, answer);
    }

    /// <summary>The value in a body, or why there is none.</summary>
    internal static (T? Value, GraphFailure? Failure) Read<T>(GraphCall call, GraphExchange answer)
        where T : class
    {
        try
        {
            var text = answer.Body.AsSpan();
            var value = JsonSerializer.Deserialize<T>(text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text, GraphWire.Json);
            return value is null ? (null, Unreadable(call, answer.RequestId, "it is null")) : (value, null);
        }
        catch (JsonException exception)
        {
            return (null, Unreadable(call, answer.RequestId, $"it cannot be read at {exception.Path ?? "its start"}, line {exception.LineNumber + 1}"));
        }
    }

    internal static GraphFailure Unreadable(GraphCall call, string? requestId, string why)
        => GraphFailures.Of(
            GraphFailureKind.AnswerUnreadable, call.Subject, $"Graph answered 200 to {call.Operation}, but {why}.", StatusCodes.Status200OK, requestId: requestId);

    private GraphFailure Endless(GraphCall call, List<RawPage> pages)
        => GraphFailures.Of(
            GraphFailureKind.PagingEndless,
            call.Subject,
            pages.Count == options.Value.MaxPages
                ? $"Graph's list has more than {options.Value.MaxPages} pages."
                : $"Graph's list leads back to a page that was read already, after {pages.Count} pages.",
            requestId: pages[^1].RequestId);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Graph {Operation} gave an empty page that names another one; the list ends after {Pages} pages")]
        public static partial void EmptyPage(ILogger logger, string operation, int pages);
    }
}
