namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The meeting summary of 2021 and 2022: labels and values, a blank row, a table with one row a stay (formats.md §2.2).</summary>
internal static class MeetingSummarySheet
{
    /// <summary>Full name, join, leave, duration, e-mail.</summary>
    private const int FewestColumns = 5;

    /// <summary>The place of the table's header, and its columns; null when there is no such table.</summary>
    public static (int Header, TableColumns Columns)? Recognize(IReadOnlyList<GridRow> rows)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            var columns = TableColumns.ByName(rows[index]);
            if (columns.Has(AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left))
            {
                return (index, columns);
            }

            if (rows[index].Cells.Count >= FewestColumns)
            {
                return IsTableOfStays(rows, index) ? (index, InOrder(rows[index])) : null;
            }
        }

        return null;
    }

    public static WrittenSheet Read(IReadOnlyList<GridRow> rows, int header, TableColumns columns, WrittenTimes times)
    {
        foreach (var row in rows.Take(header).Where(row => !HeaderWords.IsTitleLabel(row.Cells[0])))
        {
            times.Look(row, 1);
        }

        return new(AttendanceDialect.MeetingSummary)
        {
            Title = rows.Take(header).FirstOrDefault(row => row.Cells.Count > 1 && HeaderWords.IsTitleLabel(row.Cells[0]))?.Cell(1),
            Stays = [.. rows.Skip(header + 1).Select(row => columns.Stay(row, times.Need))],
        };
    }

    /// <summary>In a language whose words are not known, the times in their places tell.</summary>
    private static bool IsTableOfStays(IReadOnlyList<GridRow> rows, int header) =>
        header > 0 && header + 1 < rows.Count
        && rows[header + 1].Cell(1) is { } joined && WrittenTime.Parse(joined) is not null
        && rows[header + 1].Cell(2) is { } left && WrittenTime.Parse(left) is not null;

    /// <summary>Here the role stands before the sign-in name, unlike in later files.</summary>
    private static TableColumns InOrder(GridRow header) => header.Cells.Count > FewestColumns && HeaderWords.ColumnOf(header.Cells[5]) == AttendanceColumn.SignInName
        ? TableColumns.InOrder(AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Duration, AttendanceColumn.Email, AttendanceColumn.SignInName, AttendanceColumn.Role)
        : TableColumns.InOrder(AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Duration, AttendanceColumn.Email, AttendanceColumn.Role, AttendanceColumn.SignInName);
}
