using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Programs;

/// <summary>Several sessions, one total: worked by hand.</summary>
public class ProgramCompletionTests
{
    [Theory]
    [InlineData("three of 30 min", "fifths", "09:00-09:30|10:00-10:30|11:00-11:30", "09:00-09:30|10:00-10:30|11:00-11:30", "2/2 2/2 2/2", "1.8", "1.8")]
    [InlineData("the same in halves", "halves", "09:00-09:30|10:00-10:30|11:00-11:30", "09:00-09:30|10:00-10:30|11:00-11:30", "2/2 2/2 2/2", "2", "1.5")]
    [InlineData("the same in whole credits", "whole", "09:00-09:30|10:00-10:30|11:00-11:30", "09:00-09:30|10:00-10:30|11:00-11:30", "2/2 2/2 2/2", "2", "1")]
    [InlineData("one of 30 min alone", "fifths", "09:00-09:30", "09:00-09:30", "2/2", "1", "0")]
    [InlineData("two segments that make the first credit", "fifths", "09:00-09:25|10:00-10:25", "09:00-09:25|10:00-10:25", "2/2 1/1", "1", "1")]
    [InlineData("a second short of it", "fifths", "09:00-09:25|10:00-10:25", "09:00-09:25|10:00-10:24:59", "2/2 1/1", "1", "0")]
    [InlineData("rests of minutes add up", "fifths", "09:00-10:00|11:00-12:00", "09:00-09:55|11:00-11:55", "3/3 3/3", "2.4", "2")]
    [InlineData("rests of 9 min add up to a fifth", "fifths", "09:00-10:00|11:00-12:00", "09:00-09:59|11:00-11:59", "4/4 4/4", "2.4", "2.2")]
    [InlineData("the program's maximum holds", "fifths", "09:00-10:00|11:00-12:00", "09:00-10:00|11:00-12:00", "4/4 4/4", "2", "2")]
    [InlineData("one session missed", "fifths", "09:00-09:30|10:00-10:30|11:00-11:30", "09:00-09:30||11:00-11:30", "2/2 0/2 2/2", "1.8", "1.2")]
    [InlineData("polls of all sessions count together", "fifths", "09:00-09:30|10:00-10:30|11:00-11:30", "09:00-09:30|10:00-10:30|11:00-11:30", "0/2 0/2 3/3", "1.8", "1")]
    [InlineData("too few polls in all", "fifths", "09:00-09:30|10:00-10:30|11:00-11:30", "09:00-09:30|10:00-10:30|11:00-11:30", "1/2 1/2 0/2", "1.8", "0")]
    [InlineData("70 % of all polls", "Yellowbook", "09:00-10:00|11:00-12:00", "09:00-10:00|11:00-12:00", "5/5 2/5", "2.4", "2.4")]
    [InlineData("69 % of all polls", "Yellowbook", "09:00-10:00|11:00-12:00", "09:00-10:00|11:00-12:00", "5/5 1/5", "2.4", "0")]
    [InlineData("two sessions at the same time, sat in at once", "fifths", "10:00-11:00|10:00-11:00", "10:00-11:00|10:00-11:00", "3/3 3/3", "2.4", "1.2")]
    [InlineData("two that overlap for 20 min", "fifths", "10:00-11:00|10:40-11:40", "10:00-11:00|10:40-11:40", "3/3 3/3", "2", "2")]
    [InlineData("minimum attendance is of the whole", "fifths, 90 %", "09:00-10:00|11:00-12:00", "09:00-10:00|11:00-11:48", "4/4 4/4", "2.4", "2")]
    [InlineData("and a second below it nothing", "fifths, 90 %", "09:00-10:00|11:00-12:00", "09:00-10:00|11:00-11:47:59", "4/4 4/4", "2.4", "0")]
    [InlineData("at the same time there is one hour to attend", "fifths, 90 %", "10:00-11:00|10:00-11:00", "10:00-10:54|", "4/4 0/4", "1.2", "1")]
    [InlineData("a table of the whole", "PwC", "09:00-09:50|10:00-10:50", "09:00-09:50|10:00-10:50", "4/4 4/4", "2", "2")]
    public void Of_SessionsOfOnePerson_GivesWhatWasWorkedOutByHand(string what, string policy, string sessions, string present, string polls, string maximum, string credits)
    {
        var times = sessions.Split('|');
        var presence = present.Split('|');
        var answered = polls.Split(' ').Select(Notation.Polls).ToArray();
        var outcome = Lessons.Program(maximum, policy, [.. times.Select((time, index) => Lessons.Session(
            $"S{index}", time, answered[index].Offered, [new Enrolled("E1", "ann@x.org", presence[index], answered[index].Answered)], policy))]);

        Expect.Equal(what, Notation.Credits(credits), Assert.Single(outcome.People).Decision.Credits);
    }

