using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Sessions;

/// <summary>A participant as sent by an LMS.</summary>
/// <param name="ExternalId">The LMS's own id; the key by which a participant is updated.</param>
/// <param name="Name">As it stands on the certificate.</param>
/// <param name="Email">E-mail address; the key when there is no external id.</param>
/// <param name="Aliases">Other addresses and sign-in names of the same person.</param>
/// <param name="Licenses">Licenses, printed on the certificate.</param>
/// <param name="EntraObjectId">Object id in the directory, if the LMS knows it.</param>
/// <param name="RegistrationId">Webinar registration id, if the LMS knows it.</param>
internal sealed record ParticipantRequest(
    string? ExternalId,
    string Name,
    string? Email,
    IReadOnlyList<string>? Aliases,
    IReadOnlyList<License>? Licenses,
    string? EntraObjectId,
    string? RegistrationId);

/// <summary>One row of a roster and where it stands in what was sent.</summary>
/// <param name="Pointer">JSON pointer, or null for a file.</param>
/// <param name="Row">Row of a file, or null.</param>
/// <param name="Request">What was sent.</param>
internal sealed record RosterRow(string? Pointer, int? Row, ParticipantRequest Request);

/// <summary>What became of a row.</summary>
internal enum RosterOutcome
{
    /// <summary>A new participant.</summary>
    Added,

    /// <summary>A participant changed.</summary>
    Updated,

    /// <summary>Nothing to change.</summary>
    Unchanged,

    /// <summary>Not taken; the error says why.</summary>
    Refused,
}

/// <summary>A field of a participant that changes.</summary>
/// <param name="Field">Its name.</param>
/// <param name="From">What it was; the entries of a list are separated by semicolons.</param>
/// <param name="To">What it becomes.</param>
internal sealed record FieldChange(string Field, string? From, string? To);

/// <summary>What becomes of one row.</summary>
/// <param name="Outcome">Added, updated, unchanged or refused.</param>
/// <param name="Participant">The participant, unless refused.</param>
/// <param name="Error">Why it was refused.</param>
/// <param name="Changes">What is updated.</param>
internal sealed record RosterRowChange(RosterOutcome Outcome, Participant? Participant, InputError? Error, IReadOnlyList<FieldChange> Changes);

/// <summary>Works out what a list of participants changes, without touching anything that is refused.</summary>
internal sealed class RosterChange(Guid sessionId, IReadOnlyCollection<Participant> existing, Func<Guid> newId)
{
    private readonly List<Participant> roster = [.. existing];
    private readonly HashSet<Participant> named = [];

    /// <summary>Participants that what was sent does not name.</summary>
    public IEnumerable<Participant> Unnamed => existing.Where(participant => !named.Contains(participant));

    public RosterRowChange Apply(RosterRow row)
    {
        var request = row.Request;
        if (ProblemOf(row) is { } problem)
        {
            return Refused(problem);
        }

        var known = Find(request);
        if (known is not null && !named.Add(known))
        {
            return Refused(Error(row, "duplicate-participant", "The same participant stands in the list twice: keep one of the two.", "externalId"));
        }

        if (roster.Find(other => other != known && SharesAddress(other, request)) is { } clash)
        {
            return Refused(Error(row, "address-taken", $"Another participant ({clash.ExternalId ?? clash.Id.ToString()}) has one of these addresses: an address belongs to one person.", "email"));
        }

        if (known is null)
        {
            var added = New(request);
            roster.Add(added);
            named.Add(added);
            return new RosterRowChange(RosterOutcome.Added, added, null, []);
        }

        var changes = Update(known, request);
        return new RosterRowChange(changes.Count > 0 ? RosterOutcome.Updated : RosterOutcome.Unchanged, known, null, changes);
    }

    private static RosterRowChange Refused(InputError error) => new(RosterOutcome.Refused, null, error, []);

    private Participant? Find(ParticipantRequest request) => request.ExternalId is { } external
        ? roster.Find(participant => participant.ExternalId == external)
        : roster.Find(participant => EmailAddress.Key(participant.Email) is { } key && key == EmailAddress.Key(request.Email));

