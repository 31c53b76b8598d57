using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Attendance that somebody opened in Excel and saved as a workbook: times stay text or become Excel's own numbers.</summary>
internal static class AttendanceWorkbookFile
{
    /// <param name="rows">The rows of the text file.</param>
    /// <param name="serial">The serial number of a cell's text where Excel took it for a time.</param>
    /// <param name="isFormatted">False where the number lost its format, so that a plain number is shown.</param>
    public static byte[] Save(string[][] rows, Func<string, DateTime?> serial, bool isFormatted = true) => Save([("Sheet1", rows)], serial, isFormatted);

    public static byte[] Save(IReadOnlyList<(string Name, string[][] Rows)> sheets, Func<string, DateTime?> serial, bool isFormatted = true)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var styles = workbook.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new(new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 22, ApplyNumberFormat = true }));
            var list = new Sheets();
            workbook.Workbook = new(list);
            foreach (var (name, rows) in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new(new SheetData(rows.Select((cells, index) => new Row(cells.Select((text, column) => Cell(text, column, index + 1, serial(text), isFormatted)).OfType<Cell>()) { RowIndex = (uint)index + 1 })));
                list.Append(new Sheet { Name = name, SheetId = (uint)list.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part) });
            }
        }

        return stream.ToArray();
    }

    private static Cell? Cell(string text, int column, int row, DateTime? time, bool isFormatted)
    {
        var reference = $"{(char)('A' + column)}{row}";
        return time is { } value ? new Cell { CellReference = reference, StyleIndex = isFormatted ? 1u : 0u, CellValue = new(value.ToOADate().ToString("R", CultureInfo.InvariantCulture)) }
            : text.Length == 0 ? null
            : new Cell { CellReference = reference, DataType = CellValues.InlineString, InlineString = new(new Text(text) { Space = SpaceProcessingModeValues.Preserve }) };
    }
}