    [Fact]
    public void Of_PresenceInAMeetingOutsideItsOwnSession_DoesNotCountInTheOther()
    {
        var outcome = Lessons.Program(
            "2",
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-11:00", 3)]),
            Lessons.Session("B", "10:00-11:00", 3, [new("E1", "ann@x.org", "", 0)]));

        var ann = Assert.Single(outcome.People);
        Assert.Equal(3600, ann.Decision.PresentSeconds);
        Assert.Equal(7200, ann.Decision.WindowSeconds);
        Assert.Empty(ann.Overlaps);
    }

    [Fact]
    public void Of_PresenceInTwoSessionsAtOnce_IsFoundWithItsFigures()
    {
        var ann = Assert.Single(Lessons.Program(
            "2",
            Lessons.Session("A", "09:00-10:10", 3, [new("E1", "ann@x.org", "09:00-10:17:30", 3)]),
            Lessons.Session("B", "09:40-11:00", 3, [new("E1", "ann@x.org", "09:57:30-11:00", 3)])).People);

        var overlap = Assert.Single(ann.Overlaps);
        Assert.Equal(("A", "B", 750), (overlap.First.Title, overlap.Second.Title, overlap.Instants.Seconds));
        Assert.Equal(7200, ann.Decision.PresentSeconds);
        Assert.Equal(
            "Present in \"A\" and \"B\" at the same time for 12 min 30 s (2026-03-04 09:57:30–10:10:00 UTC); each instant counts once.",
            Finding(ann, "overlapping-attendance").Message);
    }

