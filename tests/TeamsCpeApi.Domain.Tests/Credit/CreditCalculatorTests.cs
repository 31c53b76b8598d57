using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>One table: who was present when, who answered what, and what becomes of it.</summary>
public class CreditCalculatorTests
{
    [Theory]
    [InlineData("the whole session with all polls gives its maximum", "fifths", "10:00-11:40", "10:00-11:40", "6/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("cpe.md §5: early, second device, gap, late: the union is 50 min, not 70", "fifths", "10:00-11:00", "09:55-10:20 10:15-10:30 10:40-11:10", "3/3", "1", "1", LimitedBy.Nothing)]
    [InlineData("a second less than that is no credit", "fifths", "10:00-11:00", "09:55-10:20 10:15-10:30 10:40:01-11:10", "3/3", "1", "0", LimitedBy.FirstCredit)]
    [InlineData("who arrives late gets what they were there for", "fifths", "10:00-11:40", "10:10-11:40", "6/6", "2", "1.8", LimitedBy.Time)]
    [InlineData("who leaves early gets what they were there for", "fifths", "10:00-11:40", "10:00-11:10", "6/6", "2", "1.4", LimitedBy.Time)]
    [InlineData("time before the start does not count", "fifths", "10:00-11:40", "09:00-10:49:59", "6/6", "2", "0", LimitedBy.FirstCredit)]
    [InlineData("time after the end does not count", "fifths", "10:00-11:40", "10:50:01-13:00", "6/6", "2", "0", LimitedBy.FirstCredit)]
    [InlineData("two devices are one person", "fifths", "10:00-11:40", "10:00-11:00 10:10-11:00", "6/6", "2", "1.2", LimitedBy.Time)]
    [InlineData("two short stays are summed before rounding", "fifths", "10:00-11:40", "10:00-10:25 11:00-11:25", "6/6", "2", "1", LimitedBy.Time)]
    [InlineData("a dropped and restarted meeting counts on both sides of the gap", "fifths", "10:00-11:40", "10:00-10:40 10:55-11:40", "6/6", "2", "1.6", LimitedBy.Time)]
    [InlineData("nobody seen, nothing earned", "fifths", "10:00-11:40", "", "6/6", "2", "0", LimitedBy.FirstCredit)]
    [InlineData("more time than the session's credits gives its credits", "fifths", "10:00-13:00", "10:00-13:00", "9/9", "3", "3", LimitedBy.Nothing)]
    [InlineData("five polls of the six for 2 credits make 1.6", "fifths", "10:00-11:40", "10:00-11:40", "5/6", "2", "1.6", LimitedBy.Polls)]
    [InlineData("polls and time alike hold the credit at 1.6", "fifths", "10:00-11:40", "10:00-11:20", "5/6", "2", "1.6", LimitedBy.TimeAndPolls)]
    [InlineData("two polls do not make the first credit", "fifths", "10:00-11:40", "10:00-11:40", "2/6", "2", "0", LimitedBy.Polls)]
    [InlineData("without any poll offered no interaction was shown", "fifths", "10:00-11:40", "10:00-11:40", "0/0", "2", "0", LimitedBy.Polls)]
    [InlineData("without a first credit the part counts", "fifths, no first credit", "10:00-11:40", "10:00-10:29", "6/6", "2", "0.4", LimitedBy.Time)]
    [InlineData("time alone ignores polls", "fifths, time alone", "10:00-11:40", "10:00-11:40", "0/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("polls alone ignore time", "fifths, polls alone", "10:00-11:40", "10:00-10:01", "6/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("polls alone: four make 1.2", "fifths, polls alone", "10:00-11:40", "10:00-11:40", "4/6", "2", "1.2", LimitedBy.Polls)]
    [InlineData("three per hour: 2 credits of 50 min need five", "fifths, 3 per hour", "10:00-11:40", "10:00-11:40", "5/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("three per hour: four make 1.6", "fifths, 3 per hour", "10:00-11:40", "10:00-11:40", "4/6", "2", "1.6", LimitedBy.Polls)]
    [InlineData("a fixed number reached", "fifths, 4 polls", "10:00-11:40", "10:00-11:40", "4/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("a fixed number missed is no credit", "fifths, 4 polls", "10:00-11:40", "10:00-11:40", "3/6", "2", "0", LimitedBy.Polls)]
    [InlineData("the ruleset's maximum is below the session's", "fifths, at most 1.4", "10:00-11:40", "10:00-11:40", "6/6", "2", "1.4", LimitedBy.Nothing)]
    [InlineData("a session of 1.3 credits gives 1.2 in fifths", "fifths", "10:00-11:40", "10:00-11:40", "6/6", "1.3", "1.2", LimitedBy.Nothing)]
    [InlineData("all or nothing: all", "fifths, all or nothing", "10:00-11:40", "10:00-11:40", "6/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("all or nothing: a second less is nothing", "fifths, all or nothing", "10:00-11:40", "10:00-11:39:59", "6/6", "2", "0", LimitedBy.AllOrNothing)]
    [InlineData("90 % reached to the second", "fifths, 90 %", "10:00-11:40", "10:00-11:30", "6/6", "2", "1.8", LimitedBy.Time)]
    [InlineData("90 % missed by a second", "fifths, 90 %", "10:00-11:40", "10:00-11:29:59", "6/6", "2", "0", LimitedBy.MinimumAttendance)]
    [InlineData("80 minutes reached", "fifths, 80 min", "10:00-11:40", "10:00-11:20", "6/6", "2", "1.6", LimitedBy.Time)]
    [InlineData("80 minutes missed by a second", "fifths, 80 min", "10:00-11:40", "10:00-11:19:59", "6/6", "2", "0", LimitedBy.MinimumAttendance)]
    [InlineData("Yellowbook: 70 % of nine is seven", "Yellowbook", "10:00-11:40", "10:00-11:40", "7/9", "2", "2", LimitedBy.Nothing)]
    [InlineData("Yellowbook: six of nine is not enough", "Yellowbook", "10:00-11:40", "10:00-11:40", "6/9", "2", "0", LimitedBy.Polls)]
    [InlineData("Yellowbook: a share of no polls is not reached", "Yellowbook", "10:00-11:40", "10:00-11:40", "0/0", "2", "0", LimitedBy.Polls)]
    [InlineData("KPMG: the whole session", "KPMG", "10:00-11:40", "10:00-11:40", "6/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("KPMG: no partial credit for leaving early", "KPMG", "10:00-11:40", "10:00-11:30", "6/6", "2", "0", LimitedBy.AllOrNothing)]
    [InlineData("PwC: 100 min and 8 polls", "PwC", "10:00-11:40", "10:00-11:40", "8/8", "2", "2", LimitedBy.Nothing)]
    [InlineData("PwC: 100 min but 7 polls falls to the next row", "PwC", "10:00-11:40", "10:00-11:40", "7/8", "2", "1.5", LimitedBy.Polls)]
    [InlineData("PwC: 8 polls but 99 min 59 s falls to the next row", "PwC", "10:00-11:40", "10:00-11:39:59", "8/8", "2", "1.5", LimitedBy.Time)]
    [InlineData("PwC: 75 min and 6 polls", "PwC", "10:00-11:40", "10:00-11:15", "6/8", "2", "1.5", LimitedBy.TimeAndPolls)]
    [InlineData("PwC: 50 min and 4 polls", "PwC", "10:00-11:40", "10:00-10:50", "4/8", "2", "1", LimitedBy.TimeAndPolls)]
    [InlineData("PwC: 3 polls reach no row", "PwC", "10:00-11:40", "10:00-11:40", "3/8", "2", "0", LimitedBy.Polls)]
    [InlineData("EY: under 50 min is nothing", "EY", "10:00-11:40", "10:00-10:49:59", "6/6", "2", "0", LimitedBy.FirstCredit)]
    [InlineData("EY: 74 min stay at 1", "EY", "10:00-11:40", "10:00-11:14", "6/6", "2", "1", LimitedBy.Time)]
    [InlineData("EY: reconnects accumulate to 75 min", "EY", "10:00-11:40", "10:00-10:30 10:50-11:35", "5/6", "2", "1.5", LimitedBy.TimeAndPolls)]
    [InlineData("EY: three hours stay at 2", "EY", "10:00-13:00", "10:00-13:00", "9/9", "3", "2", LimitedBy.Nothing)]
    [InlineData("EY: its page asks for polls, too", "EY", "10:00-11:40", "10:00-11:40", "2/6", "2", "0", LimitedBy.Polls)]
    [InlineData("Crowe: 100 min, 6 polls, 75 % of 8", "Crowe", "10:00-11:40", "10:00-11:40", "6/8", "2", "2", LimitedBy.Nothing)]
    [InlineData("Crowe: 6 polls are a row's count but not 75 % of 9", "Crowe", "10:00-11:40", "10:00-11:40", "6/9", "2", "0", LimitedBy.Polls)]
    [InlineData("Crowe: an event of 1.5 credits, 91 min and 5 polls", "Crowe", "10:00-11:40", "10:00-11:31", "5/6", "1.5", "1.5", LimitedBy.Nothing)]
    [InlineData("Crowe: no partial credit for events of several credits", "Crowe", "10:00-11:40", "10:00-11:31", "5/6", "2", "0", LimitedBy.AllOrNothing)]
    [InlineData("tiers: the first gives what the time makes", "Surgent", "10:00-11:40", "10:00-11:15", "9/12", "2", "1.5", LimitedBy.Time)]
    [InlineData("tiers: the second gives half of it", "Surgent", "10:00-11:40", "10:00-11:40", "6/12", "2", "1", LimitedBy.Polls)]
    [InlineData("tiers: below the last there is none", "Surgent", "10:00-11:40", "10:00-11:40", "5/12", "2", "0", LimitedBy.Polls)]
    [InlineData("tiers: half of 0.75 in quarters is rounded down", "quarters of 50 min, tiers", "10:00-11:40", "10:00-10:40", "2/4", "2", "0.25", LimitedBy.Polls)]
    [InlineData("tiers: no polls are no share", "Surgent", "10:00-11:40", "10:00-11:40", "0/0", "2", "0", LimitedBy.Polls)]
    [InlineData("California: three a class hour are six for two credits", "California", "10:00-11:40", "10:00-11:40", "6/6", "2", "2", LimitedBy.Nothing)]
    [InlineData("California: five of the six make 1.6", "California", "10:00-11:40", "10:00-11:40", "5/6", "2", "1.6", LimitedBy.Polls)]
    [InlineData("Crowe: 60 min and 3 polls of 4", "Crowe", "10:00-11:00", "10:00-11:00", "3/4", "1", "1", LimitedBy.Nothing)]
    public void Decide_Case_GivesCreditAndWhatLimitedIt(
        string sentence, string policy, string scheduled, string present, string polls, string maximum, string credits, LimitedBy limitedBy)
    {
        var decision = CreditCalculator.Decide(Cases.Of(policy, scheduled, present, polls, maximum));

        Expect.Equal(sentence, Notation.Credits(credits), decision.Credits);
        Expect.Equal(sentence, limitedBy, decision.LimitedBy);
        Expect.Equal(sentence, decision.Credits, decision.Fields.Sum(field => field.Credits));
    }

    [Theory]
    [InlineData("the break does not count for who stays through it", "10:00-12:00", "11:00-11:20", "2", 6000)]
    [InlineData("who left for the break loses nothing", "10:00-11:00 11:20-12:00", "11:00-11:20", "2", 6000)]
    [InlineData("who was there in the break alone gets nothing", "11:00-11:20", "11:00-11:20", "0", 0)]
    public void Decide_Breaks_AreRemoved(string sentence, string present, string breaks, string credits, long seconds)
    {
        var decision = CreditCalculator.Decide(Cases.Of("fifths", "10:00-12:00", present, "6/6", "2", breaks));

        Expect.Equal(sentence, Notation.Credits(credits), decision.Credits);
        Expect.Equal(sentence, seconds, decision.PresentSeconds);
        Expect.Equal(sentence, 6000, decision.WindowSeconds);
    }

    [Theory]
    [InlineData("ten minutes early count with an early margin", 600, 0, "09:50-10:40", "1")]
    [InlineData("without the margin they do not", 0, 0, "09:50-10:40", "0")]
    [InlineData("ten minutes late count with a late margin", 0, 600, "10:20-11:10", "1")]
    [InlineData("a margin does not lift the session's maximum", 600, 600, "09:00-12:00", "1")]
    public void Decide_Margins_WidenWhatCounts(string sentence, int early, int late, string present, string credits)
    {
        var subject = Cases.Of("fifths", "10:00-11:00", present, "3/3", "1");
        var window = new CountingWindow(Notation.Span("10:00-11:00"), [], TimeSpan.FromSeconds(early), TimeSpan.FromSeconds(late)).Counted;

        Expect.Equal(sentence, Notation.Credits(credits), CreditCalculator.Decide(subject with { Window = window }).Credits);
    }

    [Theory]
    [InlineData("an attendee earns", "Attendee", "fifths", false)]
    [InlineData("the case of the role does not matter", "attendee", "fifths", false)]
    [InlineData("no role known is an attendee", "", "fifths", false)]
    [InlineData("None is an attendee", "None", "fifths", false)]
    [InlineData("a presenter never earns silently", "Presenter", "fifths", true)]
    [InlineData("an organizer never earns silently", "Organizer", "fifths", true)]
    [InlineData("a co-organizer is an organizer however it is spelled", "Co-organizer", "fifths", true)]
    [InlineData("one presenting record is enough", "Attendee Presenter", "fifths", true)]
    [InlineData("a ruleset may let presenters earn", "Attendee Presenter", "fifths, presenters too", false)]
    [InlineData("which does not let organizers earn", "Attendee Organizer", "fifths, presenters too", true)]
    public void Decide_Roles_RefusesWhatDoesNotEarn(string sentence, string roles, string policy, bool refused)
    {
        var decision = CreditCalculator.Decide(Cases.Full(policy) with { Roles = roles.Split(' ') });

        Expect.Equal(sentence, refused ? LimitedBy.Role : LimitedBy.Nothing, decision.LimitedBy);
        Expect.Equal(sentence, refused ? 0m : 2m, decision.Credits);
        Expect.Equal(sentence, refused, decision.Findings.Any(finding => finding is { Code: "role", Level: FindingLevel.Warning }));
    }

    [Fact]
    public void Decide_CalculationOfALaterRelease_Refuses() =>
        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(Cases.Full(), Calculation.Current + 1));

    [Fact]
    public void Decide_UnknownRole_WaitsForAPerson()
    {
        var decision = CreditCalculator.Decide(Cases.Full() with { Roles = ["Zuhörer"] });

        Assert.Equal((0m, LimitedBy.Role), (decision.Credits, decision.LimitedBy));
        Assert.Equal(FindingLevel.Decision, decision.Findings.Single(finding => finding.Code == "role-unknown").Level);
        Assert.Contains("\"Zuhörer\"", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_UnknownRoleByTheFirstCalculation_IsAnAttendeeWithAWarning()
    {
        var decision = CreditCalculator.Decide(Cases.Full() with { Roles = ["Zuhörer"] }, Calculation.First);

        Assert.Equal(2m, decision.Credits);
        Assert.Contains(new Finding("unknown-role", FindingLevel.Warning, "The role Zuhörer is unknown and was taken as Attendee."), decision.Findings);
    }

    [Theory]
    [InlineData("a producer never earns silently", "Producer", false, true)]
    [InlineData("presenters earn where a person says so", "Presenter", true, false)]
    [InlineData("in whatever language", "発表者", true, false)]
    [InlineData("organizers do not earn by that", "Organizer", true, true)]
    [InlineData("nor who is both", "Presenter Organizer", true, true)]
    [InlineData("nor a producer", "Producer", true, true)]
    [InlineData("an attendee earns either way", "Attendee", true, false)]
    public void Decide_PresentersEarn_BearsOnPresentersAlone(string sentence, string roles, bool presentersEarn, bool refused)
    {
        var decision = CreditCalculator.Decide(Cases.Full() with { Roles = roles.Split(' '), PresentersEarn = presentersEarn });

        Expect.Equal(sentence, refused ? LimitedBy.Role : LimitedBy.Nothing, decision.LimitedBy);
        Expect.Equal(sentence, !refused && roles != "Attendee", decision.Findings.Any(finding => finding.Code == "presenters-earn"));
    }

    [Theory]
    [InlineData("polls alone give nothing to whoever was not seen", "", "6/6", "0", LimitedBy.MinimumAttendance)]
    [InlineData("nor outside the session's time", "09:00-09:59", "6/6", "0", LimitedBy.MinimumAttendance)]
    [InlineData("a second of presence is presence", "10:00:00-10:00:01", "6/6", "2", LimitedBy.Nothing)]
    public void Decide_LimitedByPolls_AsksForPresence(string sentence, string present, string polls, string credits, LimitedBy limitedBy)
    {
        var decision = CreditCalculator.Decide(Cases.Of("fifths, polls alone", "10:00-11:40", present, polls, "2"));

        Expect.Equal(sentence, (Notation.Credits(credits), limitedBy), (decision.Credits, decision.LimitedBy));
    }

    [Theory]
    [InlineData("six at six moments", 6, "6/6", false)]
    [InlineData("six at once", 1, "6/6", true)]
    [InlineData("five moments are one too few", 5, "6/6", true)]
    [InlineData("seven answers at six moments are enough", 6, "7/7", false)]
    [InlineData("what is answered is looked at where less is", 1, "4/6", true)]
    [InlineData("one answer is one moment", 1, "1/6", false)]
    [InlineData("moments that nobody counted say nothing", 0, "6/6", false)]
    public void Decide_AnswersTogether_AreAFinding(string sentence, int moments, string polls, bool found)
    {
        var decision = CreditCalculator.Decide(Cases.Of("fifths", "10:00-11:40", "10:00-11:40", polls, "2") with { AnswerMoments = moments });

        Expect.Equal(sentence, found, decision.Findings.Any(finding => finding is { Code: "answers-at-one-instant", Level: FindingLevel.Warning }));
    }

    [Fact]
    public void Decide_Instructor_EarnsNoAttendeeCredit()
    {
        var decision = CreditCalculator.Decide(Cases.Full() with { IsInstructor = true });

        Assert.Equal((0m, LimitedBy.Role), (decision.Credits, decision.LimitedBy));
        Assert.Contains(decision.Findings, finding => finding is { Code: "instructor", Level: FindingLevel.Warning });
    }

    [Theory]
    [InlineData("who handed in the evaluation earns", "fifths, evaluation in 7 days", false, false)]
    [InlineData("who did not gets nothing", "fifths, evaluation in 7 days", true, true)]
    [InlineData("no evaluation is asked for", "fifths", true, false)]
    public void Decide_Evaluation_IsNeededWhereTheRulesetAsksForIt(string sentence, string policy, bool missing, bool refused)
    {
        var decision = CreditCalculator.Decide(Cases.Full(policy) with { EvaluationMissing = missing });

        Expect.Equal(sentence, (refused ? 0m : 2m, refused ? LimitedBy.Evaluation : LimitedBy.Nothing), (decision.Credits, decision.LimitedBy));
        Expect.Equal(sentence, refused, decision.Findings.Contains(new("evaluation-missing", FindingLevel.Warning, "No evaluation of the session was handed in within 7 days after its end.")));
    }

    [Fact]
    public void Decide_NoWindow_CreditsNothing()
    {
        var decision = CreditCalculator.Decide(Cases.Full() with { Window = null });

        Assert.Equal((0m, LimitedBy.NoWindow), (decision.Credits, decision.LimitedBy));
        Assert.Equal((0L, 0L), (decision.PresentSeconds, decision.WindowSeconds));
        Assert.Empty(decision.Fields);
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("6", "5")]
    [InlineData("9", "7")]
    [InlineData("12", "9")]
    [InlineData("33", "24")]
    [InlineData("10", "7")]
    [InlineData("0", "1")]
    public void PollsRequired_SeventyPercent_RoundsUp(string offered, string required) => Assert.Equal(
        Notation.Credits(required),
        CreditCalculator.PollsRequired(Policies.All["Yellowbook"], 2m, (int)Notation.Credits(offered)));

    [Theory]
    [InlineData("three for one credit", "fifths", "1", 3)]
    [InlineData("3.6 for 1.2 credits is four", "fifths", "1.2", 4)]
    [InlineData("5.4 for 1.8 credits is six", "fifths", "1.8", 6)]
    [InlineData("three per hour, 2 credits are 100 min: five", "fifths, 3 per hour", "2", 5)]
    [InlineData("three per hour, 1.2 credits are an hour: three, exactly", "fifths, 3 per hour", "1.2", 3)]
    [InlineData("a fixed number is fixed", "fifths, 4 polls", "1", 4)]
    [InlineData("none is none", "CME", "2", 0)]
    public void PollsRequired_Credits_RoundsUp(string sentence, string policy, string credits, int required) =>
        Expect.Equal(sentence, required, CreditCalculator.PollsRequired(Policies.All[policy], Notation.Credits(credits), 10));

    [Fact]
    public void Decide_CountsThatMakeNoSense_Refuses()
    {
        var subject = Cases.Full();

        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(subject with { PollsAnswered = 7 }));
        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(subject with { PollsAnswered = -1 }));
        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(subject with { MaximumCredits = -1 }));
        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(subject with { MaximumCredits = decimal.MaxValue }));
        Assert.Throws<ArgumentException>(() => CreditCalculator.Decide(subject with { Fields = [new("Taxes", -1m), new("Auditing", 3m)] }));
    }
}
