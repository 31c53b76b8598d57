namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// Names the calculation that a stored decision was made by. Raise it by one with every change after which the same inputs may
/// give another result, be it another word of a finding: then stored decisions say which calculation made them.
/// </summary>
public static class Calculation
{
    /// <summary>The calculation of this version of the product.</summary>
    public const int Current = 1;

    /// <summary>Decisions that were made before their inputs were stored: they are kept, and cannot be recomputed.</summary>
    public const int BeforeInputs = 0;
}
