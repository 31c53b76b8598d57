using System.Text.Json;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>A list of 2020 is downloaded during the meeting: whoever has no leave was there at its last instant. Changes of device are one person.</summary>
public class OpenEndTests
{
    [Fact]
    public void Read_ListInWhichSomeHaveNotLeft_CountsThemUntilItsLastInstant()
    {
        var content = Reads.Take(List("Ada North Joined 10:00:05", "Ben South Joined 10:00:10", "Cid West Joined 10:01:00", "Cid West Left 10:58:00"), Reads.NewYork);

        Assert.Equal("Ada North 3475, Ben South 3470, Cid West 3420", Reads.Seconds(content, Reads.NewYork));
        Assert.Contains(
            "2 stays have no end: whoever had not left was still there when the list was downloaded, and is counted until its last instant, 2026-02-17 10:58:00 (row 2 first).",
            content.Notes);
        Assert.Equal([true, true, false], Reads.Records(content, Reads.NewYork).OrderBy(record => record.DisplayName, StringComparer.Ordinal).Select(record => record.Stays[0].LeftIsPresumed));
    }

    [Theory]
    [InlineData("a join that another one follows is not stretched", "A Joined 10:00:00|A Joined 10:30:00|B Joined 10:00:00|B Left 11:00:00", "A 1800, B 3600")]
    [InlineData("an earlier join that lost its leave is not stretched", "A Joined 10:00:00|A Joined 10:20:00|A Left 10:30:00|B Joined 10:00:00|B Left 11:00:00", "A 600, B 3600")]
    [InlineData("nor when the last one has none", "A Joined 10:00:00|A Joined 10:20:00|A Left 10:30:00|A Joined 10:50:00|B Joined 10:00:00|B Left 11:00:00", "A 1200, B 3600")]
    [InlineData("who came back is counted again", "A Joined 10:00:00|A Left 10:10:00|A Joined 10:50:00|B Joined 10:00:00|B Left 11:00:00", "A 1200, B 3600")]
    [InlineData("who joined and left in one second is not there", "A Joined 10:10:00|A Left 10:10:00|B Joined 10:00:00|B Left 11:00:00", "A 0, B 3600")]
    [InlineData("who left and joined again in one second is", "A Joined 10:00:00|A Left 10:10:00|A Joined 10:10:00|B Joined 10:00:00|B Left 11:00:00", "A 3600, B 3600")]
    [InlineData("the last to join was there for an instant", "A Joined 10:00:00|B Joined 10:30:00", "A 1800, B 0")]
    [InlineData("whoever was there before whoever downloaded it", "A Joined before 10:05:00|B Joined 10:05:00|C Joined 10:10:00|C Left 10:20:00", "A 900, B 900, C 600")]
    [InlineData("a leave without a join stays one", "A Left 10:10:00|B Joined 10:00:00|B Left 11:00:00", "A 0, B 3600")]
    public void Read_OpenEnds_AreCountedWithCare(string sentence, string events, string seconds)
    {
        var found = Reads.Seconds(Reads.Take(List(events.Split('|')), Reads.NewYork), Reads.NewYork);

        Assert.True(seconds == found, $"{sentence}: {found}");
    }

    [Fact]
    public void Read_LiveEventThatLacksALeave_StretchesNothing()
    {
        var rows = AttendanceExport.LiveEvent().Where(row => row is not [_, "jane@contoso.example", .., "Left", _]).ToArray();

        var content = Reads.Take(rows, AttendanceExport.Context);

        Assert.Contains(content.People.Single(person => person.Email == "jane@contoso.example").Stays, stay => stay is { Left: null, EndIsPresumed: false });
    }

