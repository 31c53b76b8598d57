namespace TeamsCpeApi.Domain.People;

/// <summary>A word of a name: as <see cref="PersonName"/> compares it, its script, in Latin letters, and as it sounds.</summary>
internal sealed record NameWord(string Text, NameScript Script, string Latin, string Sound)
{
    internal bool IsSpelled => Script != NameScript.Other;

    /// <summary>A Latin word with one letter for what people also spell out as two: the same for "Müller" and "Mueller".</summary>
    internal string Plain { get; private init; } = Text;

    /// <summary>Latin words that look the same, when letters of another script stand in it.</summary>
    internal IReadOnlyList<string> Looks { get; private init; } = [];

    /// <summary>Under what it is searched for: words that are alike share one of these, unless a letter differs.</summary>
    internal IEnumerable<string> SearchKeys => Looks.SelectMany(look => new[] { LatinSpelling.Sound(look), LatinSpelling.Sound(LatinSpelling.Plain(look)) })
        .Append(Sound)
        .Append(Script == NameScript.Latin ? LatinSpelling.Sound(Plain) : Sound)
        .Distinct(StringComparer.Ordinal);

    internal static NameWord Of(string text)
    {
        var script = LatinSpelling.ScriptOf(text);
        var latin = LatinSpelling.Latin(text, script);
        return new NameWord(text, script, latin, script == NameScript.Other ? text : LatinSpelling.Sound(latin))
        {
            Plain = script == NameScript.Latin ? LatinSpelling.Plain(text) : text,
            Looks = script == NameScript.Latin ? [] : LookAlikes.Of(text),
        };
    }
}

/// <summary>A name taken apart once, so that it can be compared with many.</summary>
internal sealed class NameWords
{
    /// <summary>Names of more words are compared as a whole only.</summary>
    private const int MostWords = 8;

    private NameWords(string[] words)
    {
        Words = words.Length <= MostWords ? [.. words.Select(NameWord.Of)] : [];
        Key = string.Join(' ', words.Order(StringComparer.Ordinal));
        Joined = string.Concat(words);
        Turned = words.Length is > 1 and <= MostWords
            ? [.. Enumerable.Range(1, words.Length - 1).Select(start => string.Concat(words[start..]) + string.Concat(words[..start]))]
            : [];
    }

    internal IReadOnlyList<NameWord> Words { get; }

    /// <summary>See <see cref="PersonName.Key"/>.</summary>
    internal string Key { get; }

    /// <summary>The words in the order in which they are written, without spaces.</summary>
    internal string Joined { get; }

    /// <summary>The same begun with another word: the last name first.</summary>
    internal IReadOnlyList<string> Turned { get; }

    internal static NameWords Of(string? name) => new(PersonName.Words(name));

    /// <summary>True for one name written with spaces at other places: "O'Brien" and "OBrien", "王 小明" and "王小明".</summary>
    internal bool IsSpacedOtherwise(NameWords other) => Joined == other.Joined || Turned.Contains(other.Joined) || other.Turned.Contains(Joined);
}
