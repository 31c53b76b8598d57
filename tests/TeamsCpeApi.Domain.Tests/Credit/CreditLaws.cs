using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>What holds for every ruleset and every case.</summary>
public class CreditLaws
{
    [Fact]
    public void Decide_MorePresence_NeverGivesLess() => Laws.Hold(15_000, generator =>
    {
        var subject = generator.CreditCase();
        var more = subject with { Presence = subject.Presence with { Instants = subject.Presence.Instants.Union(IntervalSet.Of([generator.Stay()])) } };

        Assert.True(CreditCalculator.Decide(more).Credits >= CreditCalculator.Decide(subject).Credits);
    });

    [Fact]
    public void Decide_OneMoreAnsweredPoll_NeverGivesLess() => Laws.Hold(15_000, generator =>
    {
        var subject = generator.CreditCase();
        var more = subject with { PollsAnswered = Math.Min(subject.PollsAnswered + 1, subject.PollsOffered) };

        Assert.True(CreditCalculator.Decide(more).Credits >= CreditCalculator.Decide(subject).Credits);
    });

    [Fact]
    public void Decide_SplitShuffledDuplicatedStays_ChangesNothing() => Laws.Hold(15_000, generator =>
    {
        var subject = generator.CreditCase();
        var stays = generator.Stays();
        var pieces = stays.SelectMany(stay => Split(generator, stay)).ToArray();
        var retold = generator.Shuffled(pieces.Concat(stays.Take(2)).Concat(pieces.Take(3)));

        AssertEqual(
            CreditCalculator.Decide(subject with { Presence = Presence.Of([Record("one", stays)]) }),
            CreditCalculator.Decide(subject with { Presence = Presence.Of([Record("one", retold), Record("one", retold), Record("two", stays)]) }));
    });

    [Fact]
    public void Decide_AnyCase_GivesWholeIncrementsWithinTheLimits() => Laws.Hold(20_000, generator =>
    {
        var subject = generator.CreditCase();
        var rules = subject.Ruleset;
        var decision = CreditCalculator.Decide(subject);

        Assert.True(RulesetCheck.IsMultiple(decision.Credits, rules.Increment));
        Assert.InRange(decision.Credits, 0m, Math.Min(subject.MaximumCredits, rules.MaximumCredits ?? subject.MaximumCredits));
        Assert.True(decision.Credits == 0 || decision.Credits >= rules.MinimumFirstCredit);
        Assert.True(decision.LimitedBy != LimitedBy.NoWindow || subject.Window is null);
        Assert.NotEmpty(decision.Reason);
        Assert.True(decision.Findings.All(finding => finding.Message.EndsWith('.')), "a finding is a sentence");
        Assert.True(decision.Findings.DistinctBy(finding => finding.Code).Count() == decision.Findings.Count, "a finding is said once");
    });

    [Fact]
    public void Decide_AnyCase_SplitsTheTotalOverTheFields() => Laws.Hold(15_000, generator =>
    {
        var subject = generator.CreditCase();
        var decision = CreditCalculator.Decide(subject);

        Assert.Equal(subject.MaximumCredits == 0 ? 0 : decision.Credits, decision.Fields.Sum(field => field.Credits));
        Assert.True(decision.Fields.All(field => field.Credits > 0 && RulesetCheck.IsMultiple(field.Credits, subject.Ruleset.Increment)), "parts are whole increments");
    });

    [Fact]
    public void Decide_CreditGiven_HasThePollsThatItRequires() => Laws.Hold(15_000, generator =>
    {
        var subject = generator.CreditCase();
        var decision = CreditCalculator.Decide(subject);

        if (decision.Credits > 0 && subject.Ruleset is { LimitedBy: not CreditLimit.Time, Polls.Rule: PollRule.Tiers })
        {
            Assert.True(subject.PollsAnswered * 100m >= subject.Ruleset.PollTiers[^1].MinimumPercent * subject.PollsOffered, "the lowest tier is reached");
            Assert.True(
                subject.PollsAnswered >= decision.PollsRequired || decision.Credits * 100 <= subject.Ruleset.PollTiers.Skip(1).Select(tier => tier.CreditPercent).FirstOrDefault() * subject.MaximumCredits,
                "less than the first tier gives its share of the maximum at most");
        }
        else if (decision.Credits > 0 && subject.Ruleset.LimitedBy != CreditLimit.Time)
        {
            Assert.InRange(CreditCalculator.PollsRequired(subject.Ruleset, decision.Credits, subject.PollsOffered), 0, subject.PollsAnswered);
        }
    });

    [Fact]
    public void Decide_NeverSeenAndNothingAnswered_GivesNothing() => Laws.Hold(10_000, generator =>
        Assert.Equal(0m, CreditCalculator.Decide(generator.CreditCase() with { Presence = Presence.None, PollsAnswered = 0 }).Credits));

    [Fact]
    public void Decide_TheSameCase_GivesTheSameDecision() => Laws.Hold(5_000, generator =>
    {
        var subject = generator.CreditCase();

        AssertEqual(CreditCalculator.Decide(subject), CreditCalculator.Decide(subject with { Fields = [.. subject.Fields], Roles = [.. subject.Roles] }));
    });

    [Fact]
    public void Decide_BrokenRuleset_Refuses() => Laws.Hold(5_000, generator =>
        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(generator.CreditCase() with { Ruleset = generator.BrokenRuleset() })));

    [Fact]
    public void Generator_Cases_ReachEveryOutcome()
    {
        var seen = new HashSet<LimitedBy>();
        var credited = 0;
        Laws.HoldAll(4_000, generator =>
        {
            var decision = CreditCalculator.Decide(generator.CreditCase());
            seen.Add(decision.LimitedBy);
            credited += decision.Credits > 0 ? 1 : 0;
        });

        Assert.Equal(Enum.GetValues<LimitedBy>().Order(), seen.Order());
        Assert.InRange(credited, 400, 3_600);
    }

    private static IEnumerable<Interval> Split(Generator generator, Interval stay)
    {
        if (stay.Length < TimeSpan.FromSeconds(2))
        {
            return [stay];
        }

        var cut = stay.Start + TimeSpan.FromTicks(stay.Length.Ticks / generator.Number(2, 9));
        return [new Interval(stay.Start, cut), new Interval(cut, stay.End)];
    }

    private static AttendanceRecord Record(string report, IEnumerable<Interval> stays) =>
        new(report, "record", null, null, null, null, null, null, [.. stays.Select(stay => new ReportedStay(stay.Start, stay.End, null))]);

    private static void AssertEqual(CreditDecision expected, CreditDecision actual)
    {
        Assert.Equal(expected with { Fields = [], Findings = [] }, actual with { Fields = [], Findings = [] });
        Assert.Equal(expected.Fields, actual.Fields);
        Assert.Equal(expected.Findings, actual.Findings);
    }
}
