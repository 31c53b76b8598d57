using System.Globalization;
using System.Text;
using CsvHelper;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Workbooks;

/// <summary>Writes the table of a report as CSV (RFC 4180) for other systems: one header line, no facts, values that no locale changes.</summary>
internal static class CsvReport
{
    public static void Write(ReportTable table, Stream output)
    {
        // The byte order mark tells Excel that the file is UTF-8.
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\r\n" }, leaveOpen: true);

        foreach (var column in table.Columns)
        {
            csv.WriteField(Harmless(column.Header));
        }

        csv.EndRecord();
        foreach (var row in table.Rows)
        {
            for (var index = 0; index < table.Columns.Count; index++)
            {
                csv.WriteField(Field(row[index], table.Columns[index].Kind, table.TimeZone));
            }

            csv.EndRecord();
        }
    }

    private static string Field(object? value, ReportValueKind kind, TimeZoneInfo zone) => value is null ? "" : kind switch
    {
        ReportValueKind.Text => Harmless((string)value),
        ReportValueKind.Instant => TimeZoneInfo.ConvertTime((DateTimeOffset)value, zone).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        ReportValueKind.Seconds or ReportValueKind.Count => ((long)value).ToString(CultureInfo.InvariantCulture),
        ReportValueKind.Credits => ((decimal)value).ToString("0.0##########", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of value."),
    };

    /// <summary>A spreadsheet that opens the file would evaluate a text that begins like a formula; an apostrophe in front keeps it text.</summary>
    private static string Harmless(string text) => CellText.LooksLikeFormula(text) ? "'" + text : text;
}
