namespace TeamsCpeApi.Pdf;

/// <summary>A row on a page, or the part of a row that is taller than a page: then from which line, and how many, for every column.</summary>
internal sealed record ReportSlice(int Row, double Height, IReadOnlyList<int>? FirstLines = null, IReadOnlyList<int>? LineCounts = null);

/// <summary>Which rows stand on which page, known before the first page is drawn: every page says how many there are.</summary>
internal static class ReportPages
{
    internal sealed record Page(int Index, IReadOnlyList<ReportSlice> Slices);

    internal static IReadOnlyList<Page> Break(ReportCells cells, int rows, double headingHeight)
    {
        var full = ReportDocument.PageHeight - (2 * ReportDocument.Margin) - ReportDocument.FooterHeight - cells.HeaderHeight;
        var pages = new List<Page>();
        var current = new List<ReportSlice>();
        var left = full - headingHeight;
        for (var row = 0; row < rows; row++)
        {
            var height = cells.HeightOf(row);
            if (height <= full)
            {
                Place(new ReportSlice(row, height));
                continue;
            }

            foreach (var slice in cells.Cut(row, full))
            {
                Place(slice);
            }
        }

        if (current.Count > 0 || pages.Count == 0)
        {
            EndPage();
        }

        return pages;

        void Place(ReportSlice slice)
        {
            // The first page may have no room beside its heading at all: then it carries the heading alone.
            if (slice.Height > left)
            {
                EndPage();
            }

            current.Add(slice);
            left -= slice.Height;
        }

        void EndPage()
        {
            pages.Add(new Page(pages.Count, current));
            current = [];
            left = full;
        }
    }
}
