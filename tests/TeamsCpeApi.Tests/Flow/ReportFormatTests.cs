using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsvHelper;
using ExcelDataReader;
using TeamsCpeApi.Tests.Pdf;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Both reports say the same of every participant in every format.</summary>
public sealed class ReportFormatTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Reports_InEveryFormat_HoldTheSameNumbers()
    {
        await stage.Job.GatherAsync();
        await CompletionIsTheSame($"/sessions/{stage.Job.Main}/completion");
        await RawDataIsTheSame($"/sessions/{stage.Job.Main}/raw-data");
    }

    private async Task CompletionIsTheSame(string report)
    {
        var told = (await stage.Admin.GetAsync(report))["participants"]!.AsArray()
            .Select(row => new Line(row!.Text("externalId"), (long)row!["presentSeconds"]!, (int)row["pollsAnswered"]!, (decimal)row["suggestedCredits"]!)).ToArray();
        Assert.Equal(Expected.All.Values.Select(line => new Line(line.ExternalId, line.PresentSeconds, line.PollsAnswered, line.Credits)), told);

        foreach (var table in new[] { Csv(await stage.Admin.BytesAsync($"{report}?format=csv")), Xlsx(await stage.Admin.BytesAsync($"{report}?format=xlsx")) })
        {
            Assert.Equal(told, table.Select(row => new Line((string)row["External id"]!, Seconds(row["Present"]), (int)Number(row["Polls answered"]), Number(row["Suggested credits"]))));
        }

        var paper = Text(await stage.Admin.BytesAsync($"{report}?format=pdf"));
        Assert.Equal(told.Select(line => line.Id), IdsIn(paper));
        Assert.Equal(
            told.Select(line => (Clock(line.Seconds), line.Polls, line.Credits)),
            Regex.Matches(paper, @"(?<![\d:])(\d:\d\d:\d\d)\s+(\d+)\s*/\s*\d+\s*/\s*7\s+(\d(?:\.\d)?)\b").Select(match =>
                (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), decimal.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture))));
    }

    private async Task RawDataIsTheSame(string report)
    {
        var rows = (await stage.Admin.GetAsync(report))["rows"]!.AsArray().Select(row => row!).ToArray();
        var told = rows.Select(RawLine).ToArray();
        Assert.Equal(66, told.Length);

        foreach (var table in new[] { Csv(await stage.Admin.BytesAsync($"{report}?format=csv")), Xlsx(await stage.Admin.BytesAsync($"{report}?format=xlsx")) })
        {
            Assert.Equal(told, table.Select(row => new Line(
                row["External id"] as string ?? "",
                Seconds(row["Present"]),
                row.Count(cell => cell.Key.EndsWith("answered at", StringComparison.Ordinal) && cell.Value is not (null or "")),
                0)));
        }

        var paper = Text(await stage.Admin.BytesAsync($"{report}?format=pdf"));
        Assert.Equal(told.Select(line => line.Id).Where(id => id.Length > 0), IdsIn(paper));
        Assert.Equal(
            rows.SelectMany(row => new[] { (long?)row["presentSeconds"], (long?)row["reportedSeconds"] }).OfType<long>().Select(Clock).Order(StringComparer.Ordinal),
            Regex.Matches(paper, @"(?<![\d:])\d:\d\d:\d\d\b").Select(match => match.Value).Order(StringComparer.Ordinal));
        Assert.Equal(rows.Sum(row => row["answers"]!.AsArray().Count), Regex.Count(paper, @"\b\d: \d\d:\d\d:\d\d\b"));
    }

    private static Line RawLine(JsonNode row) => new(
        (string?)row["externalId"] ?? "", (long)row["presentSeconds"]!, row["answers"]!.AsArray().Select(answer => answer!.Text("pollId")).Distinct().Count(), 0);

    private static List<Dictionary<string, object?>> Csv(byte[] file)
    {
        using var csv = CsvReader.FromText(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'), new CsvReaderOptions { HasHeader = false });
        var records = new List<string[]>();
        while (csv.Read())
        {
            records.Add([.. Enumerable.Range(0, csv.FieldCount).Select(index => csv.GetString(index))]);
        }

        return [.. records.Skip(1).Select(cells => records[0].Zip(cells).ToDictionary(pair => pair.First, pair => (object?)pair.Second))];
    }

    private static List<Dictionary<string, object?>> Xlsx(byte[] file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var records = new List<object?[]>();
        while (reader.Read())
        {
            records.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }

        return [.. records.Skip(1).Select(cells => records[0].Zip(cells).ToDictionary(pair => (string)pair.First!, pair => pair.Second))];
    }

    private static string Text(byte[] file)
    {
        using var pdf = new PdfTool(file);
        return pdf.Text();
    }

    private static IEnumerable<string> IdsIn(string text) => Regex.Matches(text, @"\bE\d{4}\b").Select(match => match.Value);

    private static long Seconds(object? cell) => cell is TimeSpan span ? (long)Math.Round(span.TotalSeconds) : (long)Number(cell);

    private static decimal Number(object? cell) => Convert.ToDecimal(cell, CultureInfo.InvariantCulture);

    private static string Clock(long seconds) => TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    private sealed record Line(string Id, long Seconds, int Polls, decimal Credits);
}
