using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Tests.Workbooks;

internal static class ReportFixture
{
    public static ReportTable Table(params IReadOnlyList<IReadOnlyList<object?>> rows) => new(
        "Completion: Ethics 2026/Q1 [final]",
        [new("Session", "Ethics 2026"), new("Sponsor", "=SUM(A1:A9)"), new("Rule", "two\nlines")],
        [
            new("Participant", ReportValueKind.Text, Identifies: true),
            new("Joined", ReportValueKind.Instant),
            new("Attended", ReportValueKind.Seconds),
            new("Credits", ReportValueKind.Credits),
            new("Polls", ReportValueKind.Count),
        ],
        rows,
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        new DateTimeOffset(2026, 3, 12, 18, 0, 0, TimeSpan.Zero));

    /// <summary>Joined at 14:05:07 in New York, which has had summer time since March 8.</summary>
    public static IReadOnlyList<object?> Row(object? name) =>
        [name, new DateTimeOffset(2026, 3, 12, 18, 5, 7, TimeSpan.Zero), 90_061L, 1.5m, 4L];
}
