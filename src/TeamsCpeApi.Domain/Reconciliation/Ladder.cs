using System.Globalization;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>Joins identities with the roster, rung by rung, and never merges what is ambiguous.</summary>
public sealed partial class Ladder
{
    private static readonly Likeness SharedKey = new(80, "This key is the participant's, and another's as well");
    private static readonly Likeness OneOfItsKeys = new(80, "One of its ids or addresses is the participant's, another is another's");
    private static readonly Likeness ConfirmedKey = new(85, "A person confirmed this key as the participant's in another session");

    private readonly Dictionary<Guid, RosterEntry> roster;
    private readonly RosterKeys keys;
    private readonly Lazy<CandidateSearch> search;

    private Ladder(IReadOnlyCollection<RosterEntry> roster)
    {
        this.roster = roster.ToDictionary(entry => entry.Id);
        keys = new RosterKeys(roster);
        search = new(() => new CandidateSearch(roster));
    }

    /// <summary>Settles every identity.</summary>
    /// <param name="roster">The participants.</param>
    /// <param name="identities">The identities seen, each once.</param>
    /// <param name="decisions">
    /// What people decided; at most one a key. It wins over every rung, also when the identity has meanwhile got a stronger key.
    /// </param>
    /// <param name="acceptUniqueNames">True when the ruleset lets a unique name match without a person.</param>
    /// <param name="instructorEmails">Addresses of the session's instructors.</param>
    /// <param name="presentersAttend">True when presenters earn like attendees, so that one who is not on the roster waits for a person like those.</param>
    public static IReadOnlyList<IdentityMatch> Climb(
        IReadOnlyCollection<RosterEntry> roster,
        IReadOnlyCollection<SeenIdentity> identities,
        IReadOnlyCollection<MatchDecision> decisions,
        bool acceptUniqueNames,
        IReadOnlyCollection<string>? instructorEmails = null,
        bool presentersAttend = false)
    {
        var ladder = new Ladder(roster);
        var decided = decisions.ToDictionary(decision => decision.IdentityKey, StringComparer.Ordinal);
        var climbed = identities
            .Select(identity => (Identity: identity, Name: PersonName.Key(identity.DisplayName), Match: ladder.ByKey(identity)))
            .ToArray();
        var bearers = climbed
            .Where(step => !step.Identity.IsNamedByAnswers)
            .GroupBy(step => step.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (Shown: group.Count(), Open: group.Count(step => step.Match is null)), StringComparer.Ordinal);
        var namesakes = climbed.Where(step => step.Name.Length > 0).ToLookup(step => step.Name, StringComparer.Ordinal);
        var matches = climbed.Select(step =>
        {
            var identity = step.Identity;
            var (shown, open) = bearers.GetValueOrDefault(step.Name);
            var found = step.Match
                ?? (identity.IsNamedByAnswers ? ladder.ByAnswers(identity, namesakes[step.Name], decided, acceptUniqueNames)
                    : ladder.ByName(identity, shown, open, acceptUniqueNames));
            var automatic = found with { FoundParticipantId = found.ParticipantId };
            var made = decided.TryGetValue(identity.Key, out var exact)
                ? [exact]
                : identity.Keys.Where(decided.ContainsKey).Select(key => decided[key]).ToArray();
            return made is [var strongest, ..] ? ladder.Decided(automatic, strongest, made) : automatic;
        }).ToArray();
        return new WaitingQueue(ladder.roster, ladder.search, instructorEmails ?? [], presentersAttend).Complete(matches);
    }

    private IdentityMatch Decided(IdentityMatch automatic, MatchDecision decision, IReadOnlyCollection<MatchDecision> made)
    {
        var found = automatic.FoundParticipantId;
        if (decision.ParticipantId is { } gone && !roster.ContainsKey(gone))
        {
            return automatic with
            {
                State = found is null ? automatic.State : MatchState.Suggested,
                ParticipantId = null,
                Candidates = found is { } only ? search.Value.Rank(automatic.Identity, [only], new Likeness(100, automatic.Evidence.TrimEnd('.'))) : automatic.Candidates,
                Evidence = $"A person matched this identity with a participant who is no longer on the roster. {automatic.Evidence}",
                ReviewReasons = ["The participant is no longer on the roster."],
            };
        }

        return automatic with
        {
            State = decision.ParticipantId is null ? MatchState.Dismissed : MatchState.Matched,
            Rung = MatchRung.HumanDecision,
            ParticipantId = decision.ParticipantId,
            Candidates = [],
            Evidence = decision.ParticipantId is null ? "A person decided that this is nobody of the roster." : "A person decided this match.",
            ReviewReasons = [.. Reasons(automatic.Identity, found, decision, made)],
        };
    }

