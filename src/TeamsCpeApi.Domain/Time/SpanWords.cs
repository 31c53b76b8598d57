using System.Globalization;

namespace TeamsCpeApi.Domain.Time;

/// <summary>Spans of time as an auditor reads them.</summary>
public static class SpanWords
{
    private const int MostSpans = 5;

    /// <summary>"2026-03-04 10:00:00–10:20:00, …": the first ones in UTC, and how many more there are.</summary>
    public static string Of(IntervalSet instants)
    {
        var spans = instants.Intervals.Take(MostSpans).Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.Start:yyyy-MM-dd HH:mm:ss}–{span.End:HH:mm:ss}"));
        var rest = instants.Intervals.Count - MostSpans;
        return string.Join(", ", spans) + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest} more") : "");
    }

    /// <summary>How long: "20 min", "less than a second".</summary>
    public static string Length(IntervalSet instants) =>
        instants.Seconds == 0 && instants.Intervals.Count > 0 ? "less than a second" : Credit.Words.Duration(instants.Seconds);
}
