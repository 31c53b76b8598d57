using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>What a file says of itself above its rows: the zone of its times, sentences, headers as programs spell them.</summary>
public class HeaderTests
{
    private static readonly ReadingContext London = Reads.Session("Europe/London", "2026-07-14 10:00", "2026-07-14 13:00");

    [Theory]
    [InlineData("numbered sections", " (UTC)", "2026-07-14T09:00:05", "UTC")]
    [InlineData("numbered sections", " [utc]", "2026-07-14T09:00:05", "UTC")]
    [InlineData("numbered sections", " (UTC+02:00)", "2026-07-14T07:00:05", "UTC+02:00")]
    [InlineData("numbered sections", " (GMT-5)", "2026-07-14T14:00:05", "UTC-05:00")]
    [InlineData("numbered sections", "", "2026-07-14T08:00:05", null)]
    [InlineData("meeting summary", " (UTC)", "2026-07-14T09:00:05", "UTC")]
    [InlineData("meeting summary", "", "2026-07-14T08:00:05", null)]
    [InlineData("attendance list", " (UTC)", "2026-07-14T09:00:05", "UTC")]
    [InlineData("attendance list", "", "2026-07-14T08:00:05", null)]
    public void Read_HeaderThatNamesAZone_IsReadInItWhateverTheSessions(string dialect, string zone, string joined, string? stated)
    {
        var context = London with { Window = new(London.Session.Start.AddHours(-6), London.Session.End.AddHours(6)) };
        var content = Reads.Take(File(dialect, zone), context);

        Assert.Equal(joined, $"{Reads.Records(content, context)[0].Stays[0].Joined:s}");
        Assert.Equal(stated, content.StatedZone?.Id);
        Assert.Equal(stated is not null, content.Notes.Any(note => note.StartsWith($"The header says that the times are {stated}: they were read so", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_ReportWhoseHeadersSayUtc_GivesWhatWasSeen() =>
        Assert.Equal("Ada North 10795", Reads.Seconds(Reads.Take(File("numbered sections", " (UTC)"), London), London));

    [Fact]
    public void Read_SummaryAloneThatNamesAZone_SpeaksForTheWholeFile()
    {
        var rows = File("numbered sections", "");
        rows[2][0] += " (UTC)";

        Assert.Equal("UTC", Reads.Take(rows, London).StatedZone?.Id);
    }

    [Fact]
    public void Read_HeadersThatNameTwoZones_AreRefused()
    {
        var rows = File("numbered sections", " (UTC)");
        rows[^2][2] = "Leave Time (UTC+1)";

        Assert.Contains("several zones for the times: UTC, UTC+01:00", Reads.Of(rows, London).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Session Id,Participant Id,Full Name,User Agent,Utc Event Timestamp,Action,Role")]
    [InlineData("SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role")]
    [InlineData("session_id,participant_id,full_name,user_agent,utc_event_timestamp,action,role")]
    [InlineData("SESSION-ID,PARTICIPANT-ID,FULL-NAME,USER-AGENT,UTC-EVENT-TIMESTAMP,ACTION,ROLE")]
    [InlineData("Session ID,Participant ID,Full name,User agent,Event timestamp (UTC),Action,Role")]
    public void Read_LiveEventHoweverItsHeadersAreSpelled_IsOne(string headers)
    {
        var content = Reads.Take(
            [
                headers.Split(','),
                ["1", "ada.north@example.com", "Ada North", "Mozilla/5.0", "2/17/2026 3:00:05 PM", "Joined", "Attendee"],
                ["1", "ada.north@example.com", "Ada North", "Mozilla/5.0", "2/17/2026 4:00:05 PM", "Left", "Attendee"],
                ["2", "ben.south@example.com", "Ben South", "Safari", "2/17/2026 3:01:00 PM", "Joined", "Attendee"],
                ["2", "ben.south@example.com", "Ben South", "Safari", "2/17/2026 3:41:00 PM", "Left", "Attendee"],
            ],
            Reads.NewYork);

        Assert.Equal(AttendanceDialect.LiveEvent, content.Dialect);
        Assert.Equal("Ada North 3595, Ben South 2400", Reads.Seconds(content, Reads.NewYork));
    }

    [Theory]
    [InlineData("numbered sections", "English")]
    [InlineData("meeting summary", "French")]
    [InlineData("attendance list", "English of India")]
    [InlineData("live event", "English")]
    public void Read_BannerAboveTheHeader_IsToldAndChangesNothing(string dialect, string language)
    {
        const string Banner = "The data could be incomplete due to the large number of meeting participants.";
        var rows = AttendanceFileReaderTests.Rows(dialect, language);
        var plain = Reads.Take(rows, AttendanceExport.Context);

        var content = Reads.Take([[Banner], [], .. rows], AttendanceExport.Context);

        Assert.Equal(Reads.Kept(plain, AttendanceExport.Context), Reads.Kept(content, AttendanceExport.Context));
        Assert.Contains($"The file says above its table: \"{Banner}\" (row 1).", content.Notes);
    }

    [Fact]
    public void Read_BannerBetweenAHeadingAndItsHeader_IsToldAndChangesNothing()
    {
        var rows = AttendanceFileReaderTests.Rows("numbered sections", "Japanese").ToList();
        rows.Insert(rows.FindIndex(row => row is ["3. 会議中のアクティビティ"]) + 1, ["会議の参加者が多いため、データが不完全な可能性があります。"]);

        var content = Reads.Take([.. rows], AttendanceExport.Context);

        Assert.Equal(4, content.People.Sum(person => person.Stays.Count));
        Assert.Contains(content.Notes, note => note.Contains("不完全", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ListOfAnUnknownLanguageBelowABanner_IsTaken() => Assert.Equal("Ana 1800", Reads.Seconds(
        Reads.Take(Reads.Rows("Tiedot voivat olla puutteellisia, koska osallistujia on paljon.", "Nimi\tToiminto\tAika", "Ana\tX\t17.2.2026 10:00:00", "Ana\tY\t17.2.2026 10:30:00"), Reads.NewYork),
        Reads.NewYork));

    [Fact]
    public void Read_TableOfThreeColumnsWithManyActions_IsNoList() => Assert.Equal(
        FileRefusalCodes.NotAnAttendanceFile,
        Reads.Of([["Name", "E-mail", "Registered"], .. Enumerable.Range(1, 9).Select(number => new[] { $"P{number}", $"p{number}@contoso.example", "2/17/2026 9:00:00 AM" })], Reads.NewYork).Refusal?.Code);

    private static string[][] File(string dialect, string zone) => dialect switch
    {
        "numbered sections" => Reads.Rows(
            "1. Summary", "Meeting title\tUTC for beginners", "Start time\t7/14/26, 8:57:00 AM", "",
            "2. Participants", "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
            "Ada North\t7/14/26, 9:00:05 AM\t7/14/26, 12:00:00 PM\t2h 59m 55s\tada.north@example.com\tada.north@example.com\tAttendee", "",
            "3. In-Meeting Activities", $"Name\tJoin Time{zone}\tLeave Time{zone}\tDuration\tEmail\tRole",
            "Ada North\t7/14/26, 9:00:05 AM\t7/14/26, 12:00:00 PM\t2h 59m 55s\tada.north@example.com\tAttendee"),
        "meeting summary" => Reads.Rows(
            "Meeting Summary", "Meeting Title\tUTC", "Meeting Start Time\t7/14/2026, 8:57:00 AM", "",
            $"Full Name\tJoin Time{zone}\tLeave Time{zone}\tDuration\tEmail",
            "Ada North\t7/14/2026, 9:00:05 AM\t7/14/2026, 12:00:00 PM\t2h 59m\tada.north@example.com"),
        _ => Reads.Rows($"Full Name\tUser Action\tTimestamp{zone}", "Ada North\tJoined\t7/14/2026, 9:00:05 AM", "Ada North\tLeft\t7/14/2026, 12:00:00 PM"),
    };
}
