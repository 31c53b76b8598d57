using System.Globalization;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>What is read of rows that are saved and uploaded for a session.</summary>
internal static class Reads
{
    /// <summary>A session on a clock.</summary>
    public static ReadingContext Session(string zone, string start, string end)
    {
        var clock = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var session = new Interval(At(start), At(end));
        return new(clock, session, session, null);

        DateTimeOffset At(string time) => new(TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(time, CultureInfo.InvariantCulture), clock), TimeSpan.Zero);
    }

    public static ReadingContext NewYork { get; } = Session("America/New_York", "2026-02-17 10:00", "2026-02-17 11:00");

    public static AttendanceReading Of(string[][] rows, ReadingContext context, string form = "as Teams writes it") => AttendanceFileReader.Read(SavedForm.All[form].Save(rows), context);

    /// <summary>Rows of cells that are parted by tabs here.</summary>
    public static string[][] Rows(params string[] lines) => [.. lines.Select(line => line.Length == 0 ? [] : line.Split('\t'))];

    public static AttendanceFileContent Take(AttendanceReading reading)
    {
        Assert.True(reading.Content is not null, reading.Refusal?.Message);
        return reading.Content;
    }

    public static AttendanceFileContent Take(string[][] rows, ReadingContext context) => Take(Of(rows, context));

    public static IReadOnlyList<AttendanceRecord> Records(AttendanceFileContent content, ReadingContext context) =>
        FileClock.Records(content, Guid.Empty, context.ZoneOf(content.Dialect, content.StatedZone), context.Window);

    /// <summary>How long each name was there within the session, and how many attendees are called so where they are several.</summary>
    public static string Seconds(AttendanceFileContent content, ReadingContext context) => string.Join(", ", Records(content, context)
        .GroupBy(record => record.DisplayName)
        .OrderBy(name => name.Key, StringComparer.Ordinal)
        .Select(name =>
        {
            var attendees = name.Select(record => record.RecordId).Distinct().Count();
            return $"{name.Key} {Presence.Of([.. name]).Instants.Intersect(IntervalSet.Of([context.Window])).Seconds}{(attendees == 1 ? "" : $" of {attendees}")}";
        }));

    /// <summary>All that is kept of a file, without its order and its ids of rows.</summary>
    public static string Kept(AttendanceFileContent content, ReadingContext context) => string.Join('\n', Records(content, context)
        .Select(record => $"{record.RecordId} {record.DisplayName} {record.Email} {record.SignInName} {record.Role} {string.Join(' ', record.Stays)}"));
}
