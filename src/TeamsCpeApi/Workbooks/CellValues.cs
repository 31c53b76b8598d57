using System.Globalization;

namespace TeamsCpeApi.Workbooks;

/// <summary>What a cell says, independent of any culture.</summary>
internal static class CellValues
{
    /// <summary>Forms began in 2016; earlier serials are small numbers that are no times, later ones belong to other columns.</summary>
    private static readonly DateTime s_earliest = new(2010, 1, 1);
    private static readonly DateTime s_latest = new(2100, 1, 1);

    private static readonly DateTime s_from1900 = new(1899, 12, 30);
    private static readonly DateTime s_from1904 = new(1904, 1, 1);

    /// <summary>The raw answer: text as written, numbers invariant, dates in ISO 8601, null when unanswered.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => NearestSecond(instant).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "TRUE" : "FALSE",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static long? ResponseId(object? value) => value switch
    {
        double number when number is >= 1 and <= 1e15 && Math.Floor(number) == number => (long)number,
        string text when long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => null,
    };

    /// <summary>A wall-clock time to the nearest second (re-saved files give 17:58:07.999996), or null when the cell holds none.</summary>
    public static DateTime? Time(object? value, bool countsFrom1904)
    {
        DateTime? time = value switch
        {
            DateTime instant => instant,
            // A time cell that lost its format still holds the serial number; 70,000 days end before 2100.
            double serial and > 0 and < 100_000 => (countsFrom1904 ? s_from1904 : s_from1900).AddDays(serial),
            _ => null,
        };

        return time is { } found && found >= s_earliest && found < s_latest ? NearestSecond(found) : null;
    }

    /// <summary>The value as a message shows it.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "nothing",
        string text => text.Length > 40 ? $"the text \"{text[..40]}…\"" : $"the text \"{text}\"",
        _ => Text(value) ?? "nothing",
    };

    private static DateTime NearestSecond(DateTime time) =>
        new((time.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
}
