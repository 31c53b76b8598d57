using System.Globalization;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>A sheet of a workbook as rows of text.</summary>
internal sealed record WorkbookSheet(string Name, IReadOnlyList<GridRow> Rows, IReadOnlyList<string> Notes);

/// <summary>Attendance that somebody saved as a workbook: the same rows as in the text file, with times as text or as Excel's own.</summary>
internal static class AttendanceWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What stands in place of an encoding.</summary>
    public const string Encoding = "xlsx";

    private const string Advice = "Upload the .csv file that Teams wrote, or save it in Excel once more as \"Excel Workbook (*.xlsx)\".";

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8) || file.StartsWith("PK\u0005\u0006"u8);

    public static FileRefusal? Open(ReadOnlySpan<byte> file, out IReadOnlyList<WorkbookSheet> sheets)
    {
        sheets = [];
        if (FileSignature.RefuseBySize(file) is { } size)
        {
            return size;
        }

        using var stream = new MemoryStream(file.ToArray(), writable: false);
        if (WorkbookInspection.Refuse(stream, out var facts) is { } inspection)
        {
            return OfAttendance(inspection);
        }

        stream.Position = 0;
        if (SheetTables.Read(stream, out var tables) is { } damaged)
        {
            return damaged;
        }

        sheets = [.. tables.Select(table => new WorkbookSheet(table.Name, [.. Rows(table, facts.CountsFrom1904)], [.. Notes(facts)]))];
        return null;
    }

    private static IEnumerable<string> Notes(WorkbookFacts facts)
    {
        if (facts.Formulas > 0)
        {
            yield return $"{Count.Of(facts.Formulas, "cell of the workbook holds a formula", "cells of the workbook hold formulas")}, which Teams never writes (the first is {facts.FirstFormula}): the stored values were read, nothing was evaluated.";
        }
    }

    /// <summary>The rows with the blank ones between them, which part the sections of a report.</summary>
    private static IEnumerable<GridRow> Rows(SheetTable table, bool countsFrom1904)
    {
        var number = table.Header.Number;
        foreach (var row in table.Rows.Prepend(table.Header))
        {
            if (row.Number > number)
            {
                yield return new(number, []);
            }

            number = row.Number + 1;
            var cells = row.Values.Select(value => TextOf(value, countsFrom1904)).ToList();
            var used = cells.FindLastIndex(cell => cell.Length > 0) + 1;
            yield return new(row.Number, cells[..used]);
        }
    }

    private static string TextOf(object? value, bool countsFrom1904) =>
        value is DateTime || (value is double number && Math.Floor(number) < number)
            ? CellValues.Time(value, countsFrom1904)?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? Plain(value)
            : Plain(value);

    private static string Plain(object? value) => CellCleaning.Clean(CellValues.Text(value) ?? "");

    /// <summary>The refusals of workbooks speak of exports of Forms.</summary>
    private static FileRefusal OfAttendance(FileRefusal refusal) => refusal.Code switch
    {
        FileRefusalCodes.Damaged or FileRefusalCodes.PasswordProtected => refusal,
        FileRefusalCodes.NotAWorkbook => refusal with { Code = FileRefusalCodes.NotText, Message = $"The content of the file is neither text nor a workbook, whatever its name says. {Advice}" },
        FileRefusalCodes.TooManyParts => refusal with { Message = $"The workbook has more than {FileLimits.ZipEntries} parts, far more than attendance needs. {Advice}" },
        _ => refusal with { Message = $"{Fact(refusal.Message)} {Advice}" },
    };

    private static string Fact(string message) => message.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? message[..(end + 1)] : message;
}
