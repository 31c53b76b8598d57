using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Workbooks;

/// <summary>
/// Writes a report as a workbook for people: the table alone on the first sheet, so that it filters and sorts,
/// and what it is about on the second. No cell is ever a formula.
/// </summary>
internal static class XlsxReport
{
    private const string AboutSheet = "About";
    private const int LongestSheetName = 31;

    public static void Write(ReportTable table, Stream output)
    {
        // A package has to seek in what it writes, which a response body cannot.
        using var buffer = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(buffer, SpreadsheetDocumentType.Workbook))
        {
            document.PackageProperties.Title = CellText.ForWorkbook(table.Title);
            document.PackageProperties.Created = table.ProducedAt.UtcDateTime;
            Fill(document.AddWorkbookPart(), table);
        }

        buffer.Position = 0;
        buffer.CopyTo(output);
    }

    private static void Fill(WorkbookPart workbook, ReportTable table)
    {
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Stylesheet();
        var report = workbook.AddNewPart<WorksheetPart>();
        XlsxReportSheet.Write(report, table);
        var about = workbook.AddNewPart<WorksheetPart>();
        XlsxAboutSheet.Write(about, table);

        var name = SheetName(table.Title);
        var quoted = $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
        workbook.Workbook = new Workbook(
            new Sheets(
                new Sheet { Name = name, SheetId = 1, Id = workbook.GetIdOfPart(report) },
                new Sheet { Name = AboutSheet, SheetId = 2, Id = workbook.GetIdOfPart(about) }),
            new DefinedNames(
                new DefinedName($"{quoted}!{XlsxReportSheet.Range(table, absolute: true)}") { Name = "_xlnm._FilterDatabase", LocalSheetId = 0, Hidden = true },
                new DefinedName($"{quoted}!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = 0 }));
    }

    /// <summary>Excel refuses some characters in sheet names, apostrophes at their ends, and long ones.</summary>
    private static string SheetName(string title)
    {
        var name = string.Concat(CellText.ForWorkbook(title).Select(character => "[]:*?/\\\n\t".Contains(character, StringComparison.Ordinal) ? ' ' : character)).Trim();
        if (name.Length > LongestSheetName)
        {
            name = name[..(char.IsHighSurrogate(name[LongestSheetName - 1]) ? LongestSheetName - 1 : LongestSheetName)];
        }

        name = name.Trim(' ', '\'');
        return name.Length == 0 || name.Equals(AboutSheet, StringComparison.OrdinalIgnoreCase) || name.Equals("History", StringComparison.OrdinalIgnoreCase)
            ? "Report"
            : name;
    }
}
