using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Presence that only uploaded files have, beside a report of Microsoft's.</summary>
public class FilesAloneTests
{
    private const string Code = "presence-from-file-alone";
    private static readonly Guid File = Guid.NewGuid();

    [Theory]
    [InlineData("the report does not know them", "", "10:00-11:40", "1 h 40 min")]
    [InlineData("the file lengthens a stay", "10:00-10:10", "10:00-11:40", "1 h 29 min 58 s")]
    [InlineData("the file has a stay of its own", "10:00-10:30", "10:00-10:30 11:00-11:10", "10 min")]
    [InlineData("the same stays", "10:00-11:40", "10:00-11:40", null)]
    [InlineData("the same, but for how files round", "10:00-11:38", "09:59:59-11:38:02", null)]
    [InlineData("what does not count is not looked at", "10:00-11:40", "09:00-13:00", null)]
    public void Of_PresenceOfAFile_IsAFindingWhereTheReportLacksIt(string sentence, string reported, string filed, string? alone)
    {
        var evidence = OneSession.Of(
            OneSession.Reported(OneSession.Ben, "10:00-11:40"), OneSession.Reported(OneSession.Ann, reported), OneSession.Filed(File, OneSession.Ann, filed));

        var finding = (evidence with { FileNames = new Dictionary<Guid, string> { [File] = "list.csv" } }).OutcomeOf(OneSession.Ann).Findings.SingleOrDefault(one => one.Code == Code);

        Expect.Equal(sentence, alone is null ? null : $"{alone} of the presence come from the uploaded file \"list.csv\" alone; Microsoft's report does not have them.", finding?.Message);
        Expect.Equal(sentence, alone is null ? null : FindingLevel.Decision, finding?.Level);
    }

    [Fact]
    public void Of_PresenceOfAFile_WithoutAReportCounts()
    {
        var evidence = OneSession.Of(OneSession.Filed(File, OneSession.Ann, "10:00-11:40"));

        Assert.DoesNotContain(evidence.OutcomeOf(OneSession.Ann).Findings, finding => finding.Code == Code);
    }

    [Fact]
    public void Of_RulesetThatLetsFilesCount_WarnsAlone()
    {
        var evidence = OneSession.Of(OneSession.Reported(OneSession.Ben, "10:00-11:40"), OneSession.Filed(File, OneSession.Ann, "10:00-11:40"));
        var rules = evidence.Ruleset with { FileOnlyPresence = FileOnlyPresence.Counts };

        Assert.Equal(FindingLevel.Warning, (evidence with { Ruleset = rules }).OutcomeOf(OneSession.Ann).Findings.Single(finding => finding.Code == Code).Level);
    }

    /// <summary>Both ways: what only a file has is found, and what the report has too is not.</summary>
    [Fact]
    public void Of_AnyPresence_IsFoundIffOnlyAFileHasIt() => Laws.Hold(15_000, generator =>
    {
        string Stay(int from, int minutes) => $"{Clock(from)}-{Clock(from + minutes)}";
        string Clock(int minute) => $"{10 + (minute / 60)}:{minute % 60:00}";
        var reported = generator.Many(0, 3, () => (From: generator.Number(0, 90), Minutes: generator.Number(1, 9)));
        var filed = generator.Many(1, 3, () => generator.Chance(50) && reported.Length > 0 ? generator.Pick(reported) : (From: generator.Number(0, 90), Minutes: generator.Number(1, 9)));

        var evidence = OneSession.Of(
            OneSession.Reported(OneSession.Ben, "10:00-11:40"),
            OneSession.Reported(OneSession.Ann, string.Join(' ', reported.Select(stay => Stay(stay.From, stay.Minutes)))),
            OneSession.Filed(File, OneSession.Ann, string.Join(' ', filed.Select(stay => Stay(stay.From, stay.Minutes)))));
        var alone = filed.SelectMany(stay => Enumerable.Range(stay.From, stay.Minutes)).Except(reported.SelectMany(stay => Enumerable.Range(stay.From, stay.Minutes)));

        Assert.Equal(alone.Any(), evidence.OutcomeOf(OneSession.Ann).Findings.Any(finding => finding.Code == Code));
    });
}
