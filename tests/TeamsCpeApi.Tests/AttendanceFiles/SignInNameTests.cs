using System.Text.Json;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>The participant id of a file, which is the sign-in name, is read beside the e-mail address, and stored with the records.</summary>
public class SignInNameTests
{
    private static readonly SavedForm s_teams = SavedForm.All["as Teams writes it"];

    [Theory]
    [InlineData("numbered sections", "English")]
    [InlineData("numbered sections", "a language of which no file was seen")]
    [InlineData("meeting summary", "English of autumn 2021")]
    [InlineData("meeting summary", "Polish")]
    public void Read_ParticipantId_IsKeptBesideTheAddress(string dialect, string language) => Assert.Equal(
        ["Ana.Lima@contoso.example Ana.Lima@corp.contoso.example", "jane@contoso.example jane@corp.contoso.example", "null null"],
        People(AttendanceFileReaderTests.Rows(dialect, language)));

    [Theory]
    [InlineData("there is none", "", "Ana.Lima@contoso.example null")]
    [InlineData("it is the address itself", "ANA.LIMA@contoso.example", "Ana.Lima@contoso.example null")]
    [InlineData("it is no address", "Ana", "Ana.Lima@contoso.example null")]
    [InlineData("a guest's is taken as it is", "Ana.Lima_home.example#EXT#@contoso.onmicrosoft.example", "Ana.Lima@contoso.example Ana.Lima_home.example#EXT#@contoso.onmicrosoft.example")]
    public void Read_ParticipantIdThatSaysNothing_IsNone(string sentence, string id, string expected)
    {
        var rows = AttendanceFileReaderTests.Rows("numbered sections", "English");
        rows.First(row => row[..Math.Min(1, row.Length)] is ["Ana Lima"])[5] = id;

        Assert.True(expected == People(rows)[0], $"{sentence}: {People(rows)[0]}");
    }

    [Fact]
    public void Read_TwoParticipantIdsOfOneNameAndAddress_AreNobodys()
    {
        var rows = AttendanceFileReaderTests.Rows("numbered sections", "English").ToList();
        var ana = rows.FindIndex(row => row[..Math.Min(1, row.Length)] is ["Ana Lima"]);
        rows.Insert(ana, [.. rows[ana][..5], "another@corp.contoso.example", rows[ana][6]]);

        Assert.Equal("Ana.Lima@contoso.example null", People([.. rows])[0]);
    }

    [Fact]
    public void Records_OfARowWithBothAddresses_KeepBoth()
    {
        var content = AttendanceFileReader.Read(s_teams.Save(AttendanceFileReaderTests.Rows("numbered sections", "English"))!, AttendanceExport.Context).Content!;

        var records = FileClock.Records(content, Guid.Empty, TimeZoneInfo.Utc, new Interval(new(AttendanceExport.Start, TimeSpan.Zero), new(AttendanceExport.End, TimeSpan.Zero)));
        var again = JsonSerializer.Deserialize<List<AttendanceRecord>>(JsonSerializer.Serialize(records, Json.Options), Json.Options)!;

        Assert.Equal([null, "Ana.Lima@corp.contoso.example", "jane@corp.contoso.example"], again.Select(record => record.SignInName).Order(StringComparer.Ordinal));
    }

    /// <summary>Snapshots are told apart by the hash of this very text: were it another, unchanged data would be called changed after certificates.</summary>
    [Fact]
    public void Record_OfAFormerRelease_ReadsAndIsWrittenAsItWas()
    {
        const string Stored = """{"reportId":"r","recordId":"a","registrationId":null,"objectId":null,"email":"ana@contoso.example","displayName":"Ana","role":"Attendee","reportedSeconds":60,"stays":[]}""";

        var record = JsonSerializer.Deserialize<AttendanceRecord>(Stored, Json.Options)!;

        Assert.Null(record.SignInName);
        Assert.Equal(Stored, JsonSerializer.Serialize(record, Json.Options));
    }

    private static string[] People(string[][] rows)
    {
        var reading = AttendanceFileReader.Read(s_teams.Save(rows)!, AttendanceExport.Context);
        Assert.True(reading.Content is not null, reading.Refusal?.Message);
        return [.. reading.Content.People.Select(person => $"{person.Email ?? "null"} {person.SignInName ?? "null"}")];
    }
}
