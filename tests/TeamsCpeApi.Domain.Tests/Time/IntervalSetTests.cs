using System.Collections;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Time;

public class IntervalSetTests
{
    private const int OracleSeconds = 120;

    [Theory]
    [InlineData("overlapping spans become one", "09:55-10:20 10:15-10:30", "09:55-10:30")]
    [InlineData("spans that touch become one", "10:00-10:20 10:20-10:30", "10:00-10:30")]
    [InlineData("a gap of a second stays a gap", "10:00-10:20 10:20:01-10:30", "10:00-10:20 10:20:01-10:30")]
    [InlineData("a span inside another adds nothing", "10:00-11:00 10:15-10:30", "10:00-11:00")]
    [InlineData("order does not matter", "10:40-11:10 10:15-10:30 09:55-10:20", "09:55-10:30 10:40-11:10")]
    [InlineData("duplicates do not matter", "10:00-10:20 10:00-10:20", "10:00-10:20")]
    [InlineData("empty spans hold nothing", "10:00-10:00 10:30-10:30", "")]
    public void Of_Spans_KeepsEachInstantOnce(string sentence, string spans, string expected) =>
        Expect.Equal(sentence, expected, Notation.Write(Notation.Set(spans)));

    [Theory]
    [InlineData("a break in the middle splits", "10:00-12:00", "11:00-11:20", "10:00-11:00 11:20-12:00")]
    [InlineData("two breaks split twice", "10:00-12:00", "10:30-10:40 11:00-11:20", "10:00-10:30 10:40-11:00 11:20-12:00")]
    [InlineData("a break over the start shortens", "10:00-12:00", "09:00-10:30", "10:30-12:00")]
    [InlineData("a break over everything leaves nothing", "10:00-12:00", "09:00-13:00", "")]
    [InlineData("one break over two spans", "10:00-10:30 11:00-11:30", "10:20-11:10", "10:00-10:20 11:10-11:30")]
    [InlineData("a break that touches takes nothing", "10:00-11:00", "11:00-12:00", "10:00-11:00")]
    public void Except_Breaks_LeavesTheRest(string sentence, string set, string without, string expected) =>
        Expect.Equal(sentence, expected, Notation.Write(Notation.Set(set).Except(Notation.Set(without))));

    [Theory]
    [InlineData("clipped at both ends", "09:55-11:10", "10:00-11:00", "10:00-11:00")]
    [InlineData("touching shares nothing", "09:00-10:00", "10:00-11:00", "")]
    [InlineData("several in one window", "09:55-10:30 10:40-11:10", "10:00-11:00", "10:00-10:30 10:40-11:00")]
    [InlineData("nothing with anything is nothing", "", "10:00-11:00", "")]
    public void Intersect_TwoSets_IsTheSameBothWays(string sentence, string one, string other, string expected)
    {
        Expect.Equal(sentence, expected, Notation.Write(Notation.Set(one).Intersect(Notation.Set(other))));
        Expect.Equal(sentence, expected, Notation.Write(Notation.Set(other).Intersect(Notation.Set(one))));
    }

    [Fact]
    public void Seconds_Fractions_AreSummedFirstAndDroppedOnce()
    {
        var start = Notation.At("10:00");
        var set = IntervalSet.Of(Enumerable.Range(0, 3).Select(minute => new Interval(start.AddMinutes(minute), start.AddMinutes(minute).AddMilliseconds(1500))));

        Assert.Equal(4, set.Seconds);
    }

    [Fact]
    public void Operations_AnySets_EqualASecondBySecondOracle() => Laws.Hold(6_000, generator =>
    {
        var (mine, myBits) = SetWithBits(generator);
        var (theirs, theirBits) = SetWithBits(generator);

        AssertEqual(new BitArray(myBits).Or(theirBits), mine.Union(theirs));
        AssertEqual(new BitArray(myBits).And(theirBits), mine.Intersect(theirs));
        AssertEqual(new BitArray(myBits).And(new BitArray(theirBits).Not()), mine.Except(theirs));
        Assert.Equal(mine.Union(theirs), theirs.Union(mine));
        Assert.Equal(mine.Union(theirs).GetHashCode(), theirs.Union(mine).GetHashCode());
        Assert.Equal(mine.Intersect(theirs), theirs.Intersect(mine));
    });

    private static (IntervalSet Set, BitArray Bits) SetWithBits(Generator generator)
    {
        var bits = new BitArray(OracleSeconds);
        var intervals = generator.Many(0, 6, () =>
        {
            var start = generator.Number(0, OracleSeconds);
            var end = generator.Number(start, Math.Min(OracleSeconds, start + 30));
            for (var second = start; second < end; second++)
            {
                bits[second] = true;
            }

            return new Interval(Notation.Day.AddSeconds(start), Notation.Day.AddSeconds(end));
        });
        return (IntervalSet.Of(intervals), bits);
    }

    private static void AssertEqual(BitArray expected, IntervalSet actual)
    {
        Assert.Equal(Enumerable.Range(0, OracleSeconds).Count(second => expected[second]), actual.Seconds);
        var read = new BitArray(OracleSeconds);
        foreach (var interval in actual.Intervals)
        {
            var end = (int)(interval.End - Notation.Day).TotalSeconds;
            for (var second = (int)(interval.Start - Notation.Day).TotalSeconds; second < end; second++)
            {
                read[second] = true;
            }
        }

        Assert.False(read.Xor(expected).HasAnySet());
        Assert.DoesNotContain(actual.Intervals, interval => interval.IsEmpty);
        Assert.True(actual.Intervals.Zip(actual.Intervals.Skip(1)).All(pair => pair.First.End < pair.Second.Start), "intervals of a set neither overlap nor touch");
    }
}
