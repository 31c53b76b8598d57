using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>A person decided that a poll counts; then something changed. Each row: what was known then, what is known now, and what is said of it.</summary>
public class PollBasisTests
{
    private const string NewYork = "America/New_York";
    private const string Answers = "10:10 xi, 10:11 yo, 10:12 zed, 10:13 una, 10:14 ann, 10:15 vic";
    private const string Meeting = "ann 15:00-16:00, bob 15:00-16:00, cy 15:00-16:00";

    [Theory]
    [InlineData("nothing has changed", Meeting, "ann", Answers, Meeting, "ann", "")]
    [InlineData("the attendance arrived and speaks against it", "", "ann", Answers, Meeting, "ann", "It was judged to be this session's, now doubtful. | The attendance was not known; by now it is, and 5 of its respondents were not in the meeting.")]
    [InlineData("one more was not there", Meeting, "ann", Answers, "bob 15:00-16:00, cy 15:00-16:00, di 15:00-16:00", "ann", "5 of its respondents were not seen in the meeting, now 6.")]
    [InlineData("somebody was away when they answered", Meeting, "ann", Answers, "ann 15:20-16:00, bob 15:00-16:00, cy 15:00-16:00", "ann", "0 of its answers were given while their givers were away, now 1.")]
    [InlineData("somebody was taken off the roster", Meeting, "ann", Answers, Meeting, "", "5 of its respondents were not on the roster, now 6.")]
    [InlineData("a newer export has another stranger, and late", Meeting, "ann", Answers + ", 11:30 wes", Meeting, "ann", "0 of its answers lay outside the session's time, now 1. | 5 of its respondents were not on the roster, now 6. | 5 of its respondents were not seen in the meeting, now 6.")]
    [InlineData("it is doubtful still, and less so", "bob 15:00-16:00, cy 15:00-16:00, di 15:00-16:00", "", Answers, Meeting, "ann", "")]
    [InlineData("the attendance speaks for it by now", Meeting, "ann", Answers, "xi 15:00-16:00, yo 15:00-16:00, zed 15:00-16:00, ann 15:20-16:00", "", "")]
    public void WorseIn_WhatIsKnownNow_TellsWhatSpeaksMoreAgainstIt(string sentence, string staysThen, string rosterThen, string answersNow, string staysNow, string rosterNow, string worse)
    {
        var then = PollBasis.Of(PollFit.Of(PollFiles.Of("15:00-16:00", Answers, NewYork, staysThen, roster: rosterThen)));

        var now = PollFit.Of(PollFiles.Of("15:00-16:00", answersNow, NewYork, staysNow, roster: rosterNow));

        Expect.Equal(sentence, worse, string.Join(" | ", then.WorseIn(now)));
    }

    [Fact]
    public void WorseIn_AnotherZone_IsAnotherBasis()
    {
        var then = PollBasis.Of(PollFit.Of(PollFiles.Of("15:00-16:00", Answers, NewYork, Meeting)));

        var now = PollFit.Of(PollFiles.Of("15:00-16:00", "09:10 xi, 09:11 yo, 09:12 zed, 09:13 una, 09:14 ann, 09:15 vic", "America/Chicago", Meeting, isDeclared: true));

        Assert.Equal(["Its times were read in America/New_York, now in America/Chicago."], then.WorseIn(now));
    }

    [Fact]
    public void WorseIn_AnotherSession_IsWorseThanDoubtful()
    {
        var doubtful = PollFit.Of(PollFiles.Of("15:00-16:00", "09:10 ann, 09:11 bob", NewYork));
        var wrong = doubtful with { Kind = PollFitKind.WrongSession };

        Assert.Equal(["It was judged to be doubtful, now another session's."], PollBasis.Of(doubtful).WorseIn(wrong));
        Assert.Empty(PollBasis.Of(wrong).WorseIn(doubtful));
    }
}
