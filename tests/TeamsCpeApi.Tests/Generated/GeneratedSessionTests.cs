using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;
using Xunit.Abstractions;

namespace TeamsCpeApi.Tests.Generated;

/// <summary>
/// A hundred sessions whose truth is known, with the poll files of other sessions among their own: nobody is taken for somebody else,
/// no right file is refused, and nobody gets more credit than the truth gives. What it finds is written into the test's output.
/// </summary>
public sealed class GeneratedSessionTests(ITestOutputHelper output)
{
    private const int Sessions = 100;
    private const int FirstSeed = 20_261_121;

    private static readonly Ruleset Fifths = RulesetPresets.NasbaGroupInternetBasedFifths;
    private static readonly TimeZoneInfo[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    [Fact]
    public void Attendees_OfSessionsWhoseTruthIsKnown_AreNeverMatchedWithSomebodyElse()
    {
        var (automatic, open, suggested, first) = (0, 0, 0, 0);
        foreach (var session in Enumerable.Range(0, Sessions).Select(number => new GeneratedSession(FirstSeed + number, number * 100)))
        {
            foreach (var match in Complete(session, [.. session.Polls.Select(poll => Read(poll, session))]).Matches)
            {
                var person = Assert.Single(session.PeopleBehind(match.Identity));
                if (match.State == MatchState.Matched)
                {
                    Assert.True(person.IsOnRoster && match.ParticipantId == person.Id, $"{match.Identity.DisplayName} is taken for somebody else by {match.Rung}");
                    automatic++;
                }
                else if (person.IsOnRoster)
                {
                    open++;
                    suggested += match.Candidates.Any(candidate => candidate.ParticipantId == person.Id) ? 1 : 0;
                    first += match.Candidates.Count > 0 && match.Candidates[0].ParticipantId == person.Id ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{Sessions} sessions: {automatic} of {automatic + open} identities of participants matched without a person, none wrongly; of the other {open} the right one is suggested for {suggested}, first for {first}.");
        Assert.InRange(automatic, open * 2, int.MaxValue);
    }

    [Fact]
    public void PollFiles_OfOtherSessionsAmongTheRight_AreFoundAndNoRightFileIsRefused()
    {
        var (right, doubtful, wrong, found) = (0, 0, 0, 0);
        var random = new Random(FirstSeed);

        // Four sessions of the same people, then four of others.
        var sessions = Enumerable.Range(0, Sessions).Select(number => new GeneratedSession(FirstSeed + number, number / 4 * 100)).ToArray();
        foreach (var session in sessions)
        {
            foreach (var poll in session.Polls.Where(poll => poll.File.Responses.Count > 0))
            {
                var kind = Judge(poll, session).Kind;
                Assert.True(kind != PollFitKind.WrongSession, $"\"{poll.File.Title}\" is refused by its own session");
                right++;
                doubtful += kind == PollFitKind.Doubtful ? 1 : 0;
            }

            // The other sessions of the same people, and one of strangers.
            var others = sessions.Where(other => other != session && (other.People[0].Id == session.People[0].Id || random.Next(Sessions) == 0));
            foreach (var poll in others.SelectMany(other => other.Polls).Where(poll => poll.File.Responses.Count > 0))
            {
                wrong++;
                found += Judge(poll, session).Kind is PollFitKind.WrongSession or PollFitKind.Doubtful ? 1 : 0;
            }
        }

        output.WriteLine($"{right} right files: none refused, {doubtful} doubtful; {wrong} files of other sessions: {found} found ({100.0 * found / wrong:0.0} %).");
        Assert.True(found * 100 >= wrong * 95, $"only {found} of {wrong} files of other sessions were found");
    }

    [Fact]
    public void Credit_BeforeAnybodyHasDecided_IsNeverMoreThanTheTruthGives()
    {
        var (equal, less) = (0, 0);
        foreach (var session in Enumerable.Range(0, Sessions).Select(number => new GeneratedSession(FirstSeed + number, number * 100)))
        {
            var polls = session.Polls.Where(poll => poll.File.Responses.Count > 0).ToArray();
            foreach (var outcome in Complete(session, [.. polls.Select(poll => Read(poll, session))]).Participants)
            {
                var truth = Truth(session, outcome.Participant.Id, polls);
                Assert.True(outcome.Decision.Credits <= truth, $"{outcome.Participant.Name}: {outcome.Decision.Credits} instead of {truth}");
                equal += outcome.Decision.Credits == truth ? 1 : 0;
                less += outcome.Decision.Credits < truth ? 1 : 0;
            }
        }

        output.WriteLine($"{equal + less} participants: {equal} have their credit before anybody has decided, {less} wait for a match.");
        Assert.InRange(equal, less * 3, int.MaxValue);
    }

    /// <summary>The credit of the truth, every second of presence counted by itself.</summary>
    private static decimal Truth(GeneratedSession session, Guid participant, GeneratedPoll[] polls)
    {
        var counted = session.SecondsOf(participant) is > 0 and var seconds ? IntervalSet.Of(new Interval(session.Window.Start, session.Window.Start.AddSeconds(seconds))) : IntervalSet.Empty;
        return CreditCalculator.Decide(new CreditCase(
            Fifths, new CountingWindow(session.Window, []).Counted, new Presence(counted, 0, null), polls.Length, polls.Count(poll => poll.AnsweredBy.ContainsKey(participant)), 0, 2, Fields, ["Attendee"], IsInstructor: false)).Credits;
    }

    private static IReadOnlyList<FieldCredits> Fields { get; } = [new("Taxes", 2)];

    private static SessionOutcome Complete(GeneratedSession session, IReadOnlyList<SessionPoll> polls) => SessionCompletion.Of(new SessionEvidence(
        Fifths, new CountingWindow(session.Window, []), 2, Fields, [], session.Roster, session.Records, polls, []));

    /// <summary>The poll as its file has it, through the bytes, at the times that it really was.</summary>
    private static SessionPoll Read(GeneratedPoll poll, GeneratedSession session)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Judge(poll, session).Reading.TimeZone);
        return new SessionPoll(Guid.NewGuid(), [.. poll.Export.Responses.Select(response => new PollResponse(response.Email, response.Name, PollClock.ToInstant(response.CompletedAt, zone, session.Window), response.Answers[0]!))]);
    }

    private static PollVerdict Judge(GeneratedPoll poll, GeneratedSession session)
    {
        return PollFit.Of(new PollFitCase(
            [.. poll.Export.Responses.Select(response => new ResponseTime(response.CompletedAt, EmailAddress.Key(response.Email)))],
            session.Window,
            TimeSpan.FromSeconds(Fifths.PollMarginSeconds),
            session.Records.Where(record => record.Email is not null).GroupBy(record => EmailAddress.Key(record.Email)!).ToDictionary(group => group.Key, group => Presence.Of([.. group]).Instants),
            session.Records.Count(record => record.Email is null),
            session.Roster.SelectMany(entry => entry.Aliases.Append(entry.Email)).Select(EmailAddress.Key).OfType<string>().ToHashSet(),
            poll.Export.ExportedAt,
            session.Zone,
            IsDeclared: false,
            Zones));
    }
}
