namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// Names the calculation that a stored decision was made by. Raise it by one with every change after which the same inputs may
/// give another result, be it another word of a finding: then stored decisions say which calculation made them. Former calculations
/// stay: what was decided by one is recomputed by that one, and comes out the same.
/// </summary>
public static class Calculation
{
    /// <summary>The first one whose inputs are stored; what it does otherwise than the current one stands in <see cref="FirstCalculation"/>.</summary>
    public const int First = 1;

    /// <summary>
    /// The calculation of this version of the product. Other than the first one it splits fields of study by exact fractions, waits where a
    /// role is unknown, gives nothing to whoever was not seen even where polls alone limit, and says more in its findings.
    /// </summary>
    public const int Current = 2;

    /// <summary>Decisions that were made before their inputs were stored: they are kept, and cannot be recomputed.</summary>
    public const int BeforeInputs = 0;

    /// <summary>True for a calculation that this version can do.</summary>
    public static bool IsKnown(int calculation) => calculation is >= First and <= Current;
}
