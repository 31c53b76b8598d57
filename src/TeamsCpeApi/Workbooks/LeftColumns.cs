namespace TeamsCpeApi.Workbooks;

/// <summary>Why a column of an export is no poll.</summary>
internal enum LeftReason
{
    /// <summary>Forms writes it about the response, and its header says so.</summary>
    AboutResponse,

    /// <summary>It holds the points or the remark that belong to a question of a quiz.</summary>
    QuizPart,

    /// <summary>It stands before the first question of a quiz, where the totals are.</summary>
    QuizTotal,

    /// <summary>It says in which language the form was answered.</summary>
    Language,

    /// <summary>It holds dates with a time: a form asks for days only.</summary>
    Times,

    /// <summary>It stands before the first question that was answered, and holds nothing.</summary>
    Empty,

    /// <summary>It has the name that Excel gives a column which a person inserted.</summary>
    Inserted,

    /// <summary>The form that keeps the workbook in step has no such question.</summary>
    NotOfTheForm,
}

/// <summary>A column that is no poll.</summary>
internal sealed record LeftColumn(int Column, LeftReason Reason);

/// <summary>The columns of an export beside the response's own: those that are polls, and the others with the reason.</summary>
internal sealed record ColumnSplit(IReadOnlyList<int> Questions, IReadOnlyList<LeftColumn> Left);

/// <summary>Names the columns of an export that are no polls: a question left out without a word would be credit lost.</summary>
internal static class LeftColumns
{
    private const int LongestHeader = 60;

    /// <summary>Of a long quiz so many columns of points and remarks are named: each has the title of its question.</summary>
    private const int MostQuizParts = 12;

    /// <summary>One sentence a reason, in the order of the sheet.</summary>
    public static IEnumerable<string> Sentences(SheetTable sheet, IEnumerable<LeftColumn> left) => left
        .GroupBy(column => column.Reason)
        .OrderBy(group => group.Min(column => column.Column))
        .Select(group => Sentence(sheet, group.Key, [.. group.Select(column => column.Column).Order()]));

    /// <summary>Says of questions that nobody answered what becomes of them.</summary>
    public static string Unanswered(SheetTable sheet, IReadOnlyList<int> columns) => columns.Count == 1
        ? $"Column {Names(sheet, columns)} holds no answer: it is a poll that does not count until a person includes it."
        : $"Columns {Names(sheet, columns)} hold no answer: they are polls that do not count until a person includes them.";

    private static string Sentence(SheetTable sheet, LeftReason reason, IReadOnlyList<int> columns)
    {
        var isOne = columns.Count == 1;
        var shown = reason == LeftReason.QuizPart && columns.Count > MostQuizParts ? [.. columns.Take(MostQuizParts)] : columns;
        var further = columns.Count - shown.Count;
        var names = further == 0 ? Names(sheet, shown) : $"{string.Join(", ", shown.Select(column => Name(sheet, column)))} and {further} more";
        return $"{(isOne ? "Column" : "Columns")} {names} {(isOne ? "is no poll" : "are no polls")}: {Why(reason, isOne)}{WayOut(reason, isOne, columns)}.";
    }

    private static string Why(LeftReason reason, bool isOne) => (reason, isOne) switch
    {
        (LeftReason.AboutResponse, _) => $"Forms writes {(isOne ? "it" : "them")} about the response",
        (LeftReason.QuizPart, true) => "it holds the points or the remark that belong to a question of a quiz",
        (LeftReason.QuizPart, false) => "they hold the points and remarks that belong to the questions of a quiz",
        (LeftReason.QuizTotal, true) => "it stands before the first question of a quiz, where its totals and remarks are",
        (LeftReason.QuizTotal, false) => "they stand before the first question of a quiz, where its totals and remarks are",
        (LeftReason.Language, _) => "it says in which language the form was answered",
        (LeftReason.Times, true) => "it holds dates with a time, for which no question of a form asks",
        (LeftReason.Times, false) => "they hold dates with a time, for which no question of a form asks",
        (LeftReason.Empty, true) => "it stands before the first question that was answered and holds nothing, as a column does that Forms adds about the response",
        (LeftReason.Empty, false) => "they stand before the first question that was answered and hold nothing, as columns do that Forms adds about the response",
        (LeftReason.Inserted, true) => "it has the name that Excel gives a column which somebody inserted",
        (LeftReason.Inserted, false) => "they have names that Excel gives columns which somebody inserted",
        (LeftReason.NotOfTheForm, _) => $"the form that keeps this workbook in step has no such {(isOne ? "question" : "questions")}",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };

    /// <summary>What the header or Forms itself says needs no way out; of the rest a person may know better.</summary>
    private static string WayOut(LeftReason reason, bool isOne, IReadOnlyList<int> columns) => reason is LeftReason.AboutResponse or LeftReason.QuizPart or LeftReason.Language
        ? ""
        : $". If {(isOne ? "it is a question that counts" : "some of them are questions that count")}, replace the workbook by itself with the form field "
            + $"countColumns={string.Join(',', columns.Take(MostQuizParts).Select(CellReference.Letters))}";

    private static string Names(SheetTable sheet, IReadOnlyList<int> columns) => columns.Count == 1
        ? Name(sheet, columns[0])
        : $"{string.Join(", ", columns.Take(columns.Count - 1).Select(column => Name(sheet, column)))} and {Name(sheet, columns[^1])}";

    private static string Name(SheetTable sheet, int column) => $"{CellReference.Letters(column)} {Quoted(CellValues.Text(sheet.Header[column]) ?? "")}";

    private static string Quoted(string header)
    {
        var line = string.Join(' ', header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestHeader ? $"\"{line}\"" : $"\"{line[..(char.IsHighSurrogate(line[LongestHeader - 1]) ? LongestHeader - 1 : LongestHeader)]}…\"";
    }
}
