using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Workbooks;

/// <summary>The sheet with the table: a header that stays in view, a filter, values in their own types.</summary>
internal static class XlsxReportSheet
{
    private const double SecondsOfDay = 86_400;

    public static string Range(ReportTable table, bool absolute)
    {
        var anchor = absolute ? "$" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{anchor}A{anchor}1:{anchor}{CellReference.Letters(Math.Max(1, table.Columns.Count))}{anchor}{table.Rows.Count + 1}");
    }

    public static void Write(WorksheetPart part, ReportTable table)
    {
        using var cells = new XlsxCells(part);
        cells.Element(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        cells.Element(new SheetDimension { Reference = Range(table, absolute: false) });
        cells.Element(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new Selection { Pane = PaneValues.BottomLeft, ActiveCell = "A2", SequenceOfReferences = new() { InnerText = "A2" } })
        { WorkbookViewId = 0 }));
        cells.Columns(XlsxWidths.Of(table));
        cells.StartRows();
        WriteHeader(cells, table);
        WriteRows(cells, table);
        cells.EndRows();
        cells.Element(new AutoFilter { Reference = Range(table, absolute: false) });
        cells.Element(new PageSetup { Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
    }

    private static void WriteHeader(XlsxCells cells, ReportTable table)
    {
        cells.StartRow(1);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            cells.Text($"{CellReference.Letters(column + 1)}1", table.Columns[column].Header, XlsxStyles.Header);
        }

        cells.EndRow();
    }

    private static void WriteRows(XlsxCells cells, ReportTable table)
    {
        var letters = Enumerable.Range(1, table.Columns.Count).Select(CellReference.Letters).ToArray();
        for (var row = 0; row < table.Rows.Count; row++)
        {
            cells.StartRow(row + 2);
            for (var column = 0; column < letters.Length; column++)
            {
                if (table.Rows[row][column] is { } value)
                {
                    var reference = string.Create(CultureInfo.InvariantCulture, $"{letters[column]}{row + 2}");
                    WriteValue(cells, reference, value, table.Columns[column].Kind, table.TimeZone);
                }
            }

            cells.EndRow();
        }
    }

    private static void WriteValue(XlsxCells cells, string reference, object value, ReportValueKind kind, TimeZoneInfo zone)
    {
        switch (kind)
        {
            case ReportValueKind.Text:
                cells.Text(reference, (string)value);
                break;
            case ReportValueKind.Instant:
                cells.Number(reference, TimeZoneInfo.ConvertTime((DateTimeOffset)value, zone).DateTime.ToOADate(), XlsxStyles.Instant);
                break;
            case ReportValueKind.Seconds:
                cells.Number(reference, (long)value / SecondsOfDay, XlsxStyles.Duration);
                break;
            case ReportValueKind.Credits:
                cells.Number(reference, (decimal)value, XlsxStyles.Credits);
                break;
            case ReportValueKind.Count:
                cells.Number(reference, (long)value, XlsxStyles.Count);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of value.");
        }
    }
}
