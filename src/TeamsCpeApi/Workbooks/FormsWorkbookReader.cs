using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Workbooks;

/// <summary>What came of reading a file: exactly one of the two.</summary>
internal sealed record FormsReading(FormsExport? Export, FileRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Export))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsTaken => Export is not null;

    public static implicit operator FormsReading(FileRefusal refusal) => new(null, refusal);

    public static implicit operator FormsReading(FormsExport export) => new(export, null);
}

/// <summary>Reads a Microsoft Forms export, as downloaded, re-saved in Excel or kept in step by Forms, and refuses everything else with the reason.</summary>
internal static class FormsWorkbookReader
{
    /// <param name="file">Its bytes.</param>
    /// <param name="fileName">Its name, which holds the form's title.</param>
    /// <param name="sessionDay">The day of the session, which settles the order of day and month in a file that was saved as CSV.</param>
    public static FormsReading Read(ReadOnlyMemory<byte> file, string fileName, DateOnly? sessionDay = null)
    {
        if (FileSignature.RefuseUnlessZip(file.Span) is { } signature)
        {
            return FormsCsvReader.Read(file.Span, fileName, sessionDay) ?? signature;
        }

        using var stream = AsStream(file);
        if (WorkbookInspection.Refuse(stream, out var facts) is { } inspection)
        {
            return inspection;
        }

        stream.Position = 0;
        if (SheetTables.Read(stream, out var sheets) is { } reading)
        {
            return reading;
        }

        return sheets.Count == 0
            ? new FileRefusal(FileRefusalCodes.NoSheet, "The workbook has no worksheet with rows. Upload the export as Forms made it.")
            : Find(sheets, facts, fileName);
    }

    /// <summary>A person may have added sheets: the export is the first sheet with its columns.</summary>
    private static FormsReading Find(IReadOnlyList<SheetTable> sheets, WorkbookFacts facts, string fileName)
    {
        foreach (var sheet in sheets)
        {
            if (FormsColumns.Recognize(sheet, facts.FormsTables) is { } columns)
            {
                return Parse(sheet, columns, facts, fileName);
            }
        }

        return new FileRefusal(
            FileRefusalCodes.NotAFormsExport,
            "The workbook is not an export of Microsoft Forms: looked in its first row for the columns ID, Completion time, Email and Name "
            + "(in English, French, Spanish, Portuguese, German, Dutch or Japanese), and for five columns of id, two times, address and name in any language. "
            + "Found: " + Headers(sheets[0]) + ". Upload the export as Forms made it.",
            sheets[0].Name,
            sheets[0].Header.Number);
    }

    internal static FormsReading Parse(SheetTable sheet, FormsColumns columns, WorkbookFacts facts, string fileName)
    {
        if (RefuseHeaders(sheet, columns) is { } refusal)
        {
            return refusal;
        }

        var rows = new FormsResponseRows(sheet, columns, facts.CountsFrom1904);
        if (rows.Read(out var responses) is { } bad)
        {
            return bad;
        }

        return new FormsExport(
            ExportFileName.Title(fileName),
            columns.FormId,
            columns.FormId is null ? facts.CreatedAt : null,
            [.. columns.Questions.Select(column => new FormsQuestion(CellValues.Text(sheet.Header[column])!, column))],
            responses)
        {
            Notes = [.. Notes(facts)],
        };
    }

    private static IEnumerable<string> Notes(WorkbookFacts facts)
    {
        if (facts.Formulas > 0)
        {
            yield return facts.Formulas == 1
                ? $"Cell {facts.FirstFormula} holds a formula: the value stored with it was read, nothing was evaluated."
                : $"{facts.Formulas} cells hold formulas, the first is {facts.FirstFormula}: the values stored with them were read, nothing was evaluated.";
        }

        if (facts.CountsFrom1904)
        {
            yield return "The workbook counts its dates from 1904, as Excel on a Mac did; they were read so.";
        }
    }

    private static FileRefusal? RefuseHeaders(SheetTable sheet, FormsColumns columns)
    {
        for (var column = 1; column <= sheet.Width; column++)
        {
            if (sheet.Header[column] is null && sheet.Rows.FirstOrDefault(row => row[column] is not null) is { } filled)
            {
                return new(
                    FileRefusalCodes.HeaderEmpty,
                    $"Column {CellReference.Letters(column)} of sheet \"{sheet.Name}\" holds values under an empty header, the first in row {filled.Number}. Restore the header or remove the column.",
                    sheet.Name,
                    filled.Number,
                    column);
            }
        }

        return columns.Questions.Count == 0
            ? new(FileRefusalCodes.NoQuestions, "The export has no question column, so there is nothing to count. Export a form that has questions.", sheet.Name, sheet.Header.Number)
            : sheet.Rows.Count == 0
                ? new(FileRefusalCodes.NoResponses, "The export holds no responses. Export it again after people have answered.", sheet.Name)
                : null;
    }

    private static string Headers(SheetTable sheet)
    {
        var shown = sheet.Header.Values.Take(8).Select(value => CellValues.Shown(value));
        return string.Join(", ", shown) + (sheet.Width > 8 ? ", …" : "");
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> file) =>
        MemoryMarshal.TryGetArray(file, out var segment)
            ? new(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new(file.ToArray(), writable: false);
}
