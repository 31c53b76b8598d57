using System.Globalization;
using System.Text;

namespace TeamsCpeApi.Domain.People;

/// <summary>Text from outside made safe to compare.</summary>
public static class UnicodeText
{
    private const char SwappedByteOrderMark = '\uFFFE';

    /// <summary>The text with U+FFFD for every lone surrogate and every U+FFFE: <see cref="string.Normalize()"/> throws on those.</summary>
    public static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains(SwappedByteOrderMark, StringComparison.Ordinal))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value == SwappedByteOrderMark ? Rune.ReplacementChar : rune);
        }

        return safe.ToString();
    }

    /// <summary>The text without white space, direction marks and other invisible characters at its ends: they come along when copying.</summary>
    internal static string TrimInvisible(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsInvisible(text[start]))
        {
            start++;
        }

        while (end > start && IsInvisible(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control;
}
