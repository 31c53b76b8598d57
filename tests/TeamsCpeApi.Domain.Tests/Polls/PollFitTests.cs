using System.Globalization;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>One table: when answers were given, who was there, when the file was exported, and whether it belongs to the session.</summary>
public class PollFitTests
{
    private const string NewYork = "America/New_York";

    [Theory]
    [InlineData("answers within the session's time", "15:00-16:00", "10:10 ann, 10:11 bob", NewYork, "", "", PollFitKind.Fits, NewYork)]
    [InlineData("a single anonymous answer", "15:00-16:00", "10:10", NewYork, "", "", PollFitKind.Fits, NewYork)]
    [InlineData("an answer within the margin", "15:00-16:00", "11:09 ann", NewYork, "", "", PollFitKind.Fits, NewYork)]
    [InlineData("a late answer among many", "15:00-16:00", "10:10, 10:11, 10:12, 10:13, 17:00", NewYork, "", "", PollFitKind.Fits, NewYork)]
    [InlineData("half of the answers are late", "15:00-16:00", "10:10, 10:11, 11:40, 11:41", NewYork, "", "", PollFitKind.Fits, NewYork)]
    [InlineData("a form used before: those of this time were there", "15:00-16:00", "10:10 ann, 10:11 bob, 10:12 cy, 02:00, 02:01, 02:02, 02:03, 02:04", NewYork, "ann 15:00-16:00, bob 15:00-16:00, cy 15:00-16:00", "", PollFitKind.Fits, NewYork)]
    [InlineData("exported at once in another zone", "15:00-16:00", "09:10 ann, 09:11 bob", NewYork, "", "15:11:30", PollFitKind.FitsAfterShift, "America/Chicago")]
    [InlineData("one answer, exported at once in another zone", "15:00-16:00", "09:10", NewYork, "", "15:10:41", PollFitKind.FitsAfterShift, "America/Chicago")]
    [InlineData("half an hour of offset", "15:00-15:20", "20:40 ann", NewYork, "", "15:10:41", PollFitKind.FitsAfterShift, "Asia/Kolkata")]
    [InlineData("three quarters of an hour", "15:00-15:20", "20:55 ann", NewYork, "", "15:10:41", PollFitKind.FitsAfterShift, "Asia/Kathmandu")]
    [InlineData("the session's zone is UTC, the exporter sat in Berlin", "15:00-16:00", "16:10 ann, 16:12 bob", "UTC", "", "15:13", PollFitKind.FitsAfterShift, "Europe/London+1")]
    [InlineData("nothing but the window speaks for another zone", "15:00-16:00", "09:10 ann, 09:11 bob", NewYork, "", "", PollFitKind.Doubtful, NewYork)]
    [InlineData("exported hours later: it settles nothing", "15:00-16:00", "09:10 ann, 09:11 bob", NewYork, "", "20:00", PollFitKind.Doubtful, NewYork)]
    [InlineData("everybody stayed, so presence says nothing", "15:00-16:00", "09:10 ann, 09:11 bob, 09:12 cy, 09:13 di, 09:14 ed", NewYork, "ann 15:00-16:00, bob 15:00-16:00, cy 15:00-16:00, di 15:00-16:00, ed 15:00-16:00", "", PollFitKind.Doubtful, NewYork)]
    [InlineData("each was there when they answered, and hardly else", "15:00-16:00", "09:05 ann, 09:15 bob, 09:25 cy, 09:35 di, 09:45 ed", NewYork, "ann 15:04-15:07, bob 15:14-15:17, cy 15:24-15:27, di 15:34-15:37, ed 15:44-15:47", "", PollFitKind.FitsAfterShift, "America/Chicago")]
    [InlineData("exported at once in the session's own zone, but hours later: another session's", "15:00-16:00", "13:10 ann, 13:11 bob", NewYork, "", "18:11:30", PollFitKind.Doubtful, NewYork)]
    [InlineData("people of another session at the same time", "15:00-16:00", "10:10 xi, 10:11 yo, 10:12 zed", NewYork, "ann 15:00-16:00, bob 15:00-16:00, cy 15:00-16:00", "", PollFitKind.Doubtful, NewYork)]
    [InlineData("two strangers are no crowd", "15:00-16:00", "10:10 xi, 10:11 yo", NewYork, "ann 15:00-16:00, bob 15:00-16:00, cy 15:00-16:00", "", PollFitKind.Fits, NewYork)]
    [InlineData("the last answer would lie after the export", "15:00-16:00", "10:10 ann, 10:59 bob", NewYork, "", "15:20", PollFitKind.Doubtful, NewYork)]
    public void Of_File_IsJudgedAsAPersonWould(string sentence, string scheduled, string answers, string zone, string stays, string exported, PollFitKind kind, string used)
    {
        var verdict = PollFit.Of(PollFiles.Of(scheduled, answers, zone, stays, exported));

        Expect.Equal($"{sentence} ({verdict.Evidence})", kind, verdict.Kind);
        Expect.Holds($"{sentence}: read in {verdict.Reading.TimeZone}", verdict.Reading.TimeZone == used || (used == "Europe/London+1" && verdict.Reading.UtcOffsetMinutes == 60));
    }

