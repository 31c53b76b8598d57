using TeamsCpeApi.Http;

namespace TeamsCpeApi.Sessions;

/// <summary>A roster as sent.</summary>
/// <param name="Participants">1 to 20,000 participants.</param>
internal sealed record RosterRequest(IReadOnlyList<ParticipantRequest> Participants);

/// <summary>What became of one participant of a roster.</summary>
/// <param name="Index">Position in what was sent, from 0.</param>
/// <param name="Row">The row of a file, as a spreadsheet counts.</param>
/// <param name="Outcome">added, updated, unchanged or refused.</param>
/// <param name="Participant">The participant as it stands then.</param>
/// <param name="Changes">What is updated.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record RosterItem(int Index, int? Row, RosterOutcome Outcome, ParticipantView? Participant, IReadOnlyList<FieldChange> Changes, InputError? Error)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public Participant? Entity { get; init; }
}

/// <summary>What became of a roster, or what would become of it.</summary>
/// <param name="Preview">True when nothing of it was done.</param>
/// <param name="Applies">True when it was taken, or would be.</param>
/// <param name="Reason">Why it would not be taken; null when it is.</param>
/// <param name="Added">New participants.</param>
/// <param name="Updated">Changed participants.</param>
/// <param name="Unchanged">Participants that were the same already.</param>
/// <param name="Refused">Participants not taken.</param>
/// <param name="Removed">Participants that the new roster leaves out.</param>
/// <param name="Items">An outcome for each, with what changes and why it is refused.</param>
/// <param name="RemovedParticipants">Those whom the new roster leaves out.</param>
/// <param name="IgnoredColumns">Columns of a file that mean nothing to a roster, or less than another column.</param>
internal sealed record RosterAnswer(
    bool Preview,
    bool Applies,
    string? Reason,
    int Added,
    int Updated,
    int Unchanged,
    int Refused,
    int Removed,
    IReadOnlyList<RosterItem> Items,
    IReadOnlyList<ParticipantView> RemovedParticipants,
    IReadOnlyList<string> IgnoredColumns)
{
    public static RosterAnswer Of(bool preview, string? reason, IReadOnlyList<RosterItem> items, IReadOnlyCollection<Participant> removed, RosterBody body)
    {
        return new RosterAnswer(
            preview,
            reason is null,
            reason,
            Count(RosterOutcome.Added),
            Count(RosterOutcome.Updated),
            Count(RosterOutcome.Unchanged),
            Count(RosterOutcome.Refused),
            removed.Count,
            items,
            [.. removed.Select(ParticipantView.Of)],
            body.IgnoredColumns);

        int Count(RosterOutcome outcome) => items.Count(item => item.Outcome == outcome);
    }
}

/// <summary>A participant.</summary>
/// <param name="Id">The id here.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">As it stands on the certificate.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Aliases">Other addresses of the same person.</param>
/// <param name="Licenses">Licenses.</param>
/// <param name="EntraObjectId">Object id in the directory.</param>
/// <param name="RegistrationId">Webinar registration id.</param>
internal sealed record ParticipantView(
    Guid Id, string? ExternalId, string Name, string? Email, IReadOnlyList<string> Aliases, IReadOnlyList<License> Licenses, string? EntraObjectId, string? RegistrationId)
{
    public static ParticipantView Of(Participant participant) => new(
        participant.Id, participant.ExternalId, participant.Name, participant.Email, participant.Aliases, participant.Licenses, participant.EntraObjectId, participant.RegistrationId);
}
