using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.Workbooks;

/// <summary>
/// Tells the questions of a sheet from the other columns beside id, times, address and name. Headers are in the language of whoever
/// exported, so what no list holds is told by its place and its values: counted, a column that nobody could answer would be a poll that
/// everybody missed.
/// </summary>
internal sealed partial class QuestionColumns
{
    /// <summary>Every culture with a region, as a form names the language in which it was answered: "English (United States)".</summary>
    private static readonly Lazy<HashSet<string>> cultures = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .SelectMany(culture => new[] { culture.EnglishName, culture.NativeName, culture.Name })
        .Select(HeaderText.Normalize)
        .ToHashSet(StringComparer.Ordinal));

    private readonly SheetTable sheet;
    private readonly string[] headers;
    private readonly FormsColumns metadata;
    private readonly IReadOnlyList<FormsHeaders> languages;
    private readonly List<int> questions;
    private readonly List<LeftColumn> left = [];

    private QuestionColumns(SheetTable sheet, string[] headers, FormsColumns metadata, FormsHeaders? language)
    {
        (this.sheet, this.headers, this.metadata) = (sheet, headers, metadata);
        languages = language is null ? FormsHeaders.Languages : [language];
        questions = [.. Enumerable.Range(1, sheet.Width).Where(column => !metadata.Holds(column) && headers[column].Length > 0)];
    }

    /// <param name="sheet">The sheet.</param>
    /// <param name="headers">Its headers by column, normalized.</param>
    /// <param name="metadata">The columns that are known already.</param>
    /// <param name="language">The language of the headers, or null when it is unknown: then every listed one is tried.</param>
    public static ColumnSplit Find(SheetTable sheet, string[] headers, FormsColumns metadata, FormsHeaders? language) =>
        new QuestionColumns(sheet, headers, metadata, language).Split();

    private ColumnSplit Split()
    {
        Leave(LeftReason.Inserted, column => StrayColumn().IsMatch(headers[column]));
        Leave(LeftReason.AboutResponse, column => languages.Any(language => language.IsAboutResponse(headers[column])));
        var isQuiz = headers.Any(header => languages.Any(language => language.IsTotalPoints(header)));
        var quizColumns = QuizColumns.Find(sheet, headers, questions, isQuiz);
        Leave(LeftReason.QuizPart, quizColumns.ContainsKey);
        LeaveLanguage();
        LeaveLeading(isQuiz ? null : quizColumns);
        LeaveTimes();
        return new ColumnSplit(questions, left);
    }

    private void Leave(LeftReason reason, Func<int, bool> isLeft)
    {
        left.AddRange(questions.Where(isLeft).Select(column => new LeftColumn(column, reason)));
        questions.RemoveAll(column => isLeft(column));
    }

    private void Leave(LeftReason reason, int column)
    {
        left.Add(new LeftColumn(column, reason));
        questions.Remove(column);
    }

    /// <summary>A multilingual form says behind the name which language was answered in. Anywhere else, "Language" is a question.</summary>
    private void LeaveLanguage()
    {
        var column = metadata.Name + 1;
        if (questions.Count > 1 && questions.Contains(column) && sheet.Rows.All(row => row[column] is string)
            && (FormsHeaders.LanguageWords.Contains(headers[column]) || sheet.Rows.All(row => cultures.Value.Contains(HeaderText.Normalize((string)row[column]!)))))
        {
            Leave(LeftReason.Language, column);
        }
    }

    /// <summary>
    /// What stands before the first question that somebody answered, unless it stands behind "Last modified time", after which questions begin.
    /// A form has one question at least, so the last column is always one.
    /// </summary>
    private void LeaveLeading(Dictionary<int, int>? quizColumns)
    {
        // Every question of a quiz has a points column, so what stands before the first without one is a total or a remark.
        var firstScored = quizColumns is { Count: > 0 } ? quizColumns.Values.Min() : 0;
        var scored = quizColumns?.Values.ToHashSet() ?? [];
        var lastModified = Array.FindLastIndex(headers, header => languages.Any(language => language.IsLastModified(header)));
        while (questions is [var first, _, ..])
        {
            LeftReason? reason = first < firstScored && !scored.Contains(first) ? LeftReason.QuizTotal
                : sheet.Rows.All(row => row[first] is null) ? (lastModified > 0 && lastModified < first ? null : LeftReason.Empty)
                : IsTimes(first) || (lastModified < 1 && first > metadata.Name && IsMostlyEmptyTime(first)) ? LeftReason.Times
                : null;
            if (reason is null)
            {
                return;
            }

            Leave(reason.Value, first);
        }
    }

    /// <summary>"Last modified time" in a language that no list holds: times behind the name, most of them empty.</summary>
    private bool IsMostlyEmptyTime(int column)
    {
        var values = sheet.Rows.Select(row => row[column]).OfType<object>().ToList();
        return sheet.DateTimeColumns.Contains(column) && values.All(value => value is DateTime) && values.Count * 2 < Math.Max(1, sheet.Rows.Count);
    }

    /// <summary>A question of a form asks for a day and never for a time of day, so times are about the response.</summary>
    private void LeaveTimes()
    {
        foreach (var column in questions.Where(IsTimes).Reverse().ToArray())
        {
            if (questions.Count > 1)
            {
                Leave(LeftReason.Times, column);
            }
        }
    }

    private bool IsTimes(int column)
    {
        var values = sheet.Rows.Select(row => row[column]).OfType<object>().ToList();
        return values.Count > 0 && values.All(value => value is DateTime) && values.OfType<DateTime>().Any(value => value.TimeOfDay >= TimeSpan.FromSeconds(1));
    }

    /// <summary>The name Excel gives a column that a person inserted.</summary>
    [GeneratedRegex("^COLUMN[0-9]{1,3}$")]
    private static partial Regex StrayColumn();
}