    [Theory]
    [InlineData("one change of device", "A Joined 10:00:00|A Left 10:20:08|A Joined 10:20:00|A Left 10:40:00|A Joined 10:41:00|A Left 11:00:00", "A 3540", "joined anew some seconds before")]
    [InlineData("back and forth", "A Joined 10:00:00|A Joined 10:20:00|A Left 10:20:08|A Joined 10:40:00|A Left 10:40:15|A Left 11:00:00", "A 3600", "joined anew some seconds before")]
    [InlineData("and still there", "A Joined 10:00:00|A Joined 10:20:00|A Left 10:20:08|B Joined 10:00:00|B Left 11:00:00", "A 3600, B 3600", "joined anew some seconds before")]
    [InlineData("two of one name", "A Joined 10:00:00|A Joined 10:10:00|A Left 10:30:00|A Left 11:00:00", "A 3600 of 2", "may be that of several people")]
    [InlineData("longer than a change takes", "A Joined 10:00:00|A Joined 10:10:00|A Left 10:10:16|A Left 11:00:00", "A 3600 of 2", "may be that of several people")]
    [InlineData("one after the other", "A Joined 10:00:00|A Left 10:10:00|A Joined 10:10:00|A Left 11:00:00", "A 3600", null)]
    public void Read_NamelessStaysSideBySide_ArePeopleUnlessADeviceWasChanged(string sentence, string events, string seconds, string? note)
    {
        string[] notes = ["joined anew some seconds before", "may be that of several people"];
        var content = Reads.Take(List(events.Split('|')), Reads.NewYork);

        Assert.True(seconds == Reads.Seconds(content, Reads.NewYork), $"{sentence}: {Reads.Seconds(content, Reads.NewYork)}");
        Assert.Equal(note is null ? [] : [note], notes.Where(words => content.Notes.Any(told => told.Contains(words, StringComparison.Ordinal))));
    }

    /// <summary>Stored rows and hashes of former releases stay what they are.</summary>
    [Fact]
    public void Stay_WhoseEndIsNotPresumed_IsWrittenAsItWas()
    {
        const string Stored = """{"joined":"2026-02-17T15:00:00Z","left":null,"durationSeconds":null}""";
        var stay = JsonSerializer.Deserialize<ReportedStay>(Stored, Json.Options)!;

        Assert.Equal(Stored, JsonSerializer.Serialize(stay, Json.Options));
        Assert.Contains("\"leftIsPresumed\":true", JsonSerializer.Serialize(stay with { LeftIsPresumed = true }, Json.Options), StringComparison.Ordinal);
        Assert.True(JsonSerializer.Deserialize<ReportedStay>(JsonSerializer.Serialize(stay with { LeftIsPresumed = true }, Json.Options), Json.Options)!.LeftIsPresumed);
    }

    /// <summary>The order of rows says nothing: lists were seen by person and newest first.</summary>
    [Fact]
    public void Read_TheSameRowsInAnotherOrderOrForm_GiveTheSameRecords()
    {
        var forms = SavedForm.All.Keys.Where(form => !form.Contains("Europe", StringComparison.Ordinal) && !form.Contains("West", StringComparison.Ordinal)).ToArray();
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, random.Next(1, 24)).Select(_ => $"{(char)('A' + random.Next(3))} {(random.Next(2) == 0 ? "Joined" : "Left")} 10:{random.Next(60):00}:{(random.Next(3) == 0 ? 0 : random.Next(20)):00}").ToArray();
            var first = Reads.Of(List(events), Reads.NewYork);
            random.Shuffle(events);
            var second = Reads.Of(List(events), Reads.NewYork, forms[random.Next(forms.Length)]);

            Assert.True(Kept(first) == Kept(second), $"{seed}: {string.Join('|', events)}");
        }

        static string Kept(AttendanceReading reading) => reading.Refusal?.Code ?? Reads.Kept(reading.Content!, Reads.NewYork);
    }

    internal static string[][] List(params string[] events) =>
    [
        ["Full Name", "User Action", "Timestamp"],
        .. events.Select(text =>
        {
            var (joined, left) = (text.LastIndexOf(" Joined", StringComparison.Ordinal), text.LastIndexOf(" Left", StringComparison.Ordinal));
            var action = Math.Max(joined, left);
            var time = text.LastIndexOf(' ');
            return new[] { text[..action], text[(action + 1)..time], $"2/17/2026, {text[(time + 1)..]} AM" };
        }),
    ];
}
