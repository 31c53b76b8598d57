using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The meeting summary of 2021 and 2022: labels and values, a blank row, a table with one row a stay (formats.md §2.2).</summary>
internal static class MeetingSummarySheet
{
    /// <summary>Full name, join, leave, duration, e-mail.</summary>
    private const int FewestColumns = 5;

    /// <summary>The table of stays; null when there is none. A table of totals above it is stepped over, and refused where nothing else is.</summary>
    public static SummaryTable? Recognize(IReadOnlyList<GridRow> rows)
    {
        SummaryTable? totals = null;
        for (var index = 0; index < rows.Count; index++)
        {
            var columns = TableColumns.ByName(rows[index]);
            if (columns.Has(AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left))
            {
                var table = new SummaryTable(index, columns, Totals.AreNamedBy(columns.TimeHeaders), IsByPlace: false);
                if (!table.AreTotals)
                {
                    return table;
                }

                totals ??= table;
            }
            else if (totals is null && rows[index].Cells.Count >= FewestColumns)
            {
                return HeadsTimes(rows, index) ? InPlace(rows, index) : null;
            }
        }

        return totals;
    }

    public static FileRefusal? Read(IReadOnlyList<GridRow> rows, SummaryTable table, WrittenTimes times, out WrittenSheet sheet)
    {
        sheet = new(AttendanceDialect.MeetingSummary);
        var (header, columns) = (table.Header, table.Columns);
        if (table.AreTotals)
        {
            return Totals.Refusal(rows[header], columns.TimeHeaders);
        }

        var labels = rows.Take(header).Where(row => !HeaderWords.IsTitleLabel(row.Cells[0])).Where(row => times.Look(row, 1) is not null).Select(row => row.Cells[0]).ToArray();
        var zones = columns.TimeHeaders.Concat(labels).Select(HeaderZone.Of).OfType<TimeZoneInfo>().DistinctBy(zone => zone.BaseUtcOffset).ToArray();
        if (zones.Length > 1)
        {
            return HeaderZone.Several(zones, rows[header]);
        }

        sheet = sheet with
        {
            Title = rows.Take(header).FirstOrDefault(row => row.Cells.Count > 1 && HeaderWords.IsTitleLabel(row.Cells[0]))?.Cell(1),
            Stays = [.. rows.Skip(header + 1).Select(row => columns.Stay(row, times.Need))],
            Zone = zones.SingleOrDefault(),
            IsByPlace = table.IsByPlace,
            Notes = [.. Banner.Notes(rows.Take(header).Where(row => row.Cells.Count == 1))],
        };
        return null;
    }

    /// <summary>In a language whose words are not known, the times in their places tell.</summary>
    private static bool HeadsTimes(IReadOnlyList<GridRow> rows, int header) =>
        header + 1 < rows.Count
        && rows[header].Cells.All(cell => WrittenTime.Parse(cell) is null)
        && rows[header + 1].Cell(1) is { } joined && WrittenTime.Parse(joined) is not null
        && rows[header + 1].Cell(2) is { } left && WrittenTime.Parse(left) is not null;

    /// <summary>
    /// Where the role stands before the sign-in name, rows are stays; behind it, as among the participants of later reports, they are
    /// totals. Without a summary above it nothing says that a table is of Teams, unless it is one of totals.
    /// </summary>
    private static SummaryTable? InPlace(IReadOnlyList<GridRow> rows, int index)
    {
        var header = rows[index];
        var columns = HeaderWords.ColumnOf(header.Cell(5) ?? "") == AttendanceColumn.SignInName
            ? TableColumns.InOrder(header, AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Duration, AttendanceColumn.Email, AttendanceColumn.SignInName, AttendanceColumn.Role)
            : TableColumns.InOrder(header, AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Duration, AttendanceColumn.Email, AttendanceColumn.Role, AttendanceColumn.SignInName);
        var table = new SummaryTable(index, columns, columns[AttendanceColumn.SignInName] == 5 || Totals.AreNamedBy(columns.TimeHeaders), IsByPlace: true);
        return index > 0 || table.AreTotals ? table : null;
    }
}

/// <summary>The table of a meeting summary.</summary>
/// <param name="Header">The place of its header among the rows that are not blank.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="AreTotals">True when its rows are totals.</param>
/// <param name="IsByPlace">True when the places of the columns tell what they hold.</param>
internal sealed record SummaryTable(int Header, TableColumns Columns, bool AreTotals, bool IsByPlace);
