namespace TeamsCpeApi.Workbooks;

/// <summary>A row with its 1-based position in the sheet. Values: string, double, DateTime, TimeSpan, bool, or null.</summary>
internal sealed record SheetRow(int Number, IReadOnlyList<object?> Values)
{
    /// <summary>The value of a 1-based column; texts of nothing but blanks count as no value.</summary>
    public object? this[int column] =>
        column <= Values.Count && Values[column - 1] is { } value and not (string { Length: 0 }) ? value as string is { } text && string.IsNullOrWhiteSpace(text) ? null : value : null;

    public bool IsEmpty => Enumerable.Range(1, Values.Count).All(column => this[column] is null);
}

/// <summary>
/// A sheet as read: the first row that is not empty is its header. <paramref name="DateTimeColumns"/> are the 1-based columns
/// whose every cell below the header, empty ones too, is formatted as a date with a time.
/// </summary>
internal sealed record SheetTable(string Name, SheetRow Header, IReadOnlyList<SheetRow> Rows, IReadOnlySet<int> DateTimeColumns)
{
    public int Width => Header.Values.Count;
}
