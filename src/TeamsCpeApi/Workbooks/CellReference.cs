using System.Globalization;

namespace TeamsCpeApi.Workbooks;

/// <summary>Cell references such as "AB12".</summary>
internal static class CellReference
{
    /// <summary>Columns are capped at 100,000 so that no reference overflows; the limits refuse far smaller ones.</summary>
    private const int Ceiling = 100_000;

    public static bool TryParse(ReadOnlySpan<char> reference, out int column, out int row)
    {
        column = 0;
        var index = 0;
        for (; index < reference.Length && char.IsAsciiLetter(reference[index]); index++)
        {
            column = Math.Min(Ceiling, (column * 26) + (reference[index] | 0x20) - 'a' + 1);
        }

        return int.TryParse(reference[index..], NumberStyles.None, CultureInfo.InvariantCulture, out row) && column > 0 && row > 0;
    }

    public static string Letters(int column) =>
        column == 0 ? "" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    /// <summary>The place as a person looks for it: sheet, then cell.</summary>
    public static string Place(string sheet, int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"cell {Letters(column)}{row} of sheet \"{sheet}\"");
}
