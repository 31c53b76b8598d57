namespace TeamsCpeApi.Domain.Polls;

/// <summary>A Microsoft Forms export as read from a workbook: each question is one poll.</summary>
/// <param name="Title">The form's title: the file name without its "(1-N)" suffix.</param>
/// <param name="FormId">The form's id, known only for live-synced workbooks.</param>
/// <param name="ExportedAt">The instant of the export (UTC) where the file has one; a live-synced workbook is older than its content and has none.</param>
/// <param name="Questions">The question columns in the order of the workbook, titles as written.</param>
/// <param name="Responses">The response rows in the order of the workbook.</param>
public sealed record FormsExport(
    string Title,
    string? FormId,
    DateTimeOffset? ExportedAt,
    IReadOnlyList<FormsQuestion> Questions,
    IReadOnlyList<FormsResponse> Responses)
{
    /// <summary>What is worth knowing about how the file was read, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Questions that ask who answers: they are no polls, and what was typed there is <see cref="FormsResponse.Typed"/>.</summary>
    public IReadOnlyList<FormsQuestion> AskingWho { get; init; } = [];

    /// <summary>Columns that were not taken for questions.</summary>
    public IReadOnlyList<FormsQuestion> Left { get; init; } = [];

    /// <summary>1-based columns that a person declared to be questions when the file was uploaded.</summary>
    public IReadOnlyList<int> Declared { get; init; } = [];
}

/// <summary>A question column.</summary>
/// <param name="Title">The header as written.</param>
/// <param name="Column">The 1-based column in the sheet.</param>
public sealed record FormsQuestion(string Title, int Column);

/// <summary>One response row. Times are wall-clock times without a zone, as Forms writes them, rounded to the nearest second.</summary>
/// <param name="Row">The 1-based row in the sheet.</param>
/// <param name="ResponseId">The value of the ID column.</param>
/// <param name="StartedAt">Start time, local, zone unknown.</param>
/// <param name="CompletedAt">Completion time, local, zone unknown.</param>
/// <param name="Email">The sign-in address as written, or null when the response is anonymous.</param>
/// <param name="Name">The respondent's name as written, or null.</param>
/// <param name="Answers">One entry a question, in the order of <see cref="FormsExport.Questions"/>: the raw answer, or null when unanswered.</param>
public sealed record FormsResponse(
    int Row,
    long ResponseId,
    DateTime? StartedAt,
    DateTime CompletedAt,
    string? Email,
    string? Name,
    IReadOnlyList<string?> Answers)
{
    /// <summary>What the respondent typed into questions that ask who answers, where Forms itself names nobody; null when there is none.</summary>
    public TypedIdentity? Typed { get; init; }
}

/// <summary>A name and an address that somebody typed. Anybody can type anybody's: it never says by itself who it was.</summary>
/// <param name="Name">The name as typed, or null.</param>
/// <param name="Email">The address as typed, or null.</param>
public sealed record TypedIdentity(string? Name, string? Email);
