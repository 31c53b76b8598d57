using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>When somebody was present, over all reports and all devices.</summary>
/// <param name="Instants">The union of all usable stays.</param>
/// <param name="UnusableStays">Stays left out because a time is missing or they end before they start.</param>
/// <param name="ReportedSeconds">The sum of the totals that the source states, null where it states none.</param>
public sealed record Presence(IntervalSet Instants, int UnusableStays, long? ReportedSeconds)
{
    /// <summary>Forms and Teams keep clocks of their own: so close to a stay an answer is given in it.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>How much of the presence was not seen, but follows from declared breakouts.</summary>
    public long BreakoutSeconds { get; init; }

    /// <summary>Nobody saw this person.</summary>
    public static Presence None { get; } = new(IntervalSet.Empty, 0, null);

    /// <summary>
    /// Unites the stays of one person. Stays without both times, or that do not last, are left out; the rest is united,
    /// so that devices, duplicates and reports never count an instant twice (cpe.md §5). A record given twice is one record.
    /// </summary>
    public static Presence Of(IReadOnlyCollection<AttendanceRecord> records)
    {
        var usable = new List<Interval>();
        var unusable = 0;
        var once = records.Distinct(SameContent.Comparer).ToArray();
        foreach (var record in once)
        {
            var broken = new HashSet<ReportedStay>();
            foreach (var stay in record.Stays)
            {
                if (stay is { Joined: { } joined, Left: { } left } && left > joined)
                {
                    usable.Add(new Interval(joined, left));
                }
                else if (stay.Joined is null || stay.Left is null || stay.Left < stay.Joined)
                {
                    broken.Add(stay);
                }
            }

            unusable += broken.Count;
        }

        // A total outside the range of Graph's Int32 is nonsense from a file; it is only shown, so the nearest bound will do.
        var totals = once.Where(record => record.ReportedSeconds is not null).Select(record => Math.Clamp(record.ReportedSeconds!.Value, 0, int.MaxValue)).ToArray();
        return new Presence(IntervalSet.Of(usable), unusable, totals.Length == 0 ? null : totals.Sum());
    }

    /// <summary>True when the person was not seen at that instant, nor within a minute of it.</summary>
    public bool IsAbsentAt(DateTimeOffset instant)
    {
        foreach (var stay in Instants.Intervals)
        {
            if (stay.Start - ClockTolerance <= instant && instant < stay.End + ClockTolerance)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What makes two records the same one: all of it, for an id alone may return with more stays.</summary>
    private sealed class SameContent : IEqualityComparer<AttendanceRecord>
    {
        internal static readonly SameContent Comparer = new();

        public bool Equals(AttendanceRecord? left, AttendanceRecord? right) =>
            left!.ReportId == right!.ReportId
            && left.RecordId == right.RecordId
            && left.ReportedSeconds == right.ReportedSeconds
            && left.Stays.Count == right.Stays.Count
            && InOrder(left).SequenceEqual(InOrder(right));

        public int GetHashCode(AttendanceRecord record) => HashCode.Combine(record.ReportId, record.RecordId, record.ReportedSeconds, record.Stays.Count);

        private static IEnumerable<(long?, long?)> InOrder(AttendanceRecord record) => record.Stays.Select(stay => (stay.Joined?.UtcTicks, stay.Left?.UtcTicks)).Order();
    }
}
