namespace TeamsCpeApi.Workbooks;

/// <summary>Reads one row after the other and keeps every refusal, up to a number that a person can work through.</summary>
internal sealed class RosterRowParser(RosterColumns columns)
{
    public const int MostRefusals = 100;

    private const int LongestAddress = 320;

    private readonly Dictionary<(RosterField Field, string Value), int> _seen = [];
    private readonly List<RosterRow> _rows = [];
    private readonly List<FileRefusal> _refusals = [];

    public IReadOnlyList<RosterRow> Rows => _rows;

    public IReadOnlyList<FileRefusal> Refusals => _refusals;

    public bool IsFull => _refusals.Count >= MostRefusals;

    public void Refuse(string code, string message, int row, int? column = null)
    {
        if (!IsFull)
        {
            _refusals.Add(new(code, message, Row: row, Column: column));
        }
    }

    public void Add(int row, IReadOnlyList<string> fields)
    {
        CheckWidth(row, fields);
        var parsed = new RosterRow(
            row,
            Unique(row, RosterField.ExternalId, columns.Value(fields, RosterField.ExternalId), "id"),
            Name(row, fields),
            Unique(row, RosterField.Email, Email(row, fields), "e-mail address"),
            Aliases(fields),
            Licenses(row, fields),
            EntraObjectId(row, fields),
            Unique(row, RosterField.RegistrationId, columns.Value(fields, RosterField.RegistrationId), "registration id"));
        _rows.Add(parsed);
    }

    private void CheckWidth(int row, IReadOnlyList<string> fields)
    {
        if (fields.Skip(columns.Count).Any(field => !string.IsNullOrWhiteSpace(field)))
        {
            Refuse(
                FileRefusalCodes.RosterWidth,
                $"Row {row} has {fields.Count} fields, the header {columns.Count}. Put fields that contain the separator in quotes.",
                row,
                columns.Count + 1);
        }

        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Length > FileLimits.CellLength)
            {
                Refuse(FileRefusalCodes.CellTooLong, $"Field {index + 1} of row {row} holds more than 32,767 characters. Shorten it.", row, index + 1);
            }
        }
    }

    private string Name(int row, IReadOnlyList<string> fields)
    {
        var parts = new[] { columns.Value(fields, RosterField.FirstName), columns.Value(fields, RosterField.LastName) };
        var name = columns.Value(fields, RosterField.Name) ?? string.Join(' ', parts.Where(part => part is not null));
        if (name.Length == 0)
        {
            Refuse(
                FileRefusalCodes.RosterName,
                $"The participant in row {row} has no name. Fill it in or remove the row.",
                row,
                columns.Column(RosterField.Name) ?? columns.Column(RosterField.LastName));
        }

        return name;
    }

    private string? Email(int row, IReadOnlyList<string> fields)
    {
        var email = columns.Value(fields, RosterField.Email);
        if (email is null)
        {
            return null;
        }

        var at = email.IndexOf('@', StringComparison.Ordinal);
        var isAddress = at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1
            && email.Length <= LongestAddress && !email.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || ",;<>".Contains(character, StringComparison.Ordinal));
        if (!isAddress)
        {
            Invalid(row, RosterField.Email, email, "one e-mail address such as ana@contoso.example (further ones belong into aliases)");
            return null;
        }

        return email;
    }

    private string[]? Aliases(IReadOnlyList<string> fields) => columns.Has(RosterField.Aliases) ? Split(columns.Value(fields, RosterField.Aliases)) : null;

    private List<RosterLicense>? Licenses(int row, IReadOnlyList<string> fields)
    {
        if (!columns.Has(RosterField.Licenses) && !columns.Has(RosterField.LicenseNumber) && !columns.Has(RosterField.Ptin))
        {
            return null;
        }

        var licenses = new List<RosterLicense>();
        foreach (var entry in Split(columns.Value(fields, RosterField.Licenses)))
        {
            if (entry.Split(':', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } jurisdiction, { Length: > 0 } number])
            {
                licenses.Add(new(jurisdiction, number));
            }
            else
            {
                Invalid(row, RosterField.Licenses, entry, "jurisdiction and number such as NY:012345, several separated by |");
            }
        }

        AddNumber(row, fields, licenses);
        AddPtin(row, fields, licenses);
        return licenses;
    }

    private void AddNumber(int row, IReadOnlyList<string> fields, List<RosterLicense> licenses)
    {
        if (columns.Value(fields, RosterField.LicenseNumber) is not { } number)
        {
            return;
        }

        if (columns.Value(fields, RosterField.LicenseState) is { } state)
        {
            licenses.Add(new(state, number));
        }
        else
        {
            Refuse(FileRefusalCodes.RosterValue, $"Row {row} has a license number without its state. Fill in the state or remove the number.", row, columns.Column(RosterField.LicenseState));
        }
    }

    /// <summary>The IRS's number of a tax return preparer: reports about enrolled agents carry it.</summary>
    private void AddPtin(int row, IReadOnlyList<string> fields, List<RosterLicense> licenses)
    {
        if (columns.Value(fields, RosterField.Ptin)?.ToUpperInvariant() is not { } ptin)
        {
            return;
        }

        if (ptin is ['P', .. { Length: 8 } digits] && digits.All(char.IsAsciiDigit))
        {
            licenses.Add(new("PTIN", ptin));
        }
        else
        {
            Invalid(row, RosterField.Ptin, ptin, "a PTIN such as P01234567");
        }
    }

    private Guid? EntraObjectId(int row, IReadOnlyList<string> fields)
    {
        if (columns.Value(fields, RosterField.EntraObjectId) is not { } text)
        {
            return null;
        }

        if (!Guid.TryParse(text, out var id))
        {
            Invalid(row, RosterField.EntraObjectId, text, "an object id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301");
            return null;
        }

        Unique(row, RosterField.EntraObjectId, id.ToString(), "Entra object id");
        return id;
    }

    /// <summary>Ids are compared as written, e-mail addresses ignoring case.</summary>
    private string? Unique(int row, RosterField field, string? value, string what)
    {
        if (value is not null)
        {
            var key = (field, field == RosterField.Email ? value.ToLowerInvariant() : value);
            if (!_seen.TryAdd(key, row))
            {
                Refuse(FileRefusalCodes.RosterDuplicate, $"Rows {_seen[key]} and {row} have the same {what} \"{Shown(value)}\". Keep one of them.", row, columns.Column(field));
            }
        }

        return value;
    }

    private void Invalid(int row, RosterField field, string value, string expected) => Refuse(
        FileRefusalCodes.RosterValue, $"\"{Shown(value)}\" in row {row} is not {expected}.", row, columns.Column(field));

    private static string Shown(string value) => value.Length > 60 ? value[..60] + "…" : value;

    private static string[] Split(string? value) =>
        value?.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
