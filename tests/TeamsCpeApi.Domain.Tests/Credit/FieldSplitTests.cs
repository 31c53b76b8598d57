using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

public class FieldSplitTests
{
    [Theory]
    [InlineData("all of the plan", "2", "0.2", "1 1", "1 1")]
    [InlineData("one field gets everything", "1.8", "0.2", "2", "1.8")]
    [InlineData("2.5 in halves never becomes 1.2 + 1.3", "2.5", "0.5", "1.5 1.5", "1.5 1")]
    [InlineData("on equal remainders the first field gets the step", "1.8", "0.2", "1 1", "1 0.8")]
    [InlineData("the larger remainder gets the step", "1", "0.5", "0.5 2", "0 1")]
    [InlineData("a field that gets nothing is left out", "1", "1", "1 2", "0 1")]
    [InlineData("thirds are exact", "1.2", "0.2", "1 1 1", "0.4 0.4 0.4")]
    [InlineData("equal fractions are equal, however decimals round them", "2.4", "0.2", "0.2 2.0 0.6", "0.2 1.8 0.4")]
    [InlineData("no credit, no fields", "0", "0.2", "1 1", "0 0")]
    public void Of_Credits_SplitsInTheSameIncrement(string sentence, string credits, string increment, string plan, string parts)
    {
        var planned = plan.Split(' ').Select((text, index) => new FieldCredits($"Field {index}", Notation.Credits(text))).ToArray();
        var expected = parts.Split(' ').Select((text, index) => new FieldCredits($"Field {index}", Notation.Credits(text))).Where(field => field.Credits > 0);

        Expect.Holds(sentence, FieldSplit.Of(Notation.Credits(credits), Notation.Credits(increment), planned).SequenceEqual(expected));
    }

    /// <summary>Worked out in whole numbers: tenths of credits, and remainders over the plan's sum.</summary>
    [Fact]
    public void Of_AnyPlan_GivesTheStepsOfExactFractions() => Laws.Hold(20_000, generator =>
    {
        var increment = generator.Pick([1, 2, 5, 10]);
        var plan = generator.Many(1, 6, () => generator.Number(0, 12) * increment);
        var units = generator.Number(0, 40);
        var sum = plan.Sum();
        var split = FieldSplit.Of(units * increment / 10m, increment / 10m, [.. plan.Select((tenths, index) => new FieldCredits($"Field {index}", tenths / 10m))]);

        var parts = plan.Select(tenths => sum == 0 ? 0 : units * tenths / sum).ToArray();
        var rest = sum == 0 ? 0 : units - parts.Sum();
        foreach (var index in Enumerable.Range(0, plan.Length).OrderByDescending(index => sum == 0 ? 0 : units * plan[index] % sum).ThenBy(index => index).Take(rest))
        {
            parts[index]++;
        }

        Assert.Equal(parts.Select((steps, index) => new FieldCredits($"Field {index}", steps * increment / 10m)).Where(field => field.Credits > 0), split);
    });

    [Fact]
    public void Of_WhatCannotSum_Refuses()
    {
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(1.3m, 0.5m, [new("Taxes", 1m)]));
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(-1m, 0.5m, [new("Taxes", 1m)]));
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(1m, 0m, [new("Taxes", 1m)]));
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(1m, 0.5m, [new("Taxes", 3m), new("Auditing", -1m)]));
    }
}
