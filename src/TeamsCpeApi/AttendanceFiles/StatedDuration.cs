using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>A duration as a file states it, in any of the languages seen: "1h 2m 3s", "52 分", "2 godz. 19 min", "59 Min. 0 Sek.".</summary>
internal static partial class StatedDuration
{
    private const int Longest = 60;

    private static readonly Dictionary<string, long> s_units = new(StringComparer.Ordinal)
    {
        ["D"] = 86_400,
        ["H"] = 3600,
        ["HR"] = 3600,
        ["HRS"] = 3600,
        ["STD"] = 3600,
        ["GODZ"] = 3600,
        ["時間"] = 3600,
        ["M"] = 60,
        ["MIN"] = 60,
        ["分"] = 60,
        ["S"] = 1,
        ["SEC"] = 1,
        ["SEK"] = 1,
        ["SEG"] = 1,
        ["秒"] = 1,
    };

    /// <summary>Whole seconds, or null when there is none or its words are not known: it is only a check, and nothing is lost by that.</summary>
    public static long? Parse(string? text)
    {
        if (text is null or { Length: > Longest })
        {
            return null;
        }

        var plain = string.Concat(UnicodeText.WellFormed(text).Normalize(NormalizationForm.FormKC).Select(character => char.IsWhiteSpace(character) ? ' ' : char.ToUpperInvariant(character))).Trim();
        var parts = Part().Matches(plain);
        if (parts.Count == 0 || Part().Replace(plain, "").Any(character => character != ' '))
        {
            return null;
        }

        var seconds = 0L;
        foreach (Match part in parts)
        {
            if (!s_units.TryGetValue(part.Groups["unit"].Value.TrimEnd('.', ','), out var unit))
            {
                return null;
            }

            seconds += unit * long.Parse(part.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return seconds;
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

    [GeneratedRegex(@"(?<number>[0-9]{1,6}) ?(?<unit>[^0-9 ]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
