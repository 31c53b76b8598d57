using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>Local timestamps of a Forms export made instants. The export carries no zone, so the session or the uploader names one.</summary>
public static class PollClock
{
    /// <summary>
    /// The instant of a wall-clock time. A time that the clock shows twice (autumn) is taken as the one that lies in
    /// <paramref name="expected"/>, else the earlier; a time that the clock skips (spring) is moved on by the gap.
    /// </summary>
    /// <remarks>
    /// No zone lies further than a day from UTC or changes twice within two. Asked from UTC, where every instant has one offset:
    /// <see cref="TimeZoneInfo.IsAmbiguousTime(DateTime)"/> misses the repeated hour of zones whose winter time is the exception
    /// (Dublin, Casablanca) or whose standard offset changes.
    /// </remarks>
    public static DateTimeOffset ToInstant(DateTime wallClock, TimeZoneInfo zone, Interval expected)
    {
        var asUtc = new DateTimeOffset(DateTime.SpecifyKind(wallClock, DateTimeKind.Utc), TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(asUtc.AddDays(-1)), zone.GetUtcOffset(asUtc.AddDays(1)));
        if (before == after)
        {
            return asUtc - before;
        }

        var (earlier, later) = before > after ? (asUtc - before, asUtc - after) : (asUtc - after, asUtc - before);
        return (Shows(earlier), Shows(later)) switch
        {
            (true, true) => !expected.Contains(earlier) && expected.Contains(later) ? later : earlier,
            (true, false) => earlier,
            (false, true) => later,
            _ => asUtc - before,
        };

        bool Shows(DateTimeOffset instant) => zone.GetUtcOffset(instant) == asUtc - instant;
    }
}
