using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Workbooks;

/// <summary>Column widths in characters of the default font, wide enough for the longest line within reason.</summary>
internal static class XlsxWidths
{
    private const int Narrowest = 9;
    private const int Widest = 60;

    /// <summary>Room for the filter's button beside a header.</summary>
    private const int FilterButton = 3;

    public static IEnumerable<double> Of(ReportTable table) =>
        table.Columns.Select((column, index) => Math.Max(
            Of([column.Header]) + FilterButton,
            column.Kind switch
            {
                ReportValueKind.Text => Of(table.Rows.Select(row => row[index] as string ?? "")),
                ReportValueKind.Instant => 20,
                _ => 12,
            }));

    public static double Of(IEnumerable<string> texts)
    {
        var widest = Narrowest;
        foreach (var text in texts)
        {
            foreach (var line in text.AsSpan(0, Math.Min(text.Length, 2_000)).EnumerateLines())
            {
                widest = Math.Max(widest, Width(line));
            }
        }

        return Math.Min(widest, Widest) + 1;
    }

    /// <summary>East Asian characters, from U+1100 on, take the room of two.</summary>
    private static int Width(ReadOnlySpan<char> line)
    {
        var width = 0;
        foreach (var character in line)
        {
            width += character is >= '\u1100' and not (>= '\u1E00' and <= '\u2E7F') ? 2 : 1;
        }

        return width;
    }
}
