using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Whole files in the formats of many languages: the seconds that people were there.</summary>
public class LocalizedFileTests
{
    private static readonly DateTime usualStart = new(2026, 2, 17, 10, 0, 0, DateTimeKind.Unspecified);

    private static readonly IcuTable table = IcuTable.Read("written-times.tsv");

    [Theory]
    [InlineData("French of Canada", "2026-02-17 09 h 58 min 05 s|2026-02-17 11 h 00 min 00 s|2026-02-17 10 h 05 min 00 s|2026-02-17 10 h 50 min 00 s", 3715, 2700)]
    [InlineData("Arabic", "17‏/2‏/2026، 9:58:05 ص|17‏/2‏/2026، 11:00:00 ص|17‏/2‏/2026، 10:05:00 ص|17‏/2‏/2026، 10:50:00 ص", 3715, 2700)]
    [InlineData("Greek", "17/2/26, 9:58:05 π.μ.|17/2/26, 11:00:00 π.μ.|17/2/26, 10:05:00 π.μ.|17/2/26, 10:50:00 π.μ.", 3715, 2700)]
    [InlineData("Thai", "17/2/69 09:58:05|17/2/69 11:00:00|17/2/69 10:05:00|17/2/69 10:50:00", 3715, 2700)]
    [InlineData("Vietnamese", "09:58:05 17/2/26|11:00:00 17/2/26|10:05:00 17/2/26|10:50:00 17/2/26", 3715, 2700)]
    [InlineData("Chinese of Taiwan", "2026/2/17 上午9:58:05|2026/2/17 中午12:00:00|2026/2/17 上午10:05:00|2026/2/17 晚上9:50:00", 7315, 42_300)]
    [InlineData("Bulgarian", "17.02.26 г., 9:58:05|17.02.26 г., 11:00:00|17.02.26 г., 10:05:00|17.02.26 г., 10:50:00", 3715, 2700)]
    public void Read_NumberedSections_HasTheSeconds(string sentence, string times, int ada, int ben)
    {
        var at = times.Split('|');
        string[][] rows =
        [
            ["1. Summary"], ["Meeting title", "Update"], ["Attended participants", "2"], ["Start time", at[0]], ["End time", at[1]],
            ["Meeting duration", "1h"], ["Average attendance time", "50m"], [],
            ["2. Participants"], ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"],
            ["Ada North", at[0], at[1], "1h 1m 55s", "ada.north@example.com", "ada.north@example.com", "Attendee"],
            ["Ben South", at[2], at[3], "45m", "ben.south@example.com", "ben.south@example.com", "Attendee"], [],
            ["3. In-Meeting Activities"], ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
            ["Ada North", at[0], at[1], "1h 1m 55s", "ada.north@example.com", "Attendee"],
            ["Ben South", at[2], at[3], "45m", "ben.south@example.com", "Attendee"],
        ];

        var content = Take(SavedForm.All["as Teams writes it"].Save(rows)!);

        Assert.True($"Ada North {ada} Ben South {ben}" == Seconds(content), $"{sentence}: {Seconds(content)}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(DateOrder.DayMonthYear)]
    [InlineData(DateOrder.MonthDayYear)]
    internal void Read_TwoWaysOfDatesInOneList_HasTheSecondsOfBoth(DateOrder? named)
    {
        var content = Take(List(
            ("Ada North", "17.02.2026, 10:00:05", "17.02.2026, 11:00:00"),
            ("Ben South", "2/17/2026, 10:01:00 AM", "2/17/2026, 10:45:00 AM")), named);

        Assert.Equal("Ada North 3595 Ben South 2640", Seconds(content));
        var note = Assert.Single(content.Notes, note => note.StartsWith("Dates", StringComparison.Ordinal));
        Assert.Contains("Dates with dots, the year at the end, a clock of 24 hours are read as day/month/year: ", note, StringComparison.Ordinal);
        Assert.Contains("Dates with slashes, the year at the end, a clock of 12 hours are read as month/day/year: ", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoWaysOfDatesThatReadEitherWay_AreDecidedByTheSessionEach()
    {
        var content = Take(
            List(("Ada North", "05.03.2026, 10:00:05", "05.03.2026, 11:00:00"), ("Ben South", "3/5/2026, 10:01:00 AM", "3/5/2026, 10:45:00 AM")),
            start: new(2026, 3, 5, 10, 0, 0, DateTimeKind.Unspecified));

        Assert.Equal("Ada North 3595 Ben South 2640", Seconds(content));
        Assert.All(content.People.SelectMany(person => person.Stays), stay => Assert.Equal(new(2026, 3, 5), stay.Joined!.Value.Date));
    }

    /// <summary>A file is one program's, whatever the locale: its values decide together, over midnight and noon.</summary>
    [Fact]
    public void Read_FileOfEveryLocale_HasAllInstants()
    {
        var (midnight, noon) = (table.Columns.ToList().IndexOf("2026-12-05T00:00:00"), table.Columns.ToList().IndexOf("2026-12-05T12:00:00"));
        foreach (var row in table.Rows.Where(row => !row.Locales.StartsWith("es-AR", StringComparison.Ordinal)))
        {
            var content = Take(List(("Ada North", row.Texts[midnight], row.Texts[noon])), start: new(2026, 12, 5, 1, 0, 0, DateTimeKind.Unspecified));

            Assert.True(Seconds(content) == "Ada North 43200", $"{row.Locales}: {row.Texts[midnight]} to {row.Texts[noon]} is {Seconds(content)}");
        }
    }

    [Fact]
    public void Read_ClockOfTwelveHoursWithoutAWordForTheHalf_IsRefusedWhereTheFileShowsIt()
    {
        var ben = ("Ben South", "17/2/2026, 01:05:00", "17/2/2026, 01:55:00");

        var refusal = Read(List(("Ada North", "17/2/2026, 10:00:05", "17/2/2026, 01:58:00"), ben), null, usualStart, 4).Refusal;

        Assert.Equal((FileRefusalCodes.AttendanceTime, 3), (refusal?.Code, refusal?.Row));
        Assert.Contains("2026-02-17 01:58:00 in row 3", refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull(Read(List(("Ada North", "17/2/2026, 10:00:05", "17/2/2026, 13:58:00"), ben), null, usualStart, 4).Content);
    }

    private static byte[] List(params (string Name, string Joined, string Left)[] stays)
    {
        var rows = stays.SelectMany(stay => new string[][] { [stay.Name, "Joined", stay.Joined], [stay.Name, "Left", stay.Left] });
        return SavedForm.All["as Teams wrote it until 2022"].Save([["Full Name", "User Action", "Timestamp"], .. rows])!;
    }

    private static AttendanceReading Read(byte[] file, DateOrder? named, DateTime start, int hours) =>
        AttendanceFileReader.Read(file, AttendanceExport.ContextOf(start, start.AddHours(hours), named));

    private static AttendanceFileContent Take(byte[] file, DateOrder? named = null, DateTime? start = null)
    {
        var reading = Read(file, named, start ?? usualStart, 1);
        Assert.True(reading.Content is not null, reading.Refusal?.Message);
        return reading.Content;
    }

    private static string Seconds(AttendanceFileContent content) =>
        string.Join(' ', content.People.Select(person => $"{person.Name} {person.Stays.Sum(stay => (stay.Left - stay.Joined)!.Value.TotalSeconds)}"));
}
