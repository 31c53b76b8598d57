using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>The words that an auditor reads.</summary>
public class ReasonTests
{
    [Theory]
    [InlineData("fifths", "10:00-11:38:20", "6/6", "present 1 h 38 min 20 s of 1 h 40 min; 6 of 6 required polls; 98 min 20 s make 1.8 credits in fifths")]
    [InlineData("fifths", "10:00-11:40", "6/7", "present 1 h 40 min of 1 h 40 min; 6 of 6 required polls; 100 min make 2 credits in fifths; the session gives 2 credits at most")]
    [InlineData("fifths", "10:00-11:40", "7/7", "present 1 h 40 min of 1 h 40 min; 6 of 6 required polls (7 answered); 100 min make 2 credits in fifths; the session gives 2 credits at most")]
    [InlineData("fifths", "10:00-11:40", "5/6", "present 1 h 40 min of 1 h 40 min; 5 of 6 required polls; 100 min make 2 credits in fifths; 5 answered polls make 1.6 credits")]
    [InlineData("fifths", "10:00-11:40", "1/6", "present 1 h 40 min of 1 h 40 min; 1 of 6 required polls; 100 min make 2 credits in fifths; 1 answered poll does not reach the first credit of 1")]
    [InlineData("fifths", "10:00-10:49:59", "6/6", "present 49 min 59 s of 1 h 40 min; 3 of 3 required polls (6 answered); 49 min 59 s make 0.8 credits in fifths; less than the first credit of 1 earns nothing")]
    [InlineData("fifths", "", "0/6", "not seen in any attendance report; 0 of 6 polls answered, which give nothing without presence; 0 min make 0 credits in fifths; less than the first credit of 1 earns nothing")]
    [InlineData("fifths", "09:00-09:30", "6/6", "present 0 s of 1 h 40 min; 6 of 6 polls answered, which give nothing without presence; 0 min make 0 credits in fifths; less than the first credit of 1 earns nothing")]
    [InlineData("fifths", "10:00-10:05", "1/6", "present 5 min of 1 h 40 min; no polls required for what the presence makes (1 answered); 5 min make 0 credits in fifths; less than the first credit of 1 earns nothing")]
    [InlineData("Yellowbook", "10:00-11:40", "5/6", "present 1 h 40 min of 1 h 40 min; 5 of 5 required polls, 70 % of 6 offered being asked for; 100 min make 2 credits in fifths; the session gives 2 credits at most")]
    [InlineData("fifths, polls alone", "", "6/6", "not seen in any attendance report; 6 of 6 required polls; presence does not limit the credit: 2 credits before polls; not present in the session's time: answers to polls give nothing to somebody who was not there")]
    [InlineData("fifths, at most 1.4", "10:00-11:40", "6/6", "present 1 h 40 min of 1 h 40 min; 5 of 5 required polls (6 answered); 100 min make 2 credits in fifths; the session gives 1.4 credits at most")]
    [InlineData("fifths, time alone", "10:00-11:10", "0/6", "present 1 h 10 min of 1 h 40 min; 70 min make 1.4 credits in fifths")]
    [InlineData("fifths, polls alone", "10:00-10:01", "6/6", "present 1 min of 1 h 40 min; 6 of 6 required polls; presence does not limit the credit: 2 credits before polls; the session gives 2 credits at most")]
    [InlineData("fifths, 90 %", "10:00-11:00", "6/6", "present 1 h of 1 h 40 min; 4 of 4 required polls (6 answered); 60 min make 1.2 credits in fifths; less than the minimum attendance of 90 % of the session")]
    [InlineData("fifths, 80 min", "10:00-11:00", "6/6", "present 1 h of 1 h 40 min; 4 of 4 required polls (6 answered); 60 min make 1.2 credits in fifths; less than the minimum attendance of 80 min")]
    [InlineData("KPMG", "10:00-11:30", "6/6", "present 1 h 30 min of 1 h 40 min; 3 of 3 required polls (6 answered); 90 min make 1 credit in whole credits; the ruleset gives 2 credits or none")]
    [InlineData("PwC", "10:00-11:20", "6/8", "present 1 h 20 min of 1 h 40 min; 6 of 6 required polls; 80 min reach 1.5 credits in the table")]
    [InlineData("Surgent", "10:00-11:40", "9/12", "present 1 h 40 min of 1 h 40 min; 9 of 12 polls, which give 100 % of the credit; 100 min make 2 credits in halves; the session gives 2 credits at most")]
    [InlineData("Surgent", "10:00-11:40", "6/12", "present 1 h 40 min of 1 h 40 min; 6 of 12 polls, which give 50 % of the credit; 100 min make 2 credits in halves; 50 % of 2 credits makes 1 credit")]
    [InlineData("Surgent", "10:00-11:15", "6/12", "present 1 h 15 min of 1 h 40 min; 6 of 12 polls, which give 50 % of the credit; 75 min make 1.5 credits in halves; 50 % of 1.5 credits does not reach the first credit of 1")]
    [InlineData("Surgent", "10:00-11:40", "5/12", "present 1 h 40 min of 1 h 40 min; 5 of 12 polls, which give none of the credit; 100 min make 2 credits in halves; less than 50 % of the polls earns nothing")]
    [InlineData("quarters of 50 min, tiers", "10:00-10:40", "2/4", "present 40 min of 1 h 40 min; 2 of 4 polls, which give 50 % of the credit; 40 min make 0.75 credits in quarters; 50 % of 0.75 credits makes 0.25 credits, rounded down in quarters")]
    [InlineData("CME", "10:00-10:53", "0/0", "present 53 min of 1 h 40 min; 53 min make 1 credit in quarters, to the nearest")]
    public void Reason_Case_SaysHowTheCreditCameAbout(string policy, string present, string polls, string reason)
    {
        var subject = Cases.Of(policy, "10:00-11:40", present, polls, "2");

        Assert.Equal(reason, CreditCalculator.Decide(present.Length == 0 ? subject with { Roles = [] } : subject).Reason);
    }

