using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// Splits credits over the fields of study. The parts are multiples of the same increment and sum to the total
/// (cpe.md §2: "a 2.5-credit program cannot be split 1.2 + 1.3").
/// </summary>
public static class FieldSplit
{
    /// <summary>
    /// Splits <paramref name="credits"/> in the proportion of <paramref name="plan"/>, by largest remainder of exact fractions; on equal
    /// remainders the field named first gets the increment. Fields that get nothing are left out.
    /// </summary>
    /// <exception cref="ArgumentException">No split exists: the credits are no multiple of the increment, or a field is planned with less than nothing.</exception>
    public static IReadOnlyList<FieldCredits> Of(decimal credits, decimal increment, IReadOnlyList<FieldCredits> plan) =>
        Of(credits, increment, plan, Calculation.Current);

    /// <summary>The same by a former calculation.</summary>
    internal static IReadOnlyList<FieldCredits> Of(decimal credits, decimal increment, IReadOnlyList<FieldCredits> plan, int calculation)
    {
        if (credits < 0 || !RulesetCheck.IsMultiple(credits, increment))
        {
            throw new ArgumentException("Credits that are no multiple of the increment cannot be split in that increment.", nameof(credits));
        }

        if (plan.Any(field => field.Credits < 0))
        {
            throw new ArgumentException("A field of study cannot have less than no credit.", nameof(plan));
        }

        var planned = plan.Sum(field => field.Credits);
        if (credits == 0 || planned == 0)
        {
            return [];
        }

        var units = (long)(credits / increment);
        if (plan.Count == 1)
        {
            return [new FieldCredits(plan[0].Field, credits)];
        }

        var parts = calculation == Calculation.First ? FirstCalculation.Parts(units, plan, planned) : Parts(units, plan, planned);

        return [.. plan.Select((field, index) => new FieldCredits(field.Field, parts[index] * increment)).Where(field => field.Credits > 0)];
    }

    /// <summary>
    /// A share is a whole number of steps and a remainder over <paramref name="planned"/>. Divided they would be rounded, and equal remainders
    /// no longer equal: the remainders themselves are exact, and their order is that of the fractions.
    /// </summary>
    private static long[] Parts(long units, IReadOnlyList<FieldCredits> plan, decimal planned)
    {
        var remainders = plan.Select(field => units * field.Credits % planned).ToArray();
        var parts = plan.Select((field, index) => (long)((units * field.Credits - remainders[index]) / planned)).ToArray();
        var rest = units - parts.Sum();
        foreach (var index in Enumerable.Range(0, plan.Count).OrderByDescending(index => remainders[index]).ThenBy(index => index).Take((int)rest))
        {
            parts[index]++;
        }

        return parts;
    }
}
