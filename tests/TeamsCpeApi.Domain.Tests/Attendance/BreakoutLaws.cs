using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Attendance;

/// <summary>Declared breakouts: whoever was seen on both sides was there, and nobody else gains a second.</summary>
public class BreakoutLaws
{
    [Theory]
    [InlineData("gone to the room and back", "10:00-10:30 10:50-11:00", "10:30-10:50", "10:00-11:00")]
    [InlineData("a minute late to leave, a minute early to return", "10:00-10:31 10:49-11:00", "10:30-10:50", "10:00-11:00")]
    [InlineData("a minute early to leave, a minute late to return: those minutes are nobody's word", "10:00-10:29 10:51-11:00", "10:30-10:50", "10:00-10:29 10:30-10:50 10:51-11:00")]
    [InlineData("gone before the rooms opened", "10:00-10:27 10:50-11:00", "10:30-10:50", "10:00-10:27 10:50-11:00")]
    [InlineData("never came back", "10:00-10:30", "10:30-10:50", "10:00-10:30")]
    [InlineData("back long after the rooms closed", "10:00-10:30 10:53-11:00", "10:30-10:50", "10:00-10:30 10:53-11:00")]
    [InlineData("came while the others were in the rooms", "10:40-11:00", "10:30-10:50", "10:40-11:00")]
    [InlineData("looked in for a moment, and was not there on either side", "10:00-10:20 10:35-10:40 10:55-11:00", "10:30-10:50", "10:00-10:20 10:35-10:40 10:55-11:00")]
    [InlineData("stayed in the main room", "10:00-11:00", "10:30-10:50", "10:00-11:00")]
    [InlineData("seen in the main room for a part of it", "10:00-10:30 10:40-10:45 10:50-11:00", "10:30-10:50", "10:00-11:00")]
    [InlineData("two spans, back after the first alone", "10:00-10:10 10:20-10:30", "10:10-10:20 10:30-10:50", "10:00-10:30")]
    [InlineData("exactly two minutes before is not within two minutes", "10:00-10:28 10:50-11:00", "10:30-10:50", "10:00-10:28 10:50-11:00")]
    public void Of_DeclaredSpans_FillForThoseSeenOnBothSides(string description, string seen, string declared, string expected)
    {
        Assert.True(description.Length > 0);
        Assert.Equal(expected, Notation.Write(BreakoutPresence.Of(Notation.Set(seen), Notation.Spans(declared))));
    }

    [Fact]
    public void Of_AnyPresence_NeverShrinksAndGrowsInsideDeclaredSpansAlone() => Laws.Hold(5_000, generator =>
    {
        var (seen, spans) = (Set(generator, 6), Spans(generator));

        var filled = BreakoutPresence.Of(seen, spans);

        Assert.Equal(IntervalSet.Empty, seen.Except(filled));
        Assert.Equal(IntervalSet.Empty, filled.Except(seen).Except(IntervalSet.Of(spans)));
    });

    [Fact]
    public void Of_AnyPresence_IsTheSameInAnyOrderAndWhenDoneAgain() => Laws.Hold(5_000, generator =>
    {
        var (seen, spans) = (Set(generator, 6), Spans(generator));

        var filled = BreakoutPresence.Of(seen, spans);

        Assert.Equal(filled, BreakoutPresence.Of(seen, generator.Shuffled(spans.Concat(spans))));
        Assert.Equal(filled, BreakoutPresence.Of(filled, spans));
    });

    [Fact]
    public void Of_WhoeverGains_WasSeenOutsideOnBothSides() => Laws.Hold(5_000, generator =>
    {
        var (seen, spans) = (Set(generator, 6), Spans(generator));
        var outside = seen.Except(IntervalSet.Of(spans));

        foreach (var span in IntervalSet.Of(spans).Intervals)
        {
            var gained = BreakoutPresence.Of(seen, spans).Except(seen).Intersect(IntervalSet.Of(span));
            var isBefore = SecondsOf(outside).Any(second => second >= span.Start.AddMinutes(-2) && second < span.Start);
            var isAfter = SecondsOf(outside).Any(second => second >= span.End && second < span.End.AddMinutes(2));
            Assert.Equal(isBefore && isAfter ? IntervalSet.Of(span).Except(seen) : IntervalSet.Empty, gained);
        }
    });

    [Fact]
    public void Including_Breakouts_SaysHowMuchWasNotSeen()
    {
        var seen = new Presence(Notation.Set("10:00-10:30 10:50-11:00"), 1, 2400);

        var counted = seen.Including([new Breakout(Notation.Span("10:30-10:50"), "Rooms.", "Ruth Abara")]);

        Assert.Equal((3600, 1200, 1, 2400), (counted.Instants.Seconds, counted.BreakoutSeconds, counted.UnusableStays, counted.ReportedSeconds));
        Assert.Equal(seen, seen.Including([]));
    }

    private static IntervalSet Set(Generator generator, int most) => IntervalSet.Of(Many(generator, most, 1500));

    private static Interval[] Spans(Generator generator) => Many(generator, 3, 900);

    /// <summary>Spans of an hour and a half, often beginning and ending where others do.</summary>
    private static Interval[] Many(Generator generator, int most, int longest) => generator.Many(0, most, () =>
    {
        var from = Notation.At("10:00").AddSeconds(generator.Chance(50) ? generator.Number(0, 90) * 60 : generator.Number(0, 5400));
        return new Interval(from, from.AddSeconds(generator.Chance(50) ? generator.Number(0, longest / 60) * 60 : generator.Number(0, longest)));
    });

    private static IEnumerable<DateTimeOffset> SecondsOf(IntervalSet set) =>
        set.Intervals.SelectMany(span => Enumerable.Range(0, (int)span.Length.TotalSeconds).Select(second => span.Start.AddSeconds(second)));
}
