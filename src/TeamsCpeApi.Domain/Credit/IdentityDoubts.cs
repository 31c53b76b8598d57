using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Says of a participant whether it is doubtful who was seen and who answered, and who waits that may be them.</summary>
internal sealed class IdentityDoubts
{
    private const int MostNames = 5;

    /// <summary>Below it a candidate is named for the lack of better ones.</summary>
    private const int Likely = 75;

    private const string Attendees = "…/attendees";

    private readonly ILookup<string, RosterEntry> names;
    private readonly Dictionary<string, KeyOfSeveral> several;
    private readonly ILookup<Guid, (IdentityMatch Match, Candidate Candidate)> waiting;
    private readonly decimal maximum;
    private readonly int polls;
    private readonly int anonymousAnswers;
    private readonly int anonymousPolls;

    internal IdentityDoubts(SessionEvidence evidence, IReadOnlyList<IdentityMatch> matches)
    {
        names = evidence.Roster.ToLookup(entry => PersonName.Key(entry.Name), StringComparer.Ordinal);
        several = matches
            .SelectMany(match => match.Identity.KeysOfSeveral)
            .DistinctBy(key => key.Key)
            .ToDictionary(key => key.Key, StringComparer.Ordinal);
        waiting = matches.Where(match => match.IsWaiting)
            .SelectMany(match => match.Candidates.Select(candidate => (candidate.ParticipantId, Pair: (match, candidate))))
            .ToLookup(pair => pair.ParticipantId, pair => pair.Pair);
        (maximum, polls) = (evidence.MaximumCredits, evidence.Polls.Count);
        var anonymous = evidence.Polls
            .Select(poll => poll.Responses.Count(response => AnsweringKey.Of(response.Email, response.Name, response.Typed) is null))
            .Where(count => count > 0)
            .ToArray();
        (anonymousAnswers, anonymousPolls) = (anonymous.Sum(), anonymous.Length);
    }

    /// <param name="outcome">What became of the participant.</param>
    /// <param name="matches">The identities that are theirs.</param>
    internal IReadOnlyList<Finding> Of(ParticipantOutcome outcome, IReadOnlyCollection<IdentityMatch> matches)
    {
        var participant = outcome.Participant;
        var keys = several.Count == 0 ? [] : KeysOf(participant, matches);
        var shared = keys.Where(several.ContainsKey).Select(key => several[key]).ToArray();
        return
        [
            .. shared.SelectMany(key => OfKey(key, participant, matches)),
            .. NamesOfOthers(participant, matches, shared),
            .. outcome.Case.IsInstructor ? [] : MayInstruct(participant),
            .. outcome.Case.IsInstructor ? [] : Missing(outcome),
        ];
    }

    private static IEnumerable<string> KeysOf(RosterEntry participant, IEnumerable<IdentityMatch> matches) => matches
        .SelectMany(match => match.Identity.AccountKeysSeen.Append(IdentityKeys.SameRegistration(match.Identity.RegistrationId)))
        .Concat(participant.Aliases.Append(participant.Email).Select(EmailAddress.Key).OfType<string>().Select(IdentityKeys.OfAddress))
        .Concat(participant.FurtherRegistrationIds.Append(participant.RegistrationId).Select(IdentityKeys.SameRegistration))
        .Append(IdentityKeys.OfObject(participant.ObjectId))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<Finding> OfKey(KeyOfSeveral key, RosterEntry participant, IReadOnlyCollection<IdentityMatch> matches)
    {
        var (kind, bearing) = (key.Kind, matches.Where(match => IsKeyOf(match.Identity, key.Key)).ToArray());
        if (key.Names.Count > 0)
        {
            var own = NameWords.Of(participant.Name);
            var isMixed = key.Names.Any(name => DifferentNames.AreUnlike(NameWords.Of(name), own));
            yield return new Finding(
                "key-of-several-names",
                isMixed ? LevelFor(bearing) : FindingLevel.Warning,
                $"The {kind} of this participant shows {Words.Number(key.Names.Count)} different names, {Quoted(key.Names)}: several people may have used it, "
                + $"whose time and answers are credited as one participant's. Look at {Attendees} whose they are, and override the credit where they are another's.");
        }

        if (key.Accounts.Count > 0)
        {
            yield return new Finding(
                kind == KeyOfSeveral.Address ? "address-of-several-accounts" : "key-of-several-accounts",
                FindingLevel.Warning,
                $"{string.Join(" and ", key.Accounts)} stand behind one {kind} of this participant: one person with several accounts, or several people "
                + $"who share it. Look at them at {Attendees} before approving.");
        }
    }

    /// <summary>What people decided they have looked at; what nothing credits to this participant mixes nothing.</summary>
    private static FindingLevel LevelFor(IdentityMatch[] bearing) =>
        Array.Exists(bearing, match => match.Rung != MatchRung.HumanDecision) ? FindingLevel.Decision : FindingLevel.Warning;

