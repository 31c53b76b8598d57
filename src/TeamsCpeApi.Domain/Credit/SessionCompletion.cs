using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.People;
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
}

/// <summary>What a participant answered to one poll.</summary>
/// <param name="PollId">The poll.</param>
/// <param name="Response">The first answer in time, else the first answer at all.</param>
/// <param name="Counts">True when it was given in the session's time.</param>
public sealed record CountedAnswer(Guid PollId, PollResponse Response, bool Counts)
{
    /// <summary>True when the participant was not seen in the meeting at that time; false while no attendance is known.</summary>
    public bool WhileAbsent { get; init; }
}

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
        var matches = Ladder.Climb(evidence.Roster, identities, evidence.Decisions, evidence.Ruleset.AcceptUniqueNameMatches, evidence.InstructorEmails);

        var byParticipant = matches.Where(match => match.ParticipantId is not null).ToLookup(match => match.ParticipantId!.Value);
        var owners = Owners(matches);
        var answers = Answers(evidence.Polls, owners, Accepted(evidence, TimeSpan.FromSeconds(evidence.Ruleset.PollMarginSeconds)));
        var evaluated = Evaluated(evidence, owners);
        var instructors = evidence.InstructorEmails.Select(EmailAddress.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var common = new Common(evidence, evidence.Window?.Counted, instructors, evidence.Ruleset.IrregularPollInterval && PollRhythm.IsEqual(evidence.Polls), evaluated);
        return new SessionOutcome(common.Window, matches, [.. evidence.Roster.Select(participant => Outcome(common, participant, byParticipant[participant.Id], answers[participant.Id]))]);
    }

    private static ParticipantOutcome Outcome(Common common, RosterEntry participant, IEnumerable<IdentityMatch> matches, IEnumerable<CountedAnswer> given)
    {
        var evidence = common.Evidence;
        var records = matches.SelectMany(match => match.Identity.Records).ToArray();
        var presence = Presence.Of(records);
        var roles = records.Select(record => EarningRole(record.Role)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToArray();
        var isInstructor = participant.Aliases.Append(participant.Email).Any(address => EmailAddress.Key(address) is { } key && common.Instructors.Contains(key));
        var answers = given.Select(answer => answer with { WhileAbsent = evidence.Records.Count > 0 && presence.IsAbsentAt(answer.Response.At) }).ToArray();
        var subject = new CreditCase(
            evidence.Ruleset,
            common.Window,
            presence,
            evidence.Polls.Count,
            answers.Count(answer => answer.Counts),
            answers.Count(answer => !answer.Counts),
            evidence.MaximumCredits,
            evidence.Fields,
            roles,
            isInstructor)
        {
            AnswersWhileAbsent = answers.Count(answer => answer.WhileAbsent),
            PollsAtEqualIntervals = common.EqualIntervals,
            EvaluationMissing = evidence.Ruleset.EvaluationWithinDays is not null && !common.Evaluated.Contains(participant.Id),
        };
        return new ParticipantOutcome(participant, subject, answers, CreditCalculator.Decide(subject));
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

    /// <summary>The span in which an answer counts: from the ruleset's margin before the start until <paramref name="afterEnd"/>.</summary>
    private static Interval? Accepted(SessionEvidence evidence, TimeSpan afterEnd) => evidence.Window is { } window
        ? new Interval(window.Scheduled.Start - TimeSpan.FromSeconds(evidence.Ruleset.PollMarginSeconds), window.Scheduled.End + afterEnd)
        : null;

    /// <summary>The participants who handed in an evaluation in time.</summary>
    private static HashSet<Guid> Evaluated(SessionEvidence evidence, Dictionary<string, Guid> owners) =>
        [.. Answers(evidence.Evaluations, owners, Accepted(evidence, TimeSpan.FromDays(evidence.Ruleset.EvaluationWithinDays ?? 0)))
            .Where(given => given.Any(answer => answer.Counts))
            .Select(given => given.Key)];

    /// <summary>One answer a poll and participant, whatever number of answers and identities they gave it under.</summary>
    private static ILookup<Guid, CountedAnswer> Answers(IReadOnlyList<SessionPoll> polls, Dictionary<string, Guid> owners, Interval? accepted) => polls
        .SelectMany(poll => poll.Responses
            .Select(response => (Owner: AnsweringKey.Of(response.Email, response.Name, response.Typed) is { } key && owners.TryGetValue(key, out var owner) ? owner : (Guid?)null, Response: response))
            .Where(given => given.Owner is not null)
            .GroupBy(given => given.Owner!.Value, given => given.Response)
            .Select(group => (Participant: group.Key, Answer: First(poll.Id, group, accepted))))
        .ToLookup(pair => pair.Participant, pair => pair.Answer);

    private static CountedAnswer First(Guid pollId, IEnumerable<PollResponse> responses, Interval? accepted)
    {
        var given = responses.ToArray();
        var inOrder = given.Length == 1 ? given : [.. given.OrderBy(response => response.At)];
        var inTime = inOrder.FirstOrDefault(response => accepted is { } interval && interval.Contains(response.At));
        return new CountedAnswer(pollId, inTime ?? inOrder[0], inTime is not null);
    }

    /// <summary>Teams writes None, nothing at all, or words of its own for people who merely attend (graph.md §2.3).</summary>
    private static string EarningRole(string? role) => role?.Trim().ToUpperInvariant() switch
    {
        "PRESENTER" => "Presenter",
        "ORGANIZER" => "Organizer",
        "COORGANIZER" or "CO-ORGANIZER" => "Coorganizer",
        "PRODUCER" => "Producer",
        _ => "Attendee",
    };

    /// <summary>What is the same for every participant.</summary>
    private sealed record Common(SessionEvidence Evidence, CountedTime? Window, HashSet<string> Instructors, bool EqualIntervals, HashSet<Guid> Evaluated);
}