    [Theory]
    [InlineData("nobody has them", "", 0, "Not seen in any attendance report.")]
    [InlineData("a report names them", "Attendee", 0, "Named in an attendance report, without a stay that lasts.")]
    [InlineData("a stay without its end", "Attendee", 1, "Seen, but no stay has both its join and its leave time, so that none counts.")]
    public void Findings_NothingCounts_SaysWhatWasSeen(string sentence, string roles, int unusable, string message)
    {
        var subject = Cases.Full() with { Presence = new Presence(Notation.Set(""), unusable, null), Roles = roles.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

        Expect.Equal(sentence, message, CreditCalculator.Decide(subject).Findings[0].Message);
    }

    [Fact]
    public void Reason_SessionShorterInCreditsThanInTime_SaysWhatTheTimeWouldMake() => Assert.Equal(
        "present 2 h of 2 h; 3 of 3 required polls; 120 min make 2.4 credits in fifths; the session gives 1 credit at most",
        CreditCalculator.Decide(Cases.Of("fifths", "10:00-12:00", "10:00-12:00", "3/3", "1")).Reason);

    [Fact]
    public void Reason_NoWindow_SaysSo() => Assert.Equal(
        "seen for 1 h 40 min, none of which counts yet; no polls required (6 answered); 0 min make 0 credits in fifths; the session has no end, so nothing is credited until somebody sets it",
        CreditCalculator.Decide(Cases.Full() with { Window = null }).Reason);

    [Fact]
    public void Findings_Doubts_AreWarningsBesideTheReason()
    {
        var subject = Cases.Of("fifths", "10:00-11:40", "10:00-11:40", "5/5", "2") with { AnswersOutsideWindow = 1, AnswersWhileAbsent = 2 };
        var decision = CreditCalculator.Decide(subject with { Presence = subject.Presence with { UnusableStays = 1, ReportedSeconds = 7200 } });

        Assert.Equal(
            [
                new("stay-without-times", FindingLevel.Warning, "1 of the reported stays had no usable join and leave time and was not counted."),
                new("reported-total-differs", FindingLevel.Warning, "Teams states 2 h in total; the stays united, each instant once, make 1 h 40 min."),
                new("answer-outside-window", FindingLevel.Warning, "1 poll answer was given outside the session's time and not counted."),
                new("answer-while-absent", FindingLevel.Decision, "2 poll answers were given while the participant was not seen in the meeting; this ruleset wants a person to decide about that."),
                new("too-few-polls-offered", FindingLevel.Warning, "The session offered 5 polls; its full credit needs 6."),
            ],
            decision.Findings.Where(finding => finding.Level != FindingLevel.Information));
        Assert.DoesNotContain("Teams states", decision.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("California wants one of them at an irregular interval", "California", true, true)]
    [InlineData("which one of them was", "California", false, false)]
    [InlineData("others do not ask", "fifths", true, false)]
    public void Findings_PollsAtEqualIntervals_Warns(string sentence, string policy, bool equal, bool warned) => Expect.Equal(
        sentence,
        warned,
        CreditCalculator.Decide(Cases.Full(policy) with { PollsAtEqualIntervals = equal }).Findings.Any(finding => finding is { Code: "polls-at-equal-intervals", Level: FindingLevel.Warning }));

    [Theory]
    [InlineData("a minute of difference is within what rounding does", 6060, false)]
    [InlineData("a second more is worth a look", 6061, true)]
    [InlineData("less counts as well", 5939, true)]
    public void Findings_StatedTotal_WarnsWhenItDiffers(string sentence, long stated, bool warned)
    {
        var subject = Cases.Full() with { Presence = new Presence(Notation.Set("10:00-11:40"), 0, stated) };

        Expect.Equal(sentence, warned, CreditCalculator.Decide(subject).Findings.Any(finding => finding.Code == "reported-total-differs"));
    }

    [Theory]
    [InlineData("PwC: the row of the full credit needs eight", "PwC", "7/7", true)]
    [InlineData("PwC: eight are enough", "PwC", "8/8", false)]
    [InlineData("EY asks for six", "EY", "5/5", true)]
    [InlineData("a percentage of no polls cannot be reached", "Yellowbook", "0/0", true)]
    [InlineData("time alone needs none", "fifths, time alone", "0/0", false)]
    public void Findings_SessionWithTooFewPolls_Warns(string sentence, string policy, string polls, bool warned) => Expect.Equal(
        sentence,
        warned,
        CreditCalculator.Decide(Cases.Of(policy, "10:00-11:40", "10:00-11:40", polls, "2")).Findings.Any(finding => finding.Code == "too-few-polls-offered"));

    [Theory]
    [InlineData(0, "0 s", "0 min")]
    [InlineData(59, "59 s", "0 min 59 s")]
    [InlineData(60, "1 min", "1 min")]
    [InlineData(3600, "1 h", "60 min")]
    [InlineData(5900, "1 h 38 min 20 s", "98 min 20 s")]
    [InlineData(90_061, "25 h 1 min 1 s", "1501 min 1 s")]
    public void Words_Seconds_LeaveOutWhatIsZero(long seconds, string duration, string minutes)
    {
        Assert.Equal(duration, Words.Duration(seconds));
        Assert.Equal(minutes, Words.Minutes(seconds));
    }

    [Theory]
    [InlineData("1.0", "1 credit", "whole credits")]
    [InlineData("0.5", "0.5 credits", "halves")]
    [InlineData("0.25", "0.25 credits", "quarters")]
    [InlineData("0.20", "0.2 credits", "fifths")]
    [InlineData("0.1", "0.1 credits", "tenths")]
    [InlineData("2.00", "2 credits", "steps of 2")]
    public void Words_Credits_HaveNoNeedlessZeros(string credits, string words, string steps)
    {
        Assert.Equal(words, Words.Credits(Notation.Credits(credits)));
        Assert.Equal(steps, Words.Steps(Notation.Credits(credits)));
    }
}
