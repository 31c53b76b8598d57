using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>A span in which people were in breakout rooms, for which Microsoft reports no time. A person says so.</summary>
/// <param name="Span">From when until when.</param>
/// <param name="Reason">What speaks for it.</param>
/// <param name="AttestedBy">Who answers for it.</param>
public sealed record Breakout(Interval Span, string Reason, string AttestedBy);

/// <summary>
/// Counts a declared span for whoever was seen just before and just after it: they were in a room meanwhile. Nobody else gains a second,
/// and what was seen of anybody stays.
/// </summary>
public static class BreakoutPresence
{
    /// <summary>How shortly before the start of a span, and after its end, somebody must have been seen: rooms are opened and closed within a minute or two.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>What was seen, and the declared spans that this makes presence.</summary>
    public static IntervalSet Of(IntervalSet seen, params IEnumerable<Interval> spans)
    {
        // What was seen inside the spans proves nothing about their ends; without it, filling one span cannot make another one count.
        var declared = IntervalSet.Of(spans);
        var outside = seen.Except(declared);
        return seen.Union(IntervalSet.Of(declared.Intervals.Where(span => Meets(outside, span.Start - Tolerance, span.Start) && Meets(outside, span.End, span.End + Tolerance))));
    }

    /// <summary>The presence with the declared spans, and how much they added.</summary>
    public static Presence Including(this Presence presence, IReadOnlyCollection<Breakout> breakouts)
    {
        var instants = breakouts.Count == 0 ? presence.Instants : Of(presence.Instants, breakouts.Select(breakout => breakout.Span));
        return presence with { Instants = instants, BreakoutSeconds = instants.Except(presence.Instants).Seconds };
    }

    private static bool Meets(IntervalSet seen, DateTimeOffset from, DateTimeOffset until) =>
        seen.Intersect(IntervalSet.Of(new Interval(from, until))).Intervals.Count > 0;
}
