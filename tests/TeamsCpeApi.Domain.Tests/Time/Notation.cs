using System.Globalization;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Time;

/// <summary>The tests' notation: spans of one day in UTC ("09:55-10:20 10:15:30-10:30"), polls as answered of offered ("6/7").</summary>
internal static class Notation
{
    internal static DateTimeOffset Day { get; } = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

    internal static Interval Span(string text)
    {
        var ends = text.Split('-');
        return new Interval(At(ends[0]), At(ends[1]));
    }

    internal static Interval[] Spans(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Span)];

    internal static IntervalSet Set(string text) => IntervalSet.Of(Spans(text));

    internal static DateTimeOffset At(string time) => Day + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    internal static (int Answered, int Offered) Polls(string text)
    {
        var counts = text.Split('/').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
        return (counts[0], counts[1]);
    }

    internal static decimal Credits(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    internal static string Write(IntervalSet set) => string.Join(" ", set.Intervals.Select(interval => $"{Write(interval.Start)}-{Write(interval.End)}"));

    private static string Write(DateTimeOffset instant) => instant.ToString(instant.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
