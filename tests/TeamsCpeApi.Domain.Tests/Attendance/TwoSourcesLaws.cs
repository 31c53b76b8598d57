using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Attendance;

/// <summary>Attendance from Microsoft's reports and from uploaded files together: what both say counts once.</summary>
public class TwoSourcesLaws
{
    private const int Cases = 300;
    private static readonly DateTimeOffset s_start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_file = Guid.Parse("0198d1c2-0000-7000-8000-000000000001");

    [Fact]
    public void Presence_TheSameStaysFromAFileToo_IsTheSame() => Laws.Hold(Cases, generator =>
    {
        var reported = Records(generator, "report");
        var presence = Presence.Of(reported);

        Assert.Equal(presence, Presence.Of([.. reported, .. reported.Select(Copied)]) with { UnusableStays = presence.UnusableStays });
    });

    [Fact]
    public void Presence_OfBothSourcesInAnyOrder_IsTheSame() => Laws.Hold(Cases, generator =>
    {
        AttendanceRecord[] both = [.. Records(generator, "report"), .. Records(generator, ReportIds.OfFile(s_file))];

        Assert.Equal(Presence.Of(both), Presence.Of(generator.Shuffled(both)));
    });

    [Fact]
    public void Presence_OfBothSources_IsTheirUnion() => Laws.Hold(Cases, generator =>
    {
        var (reported, filed) = (Records(generator, "report"), Records(generator, ReportIds.OfFile(s_file)));

        Assert.Equal(Presence.Of(reported).Instants.Union(Presence.Of(filed).Instants), Presence.Of([.. reported, .. filed]).Instants);
    });

    [Fact]
    public void Gather_OfBothSources_LosesNoRecordAndMindsNoOrder() => Laws.Hold(Cases, generator =>
    {
        AttendanceRecord[] both = [.. Records(generator, "report"), .. Records(generator, ReportIds.OfFile(s_file))];

        var gathered = SeenIdentity.Gather(both, []);
        var again = SeenIdentity.Gather(generator.Shuffled(both), []);

        Assert.Equal(both.Length, gathered.Sum(identity => identity.Records.Count));
        Assert.Equal(gathered.Select(Shown), again.Select(Shown));
    });

    private static string Shown(SeenIdentity identity) => $"{identity.Key} {identity.Email} {identity.DisplayName} {string.Join(' ', identity.Records.Select(record => $"{record.ReportId}/{record.RecordId}/{record.Stays.Count}"))}";

    private static AttendanceRecord Copied(AttendanceRecord record) => record with { ReportId = ReportIds.OfFile(s_file), ReportedSeconds = null, ObjectId = null };

    private static AttendanceRecord[] Records(Generator generator, string report) => [.. Enumerable.Range(0, generator.Number(0, 5)).Select(number =>
    {
        var isFile = ReportIds.FileOf(report) is not null;
        var person = generator.Number(1, 3);
        return new AttendanceRecord(
            report,
            $"{(isFile ? "file-" : "")}{number}",
            null,
            !isFile && generator.Chance(60) ? $"object-{person}" : null,
            generator.Chance(70) ? $"person{person}@contoso.example" : null,
            $"Person {person}",
            "Attendee",
            isFile ? null : generator.Number(0, 3600),
            generator.Many(0, 4, () => Stay(generator)));
    })];

    private static ReportedStay Stay(Generator generator)
    {
        var joined = s_start.AddSeconds(generator.Number(0, 3600));
        return new(joined, generator.Chance(90) ? joined.AddSeconds(generator.Number(-10, 1800)) : null, null);
    }
}
