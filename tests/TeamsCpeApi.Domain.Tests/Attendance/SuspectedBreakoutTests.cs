using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Attendance;

/// <summary>When many left together and came back together.</summary>
public class SuspectedBreakoutTests
{
    /// <summary>Groups of people who were there at the same times, as "number: spans"; then "left-until-back people/present".</summary>
    [Theory]
    [InlineData("42 of 60 in rooms", "42: 10:00-10:30 10:50-11:40|18: 10:00-11:40", "", "10:30-10:30-10:50 42/60")]
    [InlineData("leaving within a minute, returning within five", "20: 10:00-10:30 10:50-11:40|22: 10:00-10:31 10:46-11:40|18: 10:00-11:40", "", "10:30-10:31-10:50 42/60")]
    [InlineData("rooms twice", "9: 10:00-10:20 10:30-11:00 11:10-11:40|3: 10:00-11:40", "", "10:20-10:20-10:30 9/12, 11:00-11:00-11:10 9/12")]
    [InlineData("a break that the session has", "42: 10:00-10:30 10:40-11:40|18: 10:00-11:40", "10:30-10:40", "")]
    [InlineData("to the break a little early, and back a little late", "42: 10:00-10:28 10:43-11:40|18: 10:00-11:40", "10:30-10:40", "")]
    [InlineData("rooms right after a break", "42: 10:00-10:30 11:00-11:40|18: 10:00-11:40", "10:30-10:40", "10:30-10:30-11:00 42/60")]
    [InlineData("a breakout that is declared", "42: 10:00-10:30 10:50-11:40|18: 10:00-11:40", "10:30-10:50", "")]
    [InlineData("the end of the meeting", "42: 10:00-11:30|18: 10:00-11:40", "", "")]
    [InlineData("the next meeting of the series", "42: 10:00-11:38 11:50-12:40|18: 10:00-11:40", "", "")]
    [InlineData("a test before the start", "42: 09:30-09:40 09:55-11:40|18: 10:00-11:40", "", "")]
    [InlineData("two people", "2: 10:00-10:30 10:50-11:40", "", "")]
    [InlineData("three people", "3: 10:00-10:30 10:50-11:40", "", "")]
    [InlineData("a few of many", "9: 10:00-10:30 10:50-11:40|51: 10:00-11:40", "", "")]
    [InlineData("a third", "4: 10:00-10:30 10:50-11:40|8: 10:00-11:40", "", "10:30-10:30-10:50 4/12")]
    [InlineData("a lost connection", "42: 10:00-10:30 10:32-11:40|18: 10:00-11:40", "", "")]
    [InlineData("left together, never back together", "5: 10:00-10:30 10:40-11:40|5: 10:00-10:30 11:30-11:40|15: 10:00-10:30|10: 10:00-11:40", "", "")]
    [InlineData("away one after the other", "3: 10:00-10:10 10:20-11:40|3: 10:00-10:30 10:40-11:40|3: 10:00-10:50 11:00-11:40", "", "")]
    public void Find_Absences(string description, string groups, string known, string expected)
    {
        Assert.True(description.Length > 0);
        var people = groups.Split('|').SelectMany(group => Enumerable.Repeat(Notation.Set(group[(group.IndexOf(':', StringComparison.Ordinal) + 2)..]), int.Parse(group.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture))).ToArray();

        Assert.Equal(expected, Written(SuspectedBreakout.Find(Notation.Span("10:00-11:40"), Notation.Spans(known), people)));
    }

    [Fact]
    public void Find_AStrayBeforeTheOthers_IsNotTakenForOneOfThem()
    {
        var stray = Notation.Set("10:00-10:29 11:20-11:40");
        var people = Enumerable.Repeat(Notation.Set("10:00-10:30:30 10:50-11:40"), 10).Append(stray).ToArray();

        Assert.Equal("10:30:30-10:30:30-10:50 10/10", Written(SuspectedBreakout.Find(Notation.Span("10:00-11:40"), [], people)));
    }

    /// <summary>Whoever was suspected and stayed on both sides gets the whole absence from the span that the suspicion names.</summary>
    [Fact]
    public void Find_RoomsOfAnyKind_NameASpanThatFillsEverybodysAbsence() => Laws.Hold(500, generator =>
    {
        var opened = Notation.At("10:20").AddSeconds(generator.Number(0, 1200));
        var closed = opened.AddSeconds(generator.Number(400, 1800));
        var roomed = generator.Many(4, 30, () => (Left: opened.AddSeconds(generator.Number(0, 110)), Back: closed.AddSeconds(generator.Number(0, 110))))
            .Select(stay => IntervalSet.Of(new Interval(Notation.At("10:00"), stay.Left), new Interval(stay.Back, Notation.At("11:40")))).ToArray();
        var stayed = generator.Many(0, 2 * roomed.Length, () => Notation.Set("10:00-11:40"));

        var suspected = Assert.Single(SuspectedBreakout.Find(Notation.Span("10:00-11:40"), [], generator.Shuffled(roomed.Concat(stayed))));

        Assert.Equal((roomed.Length, roomed.Length + stayed.Length), (suspected.People, suspected.Present));
        Assert.All(roomed, seen => Assert.Equal(Notation.Set("10:00-11:40"), BreakoutPresence.Of(seen, suspected.Span)));
        Assert.Empty(SuspectedBreakout.Find(Notation.Span("10:00-11:40"), [suspected.Span], [.. roomed, .. stayed]));
    });

    private static string Written(IReadOnlyList<SuspectedBreakout> found) => string.Join(", ", found.Select(one =>
        $"{Notation.Write(IntervalSet.Of(new Interval(one.FirstLeft, one.FirstLeft.AddSeconds(1)))).Split('-')[0]}-{Notation.Write(IntervalSet.Of(new Interval(one.LastLeft, one.LastLeft.AddSeconds(1)))).Split('-')[0]}-{Notation.Write(IntervalSet.Of(new Interval(one.LastBack, one.LastBack.AddSeconds(1)))).Split('-')[0]} {one.People}/{one.Present}"));
}
