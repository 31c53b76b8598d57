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
    /// Asked from UTC, where every instant has one offset: <see cref="TimeZoneInfo.IsAmbiguousTime(DateTime)"/> misses the
    /// repeated hour of zones whose winter time is the exception (Dublin, Casablanca) or whose standard offset changes.
    /// </remarks>
    public static DateTimeOffset ToInstant(DateTime wallClock, TimeZoneInfo zone, Interval expected)
    {
        var asUtc = DateTime.SpecifyKind(wallClock, DateTimeKind.Utc);
        var (before, after) = (OffsetNear(asUtc, -1, zone), OffsetNear(asUtc, 1, zone));
        var shown = new[] { before, after }
            .Select(offset => new DateTimeOffset(asUtc, TimeSpan.Zero) - offset)
            .Distinct()
            .Where(instant => zone.GetUtcOffset(instant) == asUtc - instant.UtcDateTime)
            .Order()
            .ToArray();
        return shown is [var earlier, ..]
            ? shown.Where(expected.Contains).Append(earlier).First()
            : new DateTimeOffset(asUtc, TimeSpan.Zero) - before;
    }

    /// <summary>The zone's offset a day before or after; no zone lies further than that from UTC or changes twice in between.</summary>
    private static TimeSpan OffsetNear(DateTime asUtc, int days, TimeZoneInfo zone) => zone.GetUtcOffset(asUtc.AddDays(days));
}
