namespace TeamsCpeApi.Domain.People;

/// <summary>What stands before the @ of an address, compared with names: "john.smith", "jsmith", "smithj".</summary>
internal static class AddressWords
{
    private const int WholeName = 65;
    private const int InitialAndName = 50;
    private const int LeastLetters = 4;
    private const int LeastLettersOfName = 3;

    /// <summary>Addresses of offices, not of people.</summary>
    private static readonly HashSet<string> Offices = new(
        ["INFO", "ADMIN", "OFFICE", "MAIL", "CONTACT", "USER", "GUEST", "HELLO", "SALES", "SUPPORT", "TEAM", "RECEPTION", "TRAINING", "BILLING", "NOREPLY"], StringComparer.Ordinal);

    /// <summary>The letters before the @, without separators, a "+tag" and digits at the end; null when that is no name.</summary>
    internal static string? Letters(string? address)
    {
        if (EmailAddress.Key(address) is not { } key)
        {
            return null;
        }

        var local = key[..key.IndexOf('@', StringComparison.Ordinal)].Split('+')[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var letters = string.Concat(PersonName.Words(local));
        return letters.Length >= LeastLetters && !Offices.Contains(letters) ? letters : null;
    }

    /// <summary>The letters that addresses are made of for this name, and what they speak for. Other scripts stand as they sound, marked by "~".</summary>
    internal static IReadOnlyDictionary<string, Likeness> MadeOf(NameWords name)
    {
        var made = new Dictionary<string, Likeness>(StringComparer.Ordinal);
        if (name.Words is not { Count: >= 2 } words || !words[0].IsSpelled || !words[^1].IsSpelled)
        {
            return made;
        }

        var isLatin = words[0].Script == NameScript.Latin && words[^1].Script == NameScript.Latin;
        foreach (var (first, last) in new[] { (words[0].Latin, words[^1].Latin), (words[^1].Latin, words[0].Latin) })
        {
            Add(first + last, WholeName, "The address is made of the name");
            if (first.Length > 0 && last.Length >= LeastLettersOfName)
            {
                Add(first[..1] + last, InitialAndName, "The address is made of an initial and a name");
                Add(last + first[..1], InitialAndName, "The address is made of an initial and a name");
            }
        }

        return made;

        void Add(string letters, int score, string reason)
        {
            if (letters.Length >= LeastLetters)
            {
                made.TryAdd(isLatin ? letters : Sounding(letters), new Likeness(score, reason));
            }
        }
    }

    /// <summary>Under what an address made of a name is found: also when a letter such as "ü" is spelled out in one of them.</summary>
    internal static IEnumerable<string> SearchKeys(string made) => made.StartsWith('~') ? [made] : [made, Plain(made)];

    internal static string Plain(string letters) => $"={LatinSpelling.Plain(letters)}";

    internal static string Sounding(string letters) => $"~{LatinSpelling.Sound(letters)}";
}
