using System.Text.RegularExpressions;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>A report names those who awarded, for readers who cannot look up a key.</summary>
[Collection(TwoPersons.Name)]
public sealed class AwardedByTests(TwoPersons.Stage stage)
{
    private static readonly ActorView[] Known = [new("key:1", "Ruth"), new("key:2", "Registrar"), new("key:3", "Registrar")];

    [Theory]
    [InlineData("key:1", null, "on 2026-10-21 09:00 UTC by Ruth")]
    [InlineData("key:1", "key:2", "on 2026-10-21 09:00 UTC by Ruth, and on 2026-10-22 09:00 UTC by Registrar (key:2)")]
    [InlineData("key:3", null, "on 2026-10-21 09:00 UTC by Registrar (key:3)")]
    [InlineData("key:4", null, "on 2026-10-21 09:00 UTC by key:4")]
    [InlineData("system", null, "on 2026-10-21 09:00 UTC by system")]
    public void OnPaper_NameStandsAloneWhereItIsUnique(string awardedBy, string? confirmedBy, string expected) =>
        Assert.Equal(expected, ActorWords.OnPaper(new Word(awardedBy, confirmedBy), Known));

    [Fact]
    public async Task Completion_InEveryFormat_NamesWhoAwardedAndWhoAgreed()
    {
        var report = $"/api/v1/sessions/{stage.Room.Session}/completion";
        var told = (await stage.Server.Auditor.CallAsync("GET", report)).Expect(200).Json;
        var award = told["participants"]!.AsArray().Single(row => (Guid)row!["participantId"]! == stage.Agreed)!["award"]!;
        var names = told["actors"]!.AsArray().ToDictionary(actor => (string)actor!["actor"]!, actor => (string)actor!["name"]!);
        var (first, second) = ((string)award["awardedBy"]!, (string)award["confirmedBy"]!);
        Assert.Equal(("Test operator", "First administrator"), (names[first], names[second]));

        var csv = (await stage.Server.Auditor.CallAsync("GET", $"{report}?format=csv")).Expect(200).Text;
        Assert.Matches($@"on [\d: -]+ UTC by Test operator \({first}\), and on [\d: -]+ UTC by First administrator \({second}\)", csv);

        using var pdf = new PdfTool(await stage.Server.Auditor.GetByteArrayAsync($"{report}?format=pdf"));
        var paper = Regex.Replace(pdf.RawText(), @"\s", "");
        Assert.Equal((1, 1), (Regex.Count(paper, first), Regex.Count(paper, second)));
        Assert.Matches(@"on[\d:-]+UTCbyTestoperator,andon[\d:-]+UTCbyFirstadministrator", paper);
    }

    private sealed record Word(string AwardedBy, string? ConfirmedBy) : IAwardedView
    {
        public DateTimeOffset AwardedAt => new(2026, 10, 21, 9, 0, 0, TimeSpan.Zero);

        public DateTimeOffset? ConfirmedAt => ConfirmedBy is null ? null : AwardedAt.AddDays(1);
    }
}
