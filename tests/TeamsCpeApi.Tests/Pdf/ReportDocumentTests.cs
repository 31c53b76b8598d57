using System.Globalization;
using System.Text.RegularExpressions;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Tests.Pdf;

public sealed class ReportDocumentTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Render_Values_AreWrittenAsTheirKindSays()
    {
        using var pdf = new PdfTool(ReportDocument.Render(Table(2)));
        var text = pdf.Text();

        Assert.Matches(@"Participant 1\s+person1@example\.com\s+2026-03-12 10:00:01\s+1:01:01\s+1\s+1\.25\b", text);
        Assert.Contains("Session", text, StringComparison.Ordinal);
        Assert.Contains("Revenue <b>Recognition</b>", text, StringComparison.Ordinal);
        Assert.Contains("America/New_York", text, StringComparison.Ordinal);
        Assert.Contains("produced 2026-03-14 06:20:30 (America/New_York, UTC-04:00)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ManyRows_EveryRowOnceAndEveryPageHeadedAndNumbered()
    {
        using var pdf = new PdfTool(ReportDocument.Render(Table(300)));

        var rows = new List<int>();
        for (var page = 1; page <= pdf.Pages; page++)
        {
            var text = pdf.Text(page);
            Assert.Matches(@"Participant\s+E-mail\s+First join\s+Present", text);
            Assert.Contains($"Page {page} of {pdf.Pages}", text, StringComparison.Ordinal);
            Assert.Equal(page == 1, text.Contains("Session", StringComparison.Ordinal));
            rows.AddRange(Numbers(text));
        }

        Assert.Equal(Enumerable.Range(0, 300), rows);
        Assert.True(pdf.Pages > 1, "the report needs more than one page");
        Assert.StartsWith("841.89 x 595.28", pdf.Info()["Page size"], StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", pdf.Check(), StringComparison.Ordinal);
        Assert.All(pdf.Fonts(), font => Assert.Matches(@"^[A-Z]{6}\+.*\byes yes yes\b", font));
    }

    [Fact]
    public void Render_WideTable_EveryPartNamesTheParticipantAndNoCellIsLost()
    {
        var narrow = Table(40);
        var questions = Enumerable.Range(1, 20).ToList();
        var wide = narrow with
        {
            Columns = [.. narrow.Columns, .. questions.Select(question => new ReportColumn($"Question{question}", ReportValueKind.Text))],
            Rows = [.. narrow.Rows.Select((row, index) => (IReadOnlyList<object?>)[.. row, .. questions.Select(question => $"Answer-{question}-of-{index}-in-words")])],
        };
        using var pdf = new PdfTool(ReportDocument.Render(wide));

        var seen = new List<string>();
        for (var page = 1; page <= pdf.Pages; page++)
        {
            var text = pdf.Text(page);
            Assert.Matches(@"Participant\s+E-mail", text);
            var answered = Regex.Matches(text, @"Answer-\d+-of-(\d+)-in-words");
            Assert.Subset(Numbers(text).ToHashSet(), answered.Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToHashSet());
            seen.AddRange(answered.Select(match => match.Value));
        }

        Assert.Equal(20 * 40, seen.Count);
        Assert.Equal(20 * 40, seen.Distinct().Count());
    }

    [Fact]
    public void Render_RowTallerThanAPage_ContinuesOnTheNext()
    {
        var table = Table(3);
        var lines = Enumerable.Range(1, 130).Select(line => $"entry-{line:000}").ToList();
        using var pdf = new PdfTool(ReportDocument.Render(table with { Rows = [table.Rows[0], [.. table.Rows[1].Take(6), string.Join('\n', lines)], table.Rows[2]] }));

        var text = pdf.Text();
        Assert.Equal(lines, Regex.Matches(text, @"entry-\d{3}").Select(match => match.Value));
        Assert.Equal([0, 1, 2], Numbers(text));
    }

    [Fact]
    public void Render_RowThatDoesNotFitTheRest_MovesToTheNextPageWhole()
    {
        var table = Table(60);
        var entries = string.Join('\n', Enumerable.Range(1, 9).Select(line => $"entry{line}"));
        using var pdf = new PdfTool(ReportDocument.Render(table with { Rows = [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Take(6), entries])] }));

        for (var page = 1; page <= pdf.Pages; page++)
        {
            var text = pdf.Text(page);
            Assert.Equal(Numbers(text).Count * 9, Regex.Count(text, "entry[1-9]"));
        }
    }

    [Fact]
    public void Render_NoRows_SaysSo()
    {
        using var pdf = new PdfTool(ReportDocument.Render(Table(0)));

        Assert.Contains("No rows.", pdf.Text(), StringComparison.Ordinal);
        Assert.Contains("Page 1 of 1", pdf.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Twice_GivesTheSameBytes() => Assert.Equal(ReportDocument.Render(Table(50)), ReportDocument.Render(Table(50)));

    [Fact]
    public void Render_EmptyAndNegativeValues_AreNotGuessed()
    {
        var table = Table(1);
        using var pdf = new PdfTool(ReportDocument.Render(table with { Rows = [["Participant 0", null, null, -3661L, null, null, null], ["Participant 1", null, null, 360000L, 0L, 2.40m, null]] }));

        Assert.Matches(@"Participant 0\s+-1:01:01\s*\n", pdf.Text());
        Assert.Matches(@"Participant 1\s+100:00:00\s+0\s+2\.4\s*\n", pdf.Text());
    }

    private static List<int> Numbers(string text) =>
        [.. Regex.Matches(text, @"Participant (\d+)").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    internal static ReportTable Table(int rows) => new(
        "Completion report",
        [new("Session", "Revenue <b>Recognition</b>"), new("Ruleset", "NASBA, version 3")],
        [
            new("Participant", ReportValueKind.Text, Identifies: true),
            new("E-mail", ReportValueKind.Text, Identifies: true),
            new("First join", ReportValueKind.Instant),
            new("Present", ReportValueKind.Seconds),
            new("Polls", ReportValueKind.Count),
            new("Credit", ReportValueKind.Credits),
            new("Findings", ReportValueKind.Text),
        ],
        [.. Enumerable.Range(0, rows).Select(row => (IReadOnlyList<object?>)
        [
            $"Participant {row}", $"person{row}@example.com", new DateTimeOffset(2026, 3, 12, 14, 0, 0, TimeSpan.Zero).AddSeconds(row), 3660L + row, (long)row, row * 1.25m, row % 5 == 0 ? "Joined twice\nLeft early" : "",
        ])],
        NewYork,
        new DateTimeOffset(2026, 3, 14, 10, 20, 30, TimeSpan.Zero));
}
