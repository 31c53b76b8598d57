using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// A timestamp as a file writes it, before anybody knows which of its numbers is the month: "2/11/26, 9:04:01 PM",
/// "18.10.2021, 09:43:33", "13/04/2021 à 09:01:31", "22/7/11 18:29:28".
/// </summary>
/// <param name="First">The first number of the date.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
/// <param name="TimeOfDay">The time of day.</param>
/// <param name="HasSeconds">False for a time that Excel has shortened.</param>
internal sealed partial record WrittenTime(int First, int Second, int Third, TimeSpan TimeOfDay, bool HasSeconds)
{
    /// <summary>No timestamp is longer.</summary>
    private const int Longest = 60;

    /// <summary>Teams has written attendance files since 2020; an order that makes earlier dates is the wrong one.</summary>
    private const int FirstYear = 2020;

    private const int LastYear = 2099;

    public static WrittenTime? Parse(string text)
    {
        if (text.Length > Longest || Pattern().Match(Plain(text)) is not { Success: true } match)
        {
            return null;
        }

        return TimeOf(match) is { } time
            ? new(Number(match, "first"), Number(match, "second"), Number(match, "third"), time, match.Groups["second2"].Success)
            : null;
    }

    /// <summary>The instant on the file's clock if the date is written in this order, or null when that makes no date of Teams' time.</summary>
    public DateTime? In(DateOrder order)
    {
        var (year, month, day) = order switch
        {
            DateOrder.MonthDayYear => (Third, First, Second),
            DateOrder.DayMonthYear => (Third, Second, First),
            _ => (First, Second, Third),
        };
        year += year < 100 ? 2000 : 0;
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + TimeOfDay
            : null;
    }

    private static TimeSpan? TimeOf(Match match)
    {
        var (hour, minute) = (Number(match, "hour"), Number(match, "minute"));
        var second = match.Groups["second2"].Success ? Number(match, "second2") : 0;
        var half = match.Groups["before"].Success ? match.Groups["before"].Value : match.Groups["after"].Value;
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half[0] is 'P' || half is "午後" or "下午" or "오후" ? 12 : 0);
        }

        return hour < 24 && minute < 60 && second < 60 ? new TimeSpan(hour, minute, second) : null;
    }

    /// <summary>Every kind of blank becomes one space, full-width digits and letters plain ones, and marks that cannot be seen go.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in UnicodeText.WellFormed(text).Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(character))
            {
                plain.Append(plain.Length > 0 && plain[^1] == ' ' ? "" : " ");
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
            {
                plain.Append(char.ToUpperInvariant(character));
            }
        }

        return plain.ToString().Trim();
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // Texts come from outside: they are short, and the pattern repeats nothing without bound, so that no text makes it slow.
    [GeneratedRegex(
        @"^(?<first>[0-9]{1,4})(?:/(?<second>[0-9]{1,2})/|\. ?(?<second>[0-9]{1,2})\. ?|-(?<second>[0-9]{1,2})-)(?<third>[0-9]{1,4})\.?,?"
        + @"(?: ?(?:À|ÀS|KLO|KL\.|UM|OM|ALLE) | ?T ?| )?(?<before>午前|午後|上午|下午|오전|오후|AM|PM)? ?"
        + @"(?<hour>[0-9]{1,2})[:.](?<minute>[0-9]{2})(?:[:.](?<second2>[0-9]{2})(?:[.,][0-9]{1,7})?)? ?(?<after>A\.? ?M\.?|P\.? ?M\.?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
