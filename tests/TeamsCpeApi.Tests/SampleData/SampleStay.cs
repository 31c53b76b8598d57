using System.Globalization;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>One stay on the wire: UTC texts with as many fraction digits as the service happens to send, or null.</summary>
internal sealed record SampleStay(string? Joined, string? Left, bool IsAfterRestart)
{
    public static IEnumerable<SampleStay> Of(string stays, int number, DateOnly day) =>
        stays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(stay =>
        {
            var ends = stay.Split('-');
            return new SampleStay(Wire(ends[0], number, day), Wire(ends[1], number, day), At(ends[0], number) >= SampleSession.Restart);
        });

    /// <summary>The local time that a word of the plan stands for; ends outside the session's time differ from person to person.</summary>
    private static TimeOnly At(string word, int number) => word switch
    {
        "early" => new TimeOnly(13, 46).Add(TimeSpan.FromSeconds(number * 37 % 720) + Fraction(number)),
        "late" => new TimeOnly(15, 41).Add(TimeSpan.FromSeconds(number * 53 % 600) + Fraction(number)),
        "drop" => SampleSession.Drop,
        "restart" => SampleSession.Restart,
        _ => TimeOnly.Parse(word, CultureInfo.InvariantCulture),
    };

    private static TimeSpan Fraction(int number) => TimeSpan.FromTicks(number * 1_234_577L % TimeSpan.TicksPerSecond);

    private static string? Wire(string word, int number, DateOnly day)
    {
        if (word == "?")
        {
            return null;
        }

        var digits = Math.Max(number % 8, word.Contains('.', StringComparison.Ordinal) ? 1 : 0);
        var fraction = digits == 0 ? "" : "." + new string('f', digits);
        return SampleSession.Instant(day, At(word, number)).UtcDateTime.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}'Z'", CultureInfo.InvariantCulture);
    }
}
