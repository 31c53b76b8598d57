using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Makes instants of a file's wall-clock times.</summary>
/// <param name="Dialect">The file's kind.</param>
/// <param name="Zone">The zone of its clock.</param>
/// <param name="Window">The time of the session that counts.</param>
internal sealed record FileClock(AttendanceDialect Dialect, TimeZoneInfo Zone, Interval Window)
{
    private static readonly TimeSpan s_longestStay = TimeSpan.FromHours(24);

    /// <summary>The records in an order that does not depend on the one of the file's rows.</summary>
    public static List<AttendanceRecord> Records(AttendanceFileContent content, Guid fileId, TimeZoneInfo zone, Interval window)
    {
        var clock = new FileClock(content.Dialect, zone, window);
        return [.. content.People.Select(person => new AttendanceRecord(
            ReportIds.OfFile(fileId),
            person.Key,
            null,
            null,
            person.Email,
            person.Name,
            person.Role,
            null,
            [.. person.Stays.Select(clock.Read).OrderBy(stay => stay.Joined ?? stay.Left).ThenBy(stay => stay.Left).ThenBy(stay => stay.DurationSeconds)])
        {
            SignInName = person.SignInName,
        }).OrderBy(record => record.RecordId, StringComparer.Ordinal).ThenBy(record => record.Role, StringComparer.Ordinal).ThenBy(record => record.SignInName, StringComparer.Ordinal)];
    }

    /// <summary>Every instant that the records name.</summary>
    public static IEnumerable<DateTimeOffset> Instants(IEnumerable<AttendanceRecord> records) =>
        records.SelectMany(record => record.Stays).SelectMany(stay => new[] { stay.Joined, stay.Left }).OfType<DateTimeOffset>();

    /// <summary>True when somebody was there in the window: for as long as may be, or at an instant alone where the other end is missing.</summary>
    public static bool Touches(IEnumerable<AttendanceRecord> records, Interval window) => records.SelectMany(record => record.Stays).Any(stay => stay switch
    {
        { Joined: { } joined, Left: { } left } => left > joined && window.Overlaps(new Interval(joined, left)),
        _ => (stay.Joined ?? stay.Left) is { } known && window.Contains(known),
    });

    /// <summary>
    /// In the hour that the clock shows twice a stay may be one of several: of those that agree with the duration that the file states, else
    /// of the shortest that its times can be, one within the session. Nobody is credited for an hour that the clock may have shown again.
    /// </summary>
    public ReportedStay Read(FileStay stay)
    {
        var readings = Readings(stay).Where(read => read.Left > read.Joined).ToArray();
        var agreeing = readings.Where(read => AgreesWithStated(stay, read)).ToArray();
        if (agreeing.Length == 0)
        {
            agreeing = [.. readings.Where(read => read.Left - read.Joined == readings.Min(other => other.Left - other.Joined))];
        }

        return agreeing.OrderByDescending(read => Window.Contains(read.Joined!.Value)).FirstOrDefault() is { } found ? found : new(
            stay.Joined is { } joined ? PollClock.ToInstant(joined, Zone, Window) : null,
            stay.Left is { } left ? PollClock.ToInstant(left, Zone, Window) : null,
            stay.StatedSeconds);
    }

    /// <summary>True when the hour that the clock shows twice leaves open when the stay was, whatever the file states of its length.</summary>
    public bool LeavesOpen(FileStay stay)
    {
        var readings = Readings(stay).Where(read => read.Left > read.Joined).ToArray();
        return readings.Length > 1 && readings.Count(read => AgreesWithStated(stay, read)) != 1;
    }

    /// <summary>Every stay that these times may be: one, or several in the hour that the clock shows twice.</summary>
    private IEnumerable<ReportedStay> Readings(FileStay stay) => stay is { Joined: { } begun, Left: { } ended }
        ? Shown(begun).SelectMany(joined => Shown(ended).Select(left => new ReportedStay(joined, left, stay.StatedSeconds) { LeftIsPresumed = stay.EndIsPresumed }))
        : [];

    private bool AgreesWithStated(FileStay stay, ReportedStay read) =>
        stay.StatedSeconds is { } stated && !StatedDuration.Contradicts(stated, read.Left!.Value - read.Joined!.Value, Dialect);

    /// <summary>The instants at which the clock shows a time: one, or two when it is put back.</summary>
    private IEnumerable<DateTimeOffset> Shown(DateTime wallClock)
    {
        var earlier = PollClock.ToInstant(wallClock, Zone, default);
        return new[] { earlier, PollClock.ToInstant(wallClock, Zone, new Interval(earlier.AddTicks(1), earlier + s_longestStay)) }.Distinct();
    }
}
