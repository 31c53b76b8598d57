namespace TeamsCpeApi.Domain.People;

/// <summary>Letters of other scripts that look like Latin ones: a name written with them reads like another, and is compared as it looks.</summary>
internal static class LookAlikes
{
    /// <summary>Longer words are no words of names.</summary>
    private const int MostLetters = 40;

    private static readonly Dictionary<char, char> Capitals = Letters(
        "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԚQ ԜW ҮY ҺH ӀI ԌG "
        + "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ՕO ՍU ՏS");

    /// <summary>What looks otherwise in small letters, as names are shown.</summary>
    private static readonly Dictionary<char, char> Small = Letters("ΗN ΝV ΥU ΓY ΩW ΚK ӀL ПN ГR ԱW ՈN ՍU");

    /// <summary>The Latin words that a word of mixed or of another script looks like; none when a letter of it looks like no Latin one.</summary>
    internal static IReadOnlyList<string> Of(string word) => [.. new[] { Latin(word, Capitals, Small), Latin(word, Small, Capitals) }
        .OfType<string>()
        .Where(look => look != word)
        .Distinct(StringComparer.Ordinal)];

    private static string? Latin(string word, Dictionary<char, char> first, Dictionary<char, char> second)
    {
        Span<char> latin = stackalloc char[MostLetters];
        if (word.Length > MostLetters)
        {
            return null;
        }

        for (var index = 0; index < word.Length; index++)
        {
            var letter = word[index];
            if (letter is (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            {
                latin[index] = letter;
            }
            else if (first.TryGetValue(letter, out var look) || second.TryGetValue(letter, out look))
            {
                latin[index] = look;
            }
            else
            {
                return null;
            }
        }

        return new string(latin[..word.Length]);
    }

    private static Dictionary<char, char> Letters(string pairs) => pairs.Split(' ').ToDictionary(pair => pair[0], pair => pair[1]);
}
