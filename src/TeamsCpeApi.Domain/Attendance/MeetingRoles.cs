using System.Globalization;
using System.Text;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>
/// Roles in a meeting, in the words of Teams. They decide who can earn credit by attending, so that a presenter must not become an
/// attendee for being written in another language: one list for files and for sessions. A word that is not on it stays as it is.
/// </summary>
public static class MeetingRoles
{
    /// <summary>Merely attends.</summary>
    public const string Attendee = "Attendee";

    /// <summary>May present. Meetings in which everybody may present call all of their people so.</summary>
    public const string Presenter = "Presenter";

    /// <summary>Organizes.</summary>
    public const string Organizer = "Organizer";

    /// <summary>Organizes with others.</summary>
    public const string Coorganizer = "Coorganizer";

    /// <summary>Produces a live event.</summary>
    public const string Producer = "Producer";

    private const int LongestWord = 80;

    /// <summary>The roles from the one that earns least. A word that one language uses for one and another for another is the one that earns less.</summary>
    private static readonly string[] FromLeastEarning = [Organizer, Coorganizer, Producer, Presenter, Attendee];

    private static readonly Dictionary<string, string> Words = FromLeastEarning
        .SelectMany(
            role => MeetingRoleWords.All[role].Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            (role, word) => (Key: Key(word), role))
        .DistinctBy(word => word.Key)
        .ToDictionary(word => word.Key, word => word.role, StringComparer.Ordinal);

    /// <summary>The role in English, or null when the word is not known.</summary>
    public static string? Of(string? word) => word switch
    {
        Attendee or Presenter or Organizer or Coorganizer or Producer => word,
        { Length: <= LongestWord } => Words.GetValueOrDefault(Key(word)),
        _ => null,
    };

    /// <summary>True when presenting is among these roles, in whatever language.</summary>
    public static bool HavePresenter(IEnumerable<string> roles) => roles.Any(role => Of(role) == Presenter);

    /// <summary>
    /// Letters alone, without regard to case and width, nor to accents on Latin, Greek and Cyrillic letters and the points of Arabic and
    /// Hebrew, which are left out at will. Vowel signs of other scripts make other words, and stay.
    /// </summary>
    private static string Key(string word)
    {
        var key = new StringBuilder(word.Length);
        foreach (var character in UnicodeText.WellFormed(word).Normalize(NormalizationForm.FormKD))
        {
            if (!IsLeftOut(character) && (char.IsLetterOrDigit(character) || IsVowelSign(character)))
            {
                key.Append(character is 'ı' ? 'I' : char.ToUpperInvariant(character));
            }
        }

        return key.ToString();
    }

    private static bool IsVowelSign(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsLeftOut(char character) =>
        character is (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05C7') or (>= '\u064B' and <= '\u0652') or '\u0640';
}
