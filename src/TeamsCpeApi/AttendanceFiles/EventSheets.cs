using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The two dialects that write events: the list of 2020 (formats.md §2.1) and the live event's report (§2.5).</summary>
internal static class EventSheets
{
    private const int ListColumns = 3;

    /// <summary>No banner is longer.</summary>
    private const int MostRowsAbove = 10;

    /// <summary>The place of the header when the rows are a list of events, its columns and its dialect.</summary>
    public static EventTable? Recognize(IReadOnlyList<GridRow> rows) => Named(rows) ?? InPlace(rows);

    public static FileRefusal? Read(IReadOnlyList<GridRow> rows, EventTable table, WrittenTimes times, out WrittenSheet sheet)
    {
        var columns = table.Columns;
        var events = new List<EventRow>();
        var before = 0;
        var timeless = new List<string?>();
        sheet = new(table.Dialect) { Events = events, ActionColumn = columns[AttendanceColumn.Action] };
        foreach (var row in rows.Skip(table.Header + 1))
        {
            var at = times.Need(row, columns[AttendanceColumn.UtcTimestamp] ?? columns[AttendanceColumn.Timestamp]);
            if (at is null)
            {
                timeless.Add(columns.Value(row, AttendanceColumn.Name));
                continue;
            }

            if (columns.Value(row, AttendanceColumn.Action) is not { } action)
            {
                return new(
                    FileRefusalCodes.AttendanceAction,
                    $"Row {row.Number} says when, and not whether the person came or went: its field of the action is empty. {AttendanceText.Advice}",
                    Row: row.Number,
                    Column: sheet.ActionColumn + 1);
            }

            before += action.EndsWith("before", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            events.Add(new(
                row.Number,
                columns.Value(row, AttendanceColumn.Name),
                columns.Value(row, AttendanceColumn.ParticipantId),
                columns.Value(row, AttendanceColumn.SessionId),
                columns.Value(row, AttendanceColumn.Role),
                action,
                at));
        }

        sheet = sheet with { Notes = [.. Banner.Notes(rows.Take(table.Header)), .. Notes(before, timeless.Count)], Zone = columns.TimeHeaders.Select(HeaderZone.Of).FirstOrDefault(zone => zone is not null) };
        return events.Count == 0 && timeless.Count > 0 && times.Refusal is null ? AttendanceFileReader.TimesWithheld(timeless) : null;
    }

    /// <summary>A header in known words, below a banner of any width that holds no time.</summary>
    private static EventTable? Named(IReadOnlyList<GridRow> rows)
    {
        for (var index = 0; index < Math.Min(rows.Count, MostRowsAbove) && rows[index].Cells.All(cell => WrittenTime.Parse(cell) is null); index++)
        {
            var columns = TableColumns.ByName(rows[index]);
            if (columns.Has(AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.UtcTimestamp)
                || (columns.Has(AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.Timestamp, AttendanceColumn.SessionId) && columns.TimeHeaders.Any(header => HeaderZone.Of(header) is not null)))
            {
                return new(index, columns, AttendanceDialect.LiveEvent);
            }

            if (columns.Has(AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.Timestamp))
            {
                return new(index, columns, AttendanceDialect.AttendanceList);
            }
        }

        return null;
    }

    /// <summary>In a language whose words are not known: name, action and time, and few different actions.</summary>
    private static EventTable? InPlace(IReadOnlyList<GridRow> rows)
    {
        var header = Banner.RowsAbove(rows);
        return header + 1 < rows.Count && rows[header].Cells.Count == ListColumns && rows[header + 1].Cells.Count == ListColumns
            && !IsOfStays(TableColumns.ByName(rows[header])) && WrittenTime.Parse(rows[header].Cells[2]) is null && WrittenTime.Parse(rows[header + 1].Cells[2]) is not null
            && ActionWords.MayBe(rows.Skip(header + 1).Select(row => row.Cell(1)))
            ? new(header, TableColumns.InOrder(rows[header], AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.Timestamp), AttendanceDialect.AttendanceList)
            : null;
    }

    private static bool IsOfStays(TableColumns columns) => columns.Has(AttendanceColumn.Joined) || columns.Has(AttendanceColumn.Left);

    private static IEnumerable<string> Notes(int before, int timeless)
    {
        if (before > 0)
        {
            yield return $"{Count.Of(before, "person was", "people were")} there before whoever downloaded the list joined (\"Joined before\"): their stay counts from that moment.";
        }

        if (timeless > 0)
        {
            yield return $"{Count.Of(timeless, "row has", "rows have")} no time and {(timeless == 1 ? "counts" : "count")} for nothing.";
        }
    }
}

/// <summary>A list of events within the rows of a file.</summary>
/// <param name="Header">The place of its header among the rows that are not blank.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Dialect">Its kind.</param>
internal sealed record EventTable(int Header, TableColumns Columns, AttendanceDialect Dialect);

/// <summary>Numbers in sentences.</summary>
internal static class Count
{
    public static string Of(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}

/// <summary>Text of a file in sentences.</summary>
internal static class Quoted
{
    /// <summary>The beginning of a long text, cut between characters and not within one.</summary>
    public static string Of(string text, int length = 60) =>
        text.Length <= length ? $"\"{text}\"" : $"\"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]}…\"";
}