    /// <summary>Why a decision has to be looked at again. Whoever decided against the ladder knew what it said; that it says something else since is news.</summary>
    private IEnumerable<string> Reasons(SeenIdentity identity, Guid? found, MatchDecision decision, IReadOnlyCollection<MatchDecision> made)
    {
        if (made.Any(other => other.ParticipantId != decision.ParticipantId))
        {
            yield return "Decisions that were made about its ids disagree.";
        }

        if (found is not null && found != decision.ParticipantId && found != decision.Basis?.FoundParticipantId)
        {
            yield return "An id, an address or a name says that it is another participant.";
        }

        var participant = decision.ParticipantId is { } id ? roster[id] : null;
        foreach (var change in decision.Basis?.ChangesTo(MatchBasis.Of(identity, participant, found)) ?? [])
        {
            yield return change;
        }
    }

    /// <summary>The match by an id or an address, or null when only the name is left.</summary>
    private IdentityMatch? ByKey(SeenIdentity identity)
    {
        (MatchRung Rung, Guid[][] Found, string Evidence)[] rungs =
        [
            (MatchRung.RegistrationId, [keys.Registered(identity)], "The registration id is the participant's."),
            (MatchRung.ObjectId, [.. identity.ObjectKeys.Select(keys.Holders)], "The Entra object id is the participant's."),
        ];
        foreach (var (rung, found, evidence) in rungs)
        {
            if (found.SelectMany(holders => holders).Distinct().ToArray() is { Length: > 0 } participants)
            {
                return ById(identity, rung, participants, isOnly: Array.TrueForAll(found, holders => holders.Length == 1), evidence);
            }
        }

        return ByAddress(identity) ?? ByConfirmedKey(identity);
    }

    /// <summary>
    /// Whoever forwards a join link gives the registration on: the id is the participant's then, and what else is known of the identity is another's.
    /// </summary>
    private IdentityMatch ById(SeenIdentity identity, MatchRung rung, Guid[] participants, bool isOnly, string evidence)
    {
        if (participants.Length > 1)
        {
            return Suggest(identity, rung, Rank(participants, SharedKey), "Several participants share this key: a person has to decide.");
        }

        if (keys.Others(identity, participants[0]) is { Length: > 0 } others)
        {
            var contradiction = rung == MatchRung.RegistrationId
                ? "The registration id is one participant's, but an address or an account of it is another's, as when a join link was given on"
                : "The Entra object id is one participant's, but an address of it is another's";
            return Suggest(identity, rung, Rank([.. participants, .. others], OneOfItsKeys), $"{contradiction}: a person has to decide.");
        }

        return isOnly
            ? new IdentityMatch(identity, MatchState.Matched, rung, participants[0], [], evidence)
            : Suggest(identity, rung, Rank(participants, OneOfItsKeys), "One of its Entra object ids is a participant's, another is unknown: a person has to decide.");

        IReadOnlyList<Candidate> Rank(IEnumerable<Guid> candidates, Likeness shared) => search.Value.Rank(identity, candidates, shared);
    }

    /// <summary>
    /// Any of its addresses may be the one that the roster knows. Addresses of different participants say nothing, also when what speaks
    /// for one of them was only confirmed in another session, or when it is one of several sign-in names or e-mail addresses.
    /// </summary>
    private IdentityMatch? ByAddress(SeenIdentity identity)
    {
        var owned = identity.EveryAddress.Select(keys.Owned).ToArray();
        if (owned.All(address => address.Rung is null))
        {
            return null;
        }

        var own = identity.Addresses;
        var (at, rung, _) = owned
            .Where(address => address.Rung is not null)
            .OrderBy(address => own.Contains(address.Address) ? 0 : 1)
            .ThenBy(address => address.Rung)
            .First();
        var participants = owned.SelectMany(address => address.Owners).Distinct().ToArray();
        return participants.Length == 1 && own.Contains(at)
            ? new IdentityMatch(identity, MatchState.Matched, rung, participants[0], [], AddressEvidence(rung!.Value, at == EmailAddress.Key(identity.Email)))
            : Array.Exists(owned, address => address.Owners.Length > 1)
                ? Suggest(identity, rung!.Value, search.Value.Rank(identity, participants, SharedKey), "Several participants share this key: a person has to decide.")
                : Suggest(identity, rung!.Value, search.Value.Rank(identity, participants, OneOfItsKeys), Undecided(participants.Length, own.Count == owned.Length));
    }

    private static string Undecided(int participants, bool areItsOwn) => (participants, areItsOwn) switch
    {
        (1, _) => "One of several addresses behind it is a participant's: a person has to decide.",
        (_, true) => "Its e-mail address and its sign-in name are those of different participants: a person has to decide.",
        _ => "Several addresses behind it are those of different participants: a person has to decide.",
    };

