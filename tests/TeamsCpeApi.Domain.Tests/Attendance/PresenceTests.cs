using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Attendance;

public class PresenceTests
{
    [Theory]
    [InlineData("in a stay", "10:30", false)]
    [InlineData("between two stays", "10:50", true)]
    [InlineData("before the first", "09:58:59", true)]
    [InlineData("within a minute of joining", "09:59:30", false)]
    [InlineData("within a minute of leaving", "10:40:30", false)]
    [InlineData("after the last", "11:31", true)]
    public void IsAbsentAt_Instant_IsToldFromTheStays(string sentence, string at, bool absent) =>
        Expect.Equal(sentence, absent, new Presence(Notation.Set("10:00-10:40 11:00-11:30"), 0, null).IsAbsentAt(Notation.At(at)));

    [Theory]
    [InlineData("one stay", "10:00-10:30", "10:00-10:30", 0)]
    [InlineData("a second device is not counted twice", "09:55-10:20 10:15-10:30", "09:55-10:30", 0)]
    [InlineData("coming back leaves the gap out", "10:00-10:20 10:40-11:00", "10:00-10:20 10:40-11:00", 0)]
    [InlineData("a stay without an end is left out and said so", "10:00-10:20 10:40-?", "10:00-10:20", 1)]
    [InlineData("a stay without a start is left out and said so", "?-10:20 10:40-11:00", "10:40-11:00", 1)]
    [InlineData("withheld times are left out and said so", "?-?", "", 1)]
    [InlineData("a stay that ends before it starts is left out and said so", "10:30-10:00", "", 1)]
    [InlineData("a stay that does not last is nothing", "10:30-10:30", "", 0)]
    public void Of_Stays_UnitesWhatIsUsable(string sentence, string stays, string instants, int unusable)
    {
        var presence = Presence.Of([Record("report", stays, null)]);

        Expect.Equal(sentence, instants, Notation.Write(presence.Instants));
        Expect.Equal(sentence, unusable, presence.UnusableStays);
    }

    [Fact]
    public void Of_SeveralReports_UnitesThemAndSumsWhatTheyState()
    {
        var presence = Presence.Of([Record("first", "10:00-10:40", 2400), Record("restarted", "10:30-11:00", 1800)]);

        Assert.Equal("10:00-11:00", Notation.Write(presence.Instants));
        Assert.Equal(4200, presence.ReportedSeconds);
    }

    [Fact]
    public void Of_TheSameRecordTwice_IsOneRecord()
    {
        var once = Presence.Of([Record("report", "10:00-10:40 11:00-?", 2400)]);
        var twice = Presence.Of([Record("report", "10:00-10:40 11:00-?", 2400), Record("report", "11:00-? 10:00-10:40", 2400)]);

        Assert.Equal(once, twice);
    }

    [Fact]
    public void Of_NothingStated_StatesNothing()
    {
        Assert.Null(Presence.Of([Record("report", "10:00-10:40", null)]).ReportedSeconds);
        Assert.Equal(Presence.None, Presence.Of([]));
    }

    [Fact]
    public void Of_NonsenseTotals_DoesNotOverflow() =>
        Assert.Equal(2L * int.MaxValue, Presence.Of([Record("a", "", long.MaxValue), Record("b", "", long.MaxValue), Record("c", "", long.MinValue)]).ReportedSeconds);

    private static AttendanceRecord Record(string report, string stays, long? reported) =>
        new(report, "record", null, null, null, "Ada", "Attendee", reported, [.. stays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stay)]);

    private static ReportedStay Stay(string text)
    {
        var ends = text.Split('-');
        DateTimeOffset? End(string time) => time == "?" ? null : Notation.At(time);
        return new ReportedStay(End(ends[0]), End(ends[1]), null);
    }
}
