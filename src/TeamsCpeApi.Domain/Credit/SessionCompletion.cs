using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>One answer to one poll.</summary>
/// <param name="Email">The respondent's sign-in address as written, or null when anonymous.</param>
/// <param name="Name">The respondent's name as written, or null.</param>
/// <param name="At">When it was given, UTC.</param>
/// <param name="Answer">The raw answer.</param>
public sealed record PollResponse(string? Email, string? Name, DateTimeOffset At, string Answer)
{
    /// <summary>What the respondent typed into questions that ask who answers; null where Forms itself says it, and for former releases.</summary>
    public TypedIdentity? Typed { get; init; }
}

/// <summary>One poll of the session: one question and its answers.</summary>
/// <param name="Id">The poll's id.</param>
/// <param name="Responses">Answers in the order of the export; unanswered rows are left out.</param>
public sealed record SessionPoll(Guid Id, IReadOnlyList<PollResponse> Responses);

/// <summary>Everything that a session's credit is derived from: evidence, human decisions and a ruleset version.</summary>
/// <param name="Ruleset">A ruleset without problems.</param>
/// <param name="Window">The instants that count, or null when the session has no end.</param>
/// <param name="MaximumCredits">The most that the session can give.</param>
/// <param name="Fields">Credits per field of study.</param>
/// <param name="InstructorEmails">Addresses of the session's instructors.</param>
/// <param name="Roster">The participants.</param>
/// <param name="Records">All attendance records of all chosen reports.</param>
/// <param name="Polls">The polls that count, excluded ones left out.</param>
/// <param name="Decisions">Human match decisions.</param>
public sealed record SessionEvidence(
    Ruleset Ruleset,
    CountingWindow? Window,
    decimal MaximumCredits,
    IReadOnlyList<FieldCredits> Fields,
    IReadOnlyList<string> InstructorEmails,
    IReadOnlyList<RosterEntry> Roster,
    IReadOnlyList<AttendanceRecord> Records,
    IReadOnlyList<SessionPoll> Polls,
    IReadOnlyList<MatchDecision> Decisions)
{
    /// <summary>Forms that are no monitoring polls but the session's evaluation; who hands in one of them has handed it in.</summary>
    public IReadOnlyList<SessionPoll> Evaluations { get; init; } = [];

    /// <summary>True when a person said that those who may present earn in this session like attendees; organizers and instructors never do by that.</summary>
    public bool PresentersEarn { get; init; }

    /// <summary>What people said that words for roles mean which no list knows: one of <see cref="MeetingRoles"/>, by the word as the source writes it.</summary>
    public IReadOnlyDictionary<string, string> RoleMeanings { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the uploaded attendance files, for the words of findings.</summary>
    public IReadOnlyDictionary<Guid, string> FileNames { get; init; } = new Dictionary<Guid, string>();

    /// <summary>The span in which an answer to a poll counts; null without a window.</summary>
    public Interval? Answerable => AnswersUntil(Ruleset.PollMarginAfter);

    /// <summary>The span in which an answer counts: from the ruleset's margin before the start until so long after the end; null without a window.</summary>
    internal Interval? AnswersUntil(TimeSpan afterEnd) => Window is { } window
        ? new Interval(window.Scheduled.Start - Ruleset.PollMarginBefore, window.Scheduled.End + afterEnd)
        : null;

    /// <summary>Spans in which people were in breakout rooms, as a person declared.</summary>
    public IReadOnlyList<Breakout> Breakouts { get; init; } = [];
}

/// <summary>What a participant answered to one poll.</summary>
/// <param name="PollId">The poll.</param>
/// <param name="Response">The first answer in time while they were there, else the first in time, else the first at all.</param>
/// <param name="IsInTime">True when it was given in the session's time, with the ruleset's margins.</param>
/// <param name="WhileAbsent">True when the participant was not seen in the meeting at that time; false while no attendance is known.</param>
/// <param name="Counts">True when it was given in time and, where the ruleset asks for that, while they were there.</param>
public sealed record CountedAnswer(Guid PollId, PollResponse Response, bool IsInTime, bool WhileAbsent, bool Counts);

/// <summary>What became of one participant.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Case">All that the credit depends on.</param>
/// <param name="Answers">One entry a poll that they answered.</param>
/// <param name="Decision">The suggested credit and why.</param>
public sealed record ParticipantOutcome(RosterEntry Participant, CreditCase Case, IReadOnlyList<CountedAnswer> Answers, CreditDecision Decision)
{
    /// <summary>What somebody should look at before believing who was seen. No part of the decision, which names nobody.</summary>
    public IReadOnlyList<Finding> Doubts { get; init; } = [];

    /// <summary>The reasoning and all warnings, one by one.</summary>
    public IReadOnlyList<Finding> Findings => [.. Decision.Findings, .. Doubts];

    /// <summary>When they were there.</summary>
    public Presence Presence => Case.Presence;
}

/// <summary>What became of a session.</summary>
/// <param name="Window">The instants that count, or null when the session has no end.</param>
/// <param name="Matches">Every identity seen and whose it is.</param>
/// <param name="Participants">One entry a participant, in the order of the roster.</param>
public sealed record SessionOutcome(CountedTime? Window, IReadOnlyList<IdentityMatch> Matches, IReadOnlyList<ParticipantOutcome> Participants);

/// <summary>Derives a whole session from its evidence. The same evidence gives the same outcome for ever.</summary>
public static class SessionCompletion
{
    /// <summary>Reconciles, unites presence, counts polls and decides credit for every participant.</summary>
    public static SessionOutcome Of(SessionEvidence evidence)
    {
        var respondents = evidence.Polls.Concat(evidence.Evaluations)
            .SelectMany(poll => poll.Responses)
            .Select(response => new Respondent(response.Email, response.Name) { Typed = response.Typed })
            .Distinct()
            .ToArray();
        var identities = SeenIdentity.Gather(evidence.Records, respondents, evidence.Decisions);
        var matches = Ladder.Climb(
            evidence.Roster, identities, evidence.Decisions, evidence.Ruleset.AcceptUniqueNameMatches, evidence.InstructorEmails, evidence.PresentersEarn || MeetingRoles.HavePresenter(evidence.Ruleset.EarningRoles));

        var byParticipant = matches.Where(match => match.ParticipantId is not null).ToLookup(match => match.ParticipantId!.Value);
        var owners = Owners(matches);
        var common = new Common(
            evidence,
            evidence.Window?.Counted,
            Instructing.Of(evidence.Roster, matches, evidence.InstructorEmails),
            new IdentityDoubts(evidence, matches),
            evidence.Ruleset.IrregularPollInterval && PollRhythm.IsEqual(evidence.Polls),
            Evaluated(evidence, owners),
            FilesAlone.Of(evidence));
        var given = Given(evidence.Polls, owners);
        return new SessionOutcome(
            common.Window, matches, [.. evidence.Roster.Select(participant => Outcome(common, participant, [.. byParticipant[participant.Id]], given[participant.Id]))]);
    }

    private static ParticipantOutcome Outcome(Common common, RosterEntry participant, IdentityMatch[] matches, IEnumerable<GivenAnswers> given)
    {
        var evidence = common.Evidence;
        var records = matches.SelectMany(match => match.Identity.Records).ToArray();
        var seen = Presence.Of(records);
        var presence = seen.Including(evidence.Breakouts);
        var roles = records.Select(record => RoleOf(record.Role, evidence)).Order(StringComparer.Ordinal).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var answers = given.Select(answer => answer.Counted(evidence, presence)).ToArray();
        var counting = answers.Where(answer => answer.Counts).ToArray();
        var subject = new CreditCase(
            evidence.Ruleset,
            common.Window,
            presence,
            evidence.Polls.Count,
            counting.Length,
            answers.Count(answer => !answer.IsInTime),
            evidence.MaximumCredits,
            evidence.Fields,
            roles,
            common.Instructing.Includes(participant))
        {
            AnswersWhileAbsent = answers.Count(answer => answer is { IsInTime: true, WhileAbsent: true }),
            AnswerMoments = AnswerMoments.Of(counting.Select(answer => answer.Response.At)),
            PollsAtEqualIntervals = common.EqualIntervals,
            EvaluationMissing = evidence.Ruleset.EvaluationWithinDays is not null && !common.Evaluated.Contains(participant.Id),
            PresentersEarn = evidence.PresentersEarn,
        };
        var outcome = new ParticipantOutcome(participant, subject, answers, CreditCalculator.Decide(subject));
        return outcome with
        {
            Doubts =
            [
                .. PresumedEnds.Of(records, presence, common.Window),
                .. BreakoutFindings.Of(seen, presence, evidence.Breakouts, common.Window),
                .. common.FilesAlone.DoubtsOf(records, common.Window),
                .. common.Doubts.Of(outcome, matches),
            ],
        };
    }

    /// <summary>Whose the addresses and names are under which polls were answered.</summary>
    private static Dictionary<string, Guid> Owners(IReadOnlyList<IdentityMatch> matches)
    {
        var owners = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var match in matches.Where(match => match.ParticipantId is not null))
        {
            foreach (var address in match.Identity.AnsweredUnder)
            {
                owners[address] = match.ParticipantId!.Value;
            }
        }

        return owners;
    }

    /// <summary>The participants who handed in an evaluation in time.</summary>
    private static HashSet<Guid> Evaluated(SessionEvidence evidence, Dictionary<string, Guid> owners)
    {
        var accepted = evidence.AnswersUntil(TimeSpan.FromDays(evidence.Ruleset.EvaluationWithinDays ?? 0));
        return [.. Given(evidence.Evaluations, owners)
            .Where(given => given.Any(answers => answers.Responses.Any(response => accepted?.Contains(response.At) == true)))
            .Select(given => given.Key)];
    }

    /// <summary>What each participant answered to each poll, under whatever number of identities.</summary>
    private static ILookup<Guid, GivenAnswers> Given(IReadOnlyList<SessionPoll> polls, Dictionary<string, Guid> owners) => polls
        .SelectMany(poll => poll.Responses
            .Select(response => (Owner: AnsweringKey.Of(response.Email, response.Name, response.Typed) is { } key && owners.TryGetValue(key, out var owner) ? owner : (Guid?)null, Response: response))
            .Where(given => given.Owner is not null)
            .GroupBy(given => given.Owner!.Value, given => given.Response)
            .Select(group => (Participant: group.Key, Answers: new GivenAnswers(poll.Id, [.. group]))))
        .ToLookup(pair => pair.Participant, pair => pair.Answers);

    /// <summary>The role in English; what no list knows is what people said for the session, else as written. Microsoft writes nothing or None of who merely attends.</summary>
    private static string RoleOf(string? role, SessionEvidence evidence)
    {
        var word = role?.Trim() ?? "";
        return word.Length == 0 || word.Equals("None", StringComparison.OrdinalIgnoreCase)
            ? MeetingRoles.Attendee
            : MeetingRoles.Of(word) ?? evidence.RoleMeanings.GetValueOrDefault(word, word);
    }

    /// <summary>What is the same for every participant.</summary>
    private sealed record Common(
        SessionEvidence Evidence, CountedTime? Window, Instructing Instructing, IdentityDoubts Doubts, bool EqualIntervals, HashSet<Guid> Evaluated, FilesAlone FilesAlone);
}
