using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>A poll respondent as the export names them; all parts are null for an anonymous answer.</summary>
/// <param name="Email">Sign-in address as written.</param>
/// <param name="Name">Name as written.</param>
public sealed record Respondent(string? Email, string? Name)
{
    /// <summary>What the respondent typed into questions that ask who answers.</summary>
    public TypedIdentity? Typed { get; init; }
}

/// <summary>An identity seen in Teams or Forms, before anybody says which participant it is.</summary>
/// <param name="Key">Stable over refreshes and uploads: the strongest id that the identity has.</param>
/// <param name="RegistrationId">Webinar registration id.</param>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="Email">E-mail address or sign-in name as received.</param>
/// <param name="DisplayName">Name as received.</param>
/// <param name="Records">What the attendance reports say of it.</param>
public sealed record SeenIdentity(
    string Key,
    string? RegistrationId,
    string? ObjectId,
    string? Email,
    string? DisplayName,
    IReadOnlyList<AttendanceRecord> Records)
{
    /// <summary>Addresses that attendance files name beside <see cref="Email"/>, as they are compared: the sign-in name, which often is another address.</summary>
    public IReadOnlyList<string> FurtherAddresses { get; init; } = [];

    /// <summary>The keys under which polls were answered: addresses, as they are compared, or what stands for one (<see cref="AnsweringKey"/>).</summary>
    public IReadOnlyList<string> AnsweredUnder { get; init; } = [];

    /// <summary>The names that respondents gave, each with the address under which they answered.</summary>
    public IReadOnlyList<(string Address, string Name)> AnsweredAs { get; init; } = [];

    /// <summary>Those of its keys under which the session shows more than one person, or may.</summary>
    public IReadOnlyList<KeyOfSeveral> KeysOfSeveral { get; init; } = [];

    /// <summary>What was typed into questions of a form; null for whom an account, a report or a file names.</summary>
    public TypedIdentity? Typed { get; init; }

    /// <summary>True for a respondent of whom there is nothing but a name that Forms wrote, or what was typed.</summary>
    public bool IsNamedByAnswers => AnsweredUnder is [var only] && only == Key;

    /// <summary>Keys under which parts of it would stand alone, had nothing joined them with it.</summary>
    public IReadOnlyList<string> JoinedKeys { get; init; } = [];

    /// <summary>Those of its addresses that another identity of the session has as well.</summary>
    public IReadOnlyList<string> SharedAddresses { get; init; } = [];

    /// <summary>True when poll answers carry this identity.</summary>
    public bool AnsweredPolls => AnsweredUnder.Count > 0;

    /// <summary>All of its addresses, as they are compared.</summary>
    public IReadOnlyList<string> Addresses => EmailAddress.Key(Email) is { } email ? [email, .. FurtherAddresses] : FurtherAddresses;

    /// <summary>
    /// Every address that any source says of it, as they are compared: also a second e-mail address of one account, and each of several sign-in
    /// names behind one address, of which none is known to be this person's.
    /// </summary>
    public IReadOnlyList<string> EveryAddress => [.. Addresses
        .Concat(Records.SelectMany(record => new[] { EmailAddress.Key(record.Email), EmailAddress.Key(record.SignInName) }).OfType<string>())
        .Concat(AnsweredUnder)
        .Distinct(StringComparer.Ordinal)];

    /// <summary>The names that attendance reports, files and answers show for it, each as received.</summary>
    public IReadOnlyList<string> ShownNames => [.. Records.Select(record => record.DisplayName).Append(DisplayName).Concat(AnsweredAs.Select(answer => answer.Name))
        .Where(name => !string.IsNullOrWhiteSpace(name))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)];

    /// <summary>The keys of its Entra objects: one, unless several accounts used one registration.</summary>
    internal IReadOnlyList<string> ObjectKeys =>
        [.. Records.Select(record => record.ObjectId).Prepend(ObjectId).Select(IdentityKeys.OfObject).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The keys of all accounts and addresses that any source says of it.</summary>
    internal IEnumerable<string> AccountKeysSeen => ObjectKeys.Concat(EveryAddress.Select(IdentityKeys.OfAddress));

    /// <summary>
    /// Every key that this identity could stand under, the strongest first. An identity gains stronger ids when data is
    /// refreshed (a respondent is later seen in the meeting), and further ones from files; what people decided about another of its keys
    /// must not be lost then. A further address that another identity has too says nothing about either.
    /// </summary>
    public IReadOnlyList<string> Keys => [.. new[] { Key, IdentityKeys.OfRegistration(RegistrationId), IdentityKeys.OfObject(ObjectId), EmailAddress.Key(Email) is { } email ? IdentityKeys.OfAddress(email) : null }
        .OfType<string>()
        .Concat(JoinedKeys)
        .Concat(FurtherAddresses.Except(SharedAddresses).Select(IdentityKeys.OfAddress))
        .Distinct(StringComparer.Ordinal)];

    /// <summary>The keys that mean an account or an address. None at a telephone, which anybody may use.</summary>
    public IReadOnlyList<string> AccountKeys => AccountKeysWith(Addresses);

    /// <summary>
    /// The account keys that mean the same person in other sessions: nobody else was seen under them, nor may have been. Of a registration or an
    /// account that several used it is not known whose address stands beside it.
    /// </summary>
    public IReadOnlyList<string> LastingKeys => KeysOfSeveral.Any(key => key.Kind != KeyOfSeveral.Address)
        ? []
        : [.. AccountKeysWith(Addresses.Except(SharedAddresses)).Except(KeysOfSeveral.Select(key => key.Key))];

    /// <summary>The lasting keys that may be remembered as a participant's: no other participant has the address on the roster.</summary>
    public IReadOnlyList<string> KeysToRemember(Guid participantId, IEnumerable<RosterEntry> roster) => [.. LastingKeys.Except(roster
        .Where(entry => entry.Id != participantId)
        .SelectMany(entry => entry.Aliases.Append(entry.Email).Select(EmailAddress.Key).OfType<string>().Select(IdentityKeys.OfAddress)))];

    /// <summary>
    /// Gathers the identities of a session. Records of one key are one identity, over all reports. What an uploaded file says of an
    /// address, and a respondent, join the attendance identity that alone has this e-mail address or this sign-in name, or one that has no
    /// stronger id, else stand alone. Who has neither id nor address is one person in several sources when the stays say so. A respondent
    /// without an address stands alone under the name. Anonymous answers have no identity.
    /// </summary>
    /// <param name="records">What reports and files say.</param>
    /// <param name="respondents">Who answered polls.</param>
    /// <param name="decisions">What people decided: what they told apart, no sign-in name and no stay joins.</param>
    public static IReadOnlyList<SeenIdentity> Gather(
        IReadOnlyCollection<AttendanceRecord> records,
        IReadOnlyCollection<Respondent> respondents,
        IReadOnlyCollection<MatchDecision>? decisions = null) => new Gathering(decisions ?? []).Of(records, respondents);

    private IReadOnlyList<string> AccountKeysWith(IEnumerable<string> addresses) => PersonName.IsTelephoneNumber(DisplayName)
        ? []
        : [.. new[] { IdentityKeys.OfObject(ObjectId) }.OfType<string>(), .. addresses.Select(IdentityKeys.OfAddress)];
}