    [Theory]
    [InlineData("another day", 7)]
    [InlineData("the day before", -2)]
    [InlineData("a year later", 365)]
    public void Of_AnotherDay_IsAnotherSession(string sentence, int days)
    {
        var right = PollFiles.Of("15:00-16:00", "10:10 ann, 10:11 bob", NewYork);
        var wrong = right with { Responses = [.. right.Responses.Select(response => response with { CompletedAt = response.CompletedAt.AddDays(days) })] };

        Expect.Equal(sentence, PollFitKind.WrongSession, PollFit.Of(wrong).Kind);
        Expect.Equal(sentence, PollFitKind.WrongSession, PollFit.Of(wrong with { IsDeclared = true }).Kind);
    }

    [Fact]
    public void Of_ZoneDeclaredByAPerson_IsNeverShiftedButTheBetterOneIsNamed()
    {
        var verdict = PollFit.Of(PollFiles.Of("15:00-16:00", "09:10 ann, 09:11 bob", NewYork, exported: "15:11:30", isDeclared: true));

        Assert.Equal((PollFitKind.Doubtful, NewYork, "America/Chicago"), (verdict.Kind, verdict.Reading.TimeZone, verdict.Better?.TimeZone));
        Assert.Equal(
            "Read in America/New_York (UTC-05:00), 0 of 2 answers lie in the session's time; read in America/Chicago (UTC-06:00), 2 would lie in the session's time; but a zone that was given is not shifted: a person has to give the other one.",
            verdict.Evidence);
    }

