namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>How far an identity is settled.</summary>
public enum MatchState
{
    /// <summary>It waits for a person; nothing about it points to a participant. Whoever was not seen otherwise may be named.</summary>
    Unmatched,

    /// <summary>It waits for a person; it resembles the candidates that are named.</summary>
    Suggested,

    /// <summary>It is a participant.</summary>
    Matched,

    /// <summary>A person decided that it is nobody of the roster.</summary>
    Dismissed,

    /// <summary>
    /// An organizer, presenter or instructor who is not on the roster: it waits for nobody. Where presenters earn like attendees, or most people
    /// present, presenters wait as attendees do.
    /// </summary>
    Staff,
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

    /// <summary>A name or an address that resembles a participant's. It only ever suggests.</summary>
    Resemblance,
}

/// <summary>A participant that an identity may be.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Score">How much speaks for it, 0 to 100. It orders candidates; it never decides.</param>
/// <param name="Reason">Why, in words without personal data.</param>
public sealed record Candidate(Guid ParticipantId, int Score, string Reason);

/// <summary>What the ladder makes of one identity.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="State">How far it is settled.</param>
/// <param name="Rung">The rung that settled or suggested it.</param>
/// <param name="ParticipantId">The participant, when matched.</param>
/// <param name="Candidates">Participants that it may be while it waits for a person, the likeliest first.</param>
/// <param name="Evidence">Why, in words without personal data.</param>
public sealed record IdentityMatch(
    SeenIdentity Identity,
    MatchState State,
    MatchRung? Rung,
    Guid? ParticipantId,
    IReadOnlyList<Candidate> Candidates,
    string Evidence)
{
    /// <summary>The participant whom the ladder itself matches, whatever a person decided.</summary>
    public Guid? FoundParticipantId { get; init; }

    /// <summary>As what it was there.</summary>
    public AttendeeClass Class { get; init; }

    /// <summary>What changed under a human decision since it was made, or contradicts it, in words without personal data.</summary>
    public IReadOnlyList<string> ReviewReasons { get; init; } = [];

    /// <summary>True when a human decision has to be looked at again.</summary>
    public bool NeedsReview => ReviewReasons.Count > 0;

    /// <summary>True while it waits for a person.</summary>
    public bool IsWaiting => State is MatchState.Unmatched or MatchState.Suggested;
}
