using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Time;

public class IntervalTests
{
    [Theory]
    [InlineData("the start is included", "10:00-11:00", "10:00", true)]
    [InlineData("an instant inside is included", "10:00-11:00", "10:59:59", true)]
    [InlineData("the end is excluded", "10:00-11:00", "11:00", false)]
    [InlineData("before is outside", "10:00-11:00", "09:59:59", false)]
    [InlineData("an empty span holds nothing, not even its start", "10:00-10:00", "10:00", false)]
    public void Contains_Instant_IsHalfOpen(string sentence, string span, string instant, bool expected) =>
        Expect.Equal(sentence, expected, Notation.Span(span).Contains(Notation.At(instant)));

    [Theory]
    [InlineData("spans that touch share no instant", "10:00-11:00", "11:00-12:00", false)]
    [InlineData("one second in common is enough", "10:00-11:00:01", "11:00-12:00", true)]
    [InlineData("one inside the other", "10:00-12:00", "10:30-11:00", true)]
    [InlineData("apart", "10:00-10:30", "11:00-12:00", false)]
    [InlineData("an empty span overlaps nothing", "10:30-10:30", "10:00-11:00", false)]
    public void Overlaps_TwoSpans_IsTheSameBothWays(string sentence, string one, string other, bool expected)
    {
        Expect.Equal(sentence, expected, Notation.Span(one).Overlaps(Notation.Span(other)));
        Expect.Equal(sentence, expected, Notation.Span(other).Overlaps(Notation.Span(one)));
    }

    [Fact]
    public void Constructor_EndBeforeStart_Refuses() =>
        Assert.Throws<ArgumentException>(() => new Interval(Notation.At("11:00"), Notation.At("10:00")));

    [Fact]
    public void Constructor_OtherOffset_KeepsTheInstantInUtc()
    {
        var local = new Interval(Notation.At("10:00").ToOffset(TimeSpan.FromHours(-5)), Notation.At("11:00").ToOffset(TimeSpan.FromHours(9)));

        Assert.Equal(Notation.Span("10:00-11:00"), local);
        Assert.Equal(TimeSpan.Zero, local.Start.Offset);
        Assert.Equal(TimeSpan.FromHours(1), local.Length);
        Assert.False(local.IsEmpty);
    }
}
