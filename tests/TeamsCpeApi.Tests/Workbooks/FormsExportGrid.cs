using System.Globalization;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>How a cell is stored. Empty cells keep the kind of their column, because their style shows it.</summary>
internal enum FormsCellKind
{
    Number,
    DateTime,
    Date,
    Text,
}

internal sealed record FormsCell(FormsCellKind Kind, object? Value);

/// <summary>A column with the id that a live-synced workbook gives it, if it gives one.</summary>
internal sealed record FormsColumn(string Header, string? FormsId);

/// <summary>The table of an export, before it becomes XML.</summary>
internal sealed record FormsExportGrid(IReadOnlyList<FormsColumn> Columns, IReadOnlyList<IReadOnlyList<FormsCell>> Rows)
{
    private static readonly FormsCell s_emptyText = new(FormsCellKind.Text, null);

    public static FormsExportGrid Of(FormsExportFile file) => new(
        Unique(ColumnsOf(file)),
        [.. file.Responses.Select(response => (IReadOnlyList<FormsCell>)[.. CellsOf(file, response)])]);

    private static IEnumerable<FormsColumn> ColumnsOf(FormsExportFile file)
    {
        var headers = file.Headers;
        yield return new(headers.Id, "id");
        yield return new(headers.Started, "startDate");
        yield return new(headers.Completed, "submitDate");
        yield return new(headers.Email, "responder");
        yield return new(headers.Name, "responderName");

        var others = new (bool Present, string Header)[]
        {
            (file.HasLanguage, headers.Language),
            (file.IsQuiz, headers.TotalPoints),
            (file.IsQuiz, headers.QuizFeedback),
            (file.HasGradePosted, headers.GradePosted),
            (file.HasLastModified, headers.LastModified),
            (file.HasStrayColumn, "Column1"),
        };
        foreach (var (_, header) in others.Where(column => column.Present))
        {
            yield return new(header, null);
        }

        for (var index = 0; index < file.Questions.Count; index++)
        {
            yield return new(file.Questions[index], string.Create(CultureInfo.InvariantCulture, $"r{index + 1:x32}"));
            if (file.IsQuiz)
            {
                yield return new(headers.Points + file.Questions[index], null);
                yield return new(headers.Feedback + file.Questions[index], null);
            }
        }
    }

    /// <summary>Forms appends a number to a header that is taken, ignoring case, starting at 2.</summary>
    private static List<FormsColumn> Unique(IEnumerable<FormsColumn> columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unique = new List<FormsColumn>();
        foreach (var column in columns)
        {
            var header = column.Header;
            for (var number = 2; !taken.Add(header); number++)
            {
                header = string.Create(CultureInfo.InvariantCulture, $"{column.Header}{number}");
            }

            unique.Add(column with { Header = header });
        }

        return unique;
    }

    private static IEnumerable<FormsCell> CellsOf(FormsExportFile file, FormsExportResponse response)
    {
        yield return new(FormsCellKind.Number, response.Id);
        yield return new(FormsCellKind.DateTime, response.Started);
        yield return new(FormsCellKind.DateTime, response.Completed);
        yield return new(FormsCellKind.Text, response.Email ?? "anonymous");
        yield return new(FormsCellKind.Text, response.Name);

        var others = new (bool Present, FormsCell Cell)[]
        {
            (file.HasLanguage, new(FormsCellKind.Text, response.Language ?? "English (United States)")),
            (file.IsQuiz, new(FormsCellKind.Number, response.Points?.Sum())),
            (file.IsQuiz, s_emptyText),
            (file.HasGradePosted, new(FormsCellKind.DateTime, response.Completed)),
            (file.HasLastModified, new(FormsCellKind.DateTime, response.LastModified)),
            (file.HasStrayColumn, s_emptyText),
        };
        foreach (var (_, cell) in others.Where(column => column.Present))
        {
            yield return cell;
        }

        for (var index = 0; index < file.Questions.Count; index++)
        {
            yield return AnswerCell(index < response.Answers.Count ? response.Answers[index] : null);
            if (file.IsQuiz)
            {
                yield return new(FormsCellKind.Number, response.Points?[index]);
                yield return s_emptyText;
            }
        }
    }

    private static FormsCell AnswerCell(object? answer) => answer switch
    {
        null => s_emptyText,
        string text => new(FormsCellKind.Text, text),
        DateTime date => new(FormsCellKind.Date, date),
        IConvertible number => new(FormsCellKind.Number, number),
        _ => throw new ArgumentException($"An answer cannot be a {answer.GetType().Name}.", nameof(answer)),
    };
}
