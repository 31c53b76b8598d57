using System.Globalization;

namespace TeamsCpeApi.Workbooks;

/// <summary>
/// "Points - Q" and "Feedback - Q" of a quiz, each with the question it belongs to. A question that merely begins with "Points" has no
/// question Q beside it.
/// </summary>
internal static class QuizColumns
{
    private const string Separator = " - ";

    /// <param name="sheet">The sheet.</param>
    /// <param name="headers">Its headers by column, normalized.</param>
    /// <param name="columns">The columns that may be questions or belong to one.</param>
    /// <param name="isQuiz">True when a header says that there are total points.</param>
    /// <returns>The question by the column that belongs to it.</returns>
    public static Dictionary<int, int> Find(SheetTable sheet, string[] headers, IReadOnlyList<int> columns, bool isQuiz)
    {
        var found = new Dictionary<int, int>();
        foreach (var question in columns)
        {
            var title = headers[question];
            var parts = columns.Where(column => column != question && !found.ContainsKey(column) && IsListedPart(headers[column], title)).ToList();
            if (isQuiz || parts.Count > 1)
            {
                parts.ForEach(part => found[part] = question);
            }

            // In a language whose prefixes are unknown a question is followed by two columns that end in its title.
            if (!found.ContainsKey(question) && EndsInTitle(headers, columns, question + 1, title) && EndsInTitle(headers, columns, question + 2, title))
            {
                found[question + 1] = found[question + 2] = question;
            }
        }

        return found.Count > 0 ? found : ByTotals(sheet, headers, columns);
    }

    /// <summary>A title that was taken has a number appended, in its quiz columns or only in itself.</summary>
    private static bool IsListedPart(string header, string title)
    {
        foreach (var prefix in FormsHeaders.QuizPrefixes)
        {
            if (header.StartsWith(prefix + Separator, StringComparison.Ordinal))
            {
                return IsTitle(header[(prefix.Length + Separator.Length)..], title);
            }
        }

        return false;
    }

    private static bool EndsInTitle(string[] headers, IReadOnlyList<int> columns, int column, string title) =>
        columns.Contains(column) && headers[column].EndsWith(Separator + title, StringComparison.Ordinal);

    /// <summary>
    /// A quiz of which the remarks are left out, in a language whose words are unknown: each question is followed by its points, and a column
    /// before the first question holds their sum in every row. Ratings and matrices have no such sum.
    /// </summary>
    private static Dictionary<int, int> ByTotals(SheetTable sheet, string[] headers, IReadOnlyList<int> columns)
    {
        var points = columns
            .Where(question => columns.Contains(question + 1) && headers[question + 1].EndsWith(Separator + headers[question], StringComparison.Ordinal))
            .Select(question => (Prefix: headers[question + 1][..^headers[question].Length], Question: question))
            .GroupBy(pair => pair.Prefix, StringComparer.Ordinal)
            .MaxBy(group => group.Count())?
            .ToDictionary(pair => pair.Question + 1, pair => pair.Question);
        return points is not null && columns.TakeWhile(column => !points.ContainsValue(column)).Any(total => IsSum(sheet, total, points.Keys)) ? points : [];
    }

    private static bool IsSum(SheetTable sheet, int total, IReadOnlyCollection<int> parts)
    {
        var sums = sheet.Rows.Select(row => (Total: Number(row[total]), Parts: parts.Select(part => (Value: row[part], Number: Number(row[part]))).ToArray())).ToArray();
        return Array.Exists(sums, row => row.Total is not null)
            && Array.TrueForAll(sums, row => Array.TrueForAll(row.Parts, part => part.Value is null || part.Number is not null) && (row.Total ?? 0) == row.Parts.Sum(part => part.Number ?? 0));
    }

    private static decimal? Number(object? value) => value switch
    {
        double number when Math.Abs(number) < 1e9 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static bool IsTitle(string rest, string title) => rest == title || IsNumbered(rest, title) || IsNumbered(title, rest);

    private static bool IsNumbered(string longer, string title) =>
        longer.Length > title.Length && longer.StartsWith(title, StringComparison.Ordinal) && longer.AsSpan(title.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
