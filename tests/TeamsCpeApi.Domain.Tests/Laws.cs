using System.Globalization;

namespace TeamsCpeApi.Domain.Tests;

/// <summary>
/// Tries a law on many generated cases. Each case has its own seed, named on failure: <c>Laws.Hold(1, law, seed)</c> repeats it. The environment
/// variable LAWS_PERCENT turns the number of cases of every law down or up; unset it is 100.
/// </summary>
internal static class Laws
{
    private const int FirstSeed = 20_260_304;

    private static readonly int Percent = Environment.GetEnvironmentVariable("LAWS_PERCENT") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 100;

    internal static void Hold(int cases, Action<Generator> law, int firstSeed = FirstSeed)
    {
        var tried = Math.Max(1, (int)((long)cases * Percent / 100));
        for (var seed = firstSeed; seed < firstSeed + tried; seed++)
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
