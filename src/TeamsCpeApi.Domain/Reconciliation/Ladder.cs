using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>A participant as far as identities are concerned.</summary>
/// <param name="Id">The participant's id.</param>
/// <param name="Name">Name on the roster.</param>
/// <param name="Email">Address on the roster.</param>
/// <param name="Aliases">Other addresses known to be this participant's.</param>
/// <param name="ObjectId">Entra object id, if known.</param>
/// <param name="RegistrationId">Webinar registration id, if known.</param>
public sealed record RosterEntry(Guid Id, string Name, string? Email, IReadOnlyList<string> Aliases, string? ObjectId, string? RegistrationId)
{
    /// <summary>Further registration ids known to be this participant's, because they were made with an address of theirs.</summary>
    public IReadOnlyList<string> FurtherRegistrationIds { get; init; } = [];
}

/// <summary>What a person decided about an identity.</summary>
/// <param name="IdentityKey">The identity.</param>
/// <param name="ParticipantId">The participant it is, or null: it is nobody of the roster.</param>
public sealed record MatchDecision(string IdentityKey, Guid? ParticipantId);

/// <summary>How far an identity is settled.</summary>
public enum MatchState
{
    /// <summary>It waits for a person; there is no candidate.</summary>
    Unmatched,

    /// <summary>It waits for a person; candidates are named.</summary>
    Suggested,

    /// <summary>It is a participant.</summary>
    Matched,

    /// <summary>A person decided that it is nobody of the roster.</summary>
    Dismissed,
}

/// <summary>The rung of the ladder (cpe.md §6) that settled an identity, the strongest first.</summary>
public enum MatchRung
{
    /// <summary>A person said so.</summary>
    HumanDecision,

    /// <summary>Webinar registration id.</summary>
    RegistrationId,

    /// <summary>Entra object id.</summary>
    ObjectId,

    /// <summary>E-mail address or sign-in name.</summary>
    Email,

    /// <summary>An alias known from an earlier confirmed match or from the roster.</summary>
    Alias,

    /// <summary>A name that only one participant and one attendee have.</summary>
    UniqueName,
}

/// <summary>What the ladder makes of one identity.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="State">How far it is settled.</param>
/// <param name="Rung">The rung that settled or suggested it.</param>
/// <param name="ParticipantId">The participant, when matched.</param>
/// <param name="Candidates">Participants that it may be, when suggested.</param>
/// <param name="Evidence">Why, in words without personal data.</param>
/// <param name="NeedsReview">True when a human decision no longer fits the data under it.</param>
public sealed record IdentityMatch(
    SeenIdentity Identity,
    MatchState State,
    MatchRung? Rung,
    Guid? ParticipantId,
    IReadOnlyList<Guid> Candidates,
    string Evidence,
    bool NeedsReview);

/// <summary>Joins identities with the roster, rung by rung, and never merges what is ambiguous.</summary>
public sealed class Ladder
{
    private readonly Dictionary<Guid, RosterEntry> roster;
    private readonly ILookup<string, Guid> registrations;
    private readonly ILookup<string, Guid> objects;
    private readonly ILookup<string, Guid> emails;
    private readonly ILookup<string, Guid> aliases;
    private readonly ILookup<string, Guid> names;

    private Ladder(IReadOnlyCollection<RosterEntry> roster)
    {
        this.roster = roster.ToDictionary(entry => entry.Id);
        registrations = roster
            .SelectMany(entry => entry.FurtherRegistrationIds.Append(entry.RegistrationId).Select(id => (Key: id?.Trim().ToUpperInvariant(), entry.Id)))
            .Where(pair => !string.IsNullOrEmpty(pair.Key))
            .ToLookup(pair => pair.Key!, pair => pair.Id, StringComparer.Ordinal);
        objects = Index(roster, entry => entry.ObjectId?.Trim().ToUpperInvariant());
        emails = Index(roster, entry => EmailAddress.Key(entry.Email));
        aliases = roster.SelectMany(entry => entry.Aliases.Select(alias => (Key: EmailAddress.Key(alias), entry.Id)))
            .Where(pair => pair.Key is not null)
            .ToLookup(pair => pair.Key!, pair => pair.Id, StringComparer.Ordinal);
        names = Index(roster, entry => PersonName.Key(entry.Name) is { Length: > 0 } key ? key : null);
    }

    /// <summary>Settles every identity.</summary>
    /// <param name="roster">The participants.</param>
    /// <param name="identities">The identities seen, each once.</param>
    /// <param name="decisions">
    /// What people decided; at most one a key. It wins over every rung, also when the identity has meanwhile got a stronger key.
    /// </param>
    /// <param name="acceptUniqueNames">True when the ruleset lets a unique name match without a person.</param>
    public static IReadOnlyList<IdentityMatch> Climb(
        IReadOnlyCollection<RosterEntry> roster,
        IReadOnlyCollection<SeenIdentity> identities,
        IReadOnlyCollection<MatchDecision> decisions,
        bool acceptUniqueNames)
    {
        var ladder = new Ladder(roster);
        var decided = decisions.ToDictionary(decision => decision.IdentityKey, StringComparer.Ordinal);
        var climbed = identities
            .Select(identity => (Identity: identity, Name: PersonName.Key(identity.DisplayName), Match: ladder.ByKey(identity)))
            .ToArray();
        var bearers = climbed
            .GroupBy(step => step.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (Shown: group.Count(), Open: group.Count(step => step.Match is null)), StringComparer.Ordinal);
        return [.. climbed.Select(step =>
        {
            var identity = step.Identity;
            var (shown, open) = bearers[step.Name];
            var automatic = step.Match ?? ladder.ByName(identity, shown, open, acceptUniqueNames);
            var made = decided.TryGetValue(identity.Key, out var exact)
                ? [exact]
                : identity.Keys.Where(decided.ContainsKey).Select(key => decided[key]).ToArray();
            return made is [var strongest, ..] ? ladder.Decided(automatic, strongest, made) : automatic;
        })];
    }

