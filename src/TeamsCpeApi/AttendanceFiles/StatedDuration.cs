using System.Globalization;
using System.Text;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// A duration as a file states it, in any of the languages of ICU: "1h 2m 3s", "52 分", "2 godz. 19 min", "59 Min. 0 Sek.", "saa 1 dak 2".
/// </summary>
internal static class StatedDuration
{
    private const int Longest = 60;

    /// <summary>Days, hours, minutes, seconds.</summary>
    private const int MostParts = 4;

    private const int MostDigits = 6;

    /// <summary>Whole seconds, or null when there is none or its words are not known: it is only a check, nothing is lost.</summary>
    public static long? Parse(string? text)
    {
        if (text is null or { Length: > Longest })
        {
            return null;
        }

        // Where the first unit stands before its number, all of them do.
        var (words, numbers) = Split(PlainText.Of(text).Text);
        var ordered = words[0].Length == 0 ? words[1..] : words[^1].Length == 0 ? words[..^1] : [];
        return numbers.Count > 0 && ordered.Count == numbers.Count
            && Totals(ordered, numbers, 0, long.MaxValue).Distinct().Take(2).ToArray() is [var only]
            ? only
            : null;
    }

    /// <summary>
    /// True when what a row states differs from its times by more than Teams' own rounding: a second, and a minute in the meeting
    /// summary, which drops the seconds of an hour and more.
    /// </summary>
    public static bool Contradicts(long stated, TimeSpan length, AttendanceDialect dialect)
    {
        var dropped = dialect == AttendanceDialect.MeetingSummary && stated >= 3600 && stated % 60 == 0 ? 59 : 0;
        var difference = (long)length.TotalSeconds - stated;
        return difference < -1 || difference > 1 + dropped;
    }

    /// <summary>Every sum that the words allow: the longest unit comes first, which tells apart those that are written alike.</summary>
    private static IEnumerable<long> Totals(IReadOnlyList<string> words, IReadOnlyList<long> numbers, int index, long longerThan)
    {
        if (index == words.Count)
        {
            return [0];
        }

        return DurationUnits.SecondsOf(words[index])
            .Where(unit => unit < longerThan)
            .SelectMany(unit => Totals(words, numbers, index + 1, unit).Select(rest => rest + (unit * numbers[index])));
    }

    /// <summary>The numbers, and the words before, between and behind them without blanks and marks.</summary>
    private static (List<string> Words, List<long> Numbers) Split(string text)
    {
        var (words, numbers) = (new List<string>(), new List<long>());
        var (word, start) = (new StringBuilder(), 0);
        for (var index = 0; index < text.Length && numbers.Count <= MostParts; index++)
        {
            if (!char.IsAsciiDigit(text[index]))
            {
                word.Append(text[index] == ' ' || (text[index] != '-' && char.IsPunctuation(text[index])) ? "" : text[index]);
                start = index + 1;
            }
            else if (index + 1 == text.Length || !char.IsAsciiDigit(text[index + 1]))
            {
                var digits = text.AsSpan(start..(index + 1));
                numbers.Add(digits.Length <= MostDigits ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : -1);
                words.Add(word.ToString());
                word.Clear();
            }
        }

        words.Add(word.ToString());
        return numbers.Count > MostParts || numbers.Contains(-1) ? (words, []) : (words, numbers);
    }
}
