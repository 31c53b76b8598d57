namespace TeamsCpeApi.Domain.Tests;

/// <summary>Arbitrary values from a seed; what it makes of the domain's own types stands beside their tests as extensions.</summary>
internal sealed class Generator(Random random)
{
    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    internal int Number(int least, int most) => random.Next(least, most + 1);

    internal bool Chance(int percent) => random.Next(100) < percent;

    internal T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    internal T PickEnum<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    internal T[] Shuffled<T>(IEnumerable<T> values)
    {
        var copy = values.ToArray();
        random.Shuffle(copy);
        return copy;
    }

    internal T[] Many<T>(int least, int most, Func<T> one) => [.. Enumerable.Range(0, Number(least, most)).Select(_ => one())];
}
