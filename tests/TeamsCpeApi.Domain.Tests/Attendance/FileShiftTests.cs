using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Attendance;

/// <summary>Files that were read in a wrong zone. Stays are written as minutes after the session's start; the session lasts 100 minutes.</summary>
public class FileShiftTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);

    private static readonly Interval Session = new(Start, Start.AddMinutes(100));

    [Theory]
    [InlineData("an hour late at both ends", "58-161 60-160 62-158 61-100", "", 60)]
    [InlineData("an hour early", "-62-41 -60-40 -58-39", "", -60)]
    [InlineData("half an hour, as between India and Pakistan", "29-131 30-130 31-129", "", 30)]
    [InlineData("in time", "-3-101 0-100 2-97", "", null)]
    [InlineData("in time, most came late", "40-100 45-101 50-99", "", null)]
    [InlineData("in time, most left early", "0-40 1-45 2-50", "", null)]
    [InlineData("the meeting ran a quarter of an hour late", "14-116 15-115 16-114", "", null)]
    [InlineData("too few to say", "60-160 61-161", "", null)]
    [InlineData("nobody", "", "", null)]
    [InlineData("an hour beside Microsoft's report of one of them", "60-160 70-80", "0-100", 60)]
    [InlineData("a quarter beside Microsoft's report, as in Nepal", "15-115", "0-100", 15)]
    [InlineData("as Microsoft reports, whatever the schedule says", "60-160 60-160 60-160", "60-160 60-160 60-160", null)]
    public void Of_AFile_FindsTheCommonShift(string what, string file, string reported, int? minutes)
    {
        var shift = FileShift.Of(Records(file), Records(reported), Session);

        Assert.True(shift == (minutes is { } wanted ? TimeSpan.FromMinutes(wanted) : null), $"{what}: {shift}");
    }

    [Fact]
    public void Of_AFileThatAddsAnotherAddress_ComparesThePeopleByTheirSignInNames()
    {
        var file = Records("60-160").Select(record => record with { Email = "jane@contoso.example", SignInName = record.Email }).ToArray();

        Assert.Equal(TimeSpan.FromMinutes(60), FileShift.Of(file, Records("0-100"), Session));
    }

    private static AttendanceRecord[] Records(string stays) =>
    [
        .. stays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((stay, person) =>
        {
            var dash = stay.IndexOf('-', 1);
            var (joined, left) = (Start.AddMinutes(int.Parse(stay[..dash], null)), Start.AddMinutes(int.Parse(stay[(dash + 1)..], null)));
            return new AttendanceRecord("report", $"record-{person}", null, null, $"p{person}@contoso.example", $"P {person}", "Attendee", null, [new ReportedStay(joined, left, null)]);
        }),
    ];
}
