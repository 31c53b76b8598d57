using System.Globalization;
using System.Text;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Text as it is compared: every kind of blank is one space, digits of any script are those of ASCII, letters are capitals of the plain
/// width, and marks that cannot be seen are gone.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Zero">The nought of the script of its first digit; 0 when it has none.</param>
internal readonly record struct PlainText(string Text, int Zero)
{
    private const int FirstFullWidth = 0xFF01;
    private const int LastFullWidth = 0xFF5E;

    /// <summary>Most texts fit on the stack.</summary>
    private const int UsualLength = 256;

    public static PlainText Of(string text)
    {
        var normal = Ascii.IsValid(text) ? text : UnicodeText.WellFormed(text).Normalize(NormalizationForm.FormC);
        var plain = normal.Length <= UsualLength ? stackalloc char[UsualLength] : new char[normal.Length];
        var (length, zero) = (0, 0);
        foreach (var rune in normal.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                length += length > 0 && plain[length - 1] != ' ' ? Write(plain[length..], new Rune(' ')) : 0;
            }
            else if (Digit(rune) is >= 0 and var digit)
            {
                zero = zero == 0 ? rune.Value - digit : zero;
                length += Write(plain[length..], new Rune('0' + digit));
            }
            else if (rune.IsAscii || Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                length += Write(plain[length..], Rune.ToUpperInvariant(Narrow(rune)));
            }
        }

        return new(plain[..length].TrimEnd(' ').ToString(), zero);
    }

    private static int Write(Span<char> plain, Rune rune) => rune.EncodeToUtf16(plain);

    private static Rune Narrow(Rune rune) =>
        rune.Value is >= FirstFullWidth and <= LastFullWidth ? new(rune.Value - FirstFullWidth + '!') : rune;

    /// <summary>The value of a digit of any script, or -1.</summary>
    private static int Digit(Rune rune) => rune.IsAscii ? rune.Value is >= '0' and <= '9' ? rune.Value - '0' : -1
        : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune)
        : -1;
}
