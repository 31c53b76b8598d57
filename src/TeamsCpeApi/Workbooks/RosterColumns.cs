namespace TeamsCpeApi.Workbooks;

internal enum RosterField
{
    ExternalId,
    Name,
    FirstName,
    LastName,
    Email,
    Aliases,
    Licenses,
    EntraObjectId,
    RegistrationId,
}

/// <summary>The columns of a roster, found by the spellings in which systems export them. Indexes are 0-based.</summary>
internal sealed class RosterColumns
{
    private static readonly Dictionary<string, RosterField> s_spellings = new(StringComparer.Ordinal)
    {
        ["EXTERNALID"] = RosterField.ExternalId,
        ["USERID"] = RosterField.ExternalId,
        ["EMPLOYEEID"] = RosterField.ExternalId,
        ["STUDENTID"] = RosterField.ExternalId,
        ["LEARNERID"] = RosterField.ExternalId,
        ["MEMBERID"] = RosterField.ExternalId,
        ["ID"] = RosterField.ExternalId,
        ["NAME"] = RosterField.Name,
        ["FULLNAME"] = RosterField.Name,
        ["DISPLAYNAME"] = RosterField.Name,
        ["PARTICIPANT"] = RosterField.Name,
        ["PARTICIPANTNAME"] = RosterField.Name,
        ["FIRSTNAME"] = RosterField.FirstName,
        ["GIVENNAME"] = RosterField.FirstName,
        ["LASTNAME"] = RosterField.LastName,
        ["SURNAME"] = RosterField.LastName,
        ["FAMILYNAME"] = RosterField.LastName,
        ["EMAIL"] = RosterField.Email,
        ["MAIL"] = RosterField.Email,
        ["EMAILADDRESS"] = RosterField.Email,
        ["ALIAS"] = RosterField.Aliases,
        ["ALIASES"] = RosterField.Aliases,
        ["LICENSE"] = RosterField.Licenses,
        ["LICENSES"] = RosterField.Licenses,
        ["LICENCE"] = RosterField.Licenses,
        ["LICENCES"] = RosterField.Licenses,
        ["ENTRAOBJECTID"] = RosterField.EntraObjectId,
        ["ENTRAID"] = RosterField.EntraObjectId,
        ["AZUREADOBJECTID"] = RosterField.EntraObjectId,
        ["AADOBJECTID"] = RosterField.EntraObjectId,
        ["OBJECTID"] = RosterField.EntraObjectId,
        ["REGISTRATIONID"] = RosterField.RegistrationId,
    };

    private readonly Dictionary<RosterField, int> _indexes = [];
    private readonly List<string> _ignored = [];

    public int Count { get; private init; }

    public IReadOnlyList<string> Ignored => _ignored;

    public static FileRefusal? Find(IReadOnlyList<string> header, out RosterColumns columns)
    {
        columns = new() { Count = header.Count };
        for (var index = 0; index < header.Count; index++)
        {
            if (!s_spellings.TryGetValue(Spelling(header[index]), out var field))
            {
                if (!string.IsNullOrWhiteSpace(header[index]))
                {
                    columns._ignored.Add(header[index].Trim());
                }
            }
            else if (!columns._indexes.TryAdd(field, index))
            {
                return new(
                    FileRefusalCodes.RosterHeaderTwice,
                    $"The columns \"{header[columns._indexes[field]]}\" and \"{header[index]}\" mean the same. Keep one of them.",
                    Row: 1,
                    Column: index + 1);
            }
        }

        return columns.Has(RosterField.Name) || (columns.Has(RosterField.FirstName) && columns.Has(RosterField.LastName))
            ? null
            : new(
                FileRefusalCodes.RosterHeaders,
                "The first line has no column \"name\" (or \"first name\" and \"last name\"). "
                + "Known columns: external id, name, first name, last name, email, aliases, licenses, entra object id, registration id.",
                Row: 1);
    }

    public bool Has(RosterField field) => _indexes.ContainsKey(field);

    /// <summary>The 1-based column of a field, or null.</summary>
    public int? Column(RosterField field) => _indexes.TryGetValue(field, out var index) ? index + 1 : null;

    /// <summary>The trimmed value of a field, or null when the column or the value is missing.</summary>
    public string? Value(IReadOnlyList<string> fields, RosterField field) =>
        _indexes.TryGetValue(field, out var index) && index < fields.Count && !string.IsNullOrWhiteSpace(fields[index]) ? fields[index].Trim() : null;

    private static string Spelling(string header) => string.Concat(HeaderText.Normalize(header).Where(char.IsLetterOrDigit));
}
