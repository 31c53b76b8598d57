using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Makes stays of joins and leaves. Files list them by person or newest first: their times alone are believed.</summary>
internal static class EventPairs
{
    public static IEnumerable<DatedStay> Of(IReadOnlyList<EventRow> events, DateOrderChoice order) => events
        .Select((row, index) => (Row: row, At: row.At.In(order)!.Value, Index: index))
        .GroupBy(entry => (entry.Row.PersonId, entry.Row.Visit, Name: entry.Row.PersonId is null ? entry.Row.Name : null))
        .SelectMany(group => Pair(Id(group.First().Row), [.. group.OrderBy(entry => entry.At).ThenBy(entry => entry.Row.IsJoin).Select(entry => (entry.Row, entry.At))]));

    private static string? Id(EventRow row) => row.PersonId is { } id ? $"participant {id.ToUpperInvariant()}" : row.Visit is { } visit ? $"visit {visit.ToUpperInvariant()}" : null;

    /// <summary>
    /// A leave ends the latest stay that is open, so that a join whose leave is missing never borrows a later one. What stays open has no
    /// end, and a leave without a join no beginning: neither counts, both are kept and told.
    /// </summary>
    private static IEnumerable<DatedStay> Pair(string? id, IReadOnlyList<(EventRow Row, DateTime At)> events)
    {
        var open = new Stack<(EventRow Row, DateTime At)>();
        foreach (var (row, at) in events)
        {
            if (row.IsJoin)
            {
                open.Push((row, at));
            }
            else if (open.TryPop(out var join))
            {
                yield return Stay(join.Row, join.At, at);
            }
            else
            {
                yield return Stay(row, null, at);
            }
        }

        foreach (var (row, at) in open)
        {
            yield return Stay(row, at, null);
        }

        DatedStay Stay(EventRow row, DateTime? joined, DateTime? left) =>
            new(row.Name, EmailAddress.Key(row.PersonId) is null ? null : row.PersonId, id, row.Role, new(row.Row, joined, left, null));
    }
}