    [Theory]
    [InlineData("an hour off, and many offsets would do", "22:21, 22:22, 22:23, 22:24", "", "2 different offsets would do, and nothing settles which one is right: a person has to name the zone.")]
    [InlineData("an hour off, and exported at once there", "09:10 ann, 09:11 bob", "15:11:30", "by what is known now that is its zone, but times that are stored already are not shifted by themselves: a person has to name the zone.")]
    public void Of_StoredTimesThatNobodyDeclared_AreNotShiftedForTheTrueReason(string sentence, string answers, string exported, string reason)
    {
        var subject = PollFiles.Of("15:00-16:00", answers, NewYork, exported: exported);

        var verdict = PollFit.Of(subject with { IsStored = true });

        Expect.Equal(sentence, PollFitKind.Doubtful, verdict.Kind);
        Assert.EndsWith(reason, verdict.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one anonymous answer", "10:10", "the only answer lies in the session's time; it is anonymous.")]
    [InlineData("one answer of somebody on the roster", "10:10 ann", "the only answer lies in the session's time; the only respondent who is known is on the roster; attendance is not known yet.")]
    [InlineData("two of whom one is", "10:10 ann, 10:11 xi", "2 of 2 answers lie in the session's time; 1 of 2 respondents is on the roster; attendance is not known yet.")]
    public void Of_FewAnswers_SaysSoInGoodEnglish(string sentence, string answers, string words)
    {
        var verdict = PollFit.Of(PollFiles.Of("15:00-16:00", answers, NewYork, roster: "ann"));

        Expect.Equal(sentence, $"Read in America/New_York (UTC-05:00), {words}", verdict.Evidence);
    }

    [Fact]
    public void Of_NamesWithoutAddresses_AreNotAnonymous()
    {
        var poll = PollFiles.Of("15:00-16:00", "10:10, 10:11, 10:12", NewYork);
        var named = poll with { Responses = [.. poll.Responses.Select((response, index) => response with { IsNamed = index < 2 })] };

        Assert.Equal(1, PollFit.Of(named).Anonymous);
        Assert.EndsWith("no answer carries an address, and 1 of 3 no name either.", PollFit.Of(named).Evidence, StringComparison.Ordinal);
        Assert.EndsWith("all answers are anonymous.", PollFit.Of(poll).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FileThatFits_GivesItsFiguresInWords()
    {
        var verdict = PollFit.Of(PollFiles.Of(
            "15:00-16:00", "10:10 ann, 10:11 bob, 10:40 ann, 10:41", NewYork, "ann 15:00-15:30, cy 15:00-16:00", "15:41:41", "ann, bob"));

        Assert.Equal((4, 1, 2, 1, 2), (verdict.Responses, verdict.Anonymous, verdict.Respondents, verdict.RespondentsSeen, verdict.RespondentsOnRoster));
        Assert.Equal((4, 2, 1, 41L), (verdict.Reading.Inside, verdict.Reading.InsideOfAttendees, verdict.Reading.WhilePresent, verdict.Reading.SecondsBeforeExport));
        Assert.Equal(
            "Read in America/New_York (UTC-05:00), 4 of 4 answers lie in the session's time; 1 of 2 respondents was in the meeting; 1 of their 2 answers was given while they were there; it was exported 41 s after the last answer.",
            verdict.Evidence);
    }

    [Theory]
    [InlineData("nobody of the roster answered, attendance is not known yet", "ann, bob, cy, di, ed", PollFitKind.Doubtful)]
    [InlineData("one of them is on it", "ann, bob, cy, di, xi", PollFitKind.Fits)]
    [InlineData("a roster of three says little", "ann, bob, cy", PollFitKind.Fits)]
    public void Of_RosterAlone_CastsDoubtOnlyOnACrowdOfStrangers(string sentence, string roster, PollFitKind kind) =>
        Expect.Equal(sentence, kind, PollFit.Of(PollFiles.Of("15:00-16:00", "10:10 xi, 10:11 yo, 10:12 zed, 10:13 quin, 10:14 ray", NewYork, roster: roster)).Kind);

    [Fact]
    public void Of_AttendeesWithoutAddress_MayBeTheStrangers() => Assert.Equal(
        PollFitKind.Fits,
        PollFit.Of(PollFiles.Of("15:00-16:00", "10:10 xi, 10:11 yo, 10:12 zed", NewYork, "ann 15:00-16:00, bob 15:00-16:00, cy 15:00-16:00") with { AttendeesWithoutAddress = 3 }).Kind);

    [Theory]
    [InlineData("the clock shows the hour twice, the second time is the session's", "2026-11-01T06:00Z", "2026-11-01T01:10", NewYork)]
    [InlineData("the clock shows the hour twice, the first time is the session's", "2026-11-01T05:00Z", "2026-11-01T01:10", NewYork)]
    [InlineData("the clock skips an hour in the session", "2026-03-08T06:30Z", "2026-03-08T03:10", NewYork)]
    [InlineData("a day that New York and London begin summer apart", "2026-03-20T15:00Z", "2026-03-20T15:10", "Europe/London")]
    [InlineData("Lord Howe moves by half an hour", "2026-04-04T14:45Z", "2026-04-05T01:50", "Australia/Lord_Howe")]
    public void Of_DaysOfAClockChange_Fit(string sentence, string start, string answer, string zone)
    {
        var startsAt = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        var subject = PollFiles.Of("15:00-16:00", "10:10 ann", zone) with
        {
            Window = new Interval(startsAt, startsAt.AddHours(1)),
            Responses = [new ResponseTime(DateTime.Parse(answer, CultureInfo.InvariantCulture), null)],
        };

        Expect.Equal(sentence, PollFitKind.Fits, PollFit.Of(subject).Kind);
    }

    [Fact]
    public void Of_WorkbookOlderThanItsContent_IsNoEvidence()
    {
        var verdict = PollFit.Of(PollFiles.Of("15:00-16:00", "10:10 ann, 10:11 bob", NewYork) with { ExportedAt = Time.Notation.Day.AddDays(-30) });

        Assert.Equal((PollFitKind.Fits, null), (verdict.Kind, verdict.Reading.SecondsBeforeExport));
    }

    [Fact]
    public void Of_NoResponses_IsRefused() =>
        Assert.Throws<ArgumentException>(() => PollFit.Of(PollFiles.Of("15:00-16:00", "", NewYork)));
}
