using System.Text;

namespace TeamsCpeApi.Domain.People;

/// <summary>The scripts whose names are spelled letter by letter, so that they can be compared with one another in Latin.</summary>
internal enum NameScript
{
    /// <summary>Latin letters and digits.</summary>
    Latin,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Cyrillic.</summary>
    Cyrillic,

    /// <summary>Any other, or a mixture: compared as it is written.</summary>
    Other,
}

/// <summary>Greek and Cyrillic in Latin letters. There are many systems; <see cref="Sound"/> is the same for what the usual ones write.</summary>
internal static class LatinSpelling
{
    private static readonly Dictionary<char, string> Cyrillic = Letters(
        "А:A Б:B В:V Г:G Д:D Е:E Ж:ZH З:Z И:I Й:I К:K Л:L М:M Н:N О:O П:P Р:R С:S Т:T У:U Ф:F "
        + "Х:KH Ц:TS Ч:CH Ш:SH Щ:SHCH Ъ: Ы:Y Ь: Э:E Ю:YU Я:YA І:I Є:YE Ґ:G Ј:J Љ:LJ Њ:NJ Ћ:C Ђ:DJ Џ:DZH");

    private static readonly Dictionary<char, string> Greek = Letters(
        "Α:A Β:V Γ:G Δ:D Ε:E Ζ:Z Η:I Θ:TH Ι:I Κ:K Λ:L Μ:M "
        + "Ν:N Ξ:X Ο:O Π:P Ρ:R Σ:S Τ:T Υ:Y Φ:F Χ:CH Ψ:PS Ω:O");

    private static readonly (string Letters, string Latin)[] GreekPairs = [("ΟΥ", "OU"), ("ΑΥ", "AV"), ("ΕΥ", "EV"), ("ΓΓ", "NG"), ("ΜΠ", "B")];

    /// <summary>What different systems write for one sound, in the order in which it is made one.</summary>
    private static readonly (string Written, string Same)[] Spellings =
    [
        ("SHCH", "SH"), ("SZCZ", "SH"), ("SCH", "SH"), ("TCH", "CH"), ("CZ", "CH"), ("SZ", "SH"), ("TZ", "TS"), ("KH", "H"), ("CH", "H"), ("PH", "F"),
        ("X", "KS"), ("C", "K"), ("W", "V"), ("Y", "I"), ("J", "I"), ("IE", "E"),
    ];

    /// <summary>What people write who cannot type "ä", "ö", "ü", "å", "æ" or "ø".</summary>
    private static readonly (string Two, string One)[] SpelledOut = [("AE", "A"), ("OE", "O"), ("UE", "U"), ("AA", "A")];

    internal static NameScript ScriptOf(string word) => word switch
    {
        _ when word.All(letter => letter is (>= 'A' and <= 'Z') or (>= '0' and <= '9')) => NameScript.Latin,
        _ when word.All(Cyrillic.ContainsKey) => NameScript.Cyrillic,
        _ when word.All(Greek.ContainsKey) => NameScript.Greek,
        _ => NameScript.Other,
    };

    /// <summary>The word in Latin letters; of another script as it is.</summary>
    internal static string Latin(string word, NameScript script) => script switch
    {
        NameScript.Cyrillic => Spell(word, Cyrillic),
        NameScript.Greek => Spell(GreekPairs.Aggregate(word, (text, pair) => text.Replace(pair.Letters, pair.Latin, StringComparison.Ordinal)), Greek),
        _ => word,
    };

    /// <summary>How a word in Latin letters sounds, roughly: the same for "Yulia", "Julia" and "Iuliia". Too coarse for two Latin names.</summary>
    internal static string Sound(string latin)
    {
        var same = Spellings.Aggregate(latin, (text, spelling) => text.Replace(spelling.Written, spelling.Same, StringComparison.Ordinal));
        var sound = new StringBuilder(same.Length);
        foreach (var letter in same)
        {
            if (sound.Length == 0 || sound[^1] != letter)
            {
                sound.Append(letter);
            }
        }

        return sound.ToString();
    }

    /// <summary>The word with one letter for what is spelled out as two, or may be ("Samuel"): too coarse to tell names apart.</summary>
    internal static string Plain(string latin) =>
        SpelledOut.Aggregate(latin, (text, spelling) => text.Replace(spelling.Two, spelling.One, StringComparison.Ordinal));

    private static Dictionary<char, string> Letters(string table) => table.Split(' ').ToDictionary(entry => entry[0], entry => entry[2..]);

    private static string Spell(string word, Dictionary<char, string> letters) =>
        string.Concat(word.Select(letter => letters.TryGetValue(letter, out var latin) ? latin : letter.ToString()));
}
