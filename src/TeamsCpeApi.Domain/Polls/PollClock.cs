using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>Local timestamps of a Forms export made instants. The export carries no zone, so the session or the uploader names one.</summary>
public static class PollClock
{
    /// <summary>
    /// The instant of a wall-clock time. A time that the clock shows twice (autumn) is taken as the one that lies in
    /// <paramref name="expected"/>, else the earlier; a time that the clock skips (spring) is moved on by the gap.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime wallClock, TimeZoneInfo zone, Interval expected)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(local))
        {
            var candidates = zone.GetAmbiguousTimeOffsets(local)
                .Select(offset => new DateTimeOffset(local, offset).ToUniversalTime())
                .Order()
                .ToArray();
            return candidates.Where(expected.Contains).Append(candidates[0]).First();
        }

        if (zone.IsInvalidTime(local))
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
