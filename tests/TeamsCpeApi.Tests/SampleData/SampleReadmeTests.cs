using System.Globalization;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Tests.SampleData;

public class SampleReadmeTests
{
    [Fact]
    public void People_InTheTable_AreThoseOfExpectedCredits()
    {
        var expected = SampleFolder.Text("expected-credits.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => string.Join(' ', cells[1..5]));
        var told = SampleReadme.Table("id").ToDictionary(cells => cells[0], cells => string.Join(' ', cells[5], Seconds(cells[3]), cells[4], cells[6]));

        Assert.True(told.Count >= 20);
        Assert.Equal(told.Keys.ToDictionary(id => id, id => expected[id]), told);
    }

    [Fact]
    public void People_InTheTable_HaveTheNamesOfTheRoster() =>
        Assert.Equal(
            SamplePeople.Roster.Take(40).Select(person => $"{person.Id} {person.Name}"),
            SampleReadme.Table("id").Select(cells => $"{cells[0]} {cells[1]}"));

    [Fact]
    public void Split_InTheTable_IsWhatTheProductMakes()
    {
        var rows = SampleReadme.Table("credits");

        Assert.Equal(5, rows.Count);
        Assert.All(rows, cells => Assert.Equal(
            [new FieldCredits("Taxes", Credits(cells[1])), new FieldCredits("Business Law", Credits(cells[2]))],
            FieldSplit.Of(Credits(cells[0]), 0.2m, [new("Taxes", 1.4m), new("Business Law", 0.6m)])));
    }

    [Fact]
    public void BadFiles_InTheTable_AreThoseOfTheFolder() =>
        Assert.Equal(
            Directory.EnumerateFiles(SampleFolder.PathOf("bad-files")).Select(path => $"`{Path.GetFileName(path)}`").Order(StringComparer.Ordinal),
            SampleFolder.Text("README.md").Split("## Bad files")[1].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).Order(StringComparer.Ordinal));

    private static decimal Credits(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static int Seconds(string minutesAndSeconds) =>
        minutesAndSeconds.Split(':') is [var minutes, var seconds]
            ? (int.Parse(minutes, CultureInfo.InvariantCulture) * 60) + int.Parse(seconds, CultureInfo.InvariantCulture)
            : throw new FormatException($"'{minutesAndSeconds}' is not minutes and seconds.");
}
