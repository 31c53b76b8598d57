using System.Globalization;
using System.IO.Compression;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Attendance saved as .xlsx is read like the CSV.</summary>
public class AttendanceWorkbookTests
{
    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (var (dialect, languages) in new (string, IEnumerable<string>)[]
        {
            ("numbered sections", AttendanceExport.Sections.Keys),
            ("numbered sections with engagement", ["English"]),
            ("meeting summary", AttendanceExport.Summaries.Keys),
            ("attendance list", AttendanceExport.Lists.Keys),
            ("live event", ["English"]),
        })
        {
            foreach (var language in languages)
            {
                files.Add(dialect, language);
            }
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_AnyDialectSavedAsWorkbook_GivesTheRecordsOfTheText(string dialect, string language)
    {
        var rows = AttendanceFileReaderTests.Rows(dialect, language);
        var text = Reads.Take(rows, AttendanceExport.Context);
        var formats = new[] { text.Dialect == AttendanceDialect.LiveEvent ? "M/d/yyyy h:mm:ss tt" : LanguageOf(dialect, language).Time };

        foreach (var (what, file) in new (string, byte[])[]
        {
            ("times as text", AttendanceWorkbookFile.Save(rows, _ => null)),
            ("times as numbers", AttendanceWorkbookFile.Save(rows, cell => Time(cell, formats))),
            ("times as numbers without a format", AttendanceWorkbookFile.Save(rows, cell => Time(cell, formats), isFormatted: false)),
            ("beside another sheet", AttendanceWorkbookFile.Save([("Notes", [["Checked by", "Kim"]]), ("Attendance", rows)], _ => null)),
        })
        {
            var content = Reads.Take(AttendanceFileReader.Read(file, AttendanceExport.Context));

            Assert.True(Reads.Kept(text, AttendanceExport.Context) == Reads.Kept(content, AttendanceExport.Context), what);
            Assert.Equal((text.Dialect, text.Title, "xlsx"), (content.Dialect, content.Title?.ReplaceLineEndings("\r\n"), content.Encoding));
        }
    }

    [Fact]
    public void Read_WorkbookWithTwoTablesOfAttendance_IsRefused()
    {
        var rows = AttendanceFileReaderTests.Rows("numbered sections", "English");

        var refusal = AttendanceFileReader.Read(AttendanceWorkbookFile.Save([("Monday", rows), ("Tuesday", rows)], _ => null), AttendanceExport.Context).Refusal!;

        Assert.Equal((FileRefusalCodes.NotAnAttendanceFile, true), (refusal.Code, refusal.Message.Contains("\"Monday\", \"Tuesday\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("totals alone", "Name|First Join|Last Leave;Ana|3/12/26, 2:00:00 PM|3/12/26, 3:00:00 PM", FileRefusalCodes.AttendanceNoActivities)]
    [InlineData("nothing of attendance", "Name|Score;Ana|7", FileRefusalCodes.NotAnAttendanceFile)]
    [InlineData("a time that is none", "Full Name|User Action|Timestamp;Ana|Joined|soon", FileRefusalCodes.AttendanceTime)]
    public void Read_WorkbookThatCannotBeTaken_IsRefusedLikeTheText(string sentence, string table, string code)
    {
        var rows = table.Split(';').Select(row => row.Split('|')).ToArray();

        Assert.True(code == AttendanceFileReader.Read(AttendanceWorkbookFile.Save(rows, _ => null), AttendanceExport.Context).Refusal?.Code, sentence);
    }

    [Theory]
    [InlineData("a Word document", "word/document.xml", FileRefusalCodes.NotText)]
    [InlineData("a zip archive", "readme.txt", FileRefusalCodes.NotText)]
    [InlineData("macros", "xl/vbaProject.bin", FileRefusalCodes.Macros)]
    public void Read_OtherArchives_AreRefusedWithoutAWordOfForms(string sentence, string entry, string code)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry(entry);
        }

        var refusal = AttendanceFileReader.Read(stream.ToArray(), AttendanceExport.Context).Refusal!;

        Assert.True(code == refusal.Code, $"{sentence}: {refusal.Code}");
        Assert.DoesNotContain("Forms", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("responses", refusal.Message, StringComparison.Ordinal);
    }

    private static ExportLanguage LanguageOf(string dialect, string language) => dialect switch
    {
        "meeting summary" => AttendanceExport.Summaries[language],
        "attendance list" => AttendanceExport.Lists[language],
        _ => AttendanceExport.Sections[language],
    };

    private static DateTime? Time(string cell, string[] formats) =>
        DateTime.TryParseExact(cell.Replace("pm", "PM", StringComparison.Ordinal).Replace("am", "AM", StringComparison.Ordinal), [.. formats.Select(format => format.Replace("'pm'", "tt", StringComparison.Ordinal))], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
