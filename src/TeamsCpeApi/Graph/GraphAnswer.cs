using System.Diagnostics.CodeAnalysis;

namespace TeamsCpeApi.Graph;

/// <summary>
/// What came of a question to Graph: a value or a failure, never both. The pages received on the way are kept in either case,
/// byte for byte, because they are evidence.
/// </summary>
internal sealed record GraphAnswer<T>(T? Value, GraphFailure? Failure, IReadOnlyList<RawPage> RawPages)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>Graph's own ids of the requests that were answered, for a support case with Microsoft.</summary>
    public IEnumerable<string> RequestIds => RawPages.Select(page => page.RequestId).OfType<string>();

    /// <summary>The same answer seen as something else.</summary>
    public GraphAnswer<TOther> Select<TOther>(Func<T, TOther> project)
        where TOther : class
        => Succeeded ? new(project(Value), null, RawPages) : new(null, Failure, RawPages);
}

/// <summary>One successful answer exactly as received.</summary>
/// <param name="RequestPath">Path and query below the cloud's Graph root, as sent. It can hold an e-mail address when a user was looked up by one.</param>
/// <param name="ReceivedAt">When the last byte was read (UTC).</param>
/// <param name="Body">The body, byte for byte: no content coding is asked for, so nothing was decompressed.</param>
/// <param name="RequestId">Graph's request id, where the answer had one.</param>
internal sealed record RawPage(string RequestPath, DateTimeOffset ReceivedAt, byte[] Body, string? RequestId);