    [Fact]
    public void Of_TotalsThatTeamsStates_AreComparedSessionBySession()
    {
        var ann = Assert.Single(Lessons.Program(
            "2",
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 3, Stated: 3600)]),
            Lessons.Session("B", "09:30-10:30", 3, [new("E1", "ann@x.org", "09:30-10:30", 3, Stated: 4000)])).People);

        Assert.Equal("In \"B\": Teams states 1 h 6 min 40 s in total; the stays united, each instant once, make 1 h.", Finding(ann, "reported-total-differs").Message);
    }

    [Fact]
    public void Of_InstructorOfOneSession_EarnsInTheOthers()
    {
        var ann = Assert.Single(Lessons.Program(
            "3",
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 3, "Presenter")], instructor: "ANN@x.org"),
            Lessons.Session("B", "10:00-11:00", 3, [new("E1", "ann@x.org", "10:00-11:00", 3)])).People);

        Assert.Equal((1m, 3600L, 3, 6), (ann.Decision.Credits, ann.Decision.PresentSeconds, ann.Decision.PollsAnswered, ann.Decision.PollsOffered));
        Assert.Contains("An instructor of \"A\"", Finding(ann, "instructor-of-session").Message, StringComparison.Ordinal);
        Assert.Equal(ShareExclusion.Instructor, ann.Shares[0].Exclusion);
    }

    [Fact]
    public void Of_InstructorSeenInAnotherSessionMeanwhile_EarnsNothingForThatTime()
    {
        var ann = Assert.Single(Lessons.Program(
            "3",
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 0)], instructor: "ann@x.org"),
            Lessons.Session("B", "09:30-10:30", 3, [new("E1", "ann@x.org", "09:30-10:30", 3)])).People);

        Assert.Equal(1800, ann.Decision.PresentSeconds);
        Assert.EndsWith("none of it earns attendee credit.", Finding(ann, "overlapping-attendance").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PresenterOfOneSession_EarnsInTheOthers()
    {
        var ann = Assert.Single(Lessons.Program(
            "3",
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 3, "Presenter")]),
            Lessons.Session("B", "10:00-11:00", 3, [new("E1", "ann@x.org", "10:00-11:00", 3)])).People);

        Assert.Equal((1m, 3600L), (ann.Decision.Credits, ann.Decision.PresentSeconds));
        Assert.Equal(FindingLevel.Warning, Finding(ann, "role-in-session").Level);
    }

    [Fact]
    public void Of_PresenterOfAllSessionsSeen_IsRefusedForTheRole()
    {
        var ann = Assert.Single(Lessons.Program(
            "3",
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 3, "Presenter")]),
            Lessons.Session("B", "10:00-11:00", 3, [new("E1", "ann@x.org")])).People);

        Assert.Equal((0m, LimitedBy.Role), (ann.Decision.Credits, ann.Decision.LimitedBy));
    }

    /// <summary>Sessions as "evaluation offered/handed in", "-" for none.</summary>
    [Theory]
    [InlineData("one form for the whole, handed in", "-/- 1/1", true)]
    [InlineData("one form for the whole, not handed in", "-/- 1/0", false)]
    [InlineData("a form for each, both handed in", "1/1 1/1", true)]
    [InlineData("a form for each, one handed in", "1/1 1/0", false)]
    [InlineData("no form at all", "-/- -/-", false)]
    public void Of_RulesetThatAsksForAnEvaluation_WantsThatOfEachSessionThatHasOne(string what, string forms, bool isCredited)
    {
        var sessions = forms.Split(' ').Select((form, index) => Lessons.Session(
            $"S{index}", $"{9 + (2 * index):00}:00-{10 + (2 * index):00}:00", 3, [new("E1", "ann@x.org", $"{9 + (2 * index):00}:00-{10 + (2 * index):00}:00", 3)], evaluation: form)).ToArray();
        var ann = Assert.Single(ProgramCompletion.Of(new ProgramEvidence(Lessons.WithEvaluation, 2, [new("Taxes", 2)], sessions)).People);

        Expect.Equal(what, isCredited ? (2m, LimitedBy.Nothing) : (0m, LimitedBy.Evaluation), (ann.Decision.Credits, ann.Decision.LimitedBy));
    }

    [Fact]
    public void Of_NoSessionWithAnEnd_CreditsNothing()
    {
        var session = Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 3)]);
        var ann = Assert.Single(Lessons.Program("1", session with { Window = null, Scheduled = TeamsCpeApi.Domain.Time.IntervalSet.Empty }).People);

        Assert.Equal((0m, LimitedBy.NoWindow), (ann.Decision.Credits, ann.Decision.LimitedBy));
    }

    [Fact]
    public void AnswersInASessionThatSomebodyMissed_CountNothingAndAreTold()
    {
        var ann = Assert.Single(Lessons.Program(
            "2",
            Lessons.Session("A", "09:00-09:50", 3, [new("E1", "ann@x.org", "09:00-09:50", 2)]),
            Lessons.Session("B", "10:00-10:50", 3, [new("E1", "ann@x.org", "", 1)])).People);

        Assert.Equal((0m, 2, 6), (ann.Decision.Credits, ann.Decision.PollsAnswered, ann.Decision.PollsOffered));
        Assert.Equal(["A"], ann.Attended.Select(session => session.Title));
        var finding = Assert.Single(ann.Findings, finding => finding.Code == "answers-without-presence");
        Assert.Equal(
            "1 poll answer in \"B\" does not count: this participant was not seen in its meeting during its time. If they were there under another name, say whose that attendee is.",
            finding.Message);
    }

    [Fact]
    public void PollsAlone_InSessionsThatNobodyAttended_MakeNothing()
    {
        var ann = Assert.Single(Lessons.Program("1", "fifths", Lessons.Session("A", "09:00-09:50", 3, [new("E1", "ann@x.org", "", 3)])).People);

        Assert.Equal((0m, 0), (ann.Decision.Credits, ann.Decision.PollsAnswered));
        Assert.Empty(ann.Attended);
    }

    [Fact]
    public void Attended_OfSomebodyWhoMissedTheEnd_LeavesItOut()
    {
        var ann = Assert.Single(Lessons.Program(
            "2",
            Lessons.Session("B", "11:00-12:00", 3, [new("E1", "ann@x.org")]),
            Lessons.Session("A", "09:00-10:00", 3, [new("E1", "ann@x.org", "09:00-10:00", 3)])).People);

        Assert.Equal(["A"], ann.Attended.Select(session => session.Title));
    }

    private static Finding Finding(ProgramPersonOutcome person, string code) => person.Decision.Findings.Single(finding => finding.Code == code);
}
