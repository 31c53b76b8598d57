using System.Text;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

public class AttendanceFileRefusalTests
{
    private const string V3 = "1. Summary\nStart time\t3/12/26, 2:00:00 PM\n\n2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n";
    private const string Stays = "\n3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n";

    private static FileRefusal? Refuse(byte[] file, ReadingContext? session = null) =>
        AttendanceFileReader.Read(file, session ?? AttendanceExport.Context).Refusal;

    [Theory]
    [InlineData("no content", "", FileRefusalCodes.Empty, null, null)]
    [InlineData("blank lines", "\n\n\n", FileRefusalCodes.NotAnAttendanceFile, null, null)]
    [InlineData("a roster", "name,email\nAna,ana@contoso.example\n", FileRefusalCodes.NotAnAttendanceFile, null, null)]
    [InlineData("a workbook that was cut off", "PK\u0003\u0004", FileRefusalCodes.Damaged, null, null)]
    [InlineData("a PDF document", "%PDF-1.7\n", FileRefusalCodes.NotText, null, null)]
    [InlineData("a sign-in page", "<!DOCTYPE html><html></html>", FileRefusalCodes.NotText, null, null)]
    [InlineData("binary content", "\u0001\u0002\u0003\u0004", FileRefusalCodes.NotAnAttendanceFile, null, null)]
    [InlineData("a list with a header alone", "Full Name\tUser Action\tTimestamp\n", FileRefusalCodes.AttendanceNoRows, null, null)]
    [InlineData("a list with an unknown action", "Full Name\tUser Action\tTimestamp\nAna\tRejoint\t3/12/2026, 14:00:00\n", FileRefusalCodes.AttendanceAction, 2, 2)]
    [InlineData("a list with a row without an action", "Full Name\tUser Action\tTimestamp\nAna\tJoined\t3/12/2026, 14:00:00\nAna\t\t3/12/2026, 14:10:00\n", FileRefusalCodes.AttendanceAction, 3, 2)]
    [InlineData("a list with a time that is none", "Full Name\tUser Action\tTimestamp\nAna\tJoined\tsoon\n", FileRefusalCodes.AttendanceTime, 2, 3)]
    [InlineData("an hour that is none", "Full Name\tUser Action\tTimestamp\nAna\tJoined\t3/12/2026, 25:00:00\n", FileRefusalCodes.AttendanceTime, 2, 3)]
    [InlineData("13 o'clock in the afternoon", "Full Name\tUser Action\tTimestamp\nAna\tJoined\t3/12/2026, 13:00:00 PM\n", FileRefusalCodes.AttendanceTime, 2, 3)]
    [InlineData("the policy that withholds times", V3 + "Ana\t\t\t\tana@contoso.example\tana@contoso.example\tAttendee\n", FileRefusalCodes.AttendanceTimesWithheld, null, null)]
    [InlineData("stays without times, although the summary has some", V3 + Stays + "Ana\t\t\t\tana@contoso.example\tAttendee\n", FileRefusalCodes.AttendanceTimesWithheld, null, null)]
    [InlineData("a list without times", "Full Name\tUser Action\tTimestamp\nAna\tJoined\n", FileRefusalCodes.AttendanceTimesWithheld, null, null)]
    [InlineData("no section of stays", V3 + "Ana\t3/12/26, 2:00:00 PM\t3/12/26, 3:00:00 PM\t1h\tana@contoso.example\t\tAttendee\n", FileRefusalCodes.AttendanceNoActivities, null, null)]
    [InlineData("nobody in the section of stays", V3 + Stays, FileRefusalCodes.AttendanceNoRows, null, null)]
    [InlineData("stays with columns that are not known", V3 + "\n3. Działania\nA\tB\tC\tD\tE\tF\tG\nAna\t1\n", FileRefusalCodes.NotAnAttendanceFile, 8, null)]
    [InlineData("a stay with a time that is none", V3 + Stays + "Ana\t3/12/26, 2:00:00 PM\tlater\t1h\ta@b.example\tAttendee\n", FileRefusalCodes.AttendanceTime, 9, 3)]
    [InlineData("a quotation mark that is never closed", V3 + Stays + "\"Ana\t3/12/26, 2:00:00 PM\t3/12/26, 3:00:00 PM\t1h\nBo\t3/12/26, 2:00:00 PM\t3/12/26, 3:00:00 PM\t1h\n", FileRefusalCodes.AttendanceQuotes, 9, null)]
    [InlineData("a quotation mark that takes in the next row", V3 + Stays + "\"Ana\t3/12/26, 2:00:00 PM\t3/12/26, 3:00:00 PM\t1h\n\"Bo\t3/12/26, 2:00:00 PM\t3/12/26, 3:00:00 PM\t1h\n", FileRefusalCodes.AttendanceQuotes, 9, null)]
    public void Read_FileThatCannotBeTaken_IsRefusedNamingThePlace(string because, string text, string code, int? row, int? column)
    {
        var refusal = Refuse(Encoding.UTF8.GetBytes(text));

        Assert.True(refusal is not null && (refusal.Code, refusal.Row, refusal.Column) == (code, row, column), $"{because}: {refusal}");
        Assert.Contains(FileRefusalCodes.All.ToArray(), known => known.Code == code);
    }

