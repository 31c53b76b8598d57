using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Makes instants of a file's wall-clock times.</summary>
internal static class FileClock
{
    private static readonly TimeSpan s_longestStay = TimeSpan.FromHours(24);

    public static List<AttendanceRecord> Records(AttendanceFileContent content, Guid fileId, TimeZoneInfo zone, Interval window) => [.. content.People.Select(person => new AttendanceRecord(
        ReportIds.OfFile(fileId),
        person.Key,
        null,
        null,
        person.Email,
        person.Name,
        person.Role,
        null,
        [.. person.Stays.Select(stay => Stay(stay, content.Dialect, zone, window))])
    {
        SignInName = person.SignInName,
    })];

    /// <summary>Every instant that the records name.</summary>
    public static IEnumerable<DateTimeOffset> Instants(IEnumerable<AttendanceRecord> records) =>
        records.SelectMany(record => record.Stays).SelectMany(stay => new[] { stay.Joined, stay.Left }).OfType<DateTimeOffset>();

    /// <summary>True when somebody was there in the window: for as long as may be, or at an instant alone where the other end is missing.</summary>
    public static bool Touches(IEnumerable<AttendanceRecord> records, Interval window) => records.SelectMany(record => record.Stays).Any(stay => stay switch
    {
        { Joined: { } joined, Left: { } left } => left > joined && window.Overlaps(new Interval(joined, left)),
        _ => (stay.Joined ?? stay.Left) is { } known && window.Contains(known),
    });

    private static ReportedStay Stay(FileStay stay, AttendanceDialect dialect, TimeZoneInfo zone, Interval window)
    {
        if (AsStated(stay, dialect, zone, window) is { } stated)
        {
            return stated;
        }

        // In the hour that the clock shows twice a leave follows its join, so that a stay over the change has its true length.
        DateTimeOffset? joined = stay.Joined is { } begun ? PollClock.ToInstant(begun, zone, window) : null;
        DateTimeOffset? left = stay.Left is { } ended ? PollClock.ToInstant(ended, zone, joined is { } start ? new Interval(start, start + s_longestStay) : window) : null;
        return new(joined, left, stay.StatedSeconds);
    }

    /// <summary>In the hour that the clock shows twice the stated duration tells which of the two was meant, if it agrees with the times at all.</summary>
    private static ReportedStay? AsStated(FileStay stay, AttendanceDialect dialect, TimeZoneInfo zone, Interval window) =>
        stay is { Joined: { } begun, Left: { } ended, StatedSeconds: { } stated }
            ? Shown(begun, zone)
                .SelectMany(joined => Shown(ended, zone).Select(left => new ReportedStay(joined, left, stated)))
                .Where(read => !StatedDuration.Contradicts(stated, read.Left!.Value - read.Joined!.Value, dialect))
                .OrderByDescending(read => window.Contains(read.Joined!.Value))
                .FirstOrDefault()
            : null;

    /// <summary>The instants at which the clock shows a time: one, or two when it is put back.</summary>
    private static IEnumerable<DateTimeOffset> Shown(DateTime wallClock, TimeZoneInfo zone)
    {
        var earlier = PollClock.ToInstant(wallClock, zone, default);
        return new[] { earlier, PollClock.ToInstant(wallClock, zone, new Interval(earlier.AddTicks(1), earlier + s_longestStay)) }.Distinct();
    }
}