    private static string AddressEvidence(MatchRung rung, bool isEmail) => (rung, isEmail) switch
    {
        (MatchRung.Email, true) => "The e-mail address is the participant's.",
        (MatchRung.Email, false) => "A further address of it, as a sign-in name is, is the participant's.",
        (_, true) => "The e-mail address is a known alias of the participant.",
        _ => "A further address of it, as a sign-in name is, is a known alias of the participant.",
    };

    /// <summary>What people confirmed in other sessions. It matches only while nothing says otherwise.</summary>
    private IdentityMatch? ByConfirmedKey(SeenIdentity identity)
    {
        var accounts = PersonName.IsTelephoneNumber(identity.DisplayName) ? [] : identity.AccountKeysSeen.ToArray();
        var found = accounts.SelectMany(keys.Confirmed)
            .OrderByDescending(pair => pair.Alias.On)
            .ThenBy(pair => pair.Alias.Session, StringComparer.Ordinal)
            .ToArray();
        var participants = found.Select(pair => pair.Id).Distinct().ToArray();
        if (participants.Length == 0)
        {
            return null;
        }

        var alias = found[0].Alias;
        var origin = $"in the session \"{alias.Session}\" on {alias.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        var doubt = participants.Length > 1 || Array.Exists(found, pair => pair.Alias.IsContested) ? "it was confirmed as somebody else's as well"
            : identity.ShownNames.Any(name => keys.IsNameOfAnother(name, participants[0])) ? "the name shown is another participant's"
            : !identity.AccountKeys.Any(key => keys.Confirmed(key).Any()) ? "it is one of several behind this attendee"
            : null;
        return doubt is null
            ? new IdentityMatch(identity, MatchState.Matched, MatchRung.Alias, participants[0], [], $"A person confirmed this address or account as the participant's {origin}.")
            : Suggest(identity, MatchRung.Alias, search.Value.Rank(identity, participants, ConfirmedKey), $"A person confirmed this address or account as a participant's {origin}, but {doubt}: a person has to decide.");
    }

    /// <param name="identity">An identity that no id and no address settles.</param>
    /// <param name="shown">How many identities show this name, itself included.</param>
    /// <param name="open">How many of those no id and no address settles.</param>
    /// <param name="acceptUniqueNames">True when a unique name may match without a person.</param>
    private IdentityMatch ByName(SeenIdentity identity, int shown, int open, bool acceptUniqueNames)
    {
        if (PersonName.IsTelephoneNumber(identity.DisplayName))
        {
            return new IdentityMatch(identity, MatchState.Unmatched, null, null, [], "A telephone dial-in: the number does not say who called.");
        }

        var namesakes = keys.Namesakes(identity.DisplayName);
        return (namesakes.Length, open) switch
        {
            (0, _) => new IdentityMatch(identity, MatchState.Unmatched, null, null, [], "No participant has this address or this name."),
            (1, 1) when acceptUniqueNames && shown == 1 && RosterKeys.IsInOrder(identity.DisplayName, namesakes[0])
                && HasNoContraryId(identity, namesakes[0]) => new IdentityMatch(
                identity, MatchState.Matched, MatchRung.UniqueName, namesakes[0].Id, [], "Only one participant and one attendee have this name, and the ruleset accepts that."),
            (1, 1) when !RosterKeys.IsInOrder(identity.DisplayName, namesakes[0]) => SuggestName(
                "Only one participant has the words of this name, in another order: confirm it."),
            (1, 1) => SuggestName("Only one participant has this name: confirm it."),
            (1, _) => SuggestName("One participant, but several attendees have this name: a person has to decide."),
            _ => SuggestName("Several participants have this name: a person has to decide."),
        };

        IdentityMatch SuggestName(string evidence) => Suggest(identity, MatchRung.UniqueName, search.Value.Rank(identity, namesakes.Select(entry => entry.Id), shared: null), evidence);
    }

    /// <summary>
    /// True unless an id or another name says that the namesake is somebody else: an address that the roster does not know, or another
    /// Entra object or registration than the roster's.
    /// </summary>
    private static bool HasNoContraryId(SeenIdentity identity, RosterEntry namesake) =>
        identity.EveryAddress.Count == 0
        && (string.IsNullOrWhiteSpace(identity.ObjectId) || string.IsNullOrWhiteSpace(namesake.ObjectId))
        && (string.IsNullOrWhiteSpace(identity.RegistrationId) || string.IsNullOrWhiteSpace(namesake.RegistrationId))
        && identity.KeysOfSeveral.Count == 0;

    private static IdentityMatch Suggest(SeenIdentity identity, MatchRung rung, IReadOnlyList<Candidate> candidates, string evidence) =>
        new(identity, MatchState.Suggested, rung, null, candidates, evidence);
}
