namespace TeamsCpeApi.Workbooks;

/// <summary>A license as the roster names it: "NY:012345" is license 012345 of New York.</summary>
internal sealed record RosterLicense(string Jurisdiction, string Number);

/// <summary>
/// A participant. <paramref name="Row"/> is the 1-based row as a spreadsheet shows it. Aliases and licenses are null in a roster that
/// has no column for them: it says nothing about them.
/// </summary>
internal sealed record RosterRow(
    int Row,
    string? ExternalId,
    string Name,
    string? Email,
    IReadOnlyList<string>? Aliases,
    IReadOnlyList<RosterLicense>? Licenses,
    Guid? EntraObjectId,
    string? RegistrationId);

/// <summary>
/// What came of reading a roster: all of its rows, or the reasons why none was taken (the first hundred).
/// <paramref name="IgnoredColumns"/> are headers that mean nothing to a roster, for the uploader to see.
/// </summary>
internal sealed record RosterReading(IReadOnlyList<RosterRow> Rows, IReadOnlyList<FileRefusal> Refusals, IReadOnlyList<string> IgnoredColumns)
{
    public bool IsTaken => Refusals.Count == 0;

    public static implicit operator RosterReading(FileRefusal refusal) => new([], [refusal], []);
}
