using System.Globalization;
using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>One line of expected-credits.csv, worked out by hand.</summary>
internal sealed record Expected(string ExternalId, decimal Credits, long PresentSeconds, int PollsAnswered, string LimitedBy, decimal? AfterConfirmingGuest)
{
    public static IReadOnlyDictionary<string, Expected> All { get; } = SampleFolder.Text("expected-credits.csv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Select(line => line.Split(','))
        .Select(cells => new Expected(
            cells[0],
            Number(cells[1]),
            long.Parse(cells[2], CultureInfo.InvariantCulture),
            int.Parse(cells[3], CultureInfo.InvariantCulture),
            cells[4],
            cells[5].Length == 0 ? null : Number(cells[5])))
        .ToDictionary(line => line.ExternalId);

    /// <summary>The same facts out of the Completion report.</summary>
    public static Expected Of(JsonNode row, Expected line) => new(
        row.Text("externalId"), (decimal)row["suggestedCredits"]!, (long)row["presentSeconds"]!, (int)row["pollsAnswered"]!, row.Text("limitedBy"), line.AfterConfirmingGuest);

    public static void Equal(IReadOnlyDictionary<string, JsonNode> completion)
    {
        Assert.Equal(60, completion.Count);
        Assert.Equal(All.Values, completion.Values.Select(row => Of(row, All[row.Text("externalId")])));
    }

    private static decimal Number(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);
}
