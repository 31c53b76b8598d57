using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Tells each person whom a declared breakout gave presence, for how long, and on whose word.</summary>
internal static class BreakoutFindings
{
    internal static IEnumerable<Finding> Of(Presence seen, Presence counted, IReadOnlyList<Breakout> breakouts, CountedTime? window)
    {
        if (counted.BreakoutSeconds == 0 || window is null)
        {
            yield break;
        }

        var added = counted.Instants.Except(seen.Instants).Intersect(window.Instants);
        foreach (var breakout in breakouts.OrderBy(breakout => breakout.Span.Start))
        {
            var here = added.Intersect(IntervalSet.Of(breakout.Span));
            if (here.Seconds > 0)
            {
                yield return new Finding("breakout-presence", FindingLevel.Warning, string.Concat(
                    $"{SpanWords.Length(here)} in breakout rooms ({SpanWords.Of(here)} UTC) count as presence, although Microsoft reports none there: ",
                    $"seen just before and just after. Attested by {breakout.AttestedBy}: {breakout.Reason}"));
            }
        }
    }
}
