using System.Text;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Text of a cell, trimmed, without control characters and without marks that only turn the direction of what is shown around them.</summary>
internal static class CellCleaning
{
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text.Trim();
        }

        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsDirectionMark(character) && (!char.IsControl(character) || character is '\r' or '\n'))
            {
                kept.Append(character);
            }
        }

        return kept.ToString().Trim();
    }

    private static bool IsDirectionMark(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
