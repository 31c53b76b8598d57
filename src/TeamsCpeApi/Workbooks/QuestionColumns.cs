using System.Text.RegularExpressions;

namespace TeamsCpeApi.Workbooks;

/// <summary>Tells the questions of a sheet from the other columns beside id, times, address and name.</summary>
internal static partial class QuestionColumns
{
    /// <param name="sheet">The sheet.</param>
    /// <param name="headers">Its headers by column, normalized.</param>
    /// <param name="metadata">The columns that are known already.</param>
    /// <param name="language">The language of the headers, or null when it is unknown: then every listed one is tried.</param>
    public static IReadOnlyList<int> Find(SheetTable sheet, string[] headers, FormsColumns metadata, FormsHeaders? language)
    {
        var languages = language is null ? FormsHeaders.Languages : [language];
        var named = Enumerable.Range(1, sheet.Width)
            .Where(column => !metadata.Holds(column) && headers[column].Length > 0 && !StrayColumn().IsMatch(headers[column]))
            .Where(column => !languages.Any(candidate => candidate.IsAboutResponse(headers[column])))
            .ToList();

        var isQuiz = headers.Any(header => languages.Any(candidate => candidate.IsTotalPoints(header)));
        var quizColumns = QuizColumns(headers, named, isQuiz);
        var questions = named.Where(column => !quizColumns.ContainsKey(column)).ToList();

        RemoveLanguage(sheet, headers, metadata, questions);
        RemoveLastModified(sheet, headers, metadata, questions, languages);
        RemoveQuizTotals(questions, quizColumns, isQuiz);
        return questions;
    }

    /// <summary>
    /// "Points - Q" and "Feedback - Q", each with the question it belongs to. A question that merely begins with "Points" has no
    /// question Q beside it. In a language whose prefixes are unknown a question is followed by two columns that end in its title.
    /// </summary>
    private static Dictionary<int, int> QuizColumns(string[] headers, List<int> columns, bool isQuiz)
    {
        var found = new Dictionary<int, int>();
        foreach (var question in columns)
        {
            var title = headers[question];
            var parts = columns.Where(column => column != question && !found.ContainsKey(column) && Belongs(headers[column], title)).ToList();
            if (isQuiz || parts.Count > 1)
            {
                parts.ForEach(part => found[part] = question);
            }

            if (IsUnlistedTriple(headers, columns, question) && !found.ContainsKey(question))
            {
                found[question + 1] = found[question + 2] = question;
            }
        }

        return found;
    }

    private static bool IsUnlistedTriple(string[] headers, List<int> columns, int question)
    {
        var ending = $" - {headers[question]}";
        return columns.Contains(question + 1) && headers[question + 1].EndsWith(ending, StringComparison.Ordinal)
            && columns.Contains(question + 2) && headers[question + 2].EndsWith(ending, StringComparison.Ordinal);
    }

    /// <summary>A title that was taken has a number appended, in its quiz columns or only in itself.</summary>
    private static bool Belongs(string header, string title)
    {
        foreach (var prefix in FormsHeaders.QuizPrefixes)
        {
            if (header.StartsWith($"{prefix} - ", StringComparison.Ordinal))
            {
                var rest = header[(prefix.Length + 3)..];
                return rest == title || IsNumbered(rest, title) || IsNumbered(title, rest);
            }
        }

        return false;
    }

    private static bool IsNumbered(string longer, string title) =>
        longer.Length > title.Length && longer.StartsWith(title, StringComparison.Ordinal) && longer.AsSpan(title.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>A multilingual form says behind the name which language was answered in. Anywhere else, "Language" is a question.</summary>
    private static void RemoveLanguage(SheetTable sheet, string[] headers, FormsColumns metadata, List<int> questions)
    {
        var column = metadata.Name + 1;
        if (questions.Count > 1 && questions.Contains(column) && headers[column] == "LANGUAGE" && sheet.Rows.All(row => row[column] is string))
        {
            questions.Remove(column);
        }
    }

    /// <summary>"Last modified time" in a language that no list holds: times behind the name, most of them empty.</summary>
    private static void RemoveLastModified(
        SheetTable sheet, string[] headers, FormsColumns metadata, List<int> questions, IReadOnlyList<FormsHeaders> languages)
    {
        if (questions is not [var first, _, ..]
            || first < metadata.Name
            || headers.Any(header => languages.Any(candidate => candidate.LastModified == header))
            || !sheet.DateTimeColumns.Contains(first))
        {
            return;
        }

        var values = sheet.Rows.Select(row => row[first]).Where(value => value is not null).ToList();
        if (values.All(value => value is DateTime) && values.Count * 2 < Math.Max(1, sheet.Rows.Count))
        {
            questions.RemoveAt(0);
        }
    }

    /// <summary>Every question of a quiz has a points column, so what stands before the first without one is a total or a remark.</summary>
    private static void RemoveQuizTotals(List<int> questions, Dictionary<int, int> quizColumns, bool isQuiz)
    {
        if (isQuiz || quizColumns.Count == 0)
        {
            return;
        }

        var withPoints = quizColumns.Values.ToHashSet();
        var first = withPoints.Min();
        questions.RemoveAll(column => column < first && !withPoints.Contains(column));
    }

    /// <summary>The name Excel gives a column that a person inserted.</summary>
    [GeneratedRegex("^COLUMN[0-9]{1,3}$")]
    private static partial Regex StrayColumn();
}
