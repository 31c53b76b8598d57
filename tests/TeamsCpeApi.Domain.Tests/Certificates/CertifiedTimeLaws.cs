using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Tests.Credit;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Certificates;

/// <summary>What holds for the time of any two certificates.</summary>
public class CertifiedTimeLaws
{
    [Theory]
    [InlineData("two sessions at the same time", "10:00-11:40", "10:00-11:40", "10:00-11:40")]
    [InlineData("the end of one in the beginning of the other", "10:00-11:05", "11:00-12:00", "11:00-11:05")]
    [InlineData("spans that touch share no instant", "10:00-11:00", "11:00-12:00", "")]
    [InlineData("in the pause of the other", "10:00-10:30 10:50-11:00", "10:30-10:50", "")]
    [InlineData("somebody who was not there", "", "10:00-11:00", "")]
    [InlineData("several spans", "10:00-10:20 10:40-11:00", "10:10-10:50", "10:10-10:20 10:40-10:50")]
    public void Shared_TwoTimes_AreWhatBothHold(string description, string one, string other, string shared)
    {
        Assert.True(description.Length > 0);
        Assert.Equal(shared, Written(Notation.Set(one), Notation.Set(other)));
        Assert.Equal(shared, Written(Notation.Set(other), Notation.Set(one)));
    }

    [Fact]
    public void Shared_AnyCertificates_AreThoseThatShareASecondCountedOneByOne() => Laws.Hold(3_000, generator =>
    {
        var certified = generator.Many(0, 4, () => Time(generator)).Select((time, index) => new SharedTime<int>(index, time)).ToArray();
        var asked = Time(generator);

        var refused = CertifiedTime.Shared(asked, certified);

        var expected = certified.Where(other => Seconds(asked).Overlaps(Seconds(other.Instants))).Select(other => other.Of);
        Assert.Equal(expected, refused.Select(other => other.Of));
        Assert.All(refused, other => Assert.Equal(Seconds(asked).Intersect(Seconds(certified[other.Of].Instants)).Order(), Seconds(other.Instants).Order()));
    });

    [Fact]
    public void Shared_CertificatesIssuedOneAfterTheOther_NeverShareAnInstant() => Laws.Hold(3_000, generator =>
    {
        var issued = new List<SharedTime<int>>();
        foreach (var time in generator.Many(2, 8, () => Time(generator)))
        {
            if (CertifiedTime.Shared(time, issued).Count == 0)
            {
                issued.Add(new SharedTime<int>(issued.Count, time));
            }
        }

        Assert.Equal(issued.Sum(other => other.Instants.Seconds), IntervalSet.Of(issued.SelectMany(other => other.Instants.Intervals)).Seconds);
    });

    [Fact]
    public void Shared_AFractionOfASecond_IsAnInstant()
    {
        var late = IntervalSet.Of(new Interval(Notation.At("10:59:59").AddMilliseconds(999), Notation.At("12:00")));

        Assert.Single(CertifiedTime.Shared(Notation.Set("10:00-11:00"), [new SharedTime<string>("late", late)]));
    }

    [Fact]
    public void Of_AnyCase_IsThePresenceThatTheDecisionCountedAndStaysSoWhenItIsStored() => Laws.Hold(2_000, generator =>
    {
        var subject = generator.CreditCase();

        var time = CertifiedTime.Of(subject);

        Assert.Equal(CreditCalculator.Decide(subject).PresentSeconds, time.Seconds);
        Assert.Equal(time, DecisionText.CertifiedTimeOf(DecisionText.Of(subject)));
    });

    private static string Written(IntervalSet time, IntervalSet other) =>
        string.Join(" ", CertifiedTime.Shared(time, [new SharedTime<string>("other", other)]).Select(shared => Notation.Write(shared.Instants)));

    /// <summary>Some seconds of five minutes: few, so that they meet often.</summary>
    private static IntervalSet Time(Generator generator) => IntervalSet.Of(generator.Many(0, 3, () =>
    {
        var from = Notation.At("10:00").AddSeconds(generator.Number(0, 300));
        return new Interval(from, from.AddSeconds(generator.Number(0, 60)));
    }));

    private static HashSet<long> Seconds(IntervalSet time) =>
        [.. time.Intervals.SelectMany(span => Enumerable.Range(0, (int)span.Length.TotalSeconds).Select(second => span.Start.ToUnixTimeSeconds() + second))];
}
