using System.Globalization;
using System.Text;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Tests.AttendanceFiles;

public class AttendanceFileReaderTests
{
    private static readonly SavedForm s_teams = SavedForm.All["as Teams writes it"];

    /// <summary>Every dialect in every language, in every form in which it can be saved at all.</summary>
    public static TheoryData<string, string, string> Files()
    {
        var files = new TheoryData<string, string, string>();
        foreach (var (dialect, language) in (ValueTuple<string, string>[])
        [
            .. AttendanceExport.Sections.Keys.Select(language => ("numbered sections", language)),
            ("numbered sections with engagement", "English"),
            .. AttendanceExport.Summaries.Keys.Select(language => ("meeting summary", language)),
            .. AttendanceExport.Lists.Keys.Select(language => ("attendance list", language)),
            ("live event", "English"),
        ])
        {
            foreach (var (name, form) in SavedForm.All)
            {
                if (form.Save(Rows(dialect, language)) is not null)
                {
                    files.Add(dialect, language, name);
                }
            }
        }

        return files;
    }

    /// <summary>A list of joins and leaves does not say which device left: its stays nest, and unite to the same presence.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Read_AnyDialectLanguageAndForm_GivesTheSameStays(string dialect, string language, string form)
    {
        var reading = AttendanceFileReader.Read(SavedForm.All[form].Save(Rows(dialect, language)), AttendanceExport.Context);

        Assert.True(reading.Content is not null, reading.Refusal?.Message);
        var visits = AttendanceExport.Visits(GuestOf(dialect, language));
        var hasAddresses = dialect != "attendance list";
        var expected = hasAddresses ? visits : [visits[0] with { Left = visits[1].Left }, visits[1] with { Left = visits[0].Left }, .. visits.Skip(2)];
        Assert.Equal(
            expected.Select(visit => $"{visit.Name} {(hasAddresses ? visit.Email : null)} {visit.Joined:s} {visit.Left:s}").Order(StringComparer.Ordinal),
            reading.Content.People.SelectMany(person => person.Stays.Select(stay => $"{person.Name} {person.Email} {stay.Joined:s} {stay.Left:s}")).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(reading.Content.Notes, note => note.Contains("not count", StringComparison.Ordinal) || note.Contains("differ", StringComparison.Ordinal) || note.Contains("another duration", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("numbered sections", "English", "Attendee")]
    [InlineData("numbered sections", "Polish", "Attendee")]
    [InlineData("numbered sections", "Japanese", "Attendee")]
    [InlineData("numbered sections", "German", "Attendee")]
    [InlineData("numbered sections", "a language of which no file was seen", "Attendee")]
    public void Read_Role_IsEnglishWhereItsWordIsKnown(string dialect, string language, string role)
    {
        var content = Take(s_teams.Save(Rows(dialect, language))!);

        Assert.All(content.People, person => Assert.Equal(role, person.Role));
        Assert.DoesNotContain(content.Notes, note => note.Contains("Roles in words that are not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RoleInAWordThatIsNotKnown_StaysAsItIsAndWaits()
    {
        var content = Take(s_teams.Save(AttendanceExport.NumberedSections(AttendanceExport.Sections["English"] with { Role = "Zzyzx" }))!);

        Assert.All(content.People, person => Assert.Equal("Zzyzx", person.Role));
        Assert.Contains("Roles in words that are not known: \"Zzyzx\". They are kept as written and wait for a person to decide what they mean.", content.Notes);
    }

    [Theory]
    [InlineData("Osoba prowadząca", "Presenter")]
    [InlineData("Relatore", "Presenter")]
    [InlineData("Organizzatore", "Organizer")]
    [InlineData("Producer", "Producer")]
    public void Read_RoleInItsLanguage_IsWhatItMeans(string word, string role) => Assert.All(
        Take(s_teams.Save(AttendanceExport.NumberedSections(AttendanceExport.Sections["Polish"] with { Role = word }))!).People, person => Assert.Equal(role, person.Role));

    [Fact]
    public void Read_APresenterInAnotherLanguage_IsNoAttendee()
    {
        var language = AttendanceExport.Sections["Polish"] with { Role = "Prezenter" };

        Assert.All(Take(s_teams.Save(AttendanceExport.NumberedSections(language))!).People, person => Assert.Equal("Presenter", person.Role));
    }

    [Theory]
    [InlineData("English", "\"Updates\" for\r\nCPAs")]
    [InlineData("Japanese", "\"Updates\" for\r\nCPAs")]
    [InlineData("Japanese of 2022", null)]
    public void Read_Title_IsFoundByItsLabel(string language, string? title) =>
        Assert.Equal(title, Take(s_teams.Save(Rows("numbered sections", language))!).Title);

    [Fact]
    public void Read_TitleThatIsATimeItself_SaysNothingOfTheDates()
    {
        var rows = Rows("numbered sections", "English");
        rows[1][1] = "31/12/99, 9:00:00 AM";

        Assert.Equal(DateOrder.MonthDayYear, Take(s_teams.Save(rows)!).DateOrder);
    }

    [Theory]
    [InlineData("the clock is put back: a leave follows its join", "00:30:00", "01:20:00", null, "04:30:00", "05:20:00")]
    [InlineData("over the whole change", "00:30:00", "02:30:00", null, "04:30:00", "07:30:00")]
    [InlineData("a leave earlier on the clock than its join", "01:50:00", "01:10:00", null, "05:50:00", "06:10:00")]
    [InlineData("the stated duration tells that the join was before the change", "01:50:00", "02:30:00", 6000L, "05:50:00", "07:30:00")]
    [InlineData("the stated duration tells that it was after", "01:50:00", "02:30:00", 2400L, "06:50:00", "07:30:00")]
    [InlineData("the stated duration tells that the leave was after", "00:30:00", "01:20:00", 6601L, "04:30:00", "06:20:00")]
    [InlineData("either way as long: the first within the session", "01:10:00", "01:20:00", 600L, "05:10:00", "05:20:00")]
    [InlineData("a stated duration that agrees with nothing tells nothing", "00:30:00", "01:20:00", 60L, "04:30:00", "05:20:00")]
    [InlineData("without a duration the shorter reading of the join", "01:50:00", "02:30:00", null, "06:50:00", "07:30:00")]
    [InlineData("without a duration the shorter reading of the leave", "00:50:00", "01:10:00", null, "04:50:00", "05:10:00")]
    [InlineData("without a duration neither is longer: the first within the session", "01:10:00", "01:20:00", null, "05:10:00", "05:20:00")]
    [InlineData("nor with one that agrees with nothing", "01:50:00", "02:30:00", 60L, "06:50:00", "07:30:00")]
    public void Records_InTheHourThatTheClockShowsTwice_AreReadAsTheyWere(string sentence, string joined, string left, long? stated, string joinedUtc, string leftUtc)
    {
        var window = new Interval(new DateTimeOffset(2026, 11, 1, 4, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));
        var content = new AttendanceFileContent(
            AttendanceDialect.NumberedSections, "utf-8", null, DateOrder.MonthDayYear, [new("a", "Ana", null, null, [new(1, At($"2026-11-01 {joined}"), At($"2026-11-01 {left}"), stated)])], []);

        var stay = Assert.Single(Assert.Single(FileClock.Records(content, Guid.Empty, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), window)).Stays);

        Assert.True((joinedUtc, leftUtc) == ($"{stay.Joined:HH:mm:ss}", $"{stay.Left:HH:mm:ss}"), $"{sentence}: {stay}");
    }

    [Theory]
    [InlineData("over the change, as long as it states", "00:30:00", "01:20:00", 110, "")]
    [InlineData("an end earlier on the clock than its beginning", "01:50:00", "01:10:00", 20, "")]
    [InlineData("wholly within the hour, the first time or the second", "01:10:00", "01:20:00", 10, "touches the hour that the clock shows twice")]
    [InlineData("of a length that no reading has", "01:10:00", "01:20:00", 30, "another duration, differs from the stays, touches the hour that the clock shows twice")]
    [InlineData("before the hour", "00:10:00", "00:20:00", 10, "")]
    public void Read_InTheNightInWhichTheClockIsPutBack_NotesWhatIsTrueAndNothingElse(string sentence, string joined, string left, int minutes, string notes)
    {
        string[] told = ["before it begins", "another duration", "differs from the stays", "touches the hour that the clock shows twice"];
        var visit = new Visit("Ana Lima", "ana@contoso.example", At($"2026-11-01 {joined}"), At($"2026-11-01 {left}")) { Length = TimeSpan.FromMinutes(minutes) };
        var session = new Interval(new DateTimeOffset(2026, 11, 1, 4, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));

        var reading = AttendanceFileReader.Read(
            s_teams.Save(AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: [visit])), new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), session, session, null));

        var found = told.Where(text => reading.Content!.Notes.Any(note => note.Contains(text, StringComparison.Ordinal)));
        Assert.True(notes == string.Join(", ", found), $"{sentence}: {string.Join(' ', reading.Content!.Notes)}");
    }

    [Fact]
    public void Read_TheSameReportSavedInAnotherForm_GivesTheSameKeys()
    {
        var keys = SavedForm.All.Values.Select(form => form.Save(Rows("numbered sections", "English"))).OfType<byte[]>()
            .Select(file => string.Join(' ', Take(file).People.Select(person => person.Key).Order(StringComparer.Ordinal)));

        Assert.Single(keys.Distinct());
    }

    [Fact]
    public void Read_UtfSixteenThatAnEditorTookForLatin_IsRepaired()
    {
        var garbled = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(s_teams.Save(Rows("attendance list", "English of Great Britain"))!));

        Assert.Equal(["Ana Lima", "Doe, Jane", "Zoë Ek (Guest)"], Take(garbled).People.Select(person => person.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a snapshot while people were there", "Joined 14:00:00", "14:00:00-?")]
    [InlineData("who was there before counts from the downloader's join", "Joined before 14:00:00|Left 14:30:00", "14:00:00-14:30:00")]
    [InlineData("a lost leave borrows no later one", "Joined 14:00:00|Joined 14:20:00|Left 14:30:00", "14:20:00-14:30:00 14:00:00-?")]
    [InlineData("two devices", "Joined 14:00:00|Joined 14:10:00|Left 14:20:00|Left 14:30:00", "14:10:00-14:20:00 14:00:00-14:30:00")]
    [InlineData("left and joined again in one second", "Joined 14:00:00|Left 14:20:00|Joined 14:20:00|Left 14:30:00", "14:00:00-14:20:00 14:20:00-14:30:00")]
    [InlineData("a leave without a join", "Left 14:20:00", "?-14:20:00")]
    public void Read_AttendanceList_PairsJoinsAndLeaves(string sentence, string events, string stays)
    {
        string[][] rows = [["Full Name", "User Action", "Timestamp"], .. events.Split('|').Reverse().Select(text => new[] { "Ana Lima", text[..text.LastIndexOf(' ')], $"3/12/2026, {text[(text.LastIndexOf(' ') + 1)..]}" })];

        var content = Take(s_teams.Save(rows)!);

        Assert.True(stays == Shown(content), $"{sentence}: {Shown(content)}");
        Assert.Equal(stays.Contains('?', StringComparison.Ordinal), content.Notes.Any(note => note.Contains("does not count", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("one row of section 2 makes one person of two devices", 1, 1)]
    [InlineData("two rows of section 2 make nobody of the name's stays", 2, 2)]
    public void Read_GuestsOfOneNameWithoutAddress_AreOnePersonOnlyWhereTeamsSaysSo(string sentence, int participants, int people)
    {
        var english = AttendanceExport.Sections["English"];
        var twice = new[] { new Visit("Ann Lee (Guest)", null, Time("14:00:00"), Time("14:30:00")), new Visit("Ann Lee (Guest)", null, Time("14:20:00"), Time("15:00:00")) };
        var rows = AttendanceExport.NumberedSections(english, visits: twice).ToList();
        rows.InsertRange(10, Enumerable.Repeat(rows[10], participants - 1));

        Assert.True(people == Take(s_teams.Save([.. rows])!).People.DistinctBy(person => person.Key).Count(), sentence);
    }

    [Fact]
    public void Read_TwoOfOneNameAtOnceInAList_StayApart()
    {
        string[][] rows = [["Full Name", "User Action", "Timestamp"], ["Ann Lee", "Joined", "3/12/2026, 2:00:00 PM"], ["Ann Lee", "Joined", "3/12/2026, 2:10:00 PM"], ["Ann Lee", "Left", "3/12/2026, 2:20:00 PM"], ["Ann Lee", "Left", "3/12/2026, 2:30:00 PM"]];

        var content = Take(s_teams.Save(rows)!);

        Assert.Equal(2, content.People.DistinctBy(person => person.Key).Count());
        Assert.Contains(content.Notes, note => note.Contains("may be that of several people", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NoAddressInTheStays_TakesTheSignInNameOfTheParticipantsSection()
    {
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"]);
        foreach (var row in rows.Where(row => row.Length >= 6 && row[0] == "Ana Lima"))
        {
            row[4] = "";
        }

        Assert.Equal("Ana.Lima@corp.contoso.example", Take(s_teams.Save(rows)!).People.Single(person => person.Name == "Ana Lima").Email);
    }

    [Theory]
    [InlineData("registered, never joined", "Ray Roe||||ray@contoso.example|ray@contoso.example|Attendee", "1 participant never joined and gets nothing (row 11).")]
    [InlineData("times in section 2 alone", "Ray Roe|3/12/26, 2:00:00 PM|3/12/26, 3:00:00 PM|1h|ray@contoso.example||Attendee", "1 participant has times in section 2 and no stay in section 3, which alone counts (row 11).")]
    public void Read_ParticipantWithoutAStay_GetsNothingAndIsTold(string sentence, string participant, string note)
    {
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"]).ToList();
        rows.Insert(10, participant.Split('|'));

        var content = Take(s_teams.Save([.. rows])!);

        Assert.DoesNotContain(content.People, person => person.Name == "Ray Roe");
        Assert.True(content.Notes.Contains(note), $"{sentence}: {string.Join('\n', content.Notes)}");
    }

    [Theory]
    [InlineData("52 minutes and no seconds", "52 分", "14:00:00-14:52:00", false)]
    [InlineData("a second of rounding", "59m 16s", "14:00:00-14:59:17", false)]
    [InlineData("two seconds are none", "59m 15s", "14:00:00-14:59:17", true)]
    [InlineData("a zero unit left out", "1h 7s", "14:00:00-15:00:07", false)]
    [InlineData("words that are not known", "eine Stunde", "14:00:00-15:00:00", false)]
    [InlineData("nothing at all", "", "14:00:00-15:00:00", false)]
    public void Read_Duration_IsACheckAndNeverDropsARow(string sentence, string duration, string stay, bool told)
    {
        var ends = stay.Split('-');
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: [new("Ana Lima", "ana@contoso.example", Time(ends[0]), Time(ends[1]))]);
        rows[^1][3] = duration;

        var content = Take(s_teams.Save(rows)!);

        Assert.True(stay == Shown(content), sentence);
        Assert.True(told == content.Notes.Any(note => note.Contains("another duration", StringComparison.Ordinal)), sentence);
    }

    [Fact]
    public void Read_RowsShorterThanTheHeaderOrWithoutTimes_AreKeptAndTold()
    {
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"]).ToList();
        rows.Add(["Ray Roe"]);
        rows.Add(["4. Roe", "", "", "", "r4@contoso.example"]);
        rows.Add(["Kim Poe", "3/12/26, 2:00:00 PM"]);

        var content = Take(s_teams.Save([.. rows])!);

        Assert.Equal(6, content.People.DistinctBy(person => person.Key).Count());
        Assert.Contains($"2 rows have no times and count for nothing (row {rows.Count - 2} first).", content.Notes);
        Assert.Contains($"1 stay has no end and does not count (row {rows.Count}).", content.Notes);
    }

    [Fact]
    public void Read_APersonCalledLikeAHeading_EndsNoSection()
    {
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"]).ToList();
        rows.Insert(rows.Count - 2, ["4. Roe"]);

        Assert.Equal(4, Take(s_teams.Save([.. rows])!).People.DistinctBy(person => person.Key).Count());
    }

    [Fact]
    public void Read_HostileMarksInNames_AreHarmless()
    {
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: [new("Ana\u202E\0 \u200FLima", "ana@contoso.example", AttendanceExport.Start, AttendanceExport.End)]);

        Assert.Equal("Ana Lima", Assert.Single(Take(s_teams.Save(rows)!).People).Name);
    }

    [Fact]
    public void Read_LoneSurrogateInUtfSixteen_IsHarmless()
    {
        var file = s_teams.Save(Rows("numbered sections", "English"))!;
        var name = file.AsSpan().LastIndexOf(Encoding.Unicode.GetBytes("Doe, Jane"));
        (file[name], file[name + 1]) = (0x3D, 0xD8);

        Assert.Contains(Take(file).People, person => person.Name == "\uFFFDoe, Jane");
    }

    [Fact]
    public void Read_QuotationMarkWithinAName_IsALetter()
    {
        var text = Encoding.UTF8.GetString(SavedForm.All["UTF-8 of an editor"].Save(Rows("numbered sections", "English"))!).Replace("Doe, Jane", "Jane \"JD\" Doe", StringComparison.Ordinal);

        Assert.Contains(Take(Encoding.UTF8.GetBytes(text)).People, person => person.Name == "Jane \"JD\" Doe");
    }

    [Fact]
    public void Read_ColumnsThatAWebinarAdds_AreSteppedOver()
    {
        var rows = AttendanceExport.NumberedSections(AttendanceExport.Sections["English"])
            .Select(row => row.Length < 6 ? row : row[0] == "Name" ? ["Registration First Name", .. row, "Registration Time"] : ["Ana", .. row, "3/1/26, 9:00:00 AM"]).ToArray();

        Assert.Equal(4, Take(s_teams.Save(rows)!).People.Sum(person => person.Stays.Count));
    }

    internal static string[][] Rows(string dialect, string language) => dialect switch
    {
        "numbered sections" => AttendanceExport.NumberedSections(AttendanceExport.Sections[language]),
        "numbered sections with engagement" => AttendanceExport.NumberedSections(AttendanceExport.Sections[language], hasEngagement: true),
        "meeting summary" => AttendanceExport.MeetingSummary(AttendanceExport.Summaries[language]),
        "attendance list" => AttendanceExport.AttendanceList(AttendanceExport.Lists[language]),
        _ => AttendanceExport.LiveEvent(),
    };

    private static string GuestOf(string dialect, string language) => dialect switch
    {
        "meeting summary" => AttendanceExport.Summaries[language].Guest,
        "attendance list" or "live event" => "Zoë Ek (Guest)",
        _ => AttendanceExport.Sections[language].Guest,
    };

    private static AttendanceFileContent Take(byte[] file)
    {
        var reading = AttendanceFileReader.Read(file, AttendanceExport.Context);
        Assert.True(reading.Content is not null, reading.Refusal?.Message);
        return reading.Content;
    }

    private static string Shown(AttendanceFileContent content) =>
        string.Join(' ', content.People.SelectMany(person => person.Stays).Select(stay => $"{stay.Joined?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "?"}-{stay.Left?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "?"}"));

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Time(string text) => AttendanceExport.Start.Date + TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
