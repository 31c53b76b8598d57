using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.Domain.People;

/// <summary>Names as people and Teams write them, made comparable. Only ever used to suggest; what is shown stays as received.</summary>
public static partial class PersonName
{
    /// <summary>Longer text is no name, and not worth the time that comparing it takes.</summary>
    private const int MaximumLength = 1000;

    private const char Comma = ',';
    private const char ArabicComma = '\u060C';

    private static readonly HashSet<string> Nameless = new(
        ["", "GUEST", "GUEST USER", "ANONYMOUS", "ANONYMOUS USER", "UNKNOWN", "UNKNOWN USER", "IPHONE", "IPAD", "ANDROID", "TEAMS USER", "USER"],
        StringComparer.Ordinal);

    /// <summary>
    /// The key under which two spellings of one name are equal: without the suffixes and prefixes that Teams adds, in one
    /// order, without diacritics, case, punctuation and doubled words. Empty when nothing of a name is left, or for more than 1,000 characters.
    /// </summary>
    public static string Key(string? name) => string.Join(' ', Words(name).Order(StringComparer.Ordinal));

    /// <summary>
    /// The name in its order, "Last, First" turned at its comma, a name that is doubled as a whole once. Unless this is equal nothing is
    /// decided of two names without a person: "Thomas James" and "James Thomas" are two people. Empty when nothing of a name is left.
    /// </summary>
    public static string InOrder(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaximumLength)
        {
            return "";
        }

        var letters = Letters(Bare(name).Replace(ArabicComma, Comma), Comma).ToUpperInvariant().Replace(",", " , ", StringComparison.Ordinal);
        var words = Once(letters.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var comma = Array.IndexOf(words, ",");
        var isTurned = comma > 0 && comma < words.Length - 1 && Array.LastIndexOf(words, ",") == comma && !Title().IsMatch(words[comma + 1]);
        return string.Join(' ', (isTurned ? [.. words[(comma + 1)..], .. words[..comma]] : words).Where(word => word != ","));
    }

    /// <summary>True for what devices and people without a name are shown as.</summary>
    public static bool IsNameless(string? name) => Nameless.Contains(Key(name));

    /// <summary>The words of which <see cref="Key"/> is made, each once, in the order in which they are written.</summary>
    internal static string[] Words(string? name) => string.IsNullOrWhiteSpace(name) || name.Length > MaximumLength
        ? []
        : [.. Letters(Bare(name)).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// First and last name, for services that want both. "Last, First" is taken apart at its comma, unless a title follows it. Else the
    /// last name is the last word, with the lower-case words before it ("van der Berg"). A single word is the first name, and the last
    /// name is a hyphen, which is better than a made-up one.
    /// </summary>
    public static (string First, string Last) Split(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var (before, after) = comma < 0 ? (name.Trim(), "") : (name[..comma].Trim(), name[(comma + 1)..].Trim());
        if (before.Length > 0 && after.Length > 0 && !Title().IsMatch(after))
        {
            return (after, before);
        }

        var words = before.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return (words.Length == 0 ? "-" : words[0], "-");
        }

        var start = words.Length - 1;
        while (start > 1 && char.IsLower(words[start - 1][0]))
        {
            start--;
        }

        return (string.Join(' ', words[..start]), string.Join(' ', words[start..]));
    }

    /// <summary>True when the "name" is a telephone number, as dial-in callers have it, masked or not, with or without what Teams adds to names.</summary>
    public static bool IsTelephoneNumber(string? name) =>
        name is { Length: <= MaximumLength } && Bare(name).Trim() is var bare && Telephone().IsMatch(bare) && bare.Count(char.IsDigit) >= 2;

    /// <summary>A single word that is said twice may be a first and a last name.</summary>
    private static string[] Once(string[] words)
    {
        var half = words.Length / 2;
        return words.Length % 2 == 0 && half > 1 && words.Take(half).SequenceEqual(words.Skip(half), StringComparer.Ordinal) ? words[..half] : words;
    }

    /// <summary>The name without invisible marks and without what Teams adds to it.</summary>
    private static string Bare(string name)
    {
        var visible = new StringBuilder(name.Length);
        foreach (var rune in UnicodeText.WellFormed(name).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                visible.Append(rune);
            }
        }

        return CompanyPrefix().Replace(BracketedSuffix().Replace(visible.ToString(), " "), " ");
    }

    /// <summary>Letters, digits and the marks that make letters; whatever else stands between them becomes a space, but what is kept.</summary>
    private static string Letters(string text, char kept = ' ')
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (IsDiacritic(rune.Value))
            {
                continue;
            }

            if (Undecomposed.TryGetValue(rune.Value, out var plain))
            {
                letters.Append(plain);
            }
            else if (IsPartOfWord(rune) || rune.Value == kept)
            {
                letters.Append(rune);
            }
            else
            {
                letters.Append(' ');
            }
        }

        return letters.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Marks that people leave out when they type: Latin, Greek and Cyrillic accents, Hebrew and Arabic points. Marks of
    /// other scripts (the vowels of Devanagari and Thai, the voicing of kana) make another name and stay.
    /// </summary>
    private static bool IsDiacritic(int codePoint) => codePoint is
        (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
        or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED);

    private static bool IsPartOfWord(Rune rune) => rune.Value is not (>= 0x02B9 and <= 0x02BF) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Latin letters that Unicode does not decompose and that people type without their stroke or as two letters.</summary>
    private static readonly Dictionary<int, string> Undecomposed = new()
    {
        ['Ł'] = "L",
        ['ł'] = "l",
        ['Ø'] = "O",
        ['ø'] = "o",
        ['Đ'] = "D",
        ['đ'] = "d",
        ['ı'] = "i",
        ['ß'] = "ss",
        ['ẞ'] = "SS",
        ['Æ'] = "AE",
        ['æ'] = "ae",
        ['Œ'] = "OE",
        ['œ'] = "oe",
    };

    [GeneratedRegex(@"\((?:External|Unverified|Guest|CUSM|Extern|Gast|Invité|Invitado)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BracketedSuffix();

    [GeneratedRegex(@"^(?:Jr|Sr|II|III|IV|CPA|CFA|CFP|EA|CGMA|MBA|MD|JD|PhD|Esq)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^\s*\[[^\]]{1,80}\]", RegexOptions.CultureInvariant)]
    private static partial Regex CompanyPrefix();

    [GeneratedRegex(@"^\+?[\d\s().*Xx/-]{5,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
