using System.Text;
using System.Text.Json;
using ExcelDataReader;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Tests.SampleData;

internal sealed record SampleAnswer(string Poll, string? Email, string? Name, DateTime LocalTime);

/// <summary>Reads the committed files back, as plainly as can be, so that the domain is tried on what is in the folder.</summary>
internal static class SampleEvidence
{
    /// <summary>The records of the reports that overlap the window, of the meeting with this subject.</summary>
    public static IReadOnlyList<AttendanceRecord> Records(string subject, Interval window)
    {
        using var scenario = JsonDocument.Parse(SampleFolder.Text("graph-scenario.json"));
        var meeting = scenario.RootElement.GetProperty("tenants")[0].GetProperty("meetings").EnumerateArray()
            .Single(meeting => meeting.GetProperty("subject").GetString() == subject);
        return [.. meeting.GetProperty("reports").EnumerateArray()
            .Where(report => window.Overlaps(new(report.GetProperty("meetingStartDateTime").GetDateTimeOffset(), report.GetProperty("meetingEndDateTime").GetDateTimeOffset())))
            .SelectMany(report => report.GetProperty("records").EnumerateArray().Select(record => Record(report.GetProperty("id").GetString()!, record)))];
    }

    public static IReadOnlyList<SampleAnswer> Answers(string folder)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [.. Directory.EnumerateFiles(SampleFolder.PathOf(folder), "*.xlsx").SelectMany(AnswersOf)];
    }

    private static List<SampleAnswer> AnswersOf(string path)
    {
        using var reader = ExcelReaderFactory.CreateReader(File.OpenRead(path));
        var answers = new List<SampleAnswer>();
        reader.Read();
        while (reader.Read())
        {
            answers.Add(new(Path.GetFileName(path), reader.GetString(3), reader.GetString(4), reader.GetDateTime(2)));
        }

        return answers;
    }

    private static AttendanceRecord Record(string report, JsonElement record) => new(
        report,
        record.GetProperty("id").GetString()!,
        null,
        record.GetProperty("objectId").GetString(),
        record.GetProperty("emailAddress").GetString(),
        record.GetProperty("displayName").GetString(),
        record.GetProperty("role").GetString(),
        record.TryGetProperty("totalAttendanceInSeconds", out var total) ? total.GetInt64() : null,
        [.. record.GetProperty("intervals").EnumerateArray().Select(stay => new ReportedStay(Instant(stay[0]), Instant(stay[1]), null))]);

    private static DateTimeOffset? Instant(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : text.GetDateTimeOffset();
}
