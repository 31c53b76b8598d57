using System.Globalization;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Benchmarks;

/// <summary>A Raw Data report of 24 columns from a seed: the ten that every session has and two for each of seven polls.</summary>
internal static class RawDataTable
{
    private const int Polls = 7;
    private const int Seed = 24;

    private static readonly DateTimeOffset Start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);

    public static ReportTable Of(int rows)
    {
        var random = new Random(Seed);
        return new ReportTable(
            "Raw data: Year-end tax update",
            [new("Session", "Year-end tax update"), new("Scheduled", "2026-03-12 10:00 to 14:00"), new("Rule", "NASBA Group Internet Based, fifths")],
            [
                new("External id", ReportValueKind.Text, Identifies: true),
                new("Name", ReportValueKind.Text, Identifies: true),
                new("Email", ReportValueKind.Text),
                new("Match", ReportValueKind.Text),
                new("Role", ReportValueKind.Text),
                new("First join", ReportValueKind.Instant),
                new("Last leave", ReportValueKind.Instant),
                new("Stays", ReportValueKind.Text),
                new("Present", ReportValueKind.Seconds),
                new("Stated by Teams", ReportValueKind.Seconds),
                .. Enumerable.Range(1, Polls).SelectMany(poll => new ReportColumn[]
                {
                    new($"Poll {poll}: does the rule apply?", ReportValueKind.Text),
                    new($"Poll {poll} answered at", ReportValueKind.Instant),
                }),
            ],
            [.. Enumerable.Range(1, rows).Select(row => Row(row, random))],
            TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
            Start.AddHours(6));
    }

    private static IReadOnlyList<object?> Row(int row, Random random)
    {
        var present = (long)random.Next(3_600, 14_400);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"LMS-{row:000000}"),
            string.Create(CultureInfo.InvariantCulture, $"Zoë Participant {row:00000}"),
            string.Create(CultureInfo.InvariantCulture, $"participant{row:00000}@northwind.example"),
            "object id",
            "Attendee",
            Start.AddSeconds(random.Next(600)),
            Start.AddSeconds(random.Next(13_800, 14_400)),
            "10:02:11 – 11:58:40\n12:01:05 – 13:59:58",
            present,
            present + random.Next(120),
            .. Enumerable.Range(0, Polls).SelectMany(poll => random.Next(10) == 0
                ? new object?[] { null, null }
                : [random.Next(2) == 0 ? "Yes, always" : "No, never", Start.AddMinutes(15 + (30 * poll)).AddSeconds(random.Next(120))]),
        ];
    }
}
