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

/// <summary>What a person, or a file that was taken before, says of the columns of an export.</summary>
/// <param name="Declared">1-based columns that are polls although they would not be taken.</param>
/// <param name="Stored">The columns that were taken when the file was read first, and no others; null at the first reading.</param>
internal sealed record FormsQuestionChoice(IReadOnlySet<int> Declared, IReadOnlyList<int>? Stored = null)
{
    public static FormsQuestionChoice None { get; } = new(new HashSet<int>());
}

/// <summary>Reads a Microsoft Forms export, as downloaded, re-saved in Excel or kept in step by Forms, and refuses everything else with the reason.</summary>
internal static class FormsWorkbookReader
{
    /// <param name="file">Its bytes.</param>
    /// <param name="fileName">Its name, which holds the form's title.</param>
    /// <param name="sessionDay">The day of the session, which settles the order of day and month in a file that was saved as CSV.</param>
    /// <param name="choice">What is known of its columns beside what they show themselves.</param>
    public static FormsReading Read(ReadOnlyMemory<byte> file, string fileName, DateOnly? sessionDay = null, FormsQuestionChoice? choice = null)
    {
        if (FileSignature.RefuseUnlessZip(file.Span) is { } signature)
        {
            return FormsCsvReader.Read(file.Span, fileName, sessionDay, choice ?? FormsQuestionChoice.None) ?? signature;
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
            : Find(sheets, facts, fileName, choice ?? FormsQuestionChoice.None);
    }

    /// <summary>A person may have added sheets: the export is the first sheet with its columns.</summary>
    private static FormsReading Find(IReadOnlyList<SheetTable> sheets, WorkbookFacts facts, string fileName, FormsQuestionChoice choice)
    {
        foreach (var sheet in sheets)
        {
            if (FormsColumns.Recognize(sheet, facts.FormsTables) is { } columns)
            {
                return Parse(sheet, columns, facts, fileName, choice);
            }
        }

        return new FileRefusal(
            FileRefusalCodes.NotAFormsExport,
            "The workbook is not an export of Microsoft Forms: looked in its first row for the columns ID, Completion time, Email and Name "
            + "(in English or another language that Forms speaks), and for five columns of id, two times, address and name in any language. "
            + "Found: " + Headers(sheets[0]) + ". Upload the export as Forms made it.",
            sheets[0].Name,
            sheets[0].Header.Number);
    }

    internal static FormsReading Parse(SheetTable sheet, FormsColumns recognized, WorkbookFacts facts, string fileName, FormsQuestionChoice choice)
    {
        if (recognized.Counting(sheet, choice.Declared) is not { } columns)
        {
            return RefuseDeclared(sheet, recognized, choice.Declared);
        }

        columns = choice.Stored is { } stored ? columns with { Questions = stored } : columns;
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
            [.. columns.Questions.Select(column => QuestionAt(sheet, column))],
            responses)
        {
            Left = [.. columns.Left.Select(left => QuestionAt(sheet, left.Column))],
            Notes = [.. Notes(facts), .. LeftColumns.Sentences(sheet, columns.Left), .. Unanswered(sheet, columns, choice)],
            Declared = [.. choice.Declared.Order()],
        };
    }

    private static FormsQuestion QuestionAt(SheetTable sheet, int column) => new(CellValues.Text(sheet.Header[column])!, column);

    /// <summary>Of questions that a person declared nothing has to be said: they count.</summary>
    private static IEnumerable<string> Unanswered(SheetTable sheet, FormsColumns columns, FormsQuestionChoice choice)
    {
        int[] unanswered = [.. columns.Questions.Where(column => !choice.Declared.Contains(column) && sheet.Rows.All(row => row[column] is null))];
        if (unanswered.Length > 0)
        {
            yield return LeftColumns.Unanswered(sheet, unanswered);
        }
    }

    private static FileRefusal RefuseDeclared(SheetTable sheet, FormsColumns columns, IReadOnlySet<int> declared)
    {
        var column = declared.Order().First(column => column > sheet.Width || columns.Holds(column) || sheet.Header[column] is null);
        var why = columns.Holds(column) ? "is one of the five in which Forms says when and by whom a response was given" : "has no header";
        return new(
            FileRefusalCodes.ColumnNotCountable,
            $"Column {CellReference.Letters(column)} of sheet \"{sheet.Name}\" was declared to be a question (countColumns), but it {why}. Name the columns of questions only.",
            sheet.Name,
            sheet.Header.Number,
            column);
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
            ? new(FileRefusalCodes.NoQuestions, "The export has no question column, so there is nothing to count. Upload the export of a form that has questions.", sheet.Name, sheet.Header.Number)
            : sheet.Rows.Count == 0
                ? new(FileRefusalCodes.NoResponses, "The export holds no responses, so there is nothing to count. If people have answered the form by now, export it again.", sheet.Name)
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
