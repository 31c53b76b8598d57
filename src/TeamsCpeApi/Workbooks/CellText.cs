using System.Text;
using System.Xml;

namespace TeamsCpeApi.Workbooks;

/// <summary>Untrusted text on its way into a cell.</summary>
internal static class CellText
{
    public const string TruncationMark = " […cut off]";

    /// <summary>Characters with which a spreadsheet begins a formula, also in the full width that East Asian versions accept.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static bool LooksLikeFormula(string text) => text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal);

    /// <summary>Text that a workbook can hold: one kind of line break, no character that XML excludes, no longer than a cell.</summary>
    public static string ForWorkbook(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                kept.Append(character).Append(text[++index]);
            }
            else if (character == '\r')
            {
                kept.Append(index + 1 < text.Length && text[index + 1] == '\n' ? "" : "\n");
            }
            else if (!char.IsSurrogate(character) && XmlConvert.IsXmlChar(character))
            {
                kept.Append(character);
            }
        }

        return Truncated(kept.ToString());
    }

    /// <summary>Excel reads "_x000D_" as a control character: an underscore that would begin such a code is written as a code itself.</summary>
    public static string Escaped(string text)
    {
        if (!text.Contains("_x", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            if (BeginsCode(text.AsSpan(index)))
            {
                escaped.Append("_x005F_");
            }
            else
            {
                escaped.Append(text[index]);
            }
        }

        return escaped.ToString();
    }

    private static bool BeginsCode(ReadOnlySpan<char> text) =>
        text is ['_', 'x' or 'X', _, _, _, _, '_', ..]
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);

    private static string Truncated(string text)
    {
        if (text.Length <= FileLimits.CellLength)
        {
            return text;
        }

        var length = FileLimits.CellLength - TruncationMark.Length;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + TruncationMark;
    }
}
