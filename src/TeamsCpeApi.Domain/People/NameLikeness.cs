namespace TeamsCpeApi.Domain.People;

/// <summary>Compares two names word by word, whatever their order, and says what is alike and what is not.</summary>
internal static class NameLikeness
{
    private const int SameName = 95;
    private const int OtherSpaces = 90;
    private const int OneWord = 45;
    private const int Least = 40;
    private const int ScriptCost = 8;
    private const int MissingWordCost = 10;
    private const int MissingTitleCost = 3;

    private static readonly HashSet<string> Titles = new(
        ["DR", "MR", "MRS", "MS", "PROF", "CPA", "CFA", "CFP", "EA", "CGMA", "MBA", "MD", "JD", "PHD", "ESQ"], StringComparer.Ordinal);

    /// <summary>Null when the names do not speak for one person.</summary>
    internal static Likeness? Of(NameWords one, NameWords other)
    {
        if (one.Key.Length == 0 || other.Key.Length == 0)
        {
            return null;
        }

        return one.Key == other.Key ? new Likeness(SameName, "The name is the same")
            : one.IsSpacedOtherwise(other) ? new Likeness(OtherSpaces, "The name is the same but for its spaces")
            : ByWords(one.Words, other.Words);
    }

    /// <summary>True when each name has a word that is like none of the other's: they are two people's, or somebody took another name.</summary>
    internal static bool AreUnlike(NameWords one, NameWords other) => one.Words.Count == 0 || other.Words.Count == 0
        ? Of(one, other) is null
        : one.Key != other.Key
            && !one.IsSpacedOtherwise(other)
            && HasWordOfItsOwn(one.Words, other.Words)
            && HasWordOfItsOwn(other.Words, one.Words);

    private static Likeness? ByWords(IReadOnlyList<NameWord> one, IReadOnlyList<NameWord> other)
    {
        if (HasWordOfItsOwn(one, other) && HasWordOfItsOwn(other, one))
        {
            return null;
        }

        var pairs = Pair(one, other);
        var isHeld = pairs.Exists(pair => IsSame(pair.Relation) && Letters(pair.One) >= 2 && Letters(pair.Other) >= 2);
        var guesses = pairs.Where(pair => !IsSame(pair.Relation) && pair.Relation != WordRelation.Initial).ToArray();
        var missing = one.Except(pairs.Select(pair => pair.One)).ToArray();
        var further = other.Except(pairs.Select(pair => pair.Other)).ToArray();
        var isContradicted = Array.Exists(missing, IsNoTitle) && Array.Exists(further, IsNoTitle);
        if (!isHeld || guesses.Length > 1 || isContradicted)
        {
            return null;
        }

        WordRelation[] relations = [.. pairs.Select(pair => pair.Relation).Where(relation => relation != WordRelation.Equal).Distinct().Order()];
        NameWord[] left = [.. missing, .. further];
        var hasWordLeft = Array.Exists(left, IsNoTitle);
        if (pairs.Count == 1 && hasWordLeft)
        {
            return relations.Length == 0 ? new Likeness(OneWord, "One word of the name is the same, and there is no other") : null;
        }

        var score = SameName - relations.Where(relation => relation != WordRelation.OtherScript).Select(Cost).DefaultIfEmpty().Max()
            - (relations.Contains(WordRelation.OtherScript) ? ScriptCost : 0)
            - (hasWordLeft ? MissingWordCost : left.Length > 0 ? MissingTitleCost : 0);
        var phrases = relations.Select(Phrase).Append(hasWordLeft ? "one of them has a word more" : left.Length > 0 ? "one of them has a title more" : null).OfType<string>();
        return score < Least ? null : new Likeness(score, $"The names are alike: {string.Join(", ", phrases)}");
    }

    /// <summary>One word, written in another way.</summary>
    private static bool IsSame(WordRelation relation) =>
        relation is WordRelation.Equal or WordRelation.OtherScript or WordRelation.SpelledOut or WordRelation.LookAlike;

    /// <summary>True when a word is like none of the other name's. Most names of one first name end here.</summary>
    private static bool HasWordOfItsOwn(IReadOnlyList<NameWord> name, IReadOnlyList<NameWord> other)
    {
        foreach (var word in name)
        {
            var isLike = !IsNoTitle(word);
            for (var index = 0; index < other.Count && !isLike; index++)
            {
                isLike = NameWordLikeness.Of(word, other[index]) != WordRelation.None;
            }

            if (!isLike)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Each word with the one it is most like, the surest pairs first.</summary>
    private static List<WordPair> Pair(IReadOnlyList<NameWord> one, IReadOnlyList<NameWord> other)
    {
        var possible = one
            .SelectMany(word => other.Select(counterpart => new WordPair(word, counterpart, NameWordLikeness.Of(word, counterpart))))
            .Where(pair => pair.Relation != WordRelation.None)
            .OrderBy(pair => pair.Relation)
            .ThenByDescending(pair => Letters(pair.One) + Letters(pair.Other));
        var pairs = new List<WordPair>();
        foreach (var pair in possible)
        {
            if (!pairs.Exists(taken => taken.One == pair.One || taken.Other == pair.Other))
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    /// <summary>A letter of Chinese is as good as a word.</summary>
    private static int Letters(NameWord word) => word.IsSpelled ? word.Text.Length : 2 * word.Text.Length;

    private static bool IsNoTitle(NameWord word) => !Titles.Contains(word.Text);

    private static int Cost(WordRelation relation) => relation switch
    {
        WordRelation.SpelledOut => 3,
        WordRelation.LookAlike => 10,
        WordRelation.ShortForm => 12,
        WordRelation.OneLetter or WordRelation.OtherScriptNearly => 15,
        WordRelation.Initial => 20,
        WordRelation.TwoLetters => 22,
        _ => 0,
    };

    private static string Phrase(WordRelation relation) => relation switch
    {
        WordRelation.OtherScript => "written in another script",
        WordRelation.SpelledOut => "a letter such as ä, ö, ü, å or ø is spelled out",
        WordRelation.LookAlike => "letters of another script stand in one of them and look the same",
        WordRelation.ShortForm => "one of them has a short form",
        WordRelation.OneLetter => "one letter differs",
        WordRelation.OtherScriptNearly => "in another script one letter differs",
        WordRelation.TwoLetters => "two letters differ",
        _ => "one of them has an initial",
    };

    private sealed record WordPair(NameWord One, NameWord Other, WordRelation Relation);
}
