using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>A session from 10:00 to 11:40 on one day; Ann was there, answered six polls, and hands in the evaluation or does not.</summary>
public class EvaluationTests
{
    private static readonly RosterEntry Ann = new(Guid.NewGuid(), "Ann Lee", "ann@example.com", [], null, null);

    [Theory]
    [InlineData("at the end of the session", 7, "11:41", true)]
    [InlineData("during the session", 7, "11:00", true)]
    [InlineData("a second before the seven days are over", 7, "7.11:39:59", true)]
    [InlineData("when they are over", 7, "7.11:40", false)]
    [InlineData("within no day after the end: by its end", 0, "11:39:59", true)]
    [InlineData("at the end, then, it is too late", 0, "11:40", false)]
    [InlineData("long before the session it was about another one", 7, "09:00", false)]
    [InlineData("never", 7, null, false)]
    [InlineData("none is asked for", null, null, true)]
    public void Of_EvaluationHandedIn_CreditsInTimeAlone(string sentence, int? days, string? at, bool credited)
    {
        var rules = RulesetPresets.NasbaGroupInternetBasedFifths with { EvaluationWithinDays = days };

        var outcome = SessionCompletion.Of(Evidence(rules) with { Evaluations = at is null ? [] : [Form(at)] }).Participants.Single();

        Expect.Equal(sentence, credited ? 2m : 0m, outcome.Decision.Credits);
        Expect.Equal(sentence, credited ? LimitedBy.Nothing : LimitedBy.Evaluation, outcome.Decision.LimitedBy);
        Expect.Equal(sentence, 6, outcome.Decision.PollsOffered);
    }

    [Fact]
    public void Of_EvaluationOfSomebodyElse_IsNotAnns()
    {
        var rules = RulesetPresets.NasbaGroupInternetBasedFifths with { EvaluationWithinDays = 7 };

        var outcome = SessionCompletion.Of(Evidence(rules) with { Evaluations = [Form("11:41", "bob@example.com")] });

        Assert.Equal(LimitedBy.Evaluation, outcome.Participants.Single().Decision.LimitedBy);
        Assert.Contains(outcome.Matches, match => match.Identity.Email == "bob@example.com");
    }

    /// <summary>Six polls, one every quarter of an hour: California warns.</summary>
    [Fact]
    public void Of_PollsByTheClock_AreWarnedAboutWhereTheRulesetAsks() => Assert.Contains(
        SessionCompletion.Of(Evidence(RulesetPresets.All["california"])).Participants.Single().Decision.Findings,
        finding => finding.Code == "polls-at-equal-intervals");

    private static SessionEvidence Evidence(Ruleset rules) => new(
        rules,
        new CountingWindow(Notation.Span("10:00-11:40"), []),
        2m,
        [new("Taxes", 2m)],
        [],
        [Ann],
        [new AttendanceRecord("report", "record", null, null, Ann.Email, Ann.Name, "Attendee", null, [new ReportedStay(Notation.At("10:00"), Notation.At("11:40"), null)])],
        [.. new[] { "10:10", "10:25", "10:40", "10:55", "11:10", "11:25" }.Select(at => Form(at))],
        []);

    private static SessionPoll Form(string at, string email = "ann@example.com") => new(Guid.NewGuid(), [new PollResponse(email, null, Notation.At(at), "Good")]);
}
