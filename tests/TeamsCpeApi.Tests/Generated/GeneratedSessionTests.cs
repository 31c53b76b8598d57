using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Time;
using Xunit.Abstractions;

namespace TeamsCpeApi.Tests.Generated;

/// <summary>
/// A hundred sessions whose truth is known, with the poll files of other sessions among their own: nobody is taken for somebody else,
/// no right file is refused, and nobody gets more credit than the truth gives, wherever the attendance comes from. What it finds is
/// written into the test's output.
/// </summary>
public sealed class GeneratedSessionTests(ITestOutputHelper output)
{
    private const int Sessions = 100;
    private const int FirstSeed = 20_261_121;

    /// <summary>Four sessions of the same people, then four of others.</summary>
    private static readonly GeneratedSession[] Generated = [.. Enumerable.Range(0, Sessions).Select(number => new GeneratedSession(FirstSeed + number, number / 4 * 100))];

    private static readonly Dictionary<AttendanceFrom, GeneratedReconciliation[]> BySource = Enum.GetValues<AttendanceFrom>()
        .ToDictionary(source => source, source => Generated.Select(session => new GeneratedReconciliation(session, source)).ToArray());

    public static TheoryData<AttendanceFrom> Sources => [.. Enum.GetValues<AttendanceFrom>()];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Attendees_OfSessionsWhoseTruthIsKnown_AreNeverMatchedWithSomebodyElse(AttendanceFrom source)
    {
        var (automatic, open, suggested, first, several) = (0, 0, 0, 0, 0);
        foreach (var reconciled in BySource[source])
        {
            foreach (var match in reconciled.Outcome.Matches)
            {
                var people = reconciled.Session.PeopleBehind(match.Identity);
                if (match.State == MatchState.Matched)
                {
                    Assert.True(people is [{ IsOnRoster: true } person] && match.ParticipantId == person.Id, $"{match.Identity.DisplayName} is taken for somebody else by {match.Rung}");
                    automatic++;
                }
                else if (people is [{ IsOnRoster: true } waiting])
                {
                    open++;
                    suggested += match.Candidates.Any(candidate => candidate.ParticipantId == waiting.Id) ? 1 : 0;
                    first += match.Candidates.Count > 0 && match.Candidates[0].ParticipantId == waiting.Id ? 1 : 0;
                }
                else
                {
                    several += people.Count > 1 ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{source}: {Sessions} sessions: {automatic} of {automatic + open} identities of participants matched without a person, none wrongly; of the other {open} the right one is suggested for {suggested}, first for {first}; {several} identities are several people of one name, and wait.");
        Assert.InRange(automatic, open * (source == AttendanceFrom.Graph ? 2 : 1), int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void PollFiles_OfOtherSessionsAmongTheRight_AreFoundAndNoRightFileIsRefused(AttendanceFrom source)
    {
        var (right, doubtful, wrong, found) = (0, 0, 0, 0);
        var random = new Random(FirstSeed);
        foreach (var reconciled in BySource[source])
        {
            foreach (var (poll, verdict) in reconciled.Polls)
            {
                Assert.True(verdict.Kind != PollFitKind.WrongSession, $"\"{poll.File.Title}\" is refused by its own session");
                right++;
                doubtful += verdict.Kind == PollFitKind.Doubtful ? 1 : 0;
            }

            // The other sessions of the same people, and one of strangers.
            var others = Generated.Where(other => other != reconciled.Session && (other.People[0].Id == reconciled.Session.People[0].Id || random.Next(Sessions) == 0));
            foreach (var poll in others.SelectMany(other => other.Polls).Where(poll => poll.File.Responses.Count > 0))
            {
                wrong++;
                found += reconciled.Judge(poll).Kind is PollFitKind.WrongSession or PollFitKind.Doubtful ? 1 : 0;
            }
        }

        output.WriteLine($"{source}: {right} right files: none refused, {doubtful} doubtful; {wrong} files of other sessions: {found} found ({100.0 * found / wrong:0.0} %).");
        Assert.True(found * 100 >= wrong * 95, $"only {found} of {wrong} files of other sessions were found");
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Credit_BeforeAnybodyHasDecided_IsNeverMoreThanTheTruthGives(AttendanceFrom source)
    {
        var (equal, less) = (0, 0);
        foreach (var reconciled in BySource[source])
        {
            foreach (var outcome in reconciled.Outcome.Participants)
            {
                var truth = Truth(reconciled, outcome.Participant.Id);
                Assert.True(outcome.Decision.Credits <= truth, $"{outcome.Participant.Name}: {outcome.Decision.Credits} instead of {truth}");
                equal += outcome.Decision.Credits == truth ? 1 : 0;
                less += outcome.Decision.Credits < truth ? 1 : 0;
            }
        }

        output.WriteLine($"{source}: {equal + less} participants: {equal} have their credit before anybody has decided, {less} wait for a match.");
        Assert.InRange(equal, less * (source == AttendanceFrom.Graph ? 3 : 2), int.MaxValue);
    }

    /// <summary>The credit of the truth, every second of presence counted by itself.</summary>
    private static decimal Truth(GeneratedReconciliation reconciled, Guid participant)
    {
        var (session, polls) = (reconciled.Session, reconciled.Polls);
        var counted = session.SecondsOf(participant) is > 0 and var seconds ? IntervalSet.Of(new Interval(session.Window.Start, session.Window.Start.AddSeconds(seconds))) : IntervalSet.Empty;
        return CreditCalculator.Decide(new CreditCase(
            GeneratedReconciliation.Fifths,
            new CountingWindow(session.Window, []).Counted,
            new Presence(counted, 0, null),
            polls.Count,
            polls.Count(entry => entry.Poll.AnsweredBy.ContainsKey(participant)),
            0,
            2,
            GeneratedReconciliation.Fields,
            ["Attendee"],
            IsInstructor: false)).Credits;
    }
}
