using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Pdf;

/// <summary>Columns that stand on one page together, with their left edges.</summary>
internal sealed record ReportBand(IReadOnlyList<(int Column, double Left)> Columns, double Width);

/// <summary>How wide each column is, at which size of type, and how the columns share pages.</summary>
internal sealed record ReportColumns(double Size, IReadOnlyList<double> Widths, IReadOnlyList<ReportBand> Bands)
{
    private const double Available = ReportDocument.PageWidth - (2 * ReportDocument.Margin);
    private const double WidestText = 150;
    private const double NarrowestText = 7.5;
    private const double WidestWord = 19;
    private const double MostStretch = 1.6;
    private const double Padding = 2 * ReportCells.PaddingX;
    private const double NamesShare = 0.4;
    private const int Sample = 24;

    // 6.5 points is the smallest type that prints legibly.
    private static readonly double[] Sizes = [8, 7.5, 7, 6.5];

    internal static ReportColumns Measure(PdfCanvas canvas, ReportTable table)
    {
        // At one point, so that widths scale with the size: unhinted type is linear.
        var natural = table.Columns.Select((column, index) => Natural(canvas, table, column, index)).ToList();
        foreach (var size in Sizes)
        {
            var wishes = natural.ConvertAll(width => width.Wish * size + Padding);
            var least = natural.ConvertAll(width => width.Least * size + Padding);
            if (least.Sum() <= Available)
            {
                var widths = Share(wishes, least, Available);
                return new ReportColumns(size, widths, [Band(Enumerable.Range(0, widths.Count), widths)]);
            }
        }

        return Split(table, natural);
    }

    private static ReportColumns Split(ReportTable table, List<(double Wish, double Least)> natural)
    {
        const double size = 7;

        // Names get a limited share of the page, or nothing would be left for what is said about them.
        var names = Enumerable.Range(0, table.Columns.Count).Where(index => table.Columns[index].Identifies).ToList();
        var widths = natural.ConvertAll(width => Math.Min(width.Wish * size + Padding, WidestText));
        var namesLimit = Available * NamesShare;
        var namesWidth = names.Sum(index => widths[index]);
        if (namesWidth > namesLimit)
        {
            names.ForEach(index => widths[index] *= namesLimit / namesWidth);
            namesWidth = namesLimit;
        }

        var bands = new List<ReportBand>();
        var current = new List<int>();
        var filled = namesWidth;
        foreach (var index in Enumerable.Range(0, table.Columns.Count).Except(names))
        {
            widths[index] = Math.Min(widths[index], Available - namesWidth);
            if (current.Count > 0 && filled + widths[index] > Available)
            {
                EndBand();
            }

            current.Add(index);
            filled += widths[index];
        }

        EndBand();
        return new ReportColumns(size, widths, bands);

        void EndBand()
        {
            var stretch = filled > namesWidth ? Math.Clamp((Available - namesWidth) / (filled - namesWidth), 1, MostStretch) : 1;
            current.ForEach(index => widths[index] *= stretch);
            bands.Add(Band([.. names, .. current], widths));
            current = [];
            filled = namesWidth;
        }
    }

    private static ReportBand Band(IEnumerable<int> indexes, List<double> widths)
    {
        var left = ReportDocument.Margin;
        var columns = new List<(int, double)>();
        foreach (var index in indexes)
        {
            columns.Add((index, left));
            left += widths[index];
        }

        return new ReportBand(columns, left - ReportDocument.Margin);
    }

    /// <summary>Everyone gets the least; what is left over is shared by how much more each wishes for.</summary>
    private static List<double> Share(List<double> wishes, List<double> least, double available)
    {
        var spare = available - least.Sum();
        var wanted = wishes.Sum() - least.Sum();
        var part = wanted > 0 ? Math.Min(1, spare / wanted) : 0;
        return [.. wishes.Select((wish, index) => least[index] + ((wish - least[index]) * part))];
    }

    /// <summary>
    /// Widths in em; words such as addresses stay whole if a column can be that wide. Only the longest cells are measured: among 10,000 the widest is one of them, or so close that its text wraps.
    /// What must not wrap (numbers, instants) has digits of one width, so there the longest is the widest.
    /// </summary>
    private static (double Wish, double Least) Natural(PdfCanvas canvas, ReportTable table, ReportColumn column, int index)
    {
        var longest = table.Rows
            .SelectMany(row => ReportText.Of(row[index], column.Kind, table.TimeZone).Split('\n'))
            .OrderByDescending(line => line.Length)
            .Take(Sample)
            .ToList();
        const double size = 10;
        using var body = canvas.Text("", new TextStyle(size));
        using var bold = canvas.Text("", new TextStyle(size, Bold: true));
        var content = longest.Select(line => WidthOf(body, line)).DefaultIfEmpty(0).Max();
        var word = longest.SelectMany(line => line.Split(' ')).Select(part => WidthOf(body, part)).DefaultIfEmpty(0).Max();
        var header = WidthOf(bold, column.Header);
        var headerWord = column.Header.Split(' ').Max(word => WidthOf(bold, word));

        // A hair more than measured, so that rounding never wraps the widest cell.
        var wish = Math.Max(content, header) * 1.01 / size;
        var least = column.Kind == ReportValueKind.Text
            ? Math.Min(wish, Math.Max(NarrowestText, Math.Min(WidestWord, word * 1.01 / size)))
            : content * 1.01 / size;
        return (wish, Math.Max(least, headerWord * 1.01 / size));

        static double WidthOf(TextLayout layout, string text)
        {
            layout.SetText(text);
            return layout.Width;
        }
    }
}