    private static bool SharesAddress(Participant other, ParticipantRequest request)
    {
        var theirs = other.Aliases.Append(other.Email).Select(EmailAddress.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return (request.Aliases ?? []).Append(request.Email).Select(EmailAddress.Key).OfType<string>().Any(theirs.Contains);
    }

    private Participant New(ParticipantRequest request) => new()
    {
        Id = newId(),
        SessionId = sessionId,
        ExternalId = request.ExternalId,
        Name = request.Name.Trim(),
        Email = request.Email,
        Aliases = [.. request.Aliases ?? []],
        Licenses = [.. request.Licenses ?? []],
        EntraObjectId = request.EntraObjectId,
        RegistrationId = request.RegistrationId,
    };

    /// <summary>What a request leaves out stays as it is.</summary>
    private static List<FieldChange> Update(Participant participant, ParticipantRequest request)
    {
        var before = Fields(participant);
        participant.Name = request.Name.Trim();
        participant.Email = request.Email ?? participant.Email;
        participant.EntraObjectId = request.EntraObjectId ?? participant.EntraObjectId;
        participant.RegistrationId = request.RegistrationId ?? participant.RegistrationId;
        participant.Aliases = [.. request.Aliases ?? participant.Aliases];
        participant.Licenses = [.. request.Licenses ?? participant.Licenses];
        return [.. before.Zip(Fields(participant)).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => new FieldChange(pair.First.Name, pair.First.Value, pair.Second.Value))];
    }

    private static (string Name, string? Value)[] Fields(Participant participant) =>
    [
        ("name", participant.Name),
        ("email", participant.Email),
        ("aliases", string.Join("; ", participant.Aliases)),
        ("licenses", string.Join("; ", participant.Licenses.Select(license => $"{license.Jurisdiction}:{license.Number}"))),
        ("entraObjectId", participant.EntraObjectId),
        ("registrationId", participant.RegistrationId),
    ];

    private static InputError? ProblemOf(RosterRow row)
    {
        var request = row.Request;
        return request switch
        {
            _ when string.IsNullOrWhiteSpace(request.Name) => Error(row, "required", "Give the participant a name: it stands on the certificate.", "name"),
            _ when request.Name.Length > Participant.NameMaxLength => Error(row, "too-long", $"A name has at most {Participant.NameMaxLength} characters.", "name"),
            _ when request.Name.Any(char.IsControl) => Error(row, "control-character", "The name holds a control character (a tab or a line break): remove it.", "name"),
            _ when request.ExternalId is { Length: 0 or > Participant.ExternalIdMaxLength } => Error(row, "out-of-range", $"An external id has 1 to {Participant.ExternalIdMaxLength} characters.", "externalId"),
            _ when request.Email is { } email && !EmailAddress.HasShape(email) => Error(row, "email-malformed", "This is not an e-mail address.", "email"),
            _ when request.ExternalId is null && request.Email is null => Error(row, "key-needed", "Give an externalId or an email, so that the participant can be found again.", "externalId"),
            _ when (request.Aliases ?? []).Any(alias => alias is null || !EmailAddress.HasShape(alias)) => Error(row, "alias-malformed", "Each alias is an e-mail address or sign-in name.", "aliases"),
            _ when request.Aliases is { Count: > Participant.MaximumAliases } => Error(row, "too-many", $"Give at most {Participant.MaximumAliases} aliases.", "aliases"),
            _ when request.Licenses is { Count: > Participant.MaximumLicenses } => Error(row, "too-many", $"Give at most {Participant.MaximumLicenses} licenses.", "licenses"),
            _ when (request.Licenses ?? []).Any(license => license is not { Jurisdiction.Length: > 0 and <= 100, Number.Length: > 0 and <= 100 }) => Error(row, "license-malformed", "A license has a jurisdiction and a number.", "licenses"),
            _ when request.EntraObjectId is { Length: > 100 } || request.RegistrationId is { Length: > 100 } => Error(row, "too-long", "An id has at most 100 characters.", "entraObjectId"),
            _ => null,
        };
    }

    private static InputError Error(RosterRow row, string code, string message, string member) =>
        new(code, message, row.Pointer is { } pointer ? $"{pointer}/{member}" : null, Row: row.Row);
}
