namespace TeamsCpeApi.Workbooks;

/// <summary>Which column of a sheet is what. Columns are 1-based; <paramref name="Started"/> may be missing.</summary>
internal sealed record FormsColumns(int Id, int? Started, int Completed, int Email, int Name, IReadOnlyList<int> Questions, string? FormId = null)
{
    /// <summary>Columns that are no polls, with the reason.</summary>
    public IReadOnlyList<LeftColumn> Left { get; init; } = [];

    /// <summary>Recognizes the columns by the ids of a live-synced workbook, else by name, else by their structure.</summary>
    public static FormsColumns? Recognize(SheetTable sheet, IReadOnlyList<FormsTable> formsTables)
    {
        var headers = NormalizedHeaders(sheet);
        return formsTables.Select(table => ById(sheet, headers, table)).FirstOrDefault(columns => columns is not null)
            ?? FormsHeaders.Languages.Select(language => ByName(sheet, headers, language)).FirstOrDefault(columns => columns is not null)
            ?? ByStructure(sheet, headers);
    }

    /// <summary>The headers by column, normalized; index 0 is not used, a column without header has an empty text.</summary>
    private static string[] NormalizedHeaders(SheetTable sheet) =>
        ["", .. Enumerable.Range(1, sheet.Width).Select(column => HeaderText.Normalize(CellValues.Text(sheet.Header[column]) ?? ""))];

    private static FormsColumns? ById(SheetTable sheet, string[] headers, FormsTable table)
    {
        int? Column(Func<string, bool> isWanted) => table.Columns
            .Select((column, index) => (column.QuestionId, Column: table.FirstColumn + index))
            .Where(column => column.QuestionId is { } id && isWanted(id) && column.Column <= sheet.Width)
            .Select(column => (int?)column.Column)
            .FirstOrDefault();

        // The table of another sheet has other headers than this one.
        var isHere = sheet.Header.Number == table.HeaderRow && table.Columns
            .Select((column, index) => (column.Name, Column: table.FirstColumn + index))
            .All(column => column.Column <= sheet.Width && headers[column.Column] == HeaderText.Normalize(Unescaped(column.Name)));
        if (!isHere
            || Column(id => id == "id") is not { } responseId
            || Column(id => id == "submitDate") is not { } completed
            || Column(id => id == "responder") is not { } email
            || Column(id => id == "responderName") is not { } name)
        {
            return null;
        }

        var metadata = new FormsColumns(responseId, Column(id => id == "startDate"), completed, email, name, [], table.FormId);
        var questions = table.Columns
            .Select((column, index) => (column.QuestionId, Column: table.FirstColumn + index))
            .Where(column => column.QuestionId is { } id && (IsQuestionId(id) || !metadata.Holds(column.Column)))
            .ToDictionary(column => column.Column, column => IsQuestionId(column.QuestionId!));

        // An id of another kind may mark a column about the response or a quiz column: those are told by name.
        var split = QuestionColumns.Find(sheet, headers, metadata, language: null);
        int[] asked = [.. questions.Where(column => column.Value || split.Questions.Contains(column.Key)).Select(column => column.Key).Order()];
        return metadata with
        {
            Questions = asked,
            Left = [.. split.Left.Where(left => !asked.Contains(left.Column)), .. split.Questions.Except(asked).Select(column => new LeftColumn(column, LeftReason.NotOfTheForm))],
        };
    }

    private static FormsColumns? ByName(SheetTable sheet, string[] headers, FormsHeaders language)
    {
        int? Column(string header) => Array.IndexOf(headers, header, 1) is var column and > 0 ? column : null;

        if (Column(FormsHeaders.Id) is not { } id
            || Column(language.Completed) is not { } completed
            || Column(language.Email) is not { } email
            || Column(language.Name) is not { } name)
        {
            return null;
        }

        var metadata = new FormsColumns(id, Column(language.Started), completed, email, name, []);
        return metadata.With(QuestionColumns.Find(sheet, headers, metadata, language));
    }

    /// <summary>In a language that no list holds: the first five columns and their order are the same in all.</summary>
    private static FormsColumns? ByStructure(SheetTable sheet, string[] headers)
    {
        static bool IsTextOrEmpty(object? value) => value is null or string;

        var fits = sheet.Width > 5
            && headers[1..6].All(header => header.Length > 0)
            && sheet.Rows.Count > 0
            && sheet.Rows.All(row =>
                CellValues.ResponseId(row[1]) is not null && row[2] is DateTime or null && row[3] is DateTime && IsTextOrEmpty(row[4]) && IsTextOrEmpty(row[5]));
        if (!fits)
        {
            return null;
        }

        var metadata = new FormsColumns(1, 2, 3, 4, 5, []);
        return metadata.With(QuestionColumns.Find(sheet, headers, metadata, language: null));
    }

    private FormsColumns With(ColumnSplit split) => this with { Questions = split.Questions, Left = split.Left };

    /// <summary>The same, but these columns are questions, whatever their headers and values say; null when one of them can be none.</summary>
    public FormsColumns? Counting(SheetTable sheet, IReadOnlySet<int> declared) => declared.All(column => column <= sheet.Width && !Holds(column) && sheet.Header[column] is not null)
        ? this with { Questions = [.. Questions.Union(declared).Order()], Left = [.. Left.Where(left => !declared.Contains(left.Column))] }
        : null;

    public bool Holds(int column) => column == Id || column == Started || column == Completed || column == Email || column == Name;

    private static bool IsQuestionId(string id) => id is ['r', ..] && Guid.TryParseExact(id.AsSpan(1), "N", out _);

    /// <summary>Line breaks stand in table column names in escaped form.</summary>
    private static string Unescaped(string name) =>
        name.Replace("_x000a_", "\n", StringComparison.OrdinalIgnoreCase).Replace("_x000d_", "\r", StringComparison.OrdinalIgnoreCase);
}
