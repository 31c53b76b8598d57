using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>When somebody was present, over all reports and all devices.</summary>
/// <param name="Instants">The union of all usable stays.</param>
/// <param name="UnusableStays">Stays left out because a time is missing or they end before they start.</param>
/// <param name="ReportedSeconds">The sum of the totals that the source states, null where it states none.</param>
public sealed record Presence(IntervalSet Instants, int UnusableStays, long? ReportedSeconds)
{
    /// <summary>Nobody saw this person.</summary>
    public static Presence None { get; } = new(IntervalSet.Empty, 0, null);

    /// <summary>
    /// Unites the stays of one person. Stays without both times, or that do not last, are left out; the rest is united,
    /// so that devices, duplicates and reports never count an instant twice (cpe.md §5).
    /// </summary>
    public static Presence Of(IReadOnlyCollection<AttendanceRecord> records)
    {
        var usable = new List<Interval>();
        var unusable = 0;
        foreach (var stay in records.SelectMany(record => record.Stays))
        {
            if (stay is { Joined: { } joined, Left: { } left } && left > joined)
            {
                usable.Add(new Interval(joined, left));
            }
            else if (stay.Joined is null || stay.Left is null || stay.Left < stay.Joined)
            {
                unusable++;
            }
        }

        var totals = records.Where(record => record.ReportedSeconds is not null).Select(record => record.ReportedSeconds!.Value).ToArray();
        return new Presence(IntervalSet.Of(usable), unusable, totals.Length == 0 ? null : totals.Sum());
    }
}
