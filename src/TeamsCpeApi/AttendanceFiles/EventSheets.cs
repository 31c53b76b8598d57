using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The two dialects that write events: the list of 2020 (formats.md §2.1) and the live event's report (§2.5).</summary>
internal static class EventSheets
{
    private const int ListColumns = 3;

    /// <summary>The columns when the first row heads a list of events, and its dialect.</summary>
    public static (TableColumns Columns, AttendanceDialect Dialect)? Recognize(IReadOnlyList<GridRow> rows)
    {
        var columns = TableColumns.ByName(rows[0]);
        if (columns.Has(AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.UtcTimestamp))
        {
            return (columns, AttendanceDialect.LiveEvent);
        }

        if (columns.Has(AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.Timestamp))
        {
            return (columns, AttendanceDialect.AttendanceList);
        }

        return rows.Count > 1 && rows[0].Cells.Count == ListColumns && rows[1].Cells.Count == ListColumns && WrittenTime.Parse(rows[1].Cells[2]) is not null
            ? (TableColumns.InOrder(AttendanceColumn.Name, AttendanceColumn.Action, AttendanceColumn.Timestamp), AttendanceDialect.AttendanceList)
            : null;
    }

    public static FileRefusal? Read(IReadOnlyList<GridRow> rows, TableColumns columns, AttendanceDialect dialect, WrittenTimes times, out WrittenSheet sheet)
    {
        var events = new List<EventRow>();
        var (before, timeless) = (0, 0);
        sheet = new(dialect) { Events = events };
        foreach (var row in rows.Skip(1))
        {
            var at = times.Need(row, columns[dialect == AttendanceDialect.LiveEvent ? AttendanceColumn.UtcTimestamp : AttendanceColumn.Timestamp]);
            var action = columns.Value(row, AttendanceColumn.Action);
            if (at is null)
            {
                timeless++;
                continue;
            }

            if (IsJoin(action) is not { } isJoin)
            {
                return new(
                    FileRefusalCodes.AttendanceAction,
                    $"{Quoted.Of(action ?? "")} in row {row.Number} is neither Joined, Joined before nor Left: whether the person came or went cannot be told. Download the list with Teams in English.",
                    Row: row.Number,
                    Column: columns[AttendanceColumn.Action] + 1);
            }

            before += action!.EndsWith("before", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            events.Add(new(
                row.Number,
                columns.Value(row, AttendanceColumn.Name),
                columns.Value(row, AttendanceColumn.ParticipantId),
                columns.Value(row, AttendanceColumn.SessionId),
                columns.Value(row, AttendanceColumn.Role),
                isJoin,
                at));
        }

        sheet = sheet with { Notes = [.. Notes(before, timeless)] };
        return events.Count == 0 && timeless > 0 && times.Refusal is null ? AttendanceFileReader.TimesWithheld(timeless) : null;
    }

    private static IEnumerable<string> Notes(int before, int timeless)
    {
        if (before > 0)
        {
            yield return $"{Count.Of(before, "person was", "people were")} there before whoever downloaded the list joined (\"Joined before\"): their stay counts from that moment.";
        }

        if (timeless > 0)
        {
            yield return $"{Count.Of(timeless, "row has", "rows have")} no time and count for nothing.";
        }
    }

    private static bool? IsJoin(string? action) => action?.ToUpperInvariant() switch
    {
        "JOINED" or "JOINED BEFORE" => true,
        "LEFT" => false,
        _ => null,
    };
}

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
