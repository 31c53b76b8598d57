using TeamsCpeApi.Attendance;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Tests.Attendance;

public class ActualTimesTests
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("the schedule alone counts", WindowBasis.Scheduled, "10-50", false, null)]
    [InlineData("the report that counts", WindowBasis.ScheduledAndActual, "10-50", false, 40)]
    [InlineData("one that does not count says nothing", WindowBasis.ScheduledAndActual, "10-50 !0-10", false, 40)]
    [InlineData("several are united", WindowBasis.ScheduledAndActual, "10-30 20-50 55-60", false, 45)]
    [InlineData("a report without times counts as scheduled", WindowBasis.ScheduledAndActual, "10-50 ?", false, null)]
    [InlineData("one that ends before it starts is without times", WindowBasis.ScheduledAndActual, "50-10", false, null)]
    [InlineData("an uploaded file counts as scheduled", WindowBasis.ScheduledAndActual, "10-50", true, null)]
    [InlineData("nothing known", WindowBasis.ScheduledAndActual, "", false, null)]
    public void Of_ReportsThatCount_IsWhenTheMeetingRan(string sentence, WindowBasis basis, string reports, bool hasFiles, int? minutes)
    {
        var ruleset = RulesetPresets.NasbaGroupInternetBasedFifths with { WindowBasis = basis };

        var actual = ActualTimes.Of(ruleset, [.. reports.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Report)], hasFiles);

        Assert.True(minutes * 60L == actual?.Seconds, $"{sentence}: {actual?.Seconds}");
    }

    private static SnapshotReport Report(string text)
    {
        var ends = text.TrimStart('!').Split('-').Select(end => int.TryParse(end, out var minutes) ? Ten.AddMinutes(minutes) : (DateTimeOffset?)null).ToArray();
        return new SnapshotReport("report", ends[0], ends[^1], null, Chosen: text[0] != '!');
    }
}
