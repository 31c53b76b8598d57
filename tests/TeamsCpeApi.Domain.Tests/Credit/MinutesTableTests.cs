using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>The arithmetic of minutes: cpe.md §2's table, and every second of it against a count of whole increments.</summary>
public class MinutesTableTests
{
    [Theory]
    [InlineData("49", "0", "0", "0")]
    [InlineData("50", "1", "1", "1")]
    [InlineData("59", "1", "1", "1")]
    [InlineData("60", "1.2", "1", "1")]
    [InlineData("74", "1.4", "1", "1")]
    [InlineData("75", "1.4", "1.5", "1")]
    [InlineData("99", "1.8", "1.5", "1")]
    [InlineData("100", "2", "2", "2")]
    [InlineData("124", "2.4", "2", "2")]
    [InlineData("125", "2.4", "2.5", "2")]
    [InlineData("140", "2.8", "2.5", "2")]
    [InlineData("149", "2.8", "2.5", "2")]
    [InlineData("150", "3", "3", "3")]
    [InlineData("175", "3.4", "3.5", "3")]
    public void Decide_Minutes_GivesTheTablesCredit(string minutes, string fifths, string halves, string whole)
    {
        foreach (var (policy, expected) in new[] { ("fifths", fifths), ("halves", halves), ("whole", whole) })
        {
            var end = Notation.At("10:00").AddMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture));

            Expect.Equal($"{minutes} minutes in {policy}", Notation.Credits(expected), Credit(policy, (long)(end - Notation.At("10:00")).TotalSeconds));
        }
    }

    [Theory]
    [InlineData("a second short of an hour's first credit", "fifths", 2999, "0")]
    [InlineData("a second short of the next fifth", "fifths", 3599, "1")]
    [InlineData("exactly the next fifth, which doubles get wrong", "fifths", 3600, "1.2")]
    [InlineData("a second short of the next half", "halves", 4499, "1")]
    [InlineData("CME: seven minutes are nearer to nothing", "CME", 420, "0")]
    [InlineData("CME: half a quarter counts as one", "CME", 450, "0.25")]
    [InlineData("CME: a second less does not", "CME", 449, "0")]
    [InlineData("CME: 52 min 30 s are nearer to the hour", "CME", 3150, "1")]
    [InlineData("CME: 52 min 29 s are nearer to three quarters", "CME", 3149, "0.75")]
    [InlineData("CLE: 57 minutes are nearer to the hour", "CLE", 3420, "1")]
    [InlineData("CLE: 56 min 59 s are nearer to 0.9", "CLE", 3419, "0.9")]
    [InlineData("CLE: 63 minutes are nearer to 1.1", "CLE", 3780, "1.1")]
    [InlineData("CLE: three minutes make a tenth", "CLE", 180, "0.1")]
    [InlineData("CFP: under fifty minutes earn nothing", "CFP", 2999, "0")]
    [InlineData("CFP: then halves, down", "CFP", 5999, "1.5")]
    public void Decide_Seconds_RoundsAsTheRulesetSays(string sentence, string policy, int seconds, string expected) =>
        Expect.Equal(sentence, Notation.Credits(expected), Credit(policy, seconds));

    [Theory]
    [InlineData("fifths", 600)]
    [InlineData("halves", 1500)]
    [InlineData("whole", 3000)]
    public void Decide_EverySecondOfThreeHours_CountsWholeIncrements(string policy, int secondsPerIncrement)
    {
        for (var seconds = 0; seconds <= 3 * 3600; seconds++)
        {
            var expected = seconds < 3000 ? 0 : seconds / secondsPerIncrement * Policies.All[policy].Increment;
            Expect.Equal($"{seconds} s in {policy}", expected, Credit(policy, seconds));
        }
    }

    private static decimal Credit(string policy, long seconds)
    {
        var subject = Cases.Of(policy, "10:00-20:00", "10:00-10:00", "60/60", "10");
        var presence = Domain.Time.IntervalSet.Of([new(Notation.At("10:00"), Notation.At("10:00").AddSeconds(seconds))]);
        var decision = CreditCalculator.Decide(subject with { Presence = subject.Presence with { Instants = presence } });
        Assert.Equal(seconds, decision.PresentSeconds);
        Assert.True(RulesetCheck.IsMultiple(decision.Credits, subject.Ruleset.Increment));
        return decision.Credits;
    }
}
