namespace TeamsCpeApi.Domain.Tests;

/// <summary>Tries a law on many generated cases. Each case has its own seed, named on failure: <c>Laws.Hold(1, law, seed)</c> repeats it.</summary>
internal static class Laws
{
    private const int FirstSeed = 20_260_304;

    internal static void Hold(int cases, Action<Generator> law, int firstSeed = FirstSeed)
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
