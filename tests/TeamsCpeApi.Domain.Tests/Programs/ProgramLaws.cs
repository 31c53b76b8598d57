using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Programs;

/// <summary>What holds for every program.</summary>
public class ProgramLaws
{
    [Fact]
    public void Of_OneSession_DecidesAsTheSessionItself() => Laws.Hold(500, generator =>
    {
        var draft = generator.Program(most: 1);
        var session = SessionCompletion.Of(draft.Sessions[0].Evidence);

        // Of whoever was not there, a program counts no answers; a session's own decision shows them.
        foreach (var person in draft.Decide().People.Where(person => person.Shares[0].IsAttended))
        {
            var alone = session.Participants.Single(row => row.Participant.Id == person.Person.Rows[0].Outcome.Participant.Id).Decision;
            Assert.Equal(Plain(alone), Plain(person.Decision));
            Assert.Equal(alone.Fields, person.Decision.Fields);
            Assert.Equal(alone.Findings.Select(finding => (finding.Code, finding.Message.Replace("session", "program", StringComparison.Ordinal))), person.Decision.Findings.Select(finding => (finding.Code, finding.Message.Replace("session", "program", StringComparison.Ordinal))));
        }
    });

    [Fact]
    public void Of_PollsOfASessionWithoutASecondOfPresence_ChangeNothing() => Laws.Hold(2_000, generator =>
    {
        var draft = generator.Program(least: 2);
        var address = generator.Pick(ProgramGenerator.Addresses);
        var chosen = generator.Number(0, draft.Sessions.Count - 1);
        var (id, evidence) = draft.Sessions[chosen];
        if (evidence.Roster.All(entry => entry.Email != address))
        {
            return;
        }

        var absent = evidence with { Records = [.. evidence.Records.Where(record => record.Email != address)] };
        var silent = absent with { Polls = [.. absent.Polls.Select(poll => poll with { Responses = [.. poll.Responses.Where(response => response.Email != address)] })] };
        var answering = PersonOf(With(absent).Decide(), address);
        var quiet = PersonOf(With(silent).Decide(), address);

        Assert.Equal(DecisionText.Of(quiet.Case), DecisionText.Of(answering.Case));
        Assert.Equal(quiet.Attended.Select(session => session.Id), answering.Attended.Select(session => session.Id));
        Assert.DoesNotContain(answering.Attended, session => session.Id == id);
        Assert.Equal(
            quiet.Decision.Findings,
            answering.Decision.Findings.Where(finding => finding.Code != "answers-without-presence" || !finding.Message.Contains(id.ToString()[..4], StringComparison.Ordinal)));

        Draft With(SessionEvidence changed) => draft with { Sessions = [.. draft.Sessions.Select((session, index) => index == chosen ? (id, changed) : session)] };
    });

    [Fact]
    public void Of_AnyProgram_IsCompletedByASessionThatSomebodyAttended() => Laws.Hold(1_000, generator =>
    {
        foreach (var person in generator.Program().Decide().People)
        {
            Assert.All(person.Attended, session => Assert.True(person.Shares.Single(share => share.Session.Id == session.Id).Instants.Seconds > 0));
            Assert.All(person.Shares, share => Assert.True(share.Instants.Seconds > 0 || share.PollsAnswered == 0));
        }
    });

    [Fact]
    public void Of_MorePresence_NeverGivesLess() => Laws.Hold(300, generator =>
    {
        var draft = generator.Program();
        var address = generator.Pick(ProgramGenerator.Addresses);
        var chosen = generator.Number(0, draft.Sessions.Count - 1);
        var (id, evidence) = draft.Sessions[chosen];
        if (evidence.InstructorEmails.Contains(address) || evidence.Roster.All(entry => entry.Email != address))
        {
            return;
        }

        var more = evidence with { Records = [.. evidence.Records, ProgramGenerator.Record(address, "Attendee", [generator.StayAround(evidence.Window!.Scheduled)])] };
        var grown = draft with { Sessions = [.. draft.Sessions.Select((session, index) => index == chosen ? (id, more) : session)] };

        Assert.True(Of(grown.Decide(), address).Credits >= Of(draft.Decide(), address).Credits);
    });

