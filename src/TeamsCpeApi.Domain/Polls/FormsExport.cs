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
    IReadOnlyList<string?> Answers);
