using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Workbooks;

/// <summary>The sheet that says what the report is about: label and value, line by line.</summary>
internal static class XlsxAboutSheet
{
    public static void Write(WorksheetPart part, ReportTable table)
    {
        var produced = TimeZoneInfo.ConvertTime(table.ProducedAt, table.TimeZone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        ReportFact[] facts =
        [
            new("Report", table.Title),
            .. table.Facts,
            new("Rows", table.Rows.Count.ToString(CultureInfo.InvariantCulture)),
            new("Times shown in", table.TimeZone.Id),
            new("Produced", produced),
        ];

        using var cells = new XlsxCells(part);
        cells.Columns([XlsxWidths.Of(facts.Select(fact => fact.Label)), XlsxWidths.Of(facts.Select(fact => fact.Value))]);
        cells.StartRows();
        for (var row = 1; row <= facts.Length; row++)
        {
            var number = row.ToString(CultureInfo.InvariantCulture);
            cells.StartRow(row);
            cells.Text($"A{number}", facts[row - 1].Label, XlsxStyles.Header);
            cells.Text($"B{number}", facts[row - 1].Value);
            cells.EndRow();
        }

        cells.EndRows();
    }
}
