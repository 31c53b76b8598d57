using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>What a person decided about an identity.</summary>
/// <param name="IdentityKey">The identity.</param>
/// <param name="ParticipantId">The participant it is, or null: it is nobody of the roster.</param>
/// <param name="Basis">What the person had before them; null for decisions of which that is not known.</param>
public sealed record MatchDecision(string IdentityKey, Guid? ParticipantId, MatchBasis? Basis = null);

/// <summary>What a human decision was based on: a change of it is a reason to look again.</summary>
/// <param name="Name">The name shown.</param>
/// <param name="Email">Its address.</param>
/// <param name="ObjectId">Its Entra object id.</param>
/// <param name="RegistrationId">Its webinar registration.</param>
/// <param name="Attended">True when an attendance report had it.</param>
/// <param name="AnsweredPolls">True when poll answers carried it.</param>
/// <param name="ParticipantName">The participant's name on the roster; null when it was decided that it is nobody.</param>
/// <param name="ParticipantEmail">The participant's address on the roster.</param>
/// <param name="FoundParticipantId">The participant whom the ladder itself had matched, if any.</param>
public sealed record MatchBasis(
    string? Name,
    string? Email,
    string? ObjectId,
    string? RegistrationId,
    bool Attended,
    bool AnsweredPolls,
    string? ParticipantName,
    string? ParticipantEmail,
    Guid? FoundParticipantId)
{
    /// <summary>Its further addresses, as sign-in names are.</summary>
    public IReadOnlyList<string> FurtherAddresses { get; init; } = [];

    /// <summary>What a person sees who decides now.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="participant">The participant decided for, or null.</param>
    /// <param name="found">The participant whom the ladder itself matches, if any.</param>
    public static MatchBasis Of(SeenIdentity identity, RosterEntry? participant, Guid? found) => new(
        identity.DisplayName,
        identity.Email,
        identity.ObjectId,
        identity.RegistrationId,
        identity.Records.Count > 0,
        identity.AnsweredPolls,
        participant?.Name,
        participant?.Email,
        found)
    {
        FurtherAddresses = identity.FurtherAddresses,
    };

    /// <summary>What is otherwise now, in words without personal data.</summary>
    public IReadOnlyList<string> ChangesTo(MatchBasis now) =>
    [
        .. Change("a", "name", NameKey(Name), NameKey(now.Name)),
        .. Change("an", "e-mail address", EmailAddress.Key(Email), EmailAddress.Key(now.Email)),
        .. When(now.FurtherAddresses.Except(FurtherAddresses).Any(), "It has got another address, as a sign-in name is, since."),
        .. Change("an", "Entra object id", IdKey(ObjectId), IdKey(now.ObjectId)),
        .. Change("a", "webinar registration", IdKey(RegistrationId), IdKey(now.RegistrationId)),
        .. When(!Attended && now.Attended, "It has been seen in the meeting since."),
        .. When(Attended && !now.Attended, "It is no longer seen in the meeting."),
        .. When(!AnsweredPolls && now.AnsweredPolls, "Poll answers carry it since."),
        .. When(AnsweredPolls && !now.AnsweredPolls, "Poll answers no longer carry it."),
        .. When(ParticipantName is not null && NameKey(ParticipantName) != NameKey(now.ParticipantName), "The participant has another name on the roster than when it was decided."),
        .. When(ParticipantName is not null && EmailAddress.Key(ParticipantEmail) != EmailAddress.Key(now.ParticipantEmail), "The participant has another e-mail address on the roster than when it was decided."),
    ];

    private static IEnumerable<string> Change(string article, string what, string? then, string? now) => (then, now) switch
    {
        _ when then == now => [],
        (null, _) => [$"It has got {article} {what} since."],
        (_, null) => [$"Its {what} is gone."],
        _ => [$"Its {what} is another than when it was decided."],
    };

    private static IEnumerable<string> When(bool holds, string words) => holds ? [words] : [];

    /// <summary>The name as it is compared; what is no name (a telephone number stays one) as it is written.</summary>
    private static string? NameKey(string? name) => PersonName.Key(name) is { Length: > 0 } key ? key : string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    private static string? IdKey(string? id) => string.IsNullOrWhiteSpace(id) ? null : id.Trim().ToUpperInvariant();
}
