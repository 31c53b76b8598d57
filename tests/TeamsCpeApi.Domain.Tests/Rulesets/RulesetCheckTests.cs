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
            _ => Good with { EarningRoles = [] },
        };

        Assert.Contains(RulesetCheck.Problems(broken), problem => problem.Pointer == pointer && problem.Code == code);
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
}
