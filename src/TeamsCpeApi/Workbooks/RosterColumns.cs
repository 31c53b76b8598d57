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
    LicenseNumber,
    LicenseState,
    Ptin,
    EntraObjectId,
    RegistrationId,
}

/// <summary>The columns of a roster, found by the spellings in which systems export them. Indexes are 0-based.</summary>
internal sealed class RosterColumns
{
    private readonly Dictionary<RosterField, int> _indexes = [];
    private readonly List<string> _ignored = [];

    public int Count { get; private init; }

    /// <summary>Headers that mean nothing to a roster, or less than another column does.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    public static FileRefusal? Find(IReadOnlyList<string> header, out RosterColumns columns)
    {
        columns = new() { Count = header.Count };
        var found = header.Select((text, index) => (Text: text, Index: index, Meaning: RosterHeaders.Find(text))).ToArray();
        foreach (var field in found.Where(column => column.Meaning is not null).GroupBy(column => column.Meaning!.Value.Field))
        {
            var best = field.GroupBy(column => column.Meaning!.Value.Rank).MinBy(group => group.Key)!.ToArray();
            if (best is [var one, var other, ..])
            {
                return new(FileRefusalCodes.RosterHeaderTwice, $"The columns \"{one.Text}\" and \"{other.Text}\" mean the same. Keep one of them.", Row: 1, Column: other.Index + 1);
            }

            columns._indexes.Add(field.Key, best[0].Index);
        }

        // A number without its state is no license that a certificate could name.
        if (!columns.Has(RosterField.LicenseState))
        {
            columns._indexes.Remove(RosterField.LicenseNumber);
        }

        var taken = columns._indexes.Values.ToHashSet();
        columns._ignored.AddRange(found.Where(column => !taken.Contains(column.Index) && !string.IsNullOrWhiteSpace(column.Text)).Select(column => column.Text.Trim()));
        return columns.Has(RosterField.Name) || (columns.Has(RosterField.FirstName) && columns.Has(RosterField.LastName))
            ? null
            : new(
                FileRefusalCodes.RosterHeaders,
                "The first line has no column \"name\" (or \"first name\" and \"last name\"). "
                + "Known columns: external id, name, first name, last name, email, aliases, licenses, license number, license state, PTIN, entra object id, registration id.",
                Row: 1);
    }

    public bool Has(RosterField field) => _indexes.ContainsKey(field);

    /// <summary>The 1-based column of a field, or null.</summary>
    public int? Column(RosterField field) => _indexes.TryGetValue(field, out var index) ? index + 1 : null;

    /// <summary>The trimmed value of a field, or null when the column or the value is missing.</summary>
    public string? Value(IReadOnlyList<string> fields, RosterField field) =>
        _indexes.TryGetValue(field, out var index) && index < fields.Count && !string.IsNullOrWhiteSpace(fields[index]) ? fields[index].Trim() : null;
}
