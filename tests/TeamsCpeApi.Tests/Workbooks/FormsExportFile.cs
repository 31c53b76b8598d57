using System.Globalization;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>The three physical shapes in which a Forms export reaches an upload.</summary>
public enum FormsExportShape
{
    /// <summary>As the Forms server writes it, never opened: prefixed elements, wrong dimension, byte order marks.</summary>
    ServerDownload,

    /// <summary>Opened in desktop Excel and saved again.</summary>
    ResavedInExcel,

    /// <summary>A workbook that Forms keeps in step: its columns carry ids that do not depend on a language.</summary>
    LiveSynced,
}

/// <summary>
/// One response row. An answer is a <see cref="string"/>, a number, a <see cref="DateTime"/> (a date question) or null (unanswered).
/// A null <paramref name="Email"/> is an anonymous response.
/// </summary>
public sealed record FormsExportResponse(long Id, DateTime Started, DateTime Completed, string? Email, string? Name, params IReadOnlyList<object?> Answers)
{
    public DateTime? LastModified { get; init; }

    public string? Language { get; init; }

    /// <summary>One entry a question, used by quizzes only.</summary>
    public IReadOnlyList<decimal?>? Points { get; init; }
}

/// <summary>Writes synthetic Microsoft Forms exports with the structure of genuine ones. The same values give the same bytes.</summary>
public sealed record FormsExportFile
{
    private int? _copy;

    public required string Title { get; init; }

    public required IReadOnlyList<string> Questions { get; init; }

    public IReadOnlyList<FormsExportResponse> Responses { get; init; } = [];

    public FormsExportShape Shape { get; init; } = FormsExportShape.ServerDownload;

    public FormsExportHeaders Headers { get; init; } = FormsExportHeaders.English;

    public bool HasLanguage { get; init; }

    public bool HasLastModified { get; init; } = true;

    public bool IsQuiz { get; init; }

    public bool HasGradePosted { get; init; }

    /// <summary>A column called "Column1" behind the metadata, as manual editing leaves it.</summary>
    public bool HasStrayColumn { get; init; }

    /// <summary>Dates counted from 1904, which Excel for Mac workbooks do. Not for the pristine download.</summary>
    public bool CountsFrom1904 { get; init; }

    public DateTimeOffset ExportedAt { get; init; } = new(2026, 3, 12, 15, 30, 0, TimeSpan.Zero);

    /// <summary>Written into live-synced workbooks only.</summary>
    public string FormId { get; init; } = "v4j5cvGGr0GRqy180BHbR0000000000000000000000UN0Q0SFBPMDg4RU1SWTZKSi4u";

    /// <summary>The name that Forms gives the file: title, first and highest response number; a live-synced workbook has the bare title.</summary>
    public string FileName
    {
        get
        {
            var title = string.Concat(Title.Select(character => "\\/:*?\"<>|".Contains(character, StringComparison.Ordinal) ? '_' : character));
            var range = Shape == FormsExportShape.LiveSynced ? "" : $"(1-{Responses.Select(response => response.Id).DefaultIfEmpty(1).Max()})";
            var copy = _copy is { } number ? $" ({number})" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{title}{range}{copy}.xlsx");
        }
    }

    /// <summary>A poll of one question, titled as Teams titles it: by its question.</summary>
    public static FormsExportFile Poll(string question) => new() { Title = question, Questions = [question] };

    public static FormsExportFile Form(string title, params IReadOnlyList<string> questions) => new() { Title = title, Questions = questions };

    /// <summary>The cell of a multi-select or ranking answer: every option is followed by a semicolon.</summary>
    public static string Selected(params IReadOnlyList<string> options) => string.Concat(options.Select(option => option + ";"));

    /// <summary>Adds a response with the next id, started ten seconds before its completion.</summary>
    public FormsExportFile Responding(string? email, string? name, DateTime completed, params IReadOnlyList<object?> answers) =>
        Responding(new FormsExportResponse(
            Responses.Select(response => response.Id).DefaultIfEmpty(0).Max() + 1, completed.AddSeconds(-10), completed, email, name, answers));

    public FormsExportFile Responding(FormsExportResponse response) => this with { Responses = [.. Responses, response] };

    public FormsExportFile RespondingAnonymously(DateTime completed, params IReadOnlyList<object?> answers) =>
        Responding(null, null, completed, answers);

    /// <summary>The name a browser gives a repeated download.</summary>
    public FormsExportFile DownloadedAgain(int copy) => this with { _copy = copy };

    public byte[] Build() => FixedZip.Write(Parts());

    /// <summary>The parts before zipping, for tests that edit one.</summary>
    public IReadOnlyList<ZipPart> Parts()
    {
        var grid = FormsExportGrid.Of(this);
        return Shape == FormsExportShape.ServerDownload
            ? ServerDownloadParts.Of(this, grid)
            : ExcelParts.Of(this, grid);
    }
}