    private static bool IsKeyOf(SeenIdentity identity, string key) =>
        identity.AccountKeysSeen.Contains(key, StringComparer.Ordinal) || IdentityKeys.SameRegistration(identity.RegistrationId) == key;

    /// <summary>Whoever is shown under another participant's name may be that one: an id or an address was given on.</summary>
    private IEnumerable<Finding> NamesOfOthers(RosterEntry participant, IReadOnlyCollection<IdentityMatch> matches, KeyOfSeveral[] shared)
    {
        NameWords? own = null;
        foreach (var match in matches)
        {
            foreach (var name in match.Identity.ShownNames.Where(name => name != participant.Name))
            {
                var others = names[PersonName.Key(name)].Where(other => other.Id != participant.Id).ToArray();
                if (others.Length > 0
                    && DifferentNames.AreUnlike(NameWords.Of(name), own ??= NameWords.Of(participant.Name))
                    && !Array.Exists(shared, key => key.Names.Any(shown => PersonName.Key(shown) == PersonName.Key(name))))
                {
                    yield return new Finding(
                        "name-of-another-participant",
                        LevelFor([match]),
                        $"An attendee who is this participant by an id or an address is shown as \"{name}\", which is another participant's name. "
                        + $"Decide who it is at {Attendees}.");
                    yield break;
                }
            }
        }
    }

    /// <summary>An instructor on the roster under another address would earn by attending what only instruction earns.</summary>
    private IEnumerable<Finding> MayInstruct(RosterEntry participant)
    {
        var instructors = waiting[participant.Id]
            .Where(pair => pair.Match.Class == AttendeeClass.Instructor && pair.Candidate.Score >= Likely)
            .ToArray();
        return instructors.Length == 0 ? [] :
        [
            new Finding(
                "may-instruct",
                FindingLevel.Decision,
                $"{Words.Count(instructors.Length, "attendee who instructs waits", "attendees who instruct wait")} for a decision and may be this "
                + $"participant{Likeliest(instructors)}; whoever instructs earns no attendee credit. Decide at {Attendees}?class=instructor."),
        ];
    }

    /// <summary>What somebody lacks who was not seen, or whose credit lacks answers, may belong to whoever waits or answered without a name.</summary>
    private IEnumerable<Finding> Missing(ParticipantOutcome outcome)
    {
        var isUnseen = outcome.Presence.Instants.Intervals.Count == 0;
        var isSilent = polls > 0 && outcome.Answers.Count == 0 && outcome.Decision.Credits < maximum;
        var candidates = waiting[outcome.Participant.Id]
            .Where(pair => (isUnseen && pair.Match.Identity.Records.Count > 0) || (isSilent && pair.Match.Identity.AnsweredPolls))
            .ToArray();
        if (candidates.Length > 0)
        {
            var states = candidates
                .Select(pair => pair.Match.State == MatchState.Suggested ? "suggested" : "unmatched")
                .Distinct()
                .Order(StringComparer.Ordinal);
            yield return new Finding(
                "attendee-waits",
                FindingLevel.Warning,
                $"{Words.Count(candidates.Length, "attendee waits", "attendees wait")} for a decision who may be this participant{Likeliest(candidates)}; "
                + $"decide at {string.Join(" and ", states.Select(state => $"{Attendees}?match={state}"))}.");
        }

        if (isSilent && anonymousAnswers > 0)
        {
            yield return new Finding("anonymous-answers", FindingLevel.Warning, Anonymous());
        }
    }

    private string Anonymous()
    {
        var answers = $"{Words.Count(anonymousAnswers, "anonymous answer", "anonymous answers")} to {Words.Count(anonymousPolls, "poll", "polls")}";
        return anonymousAnswers == 1
            ? $"{answers} belongs to nobody: the form kept no address, so it counts for no participant. "
                + "Whoever knows that this participant gave it may override the credit with a reason."
            : $"{answers} belong to nobody: the form kept no address, so they count for no participant. "
                + "Whoever knows which of them this participant gave may override the credit with a reason.";
    }

    private static string Likeliest((IdentityMatch Match, Candidate Candidate)[] pairs)
    {
        var best = pairs
            .Select(pair => pair.Candidate)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Reason, StringComparer.Ordinal)
            .First();
        var which = pairs.Length == 1 ? "" : "the likeliest ";
        return $", {which}with a score of {Words.Number(best.Score)}: {char.ToLowerInvariant(best.Reason[0])}{best.Reason[1..^1]}";
    }

    private static string Quoted(IReadOnlyList<string> shown)
    {
        var listed = shown.Take(MostNames).Select(name => $"\"{name}\"").ToArray();
        return shown.Count > MostNames
            ? $"{string.Join(", ", listed)} and {Words.Number(shown.Count - MostNames)} more"
            : $"{string.Join(", ", listed[..^1])} and {listed[^1]}";
    }
}
