using System.Globalization;

namespace TeamsCpeApi.Domain.Tests;

/// <summary>Tries a law on many generated cases. Each case has its own seed, named on failure: <c>Laws.Hold(1, law, seed)</c> repeats it.</summary>
internal static class Laws
{
    private const int FirstSeed = 20_260_304;

    private static readonly int Percent =
        int.TryParse(Environment.GetEnvironmentVariable("LAW_PERCENT"), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 100;

    /// <summary>Tries so many cases, or LAW_PERCENT percent of them: fewer where something else is measured, more to look harder.</summary>
    internal static void Hold(int cases, Action<Generator> law, int firstSeed = FirstSeed) =>
        HoldAll((int)Math.Max(1, (long)cases * Percent / 100), law, firstSeed);

    /// <summary>Tries all of the cases: for what is said of all of them together.</summary>
    internal static void HoldAll(int cases, Action<Generator> law, int firstSeed = FirstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + cases; seed++)
        {
            try
            {
                law(new Generator(new Random(seed)));
            }
            catch (Exception failure)
            {
                throw new LawBrokenException($"The law fails for seed {seed}: {failure.Message}", failure);
            }
        }
    }
}

/// <summary>A generated case broke a law.</summary>
public sealed class LawBrokenException(string message, Exception innerException) : Exception(message, innerException);