    [Fact]
    public void Of_SessionsInAnyOrderAndTwice_ChangesNothing() => Laws.Hold(300, generator =>
    {
        var draft = generator.Program();
        var told = draft.Program;
        var retold = told with { Sessions = generator.Shuffled(told.Sessions.Concat(told.Sessions.Take(2))) };

        var expected = ProgramCompletion.Of(told).People.OrderBy(person => person.Person.Key).ToArray();
        var actual = ProgramCompletion.Of(retold).People.OrderBy(person => person.Person.Key).ToArray();
        Assert.Equal(expected.Select(person => Plain(person.Decision)), actual.Select(person => Plain(person.Decision)));
        Assert.Equal(expected.SelectMany(person => person.Decision.Findings), actual.SelectMany(person => person.Decision.Findings));
    });

    [Fact]
    public void Of_Presence_IsWhatASecondBySecondCountFinds() => Laws.Hold(15, generator =>
    {
        var draft = generator.Program();

        foreach (var person in draft.Decide().People.Where(person => person.Decision.LimitedBy != LimitedBy.Role))
        {
            var sat = 0L;
            var union = 0L;
            var doubled = new Dictionary<(Guid, Guid), long>();
            for (var second = new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero); second.Hour < 16; second = second.AddSeconds(1))
            {
                var inside = person.Shares
                    .Where(share => share.Session.Window!.Instants.Contains(second) && share.Rows.Any(row => row.Presence.Instants.Contains(second)))
                    .ToArray();
                union += inside.Length > 0 ? 1 : 0;
                sat += inside.Any(share => share.Exclusion is null) && inside.All(share => share.Exclusion != ShareExclusion.Instructor) ? 1 : 0;
                foreach (var pair in inside.SelectMany((first, index) => inside.Skip(index + 1).Select(next => (first.Session.Id, next.Session.Id))))
                {
                    doubled[pair] = doubled.GetValueOrDefault(pair) + 1;
                }
            }

            Assert.Equal(sat, person.Decision.PresentSeconds);
            Assert.True(person.Decision.PresentSeconds <= union);
            Assert.Equal(doubled, person.Overlaps.ToDictionary(overlap => (overlap.First.Id, overlap.Second.Id), overlap => overlap.Instants.Seconds));
        }
    });

    [Fact]
    public void Of_AnyProgram_GivesWholeIncrementsWithinItsMaximum() => Laws.Hold(300, generator =>
    {
        var draft = generator.Program();

        Assert.All(draft.Decide().People, person =>
        {
            Assert.InRange(person.Decision.Credits, 0m, draft.Maximum);
            Assert.True(RulesetCheck.IsMultiple(person.Decision.Credits, draft.Ruleset.Increment));
            Assert.Equal(person.Decision.Credits, person.Decision.Fields.Sum(field => field.Credits));
            Assert.InRange(person.Decision.PollsAnswered, 0, person.Decision.PollsOffered);
        });
    });

    [Fact]
    public void Of_SessionSplitIntoTwoThatFollowEachOther_ChangesNothing() => Laws.Hold(300, generator =>
    {
        var draft = generator.Program();
        var (_, evidence) = draft.Sessions[0];
        var scheduled = evidence.Window!.Scheduled;
        var cut = scheduled.Start.AddSeconds(generator.Number(0, (int)scheduled.Length.TotalSeconds));
        var early = (Guid.NewGuid(), Part(evidence, new Interval(scheduled.Start, cut), stay => stay.End <= cut ? stay : new(Earlier(stay.Start, cut), cut), at => at < cut));
        var late = (Guid.NewGuid(), Part(evidence, new Interval(cut, scheduled.End), stay => stay.Start >= cut ? stay : new(cut, Later(stay.End, cut)), at => at >= cut));
        var split = draft with { Sessions = [early, late, .. draft.Sessions.Skip(1)] };

        var (before, after) = (draft.Decide(), split.Decide());

        // Who answered in a part in which they were not is somebody else's law.
        foreach (var address in after.People.Where(person => person.Shares.All(share => share.AnswersWithoutPresence == 0)).Select(person => person.Person.Email!))
        {
            var (whole, parts) = (Of(before, address), Of(after, address));
            Assert.Equal((whole.Credits, whole.LimitedBy, whole.PresentSeconds, whole.WindowSeconds), (parts.Credits, parts.LimitedBy, parts.PresentSeconds, parts.WindowSeconds));
            Assert.Equal((whole.PollsAnswered, whole.PollsOffered), (parts.PollsAnswered, parts.PollsOffered));
        }
    });

    [Fact]
    public void Of_InstructorOfASession_IsNeverBetterOffThanSomebodyWhoWasNotThere() => Laws.Hold(300, generator =>
    {
        var draft = generator.Program(least: 2);
        var address = generator.Pick(ProgramGenerator.Addresses);
        var (id, evidence) = draft.Sessions[0];
        var instructs = evidence with { InstructorEmails = [address] };
        var missed = evidence with
        {
            InstructorEmails = [],
            Records = [.. evidence.Records.Where(record => record.Email != address)],
            Polls = [.. evidence.Polls.Select(poll => poll with { Responses = [.. poll.Responses.Where(response => response.Email != address)] })],
        };
        if (evidence.Roster.All(entry => entry.Email != address))
        {
            return;
        }

        var teacher = Of((draft with { Sessions = [(id, instructs), .. draft.Sessions.Skip(1)] }).Decide(), address);
        var absent = Of((draft with { Sessions = [(id, missed), .. draft.Sessions.Skip(1)] }).Decide(), address);
        Assert.True(teacher.Credits <= absent.Credits);
        Assert.True(teacher.LimitedBy == LimitedBy.Role || teacher.PresentSeconds <= absent.PresentSeconds);
        Assert.Equal(teacher.PollsOffered, absent.PollsOffered);
    });

    private static SessionEvidence Part(SessionEvidence whole, Interval scheduled, Func<Interval, Interval> clip, Func<DateTimeOffset, bool> isIts) => whole with
    {
        Window = whole.Window! with
        {
            Scheduled = scheduled,
            Breaks = [.. whole.Window.Breaks.Select(pause => new Interval(Within(pause.Start, scheduled), Within(pause.End, scheduled)))],
        },
        Records = [.. whole.Records.Select(record => record with
        {
            Stays = [.. record.Stays.Select(stay => clip(new Interval(stay.Joined!.Value, stay.Left!.Value))).Where(stay => !stay.IsEmpty).Select(stay => new ReportedStay(stay.Start, stay.End, null))],
        })],
        Polls = [.. whole.Polls.Where(poll => poll.Responses.Count == 0 ? isIts(DateTimeOffset.MinValue) : isIts(poll.Responses[0].At))],
        Evaluations = [.. whole.Evaluations.Where(form => form.Responses.Count == 0 ? isIts(DateTimeOffset.MinValue) : isIts(form.Responses[0].At))],
    };

    private static DateTimeOffset Within(DateTimeOffset instant, Interval span) => Earlier(Later(instant, span.Start), span.End);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static CreditDecision Of(ProgramOutcome outcome, string address) => PersonOf(outcome, address).Decision;

    private static ProgramPersonOutcome PersonOf(ProgramOutcome outcome, string address) => outcome.People.Single(person => person.Person.Email == address);

    private static CreditDecision Plain(CreditDecision decision) => decision with { Fields = [], Findings = [], Reason = decision.Reason.Replace("session", "program", StringComparison.Ordinal) };
}
