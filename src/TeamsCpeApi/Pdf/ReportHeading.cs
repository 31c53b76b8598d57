using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Pdf;

/// <summary>Title and facts on top of the first page.</summary>
internal sealed class ReportHeading : IDisposable
{
    private const double LabelWidth = 92;
    private const double Gutter = 16;
    private const double Space = 10;

    private readonly TextLayout title;
    private readonly List<(TextLayout Label, TextLayout Value, bool IsLong)> facts;
    private readonly int columns;
    private readonly double columnWidth;

    internal ReportHeading(PdfCanvas canvas, ReportTable table)
    {
        const double width = ReportDocument.PageWidth - (2 * ReportDocument.Margin);
        title = canvas.Text(table.Title, new TextStyle(17, Serif: true, Bold: true) { Color = Ink.Navy }, width);
        columns = table.Facts.Count > 3 ? 2 : 1;
        columnWidth = (width - (Gutter * (columns - 1))) / columns;
        facts = [.. table.Facts.Append(new ReportFact("Times are in", table.TimeZone.Id)).Select(fact => (
            canvas.Text(fact.Label, new TextStyle(8) { Color = Ink.Quiet }, LabelWidth),
            canvas.Text(fact.Value, new TextStyle(8), (fact.IsLong ? width : columnWidth) - LabelWidth - 6),
            fact.IsLong))];
    }

    internal double Height => title.Height + 5 + FactRows().Sum(RowHeight) + Space;

    internal void Draw()
    {
        title.Draw(ReportDocument.Margin, ReportDocument.Margin);
        var y = ReportDocument.Margin + title.Height + 5;
        foreach (var row in FactRows())
        {
            var x = ReportDocument.Margin;
            foreach (var (label, value, _) in row)
            {
                label.Draw(x, y);
                value.Draw(x + LabelWidth + 6, y);
                x += columnWidth + Gutter;
            }

            y += RowHeight(row);
        }
    }

    public void Dispose()
    {
        title.Dispose();
        foreach (var (label, value, _) in facts)
        {
            label.Dispose();
            value.Dispose();
        }
    }

    /// <summary>Short facts stand side by side; the long ones follow.</summary>
    private IEnumerable<(TextLayout Label, TextLayout Value, bool IsLong)[]> FactRows() => [.. facts.Where(fact => !fact.IsLong).Chunk(columns), .. facts.Where(fact => fact.IsLong).Chunk(1)];

    private static double RowHeight((TextLayout Label, TextLayout Value, bool IsLong)[] row) => row.Max(fact => Math.Max(fact.Label.Height, fact.Value.Height)) + 1;
}
