using System.Globalization;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Pdf;

/// <summary>Draws a report as a table on landscape A4. Reading two pages side by side stays possible where the table is too wide for one: every part names the participant.</summary>
internal static class ReportDocument
{
    internal const double PageWidth = 841.89;
    internal const double PageHeight = 595.28;
    internal const double Margin = 34;
    internal const double FooterHeight = 16;

    public static byte[] Render(ReportTable table)
    {
        using var canvas = new PdfCanvas(PageWidth, PageHeight, new PdfMetadata(table.Title, "TeamsCpeApi", table.Title, table.ProducedAt));
        using var heading = new ReportHeading(canvas, table);
        var columns = ReportColumns.Measure(canvas, table);
        using var cells = new ReportCells(canvas, table, columns);
        var pages = ReportPages.Break(cells, table.Rows.Count, heading.Height);
        var count = Math.Max(1, pages.Count) * columns.Bands.Count;

        var number = 0;
        foreach (var page in pages)
        {
            foreach (var band in columns.Bands)
            {
                number++;
                var top = Margin;
                if (page.Index == 0)
                {
                    // On every part of the first rows, so that a row stands at one height on all of them.
                    heading.Draw();
                    top += heading.Height;
                }

                DrawTable(canvas, table, cells, page, band, top);
                DrawFooter(canvas, table, number, count, Describe(table, columns, band, page));
                canvas.EndPage();
                PdfCanvas.StepAside();
            }
        }

        return canvas.Finish();
    }

    private static void DrawTable(PdfCanvas canvas, ReportTable table, ReportCells cells, ReportPages.Page page, ReportBand band, double top)
    {
        cells.DrawHeader(band, top);
        var y = top + cells.HeaderHeight;
        if (table.Rows.Count == 0)
        {
            using var none = canvas.Text("No rows.", new TextStyle(9, Italic: true) { Color = Ink.Quiet });
            none.Draw(Margin + ReportCells.PaddingX, y + 6);
            return;
        }

        foreach (var slice in page.Slices)
        {
            cells.DrawRow(band, slice, y);
            y += slice.Height;
        }

        canvas.Line(Margin, y, Margin + band.Width, y, 0.6, Ink.Navy);
    }

    private static string Describe(ReportTable table, ReportColumns columns, ReportBand band, ReportPages.Page page)
    {
        if (columns.Bands.Count == 1 || page.Slices.Count == 0)
        {
            return "";
        }

        var part = columns.Bands.ToList().IndexOf(band) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"Rows {page.Slices[0].Row + 1}–{page.Slices[^1].Row + 1} of {table.Rows.Count}, columns part {part} of {columns.Bands.Count}");
    }

    private static void DrawFooter(PdfCanvas canvas, ReportTable table, int number, int count, string part)
    {
        const double width = PageWidth - (2 * Margin);
        const double y = PageHeight - Margin - FooterHeight + 7;
        var style = new TextStyle(7) { Color = Ink.Quiet };
        using var left = canvas.Text($"{table.Title.ReplaceLineEndings(" ")} — produced {ReportText.Instant(table.ProducedAt, table.TimeZone)} {ReportText.Zone(table)}", style);
        using var middle = canvas.Text(part, style with { Align = TextAlign.Right }, width - 90);
        using var right = canvas.Text(string.Create(CultureInfo.InvariantCulture, $"Page {number} of {count}"), style with { Align = TextAlign.Right }, width);

        // A long title gives way to the part and the page number.
        if (left.Width < width - 90 - (part.Length > 0 ? middle.Width : 0) - 10)
        {
            left.Draw(Margin, y);
        }
        else
        {
            using var shorter = canvas.Text($"Produced {ReportText.Instant(table.ProducedAt, table.TimeZone)} {ReportText.Zone(table)}", style);
            shorter.Draw(Margin, y);
        }

        middle.Draw(Margin, y);
        right.Draw(Margin, y);
    }
}
