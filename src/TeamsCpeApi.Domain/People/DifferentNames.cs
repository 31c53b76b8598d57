namespace TeamsCpeApi.Domain.People;

/// <summary>Tells names of several people from one name in its spellings.</summary>
internal static class DifferentNames
{
    /// <summary>Nobody is written in more ways.</summary>
    private const int MostSpellings = 20;

    /// <summary>The names, each once and in order, when two of them are not one person's; else none. What is no name says nothing.</summary>
    internal static IReadOnlyList<string> Among(IEnumerable<string> shown)
    {
        var names = shown
            .Where(name => !PersonName.IsNameless(name) && !PersonName.IsTelephoneNumber(name))
            .GroupBy(PersonName.Key, StringComparer.Ordinal)
            .Select(spellings => spellings.Min(StringComparer.Ordinal)!)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return names.Length > 1 && (names.Length > MostSpellings || AreSeveral([.. names.Select(NameWords.Of)])) ? names : [];
    }

    /// <summary>True unless one may be the other in another spelling, a part of it, or made of it as addresses are.</summary>
    internal static bool AreUnlike(NameWords one, NameWords other) =>
        NameLikeness.AreUnlike(one, other) && !IsMadeOf(one, other) && !IsMadeOf(other, one);

    private static bool AreSeveral(NameWords[] names)
    {
        for (var index = 1; index < names.Length; index++)
        {
            for (var former = 0; former < index; former++)
            {
                if (AreUnlike(names[former], names[index]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsMadeOf(NameWords shown, NameWords name) =>
        shown.Words is [{ Script: NameScript.Latin } word]
        && AddressWords.MadeOf(name) is var made
        && (made.ContainsKey(word.Text) || made.ContainsKey(AddressWords.Sounding(word.Text)));
}
