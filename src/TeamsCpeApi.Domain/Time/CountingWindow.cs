namespace TeamsCpeApi.Domain.Time;

/// <summary>
/// The instants of a session that can earn credit: the scheduled span, widened by the ruleset's margins, without the breaks.
/// </summary>
/// <param name="Scheduled">The session's scheduled start and end.</param>
/// <param name="Breaks">Spans that never count (cpe.md §5: "scheduled start to end, breaks removed").</param>
/// <param name="EarlyMargin">How long before the scheduled start presence already counts; zero or more.</param>
/// <param name="LateMargin">How long after the scheduled end presence still counts; zero or more.</param>
public sealed record CountingWindow(Interval Scheduled, IReadOnlyList<Interval> Breaks, TimeSpan EarlyMargin = default, TimeSpan LateMargin = default)
{
    /// <summary>How long before the scheduled start presence already counts; zero or more.</summary>
    public TimeSpan EarlyMargin { get; init; } = NotNegative(EarlyMargin, nameof(EarlyMargin));

    /// <summary>How long after the scheduled end presence still counts; zero or more.</summary>
    public TimeSpan LateMargin { get; init; } = NotNegative(LateMargin, nameof(LateMargin));

    /// <summary>When the meeting ran, where presence counts of that part of the schedule alone; null where it counts of the whole.</summary>
    public IntervalSet? Actual { get; init; }

    /// <summary>The scheduled span with its margins, breaks included.</summary>
    public Interval Span => new(Scheduled.Start - EarlyMargin, Scheduled.End + LateMargin);

    /// <summary>The instants that count, and the length of the session as scheduled.</summary>
    public CountedTime Counted
    {
        get
        {
            var breaks = IntervalSet.Of(Breaks);
            return new CountedTime(Held(Span).Except(breaks), Held(Scheduled).Except(breaks).Seconds);
        }
    }

    private IntervalSet Held(Interval span) => Actual is null ? IntervalSet.Of([span]) : IntervalSet.Of([span]).Intersect(Actual);

    private static TimeSpan NotNegative(TimeSpan margin, string name) => margin >= TimeSpan.Zero
        ? margin
        : throw new ArgumentOutOfRangeException(name, margin, "A margin widens the window: it is zero or more.");
}
