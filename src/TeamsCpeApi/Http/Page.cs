using System.Buffers.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace TeamsCpeApi.Http;

/// <summary>What a caller may say about a page of a list.</summary>
internal sealed record PageQuery
{
    /// <summary>How many items at most: 1 to 200, 50 when left out.</summary>
    [FromQuery]
    public int? Limit { get; init; }

    /// <summary>The "next" of the page before.</summary>
    [FromQuery]
    public string? Cursor { get; init; }

    internal const int DefaultLimit = 50;
    internal const int MaximumLimit = 200;

    /// <summary>The limit, when it is in range.</summary>
    internal int Size => Limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaximumLimit => Limit.Value,
        _ => throw Problems.InvalidMember("/limit", "out-of-range", $"A page has 1 to {MaximumLimit} items."),
    };

    /// <summary>The id after which the page begins.</summary>
    internal Guid? After
    {
        get
        {
            if (string.IsNullOrEmpty(Cursor))
            {
                return null;
            }

            var bytes = new byte[16];
            return Cursor.Length == 22 && Base64Url.IsValid(Cursor) && Base64Url.TryDecodeFromChars(Cursor, bytes, out var written) && written == 16
                ? new Guid(bytes, bigEndian: true)
                : throw Problems.InvalidMember("/cursor", "unknown-cursor", "Use the \"next\" of the page before, unchanged, or leave the cursor out to begin.");
        }
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The items, oldest first.</param>
/// <param name="Next">The cursor of the next page, or null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal static class Pages
{
    /// <summary>One page in the order of ids, which is the order of creation, and its Link header (RFC 8288).</summary>
    internal static async Task<Page<TItem>> ToPageAsync<T, TItem>(
        this IQueryable<T> source, PageQuery query, Func<T, TItem> project, HttpContext http, CancellationToken cancellationToken)
        where T : class, IIdentified
    {
        var size = query.Size;
        if (query.After is { } after)
        {
            source = source.Where(item => item.Id > after);
        }

        var rows = await source.AsNoTracking().OrderBy(item => item.Id).Take(size + 1).ToListAsync(cancellationToken);
        var next = rows.Count > size ? Base64Url.EncodeToString(rows[size - 1].Id.ToByteArray(bigEndian: true)) : null;
        SetLink(http, next);
        return new Page<TItem>([.. rows.Take(size).Select(project)], next);
    }

    /// <summary>Names the next page in a Link header (RFC 8288).</summary>
    internal static void SetLink(HttpContext http, string? next)
    {
        if (next is not null)
        {
            var parameters = http.Request.Query.Where(pair => pair.Key != "cursor").Append(new("cursor", next));
            http.Response.Headers.Link = $"<{http.Request.Path}{QueryString.Create(parameters)}>; rel=\"next\"";
        }
    }
}

/// <summary>Something with an id in the order of creation (UUIDv7).</summary>
internal interface IIdentified
{
    Guid Id { get; }
}