    [Fact]
    public void Read_Utf8ThatBreaksItsMark_IsRefused() => Assert.Equal(FileRefusalCodes.AttendanceEncoding, Refuse([0xEF, 0xBB, 0xBF, (byte)'a', 0xFF])?.Code);

    [Fact]
    public void Read_TheSampleWithoutTimes_IsRefused() =>
        Assert.Equal(FileRefusalCodes.AttendanceTimesWithheld, Refuse(File.ReadAllBytes(SampleFolder.PathOf("bad-files/attendance-without-times.csv")))?.Code);

    [Theory]
    [InlineData("bytes", FileRefusalCodes.TooLarge)]
    [InlineData("rows", FileRefusalCodes.TooManyRows)]
    [InlineData("columns", FileRefusalCodes.TooManyColumns)]
    [InlineData("characters", FileRefusalCodes.CellTooLong)]
    public void Read_OverALimit_IsRefused(string limit, string code)
    {
        var text = limit switch
        {
            "bytes" => new string('x', FileLimits.FileBytes + 1),
            "rows" => string.Concat(Enumerable.Repeat("A\n", FileLimits.Rows + 1)),
            "columns" => new string('\t', FileLimits.Columns),
            _ => new string('x', FileLimits.CellLength + 1),
        };

        Assert.Equal(code, Refuse(Encoding.UTF8.GetBytes(text))?.Code);
    }

    [Theory]
    [InlineData("no month is the fourteenth", "3/14/26", "2026-03-14", null, "MonthDayYear 2026-03-14")]
    [InlineData("no month is the fourteenth, the other way round", "14/3/26", "2026-03-14", null, "DayMonthYear 2026-03-14")]
    [InlineData("a year in front", "2026-03-12", "2026-03-12", null, "YearMonthDay 2026-03-12")]
    [InlineData("a short year in front, because Teams had no lists in 2012", "26/3/12", "2026-03-12", null, "YearMonthDay 2026-03-12")]
    [InlineData("the session's date tells the month", "3/12/26", "2026-03-12", null, "MonthDayYear 2026-03-12")]
    [InlineData("the session's date tells the day", "3/12/26", "2026-12-03", null, "DayMonthYear 2026-12-03")]
    [InlineData("a day's difference may be the zone", "3/12/26", "2026-03-13", null, "MonthDayYear 2026-03-12")]
    [InlineData("one date in both orders", "5/5/26", "2026-05-05", null, "MonthDayYear 2026-05-05")]
    [InlineData("a run over midnight", "4/3/26 5/3/26", "2026-12-24", null, "DayMonthYear 2026-03-04")]
    [InlineData("the uploader knows", "3/12/26", "2026-12-03", "MonthDayYear", "MonthDayYear 2026-03-12")]
    [InlineData("neither reading is the session's", "3/12/26", "2026-07-01", null, "attendance-date-order-ambiguous")]
    [InlineData("the uploader errs", "3/14/26", "2026-03-14", "DayMonthYear", "attendance-dates-impossible")]
    [InlineData("one value fits no order of the others", "3/14/26 14/3/26", "2026-03-14", null, "attendance-dates-impossible")]
    [InlineData("no date of Teams' time", "3/14/05", "2026-03-14", null, "attendance-dates-impossible")]
    public void Read_Dates_AreOfOneOrderDecidedByAllValuesThenTheSession(string sentence, string dates, string session, string? named, string expected)
    {
        var text = "Full Name\tUser Action\tTimestamp\n" + string.Concat(dates.Split(' ').Select((date, index) => $"Ana\t{(index % 2 == 0 ? "Joined" : "Left")}\t{date}, 14:00:00\n"));
        var day = DateTime.Parse(session, System.Globalization.CultureInfo.InvariantCulture);

        var reading = AttendanceFileReader.Read(Encoding.UTF8.GetBytes(text), AttendanceExport.ContextOf(day.AddHours(14), day.AddHours(15), named is null ? null : Enum.Parse<DateOrder>(named)));

        var result = reading.Refusal?.Code ?? $"{reading.Content!.DateOrder} {reading.Content.People[0].Stays[0].Joined:yyyy-MM-dd}";
        Assert.True(expected == result, $"{sentence}: {result}");
    }

    [Fact]
    public void Read_AmbiguousDates_AreRefusedNamingBothReadings()
    {
        var message = Refuse(Encoding.UTF8.GetBytes("Full Name\tUser Action\tTimestamp\nAna\tJoined\t3/12/26, 02:00:00\n"), AttendanceExport.ContextOf(new(2026, 7, 1), new(2026, 7, 2)))!.Message;

        Assert.Contains("as month/day/year from 2026-03-12 02:00:00", message, StringComparison.Ordinal);
        Assert.Contains("as day/month/year from 2026-12-03 02:00:00", message, StringComparison.Ordinal);
        Assert.Contains("The session is on 2026-07-01", message, StringComparison.Ordinal);
    }
}
