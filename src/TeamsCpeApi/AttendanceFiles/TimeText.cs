using System.Globalization;
using System.Text;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Takes a timestamp apart: three numbers of a date, two or three of a time, in either order, with signs between them that say which is
/// which, and nothing else but words that are known. It looks at each character a few times at most.
/// </summary>
internal readonly ref struct TimeText
{
    /// <summary>Date, time, and a fraction of a second.</summary>
    private const int Most = 7;

    private const int Fewest = 5;
    private const int OfDate = 3;

    /// <summary>Words that stand beside a date or time and say nothing: "at", "o'clock", "day", "s".</summary>
    private static readonly HashSet<string> fillers = new(StringComparer.Ordinal)
    {
        "À", "ÀS", "AT", "KLO", "KL", "KLOCK", "UM", "OM", "ALLE", "T", "U", "GA", "TME", "Ê", "LÚC", "VE",
        "Г", "Ч", "ཆུ", "ཚོད", "日", "일", "분", "분", "分", "MIN", "S", "SEK", "SEC", "SEG", "秒", "초",
    };

    private static readonly Dictionary<string, WrittenCalendar> eras = new(StringComparer.Ordinal)
    {
        ["هـ"] = WrittenCalendar.Islamic,
        ["ه"] = WrittenCalendar.Islamic,
        ["AH"] = WrittenCalendar.Islamic,
        ["بعدالهجرة"] = WrittenCalendar.Islamic,
        ["هش"] = WrittenCalendar.Persian,
        ["พศ"] = WrittenCalendar.Buddhist,
        ["ပသ"] = WrittenCalendar.Buddhist,
        ["BE"] = WrittenCalendar.Buddhist,
        ["民國"] = WrittenCalendar.Minguo,
        ["คศ"] = WrittenCalendar.Gregorian,
        ["公元"] = WrittenCalendar.Gregorian,
    };

    /// <summary>The Persian era in front of a date; behind a time the same letters are the morning of Finland.</summary>
    private const string EraInFront = "AP";

    /// <summary>Months that browsers and Excel write as words in dates of numbers: Hawaiian has Roman ones.</summary>
    private static readonly Dictionary<string, int> months = Months();

    private readonly ReadOnlySpan<char> text;
    private readonly ReadOnlySpan<Number> numbers;
    private readonly int zero;

    private TimeText(PlainText plain, ReadOnlySpan<Number> numbers)
    {
        text = plain.Text;
        zero = plain.Zero;
        this.numbers = numbers;
    }

    public static WrittenTime? Read(string text, int row)
    {
        var plain = PlainText.Of(text);
        Span<Number> numbers = stackalloc Number[Most];
        var count = Split(plain.Text, numbers);
        return count < Fewest ? null : new TimeText(plain, numbers[..count]).Read(row);
    }

    private WrittenTime? Read(int row)
    {
        var timeFirst = IsHourSign(Gap(1), orDot: false);
        var (date, time) = timeFirst ? (numbers.Length - OfDate, 0) : (0, OfDate);
        var timeNumbers = Math.Min(numbers.Length - OfDate, 3);
        if ((timeFirst && numbers.Length == Most) || Separator(date) is not { } separator || !IsTime(time, timeNumbers)
            || Words(timeFirst ? timeNumbers : OfDate) is not { } words || TimeOfDay(time, timeNumbers, words.Period) is not { } timeOfDay)
        {
            return null;
        }

        var (first, third) = (numbers[date], numbers[date + 2]);
        if (first.Length > 2 && third.Length > 2)
        {
            return null;
        }

        var year = first.Length > 2 ? YearPlace.First : third.Length > 2 ? YearPlace.Last : YearPlace.Unknown;
        var writing = new DateWriting(separator, words.Period is not null, zero, year, numbers[date + 1].IsWord);
        return new(first.Value, numbers[date + 1].Value, third.Value, timeOfDay, timeNumbers == 3, writing) { Era = words.Era, Row = row };
    }

    /// <summary>The sign between the numbers of the date; null when there is none that dates have.</summary>
    private char? Separator(int date)
    {
        var first = Gap(date + 1).Trim(" #");
        var second = Gap(date + 2).Trim(" #");
        var isDate = first.Length == 1 && first[0] switch
        {
            '年' => second is "月",
            '년' => second is "월",
            '/' => second is "/" or "",
            '.' or '-' or ')' => second.SequenceEqual(first),
            _ => false,
        };
        return isDate && numbers[date].Length <= 4 && numbers[date + 1].Length <= 2 && numbers[date + 2].Length <= 4
            && !numbers[date].IsWord && !numbers[date + 2].IsWord
            ? first[0]
            : null;
    }

    private bool IsTime(int time, int count)
    {
        for (var index = time; index < time + count; index++)
        {
            if (numbers[index].Length > 2 || numbers[index].IsWord)
            {
                return false;
            }
        }

        // Without seconds a minute has two digits: "9.5" is a decimal number.
        return IsHourSign(Gap(time + 1), orDot: true)
            && (count == 3 ? IsMinuteSign(Gap(time + 2), isAfterWord: Gap(time + 1) is not (":" or ".")) : numbers[time + 1].Length == 2)
            && (time + 3 >= numbers.Length || time == 0 || Gap(time + 3) is "." or ",");
    }

    private static bool IsHourSign(ReadOnlySpan<char> gap, bool orDot) =>
        gap is ":" || (orDot && gap is ".") || gap.Trim(' ') is "H" or "時" or "时" or "点" or "點" or "시";

    private static bool IsMinuteSign(ReadOnlySpan<char> gap, bool isAfterWord) =>
        gap is ":" or "." || (isAfterWord && gap.Trim(' ') is "" or "MIN" or "M" or "分" or "분");

    private TimeSpan? TimeOfDay(int time, int count, string? period)
    {
        var (shown, minute, second) = (numbers[time].Value, numbers[time + 1].Value, count == 3 ? numbers[time + 2].Value : 0);
        var hour = period is null ? shown : DayPeriods.Hour(period, shown);
        return hour is { } known and < 24 && minute < 60 && second < 60 ? new TimeSpan(known, minute, second) : null;
    }

    /// <summary>What the words before, between and behind date and time say; null when one of them is not known.</summary>
    private (string? Period, WrittenCalendar? Era)? Words(int middle)
    {
        string? period = null;
        WrittenCalendar? era = null;
        foreach (var place in (ReadOnlySpan<int>)[0, middle, numbers.Length])
        {
            var gap = Gap(place).Trim(' ');
            if (!HasLetter(gap))
            {
                if (!IsPunctuation(gap, place, middle))
                {
                    return null;
                }

                continue;
            }

            if (WordIn(gap) is not { } word)
            {
                return null;
            }

            if (word.Length == 0)
            {
                continue;
            }

            if (place == 0 && word == EraInFront)
            {
                era = WrittenCalendar.Persian;
            }
            else if (eras.TryGetValue(word, out var named))
            {
                era = named;
            }
            else if (period is null && DayPeriods.IsKnown(word))
            {
                period = word;
            }
            else
            {
                return null;
            }
        }

        return (period, era);
    }

    private static bool IsPunctuation(ReadOnlySpan<char> gap, int place, int middle) => place == 0 ? gap is "" or "#" or "("
        : place == middle ? gap is "" or "," or "." or ".," or "،" or "⹁" or "、" or "-" or "(" or "#"
        : gap is "" or "." or "," or ")";

    /// <summary>The words of a gap in one, without those that say nothing; null when it holds other signs than letters and punctuation.</summary>
    private static string? WordIn(ReadOnlySpan<char> gap)
    {
        var word = new StringBuilder();
        var start = 0;
        foreach (var rune in gap.EnumerateRunes())
        {
            if (Rune.IsPunctuation(rune) || rune.Value == ' ')
            {
                DropFiller(word, ref start);
            }
            else if (Rune.IsLetter(rune) || IsMark(rune))
            {
                word.Append(rune);
            }
            else
            {
                return null;
            }
        }

        DropFiller(word, ref start);
        return word.ToString();
    }

    private static void DropFiller(StringBuilder word, ref int start)
    {
        if (word.Length > start && fillers.Contains(word.ToString(start, word.Length - start)))
        {
            word.Length = start;
        }

        start = word.Length;
    }

    private static bool HasLetter(ReadOnlySpan<char> gap)
    {
        foreach (var rune in gap.EnumerateRunes())
        {
            if (!Rune.IsPunctuation(rune) && rune.Value != ' ')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>What stands before a number, or behind the last one.</summary>
    private ReadOnlySpan<char> Gap(int number) =>
        text[(number == 0 ? 0 : numbers[number - 1].End)..(number == numbers.Length ? text.Length : numbers[number].Start)];

    /// <summary>The numbers of a text, and the months' names between two signs of a date; -1 when there are too many or too long ones.</summary>
    private static int Split(ReadOnlySpan<char> text, Span<Number> numbers)
    {
        var count = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var start = index;
            while (index < text.Length && char.IsAsciiDigit(text[index]))
            {
                index++;
            }

            var found = index > start ? Number.Of(text, start, index) : Month(text, start);
            if (found is not { } number)
            {
                continue;
            }

            if (count == numbers.Length || number.Length > Most)
            {
                return -1;
            }

            numbers[count++] = number;
            index = number.End - 1;
        }

        return count;
    }

    private static Number? Month(ReadOnlySpan<char> text, int start)
    {
        if (start == 0 || !IsDateSign(text[start - 1]) || !char.IsAsciiLetterUpper(text[start]))
        {
            return null;
        }

        var end = start;
        while (end < text.Length && char.IsAsciiLetterUpper(text[end]))
        {
            end++;
        }

        return end < text.Length && IsDateSign(text[end]) && months.TryGetValue(text[start..end].ToString(), out var month)
            ? new(month, 2, start, end, true)
            : null;
    }

    private static bool IsDateSign(char character) => character is '/' or '-' or '.';

    private static Dictionary<string, int> Months()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal) { ["SEPT"] = 9 };
        foreach (var names in new[]
        {
            "I II III IV V VI VII VIII IX X XI XII",
            "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC",
            "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER",
        })
        {
            foreach (var (index, name) in names.Split(' ').Index())
            {
                found[name] = index + 1;
            }
        }

        return found;
    }

    /// <summary>A number in a text, or the name of a month that stands for one.</summary>
    private readonly record struct Number(int Value, int Length, int Start, int End, bool IsWord)
    {
        public static Number Of(ReadOnlySpan<char> text, int start, int end)
        {
            var value = 0;
            for (var index = start; index < end && index < start + Most; index++)
            {
                value = (value * 10) + (text[index] - '0');
            }

            return new(value, end - start, start, end, false);
        }
    }
}
