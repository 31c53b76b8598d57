using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.Domain.People;

/// <summary>Names as people and Teams write them, made comparable. Only ever used to suggest; what is shown stays as received.</summary>
public static partial class PersonName
{
    /// <summary>
    /// The key under which two spellings of one name are equal: without the suffixes and prefixes that Teams adds, in one
    /// order, without diacritics, case, punctuation and doubled words. Empty when nothing of a name is left.
    /// </summary>
    public static string Key(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "";
        }

        var bare = CompanyPrefix().Replace(BracketedSuffix().Replace(name.Normalize(NormalizationForm.FormKC), " "), " ");
        var words = WithoutMarks(bare)
            .ToUpperInvariant()
            .Split([' ', '\t', '\n', '\r', ',', '.', ';', '\'', '’', '-', '_', '"'], StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    /// <summary>True when the "name" is a telephone number, as dial-in callers have it, masked or not.</summary>
    public static bool IsTelephoneNumber(string? name) => name is not null && Telephone().IsMatch(name.Trim());

    private static string WithoutMarks(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control))
            {
                letters.Append(rune);
            }
        }

        return letters.ToString().Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex(@"\((?:External|Unverified|Guest|CUSM|Extern|Gast|Invité|Invitado)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BracketedSuffix();

    [GeneratedRegex(@"^\s*\[[^\]]{1,80}\]", RegexOptions.CultureInvariant)]
    private static partial Regex CompanyPrefix();

    [GeneratedRegex(@"^\+?[\d\s().*Xx/-]{5,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
