using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Time;

public class CountingWindowTests
{
    [Theory]
    [InlineData("the schedule itself", "10:00-11:00", "", 0, 0, "10:00-11:00", 3600)]
    [InlineData("breaks are removed", "10:00-12:00", "11:00-11:20", 0, 0, "10:00-11:00 11:20-12:00", 6000)]
    [InlineData("margins widen what counts, not the length", "10:00-11:00", "", 5, 10, "09:55-11:10", 3600)]
    [InlineData("a break in a margin is removed as well", "10:00-11:00", "11:00-11:05", 0, 10, "10:00-11:00 11:05-11:10", 3600)]
    [InlineData("breaks that overlap are removed once", "10:00-11:00", "10:10-10:20 10:15-10:25", 0, 0, "10:00-10:10 10:25-11:00", 2700)]
    public void Counted_ScheduleBreaksMargins_GivesTheInstantsThatCount(
        string sentence, string scheduled, string breaks, int early, int late, string counted, long seconds)
    {
        var window = new CountingWindow(Notation.Span(scheduled), Notation.Spans(breaks), TimeSpan.FromMinutes(early), TimeSpan.FromMinutes(late));

        Expect.Equal(sentence, counted, Notation.Write(window.Counted.Instants));
        Expect.Equal(sentence, seconds, window.Counted.ScheduledSeconds);
    }

    [Theory]
    [InlineData("a meeting that began late and ended early counts of that part", "10:10-10:50", "", "10:10-10:50", 2400)]
    [InlineData("one that ran longer counts as scheduled", "09:50-11:10", "", "10:00-11:00", 3600)]
    [InlineData("one that was restarted counts in both parts", "10:00-10:20 10:30-11:00", "", "10:00-10:20 10:30-11:00", 3000)]
    [InlineData("breaks are removed from it", "10:10-11:00", "10:00-10:20", "10:20-11:00", 2400)]
    [InlineData("one of another time counts for nothing", "12:00-13:00", "", "", 0)]
    public void Counted_OfThePartThatRan_IsTheScheduleWithin(string sentence, string actual, string breaks, string counted, long seconds)
    {
        var window = new CountingWindow(Notation.Span("10:00-11:00"), Notation.Spans(breaks)) { Actual = Notation.Set(actual) };

        Expect.Equal(sentence, counted, Notation.Write(window.Counted.Instants));
        Expect.Equal(sentence, seconds, window.Counted.ScheduledSeconds);
    }

    [Fact]
    public void Constructor_NegativeMargin_Refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CountingWindow(Notation.Span("10:00-11:00"), [], TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CountingWindow(Notation.Span("10:00-11:00"), [], default, TimeSpan.FromSeconds(-1)));
    }
}
