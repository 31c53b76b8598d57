using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Which answers count: when they were given, and whether their giver was there.</summary>
public class AnswersInTimeTests
{
    [Theory]
    [InlineData("at the start", 0, "10:00", true)]
    [InlineData("a second before it", 0, "09:59:59", false)]
    [InlineData("within a margin that is named", 600, "09:50", true)]
    [InlineData("before it", 600, "09:49:59", false)]
    [InlineData("a version of before has one margin for both sides", null, "09:50", true)]
    [InlineData("and no more than that", null, "09:49:59", false)]
    [InlineData("within the margin after the end", 0, "11:49:59", true)]
    [InlineData("when it is over", 0, "11:50", false)]
    public void Of_Answer_CountsWithinItsMargins(string sentence, int? before, string at, bool counts)
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ann, "09:30-12:00"));
        var rules = evidence.Ruleset with { PollMarginBeforeSeconds = before };

        var outcome = (evidence with { Ruleset = rules, Polls = [OneSession.Poll(OneSession.Ann, at)] }).OutcomeOf(OneSession.Ann);

        Expect.Equal(sentence, (counts ? 1 : 0, counts ? 0 : 1), (outcome.Case.PollsAnswered, outcome.Case.AnswersOutsideWindow));
    }

    [Theory]
    [InlineData("counts, and is told", WhileAbsent.Counts, 1, FindingLevel.Warning)]
    [InlineData("counts, and wants a person", WhileAbsent.NeedsDecision, 1, FindingLevel.Decision)]
    [InlineData("does not count, and is told", WhileAbsent.DoesNotCount, 0, FindingLevel.Warning)]
    [InlineData("a version of before counts it", null, 1, FindingLevel.Warning)]
    public void Of_AnswerWhileAbsent_IsWhatTheRulesetSays(string sentence, WhileAbsent? rule, int answered, FindingLevel level)
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-10:50 11:20-11:40"));
        var rules = evidence.Ruleset with { AnswersWhileAbsent = rule };

        var outcome = (evidence with { Ruleset = rules, Polls = [OneSession.Poll(OneSession.Ann, "11:05")] }).OutcomeOf(OneSession.Ann);

        Expect.Equal(sentence, (answered, 1), (outcome.Case.PollsAnswered, outcome.Case.AnswersWhileAbsent));
        Expect.Equal(sentence, level, outcome.Findings.Single(finding => finding.Code == "answer-while-absent").Level);
    }

    [Theory]
    [InlineData("who stayed until the end was not away", "10:00-11:40", "11:45", 0)]
    [InlineData("nor who left a little before", "10:00-11:37", "11:45", 0)]
    [InlineData("who left at half time was", "10:00-10:50", "11:45", 1)]
    [InlineData("before the end it is the instant that tells", "10:00-11:30", "11:35", 1)]
    public void Of_AnswerInTheMarginAfterTheEnd_LooksAtTheTimeBefore(string sentence, string present, string at, int absent)
    {
        var outcome = (OneSession.Of(OneSession.Reported(OneSession.Ann, present)) with { Polls = [OneSession.Poll(OneSession.Ann, at)] }).OutcomeOf(OneSession.Ann);

        Expect.Equal(sentence, absent, outcome.Case.AnswersWhileAbsent);
    }

    [Fact]
    public void Of_LateAnswer_IsToldOnce()
    {
        var outcome = (OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-11:40")) with { Polls = [OneSession.Poll(OneSession.Ann, "13:00")] }).OutcomeOf(OneSession.Ann);

        Assert.Equal("answer-outside-window", Assert.Single(outcome.Findings, finding => finding.Code.StartsWith("answer", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void Of_AnswersOfSeveralTimes_OneInTimeWhileThereIsLookedAt()
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-10:30 11:00-11:40"));

        var answer = (evidence with { Polls = [OneSession.Poll(OneSession.Ann, "09:00", "10:45", "11:10", "11:20")] }).OutcomeOf(OneSession.Ann).Answers.Single();

        Assert.Equal((Time.Notation.At("11:10"), true, true, false), (answer.Response.At, answer.Counts, answer.IsInTime, answer.WhileAbsent));
    }

    [Theory]
    [InlineData("one quiz", "11:00 11:00 11:00 11:00 11:00 11:00", 1)]
    [InlineData("one after the other within a minute", "11:00:00 11:00:20 11:00:40 11:00:59", 1)]
    [InlineData("a minute later it is another moment", "11:00:00 11:01:00", 2)]
    [InlineData("a chain does not hide the minutes that pass", "11:00:00 11:00:40 11:01:20 11:02:00", 2)]
    [InlineData("six polls", "10:10 10:25 10:40 10:55 11:10 11:25", 6)]
    [InlineData("none", "", 0)]
    public void Of_Answers_MakeMoments(string sentence, string at, int moments)
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ann, "10:00-11:40"));
        var polls = at.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(time => OneSession.Poll(OneSession.Ann, time)).ToArray();

        Expect.Equal(sentence, moments, (evidence with { Polls = polls }).OutcomeOf(OneSession.Ann).Case.AnswerMoments);
    }
}
