using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Pdf;

/// <summary>Sets and draws the cells. One layout per column serves all rows: setting another text is cheaper than a new layout.</summary>
internal sealed class ReportCells : IDisposable
{
    internal const double PaddingX = 5;
    private const double PaddingY = 2.2;
    private const int RowsMeasuredAtOnce = 100;

    private readonly PdfCanvas canvas;
    private readonly ReportTable table;
    private readonly List<TextLayout> headers;
    private readonly List<TextLayout> cells;
    private readonly AsciiWidths ascii;
    private readonly ReportColumns columns;

    internal ReportCells(PdfCanvas canvas, ReportTable table, ReportColumns columns)
    {
        this.canvas = canvas;
        this.table = table;
        this.columns = columns;
        headers = [.. table.Columns.Select((column, index) => canvas.Text(column.Header, Style(column) with { Bold = true, Color = Ink.Navy }, Inner(index)))];
        cells = [.. table.Columns.Select((column, index) => canvas.Text("", Style(column), Inner(index)))];
        ascii = new AsciiWidths(canvas, new TextStyle(columns.Size));
        HeaderHeight = headers.Select(header => header.Height).DefaultIfEmpty(0).Max() + (2 * PaddingY) + 1;
    }

    internal double HeaderHeight { get; }

    internal double HeightOf(int row)
    {
        if (row % RowsMeasuredAtOnce == 0)
        {
            PdfCanvas.StepAside();
        }

        var height = ascii.Height;
        for (var index = 0; index < cells.Count; index++)
        {
            var text = TextOf(row, index);
            if (!ascii.IsOneLine(text, Inner(index)))
            {
                cells[index].SetText(text);
                height = Math.Max(height, cells[index].Height);
            }
        }

        return height + (2 * PaddingY);
    }

    /// <summary>Cuts a row that is taller than a page between lines, each cell where its own lines allow it.</summary>
    internal IEnumerable<ReportSlice> Cut(int row, double available)
    {
        var lines = Enumerable.Range(0, cells.Count).Select(index =>
        {
            cells[index].SetText(TextOf(row, index));
            return cells[index].Lines();
        }).ToList();
        var next = new int[cells.Count];
        while (next.Where((first, index) => first < lines[index].Count).Any())
        {
            var counts = new int[cells.Count];
            var height = 0.0;
            for (var index = 0; index < cells.Count; index++)
            {
                var rest = lines[index].Skip(next[index]).ToList();
                counts[index] = rest.TakeWhile(line => line.Bottom - rest[0].Top <= available - (2 * PaddingY)).Count();
                if (rest.Count > 0 && counts[index] == 0)
                {
                    counts[index] = 1;
                }

                height = Math.Max(height, counts[index] == 0 ? 0 : rest[counts[index] - 1].Bottom - rest[0].Top);
            }

            yield return new ReportSlice(row, height + (2 * PaddingY), [.. next], counts);
            next = [.. next.Select((first, index) => first + counts[index])];
        }
    }

    internal void DrawHeader(ReportBand band, double y)
    {
        foreach (var (column, left) in band.Columns)
        {
            headers[column].Draw(left + PaddingX, y + HeaderHeight - 1 - PaddingY - headers[column].Height);
        }

        canvas.Line(ReportDocument.Margin, y + HeaderHeight - 0.5, ReportDocument.Margin + band.Width, y + HeaderHeight - 0.5, 0.9, Ink.Navy);
    }

    internal void DrawRow(ReportBand band, ReportSlice slice, double y)
    {
        if (slice.Row % 2 == 1)
        {
            canvas.Fill(Ink.Band, [(ReportDocument.Margin, y, band.Width, slice.Height)]);
        }

        foreach (var (column, left) in band.Columns)
        {
            var text = TextOf(slice.Row, column);
            if (text.Length > 0)
            {
                cells[column].SetText(text);
                cells[column].Draw(left + PaddingX, y + PaddingY, slice.FirstLines?[column] ?? 0, slice.LineCounts?[column] ?? int.MaxValue);
            }
        }
    }

    public void Dispose()
    {
        headers.ForEach(header => header.Dispose());
        cells.ForEach(cell => cell.Dispose());
    }

    private double Inner(int column) => columns.Widths[column] - (2 * PaddingX);

    private string TextOf(int row, int column) => ReportText.Of(table.Rows[row][column], table.Columns[column].Kind, table.TimeZone);

    private TextStyle Style(ReportColumn column) => new(columns.Size, Align: ReportText.IsRightAligned(column.Kind) ? TextAlign.Right : TextAlign.Left);
}