    private static ILookup<string, Guid> Index(IEnumerable<RosterEntry> roster, Func<RosterEntry, string?> key) => roster
        .Select(entry => (Key: key(entry), entry.Id))
        .Where(pair => !string.IsNullOrEmpty(pair.Key))
        .ToLookup(pair => pair.Key!, pair => pair.Id, StringComparer.Ordinal);

    private IdentityMatch Decided(IdentityMatch automatic, MatchDecision decision, IReadOnlyCollection<MatchDecision> made)
    {
        var contradicted = made.Any(other => other.ParticipantId != decision.ParticipantId);
        if (decision.ParticipantId is not { } participant)
        {
            return automatic with
            {
                State = MatchState.Dismissed,
                Rung = MatchRung.HumanDecision,
                ParticipantId = null,
                Candidates = [],
                Evidence = "A person decided that this is nobody of the roster.",
                NeedsReview = contradicted || automatic.State == MatchState.Matched,
            };
        }

        if (!roster.ContainsKey(participant))
        {
            return automatic with
            {
                State = automatic.State == MatchState.Matched ? MatchState.Suggested : automatic.State,
                ParticipantId = null,
                Candidates = automatic.ParticipantId is { } found ? [found] : automatic.Candidates,
                Evidence = $"A person matched this identity with a participant who is no longer on the roster. {automatic.Evidence}",
                NeedsReview = true,
            };
        }

        return automatic with
        {
            State = MatchState.Matched,
            Rung = MatchRung.HumanDecision,
            ParticipantId = participant,
            Candidates = [],
            Evidence = "A person decided this match.",
            NeedsReview = contradicted || (automatic.State == MatchState.Matched && automatic.ParticipantId != participant),
        };
    }

    /// <summary>The match by an id or an address, or null when only the name is left.</summary>
    private IdentityMatch? ByKey(SeenIdentity identity)
    {
        var email = EmailAddress.Key(identity.Email) ?? "";
        (MatchRung Rung, IEnumerable<Guid> Found, string Evidence)[] rungs =
        [
            (MatchRung.RegistrationId, registrations[identity.RegistrationId?.Trim().ToUpperInvariant() ?? ""], "The registration id is the participant's."),
            (MatchRung.ObjectId, objects[identity.ObjectId?.Trim().ToUpperInvariant() ?? ""], "The Entra object id is the participant's."),
            (MatchRung.Email, emails[email], "The e-mail address is the participant's."),
            (MatchRung.Alias, aliases[email], "The e-mail address is a known alias of the participant."),
        ];
        foreach (var (rung, found, evidence) in rungs)
        {
            var participants = found.Distinct().ToArray();
            if (participants.Length == 1)
            {
                return new IdentityMatch(identity, MatchState.Matched, rung, participants[0], [], evidence, NeedsReview: false);
            }

            if (participants.Length > 1)
            {
                return Suggest(identity, rung, participants, "Several participants share this key: a person has to decide.");
            }
        }

        return null;
    }

    /// <param name="identity">An identity that no id and no address settles.</param>
    /// <param name="shown">How many identities show this name, itself included.</param>
    /// <param name="open">How many of those no id and no address settles.</param>
    /// <param name="acceptUniqueNames">True when a unique name may match without a person.</param>
    private IdentityMatch ByName(SeenIdentity identity, int shown, int open, bool acceptUniqueNames)
    {
        if (PersonName.IsTelephoneNumber(identity.DisplayName))
        {
            return new IdentityMatch(identity, MatchState.Unmatched, null, null, [], "A telephone dial-in: the number does not say who called.", NeedsReview: false);
        }

        var namesakes = names[PersonName.Key(identity.DisplayName)].ToArray();
        return (namesakes.Length, open) switch
        {
            (0, _) => new IdentityMatch(identity, MatchState.Unmatched, null, null, [], "No participant has this address or this name.", NeedsReview: false),
            (1, 1) when acceptUniqueNames && shown == 1 && HasNoContraryId(identity, roster[namesakes[0]]) => new IdentityMatch(
                identity, MatchState.Matched, MatchRung.UniqueName, namesakes[0], [], "Only one participant and one attendee have this name, and the ruleset accepts that.", NeedsReview: false),
            (1, 1) => Suggest(identity, MatchRung.UniqueName, namesakes, "Only one participant has this name: confirm it."),
            (1, _) => Suggest(identity, MatchRung.UniqueName, namesakes, "One participant, but several attendees have this name: a person has to decide."),
            _ => Suggest(identity, MatchRung.UniqueName, namesakes, "Several participants have this name: a person has to decide."),
        };
    }

    /// <summary>
    /// True unless an id says that the namesake is somebody else: an address that the roster does not know, or another
    /// Entra object or registration than the roster's.
    /// </summary>
    private static bool HasNoContraryId(SeenIdentity identity, RosterEntry namesake) =>
        EmailAddress.Key(identity.Email) is null
        && (string.IsNullOrWhiteSpace(identity.ObjectId) || string.IsNullOrWhiteSpace(namesake.ObjectId))
        && (string.IsNullOrWhiteSpace(identity.RegistrationId) || string.IsNullOrWhiteSpace(namesake.RegistrationId));

    private static IdentityMatch Suggest(SeenIdentity identity, MatchRung rung, IReadOnlyList<Guid> candidates, string evidence) =>
        new(identity, MatchState.Suggested, rung, null, candidates, evidence, NeedsReview: false);
}
