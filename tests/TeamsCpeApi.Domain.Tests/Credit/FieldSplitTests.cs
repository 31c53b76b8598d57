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
    [InlineData("no credit, no fields", "0", "0.2", "1 1", "0 0")]
    public void Of_Credits_SplitsInTheSameIncrement(string sentence, string credits, string increment, string plan, string parts)
    {
        var planned = plan.Split(' ').Select((text, index) => new FieldCredits($"Field {index}", Notation.Credits(text))).ToArray();
        var expected = parts.Split(' ').Select((text, index) => new FieldCredits($"Field {index}", Notation.Credits(text))).Where(field => field.Credits > 0);

        Expect.Holds(sentence, FieldSplit.Of(Notation.Credits(credits), Notation.Credits(increment), planned).SequenceEqual(expected));
    }

    [Fact]
    public void Of_WhatCannotSum_Refuses()
    {
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(1.3m, 0.5m, [new("Taxes", 1m)]));
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(-1m, 0.5m, [new("Taxes", 1m)]));
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(1m, 0m, [new("Taxes", 1m)]));
        Assert.Throws<ArgumentException>(() => FieldSplit.Of(1m, 0.5m, [new("Taxes", 3m), new("Auditing", -1m)]));
    }
}
