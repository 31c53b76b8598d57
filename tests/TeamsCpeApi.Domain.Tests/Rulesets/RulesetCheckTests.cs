using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Credit;

namespace TeamsCpeApi.Domain.Tests.Rulesets;

public class RulesetCheckTests
{
    private static readonly Ruleset Good = RulesetPresets.NasbaGroupInternetBasedFifths;

    public static TheoryData<string, string, string> Problems => new()
    {
        { "a name is required", "/name", "required" },
        { "a source is required", "/source", "required" },
        { "a time statement is required", "/certificateStatement", "required" },
        { "a name as long as a book", "/name", "too-long" },
        { "a source as long as a book", "/source", "too-long" },
        { "a statement longer than its line on the page", "/certificateStatement", "too-long" },
        { "minutes that overflow are a problem, not a failure", "/minutesPerCredit", "out-of-range" },
        { "an increment that does not exist", "/increment", "increment-unknown" },
        { "a first credit between two steps", "/minimumFirstCredit", "not-a-multiple" },
        { "a maximum below the first credit", "/maximumCredits", "maximum-below-minimum" },
        { "polls alone without polls", "/limitedBy", "nothing-limits" },
        { "polls alone with none of them", "/limitedBy", "nothing-limits" },
        { "a count with more decimals than a quotient can hold", "/polls/value", "out-of-range" },
        { "a table without rows", "/table", "table-mode" },
        { "rows from least to most", "/table/1/credits", "out-of-order" },
        { "a row behind an easier one", "/table/1", "unreachable" },
        { "a row that everyone reaches", "/table/0", "nothing-limits" },
        { "no role earns", "/earningRoles", "required" },
        { "a last day before the first", "/effectiveUntil", "ends-before-start" },
        { "an evaluation within more than a year", "/evaluationWithinDays", "out-of-range" },
        { "tiers without their rule", "/pollTiers", "tiers-rule" },
        { "the rule of tiers without them", "/pollTiers", "tiers-rule" },
        { "tiers beside a table", "/mode", "tiers-mode" },
        { "a tier that everyone reaches", "/pollTiers/0", "out-of-range" },
        { "tiers from lowest to highest", "/pollTiers/1", "out-of-order" },
        { "a count beside tiers", "/polls/value", "out-of-range" },
        { "three times the presentation for preparation", "/instructorCredit/preparationFactor", "out-of-range" },
        { "a presenter's maximum between two steps", "/instructorCredit/maximumCredits", "not-a-multiple" },
        { "a maximum above the best row", "/maximumCredits", "maximum-unreachable" },
        { "a first tier below the whole credit", "/pollTiers/0", "maximum-unreachable" },
        { "tiers of all or nothing", "/pollTiers/1", "unreachable" },
        { "tiers that do not limit", "/limitedBy", "tiers-ignored" },
        { "a row below the first credit", "/table/1/credits", "below-first-credit" },
        { "a row behind an easier one, by time alone", "/table/1", "unreachable" },
        { "a table that gives nothing", "/table", "nothing-to-earn" },
        { "a role as long as a book", "/earningRoles", "too-long" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Problems_BrokenRuleset_PointsAtTheMember(string sentence, string pointer, string code)
    {
        var broken = sentence switch
        {
            "a name is required" => Good with { Name = "" },
            "a source is required" => Good with { Source = " " },
            "a time statement is required" => Good with { CertificateStatement = "" },
            "a name as long as a book" => Good with { Name = new string('n', 201) },
            "a source as long as a book" => Good with { Source = new string('s', 2001) },
            "a statement longer than its line on the page" => Good with { CertificateStatement = new string('c', 501) },
            "minutes that overflow are a problem, not a failure" => Good with { MinutesPerCredit = int.MaxValue },
            "an increment that does not exist" => Good with { Increment = 0.3m },
            "a first credit between two steps" => Good with { MinimumFirstCredit = 1.1m },
            "a maximum below the first credit" => Good with { MaximumCredits = 0.8m },
            "polls alone without polls" => Good with { LimitedBy = CreditLimit.Polls, Polls = new(PollRule.None, 0) },
            "polls alone with none of them" => Good with { LimitedBy = CreditLimit.Polls, Polls = new(PollRule.Fixed, 0) },
            "a count with more decimals than a quotient can hold" => Good with { Polls = new(PollRule.PerCredit, 3.0000000000000000000000000001m) },
            "a table without rows" => Good with { Mode = CreditMode.Table },
            "rows from least to most" => Good with { Mode = CreditMode.Table, Table = [new(50, 6, 1), new(100, 3, 2)] },
            "a row behind an easier one" => Good with { Mode = CreditMode.Table, Table = [new(50, 3, 2), new(60, 4, 1)] },
            "a row that everyone reaches" => Good with { Mode = CreditMode.Table, Polls = new(PollRule.None, 0), Table = [new(0, 0, 1)] },
            "no role earns" => Good with { EarningRoles = [] },
            "a last day before the first" => Good with { EffectiveFrom = new(2026, 2, 1), EffectiveUntil = new(2026, 1, 31) },
            "an evaluation within more than a year" => Good with { EvaluationWithinDays = 366 },
            "tiers without their rule" => Good with { PollTiers = [new(75, 100)] },
            "the rule of tiers without them" => Good with { Polls = new(PollRule.Tiers, 0) },
            "tiers beside a table" => Tiers(new PollTier(75, 100)) with { Mode = CreditMode.Table, Table = [new(50, 0, 1)] },
            "a tier that everyone reaches" => Tiers(new PollTier(0, 100)),
            "tiers from lowest to highest" => Tiers(new(50, 50), new(75, 100)),
            "a count beside tiers" => Tiers(new PollTier(75, 100)) with { Polls = new(PollRule.Tiers, 75) },
            "three times the presentation for preparation" => Good with { InstructorCredit = new(3, true, null) },
            "a presenter's maximum between two steps" => Good with { InstructorCredit = new(2, true, 1.1m) },
            "a maximum above the best row" => ByTable(new(100, 6, 2), new(50, 3, 1)) with { MaximumCredits = 3 },
            "a first tier below the whole credit" => Tiers(new(75, 80), new(50, 50)),
            "tiers of all or nothing" => Tiers(new(75, 100), new(50, 50)) with { PartialCredit = false },
            "tiers that do not limit" => Tiers(new PollTier(75, 100)) with { LimitedBy = CreditLimit.Time },
            "a row below the first credit" => ByTable(new(100, 6, 2), new(50, 3, 0.8m)),
            "a row behind an easier one, by time alone" => ByTable(new(50, 6, 2), new(60, 0, 1)) with { LimitedBy = CreditLimit.Time },
            "a table that gives nothing" => ByTable(new Threshold(50, 3, 0)),
            _ => Good with { EarningRoles = [new string('r', 101)] },
        };

        Assert.Contains(RulesetSense.Problems(broken), problem => problem.Pointer == pointer && problem.Code == code);
    }

    /// <summary>What was stored before a check was thought of decides for ever.</summary>
    [Fact]
    public void Problems_VersionsOfBefore_AreNoneForTheCalculation()
    {
        var stored = ByTable(new(100, 6, 2), new(50, 3, 0.8m)) with { MaximumCredits = 3 };

        Assert.Empty(RulesetCheck.Problems(stored));
        Assert.NotEmpty(RulesetSense.Problems(stored));
    }

    [Theory]
    [InlineData("a count per credit asks more of the better row", PollRule.PerCredit, true)]
    [InlineData("a fixed count asks the same of both", PollRule.Fixed, false)]
    public void Problems_RowsByPollsAlone_AreReachableWhereTheirCountsDiffer(string sentence, PollRule rule, bool fine)
    {
        var rules = ByTable(new(100, 0, 2), new(50, 0, 1)) with { LimitedBy = CreditLimit.Polls, Polls = new(rule, 3) };

        Expect.Equal(sentence, fine, RulesetSense.Problems(rules).Count == 0);
    }

    [Fact]
    public void Problems_PresetsAndPublishedPolicies_HaveNone()
    {
        Assert.NotEmpty(RulesetPresets.All);
        foreach (var (name, rules) in RulesetPresets.All.Concat(Policies.All))
        {
            Expect.Equal(name, "", string.Join(" ", RulesetCheck.Problems(rules).Select(problem => problem.Message)));
        }
    }

    [Fact]
    public void Problems_GeneratedRulesets_HaveNone() => Laws.Hold(5_000, generator =>
        Assert.Equal("", string.Join(" ", RulesetCheck.Problems(generator.Ruleset()).Select(problem => $"{problem.Pointer} {problem.Message}"))));

    [Fact]
    public void Problems_BrokenRulesets_AreNeverWithout() => Laws.Hold(5_000, generator =>
        Assert.NotEmpty(RulesetCheck.Problems(generator.BrokenRuleset())));

    private static Ruleset Tiers(params PollTier[] tiers) => Good with { Polls = new(PollRule.Tiers, 0), PollTiers = tiers };

    private static Ruleset ByTable(params Threshold[] rows) => Good with { Mode = CreditMode.Table, Table = rows };
}
