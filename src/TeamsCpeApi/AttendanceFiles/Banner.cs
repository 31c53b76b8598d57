namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Sentences that Teams puts above a table, as in large meetings: that the data may be incomplete.</summary>
internal static class Banner
{
    /// <summary>Longer text is no heading, such as "Meeting Summary", but something to be told.</summary>
    private const int LongestHeading = 40;

    private const int Shown = 200;

    private const int MostNotes = 3;

    /// <summary>Where the table begins: below all rows of a single cell, unless one of them heads a numbered section.</summary>
    public static int RowsAbove(IReadOnlyList<GridRow> rows) => rows.TakeWhile(row => row.Cells.Count == 1 && !NumberedSectionsSheet.IsFirst(row)).Count();

    public static IEnumerable<string> Notes(IEnumerable<GridRow> rows) => rows
        .Where(IsSentence)
        .Take(MostNotes)
        .Select(row => $"The file says above its table: {Quoted.Of(string.Join(", ", row.Cells), Shown)} (row {row.Number}).");

    private static bool IsSentence(GridRow row) => row.Cells is [.., { Length: > 0 } text] && (text.Length > LongestHeading || text[^1] is '.' or '。' or '।' or '։' or '۔');
}
