namespace TeamsCpeApi.Domain.People;

/// <summary>What two words of names have to do with each other, the surest first.</summary>
internal enum WordRelation
{
    Equal,
    OtherScript,
    SpelledOut,
    LookAlike,
    ShortForm,
    OneLetter,
    OtherScriptNearly,
    Initial,
    TwoLetters,
    None,
}

/// <summary>Compares two words of names.</summary>
internal static class NameWordLikeness
{
    /// <summary>In shorter words two vowels are the name: "Sue" and "Su".</summary>
    private const int LeastLettersSpelledOut = 4;

    /// <summary>Shorter words differ by a letter because they are other names: "Kim" and "Tim".</summary>
    private const int LeastLettersForOne = 4;

    private const int LeastLettersForTwo = 8;
    private const int MostLetters = 40;

    internal static WordRelation Of(NameWord one, NameWord other) => one switch
    {
        _ when one.Text == other.Text => WordRelation.Equal,
        _ when IsSpelledAlike(one, other) => WordRelation.OtherScript,
        _ when LookAlike(one, other) => WordRelation.LookAlike,
        _ when !one.IsSpelled || !other.IsSpelled => WordRelation.None,
        _ when IsInitial(one, other) || IsInitial(other, one) => WordRelation.Initial,
        _ when one.Script != other.Script => InTwoScripts(one.Sound, other.Sound),
        _ when one.Plain == other.Plain && Math.Max(one.Text.Length, other.Text.Length) >= LeastLettersSpelledOut => WordRelation.SpelledOut,
        _ when ShortForms.AreOneName(one.Text, other.Text) => WordRelation.ShortForm,
        _ => ByLetters(one.Text, other.Text),
    };

    private static bool IsSpelledAlike(NameWord one, NameWord other) =>
        one.Script != other.Script
        && one.IsSpelled
        && other.IsSpelled
        && one.Text.Length > 1
        && other.Text.Length > 1
        && InTwoScripts(one.Sound, other.Sound) == WordRelation.OtherScript;

    private static bool LookAlike(NameWord one, NameWord other) => (one.Looks.Count > 0 || other.Looks.Count > 0)
        && (one.Looks.Contains(other.Text) || other.Looks.Contains(one.Text) || one.Looks.Any(other.Looks.Contains));

    private static bool IsInitial(NameWord letter, NameWord word) => letter.Text.Length == 1 && word.Text.Length > 1 && char.IsLetter(letter.Text[0])
        && letter.Latin.Length > 0 && word.Latin.StartsWith(letter.Latin, StringComparison.Ordinal);

    private static WordRelation InTwoScripts(string one, string other) =>
        one.Length > 0 && one == other ? WordRelation.OtherScript
        : Math.Min(one.Length, other.Length) >= LeastLettersForOne && Distance(one, other) == 1 ? WordRelation.OtherScriptNearly
        : WordRelation.None;

    private static WordRelation ByLetters(string one, string other)
    {
        var (shorter, longer) = (Math.Min(one.Length, other.Length), Math.Max(one.Length, other.Length));
        if (shorter < LeastLettersForOne || longer > MostLetters || longer - shorter > 2 || one.Any(char.IsDigit) || other.Any(char.IsDigit))
        {
            return WordRelation.None;
        }

        return Distance(one, other) switch
        {
            1 => WordRelation.OneLetter,
            2 when shorter >= LeastLettersForTwo => WordRelation.TwoLetters,
            _ => WordRelation.None,
        };
    }

    /// <summary>Letters put in, left out, exchanged, or two neighbors swapped (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 2 || Math.Max(one.Length, other.Length) > MostLetters || AreUnlike(one, other))
        {
            return int.MaxValue;
        }

        Span<int> before = stackalloc int[other.Length + 1];
        Span<int> above = stackalloc int[other.Length + 1];
        Span<int> row = stackalloc int[other.Length + 1];
        for (var column = 0; column <= other.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var exchange = above[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
                row[column] = Math.Min(exchange, Math.Min(above[column], row[column - 1]) + 1);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                {
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
                }
            }

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[other.Length];
    }

    /// <summary>True for most words, and quickly: three letters of the shorter word are not in the other.</summary>
    private static bool AreUnlike(string one, string other)
    {
        var missing = 0;
        foreach (var letter in one.Length <= other.Length ? one : other)
        {
            if (!(one.Length <= other.Length ? other : one).Contains(letter, StringComparison.Ordinal) && ++missing > 2)
            {
                return true;
            }
        }

        return false;
    }
}
