using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>
/// Attendance files name no time zone (formats.md §2). Read in a wrong one, all of their stays lie the same quarters of an hour beside the
/// truth: that shows against Microsoft's own report of the same people, else against the session's schedule. It is a doubt for a person
/// to settle, never a reason to shift anything.
/// </summary>
public static class FileShift
{
    private const int FewestPeople = 3;

    /// <summary>All offsets from UTC differ by quarters of an hour.</summary>
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>A meeting may begin and end a quarter of an hour late.</summary>
    private static readonly TimeSpan LeastOfASchedule = TimeSpan.FromMinutes(30);

    /// <summary>How much later than it should be the file is, a multiple of 15 minutes, below zero when it is earlier; null when nothing says so.</summary>
    /// <param name="file">What the file says.</param>
    /// <param name="reported">What Microsoft reports; may be empty.</param>
    /// <param name="scheduled">The session as scheduled.</param>
    public static TimeSpan? Of(IReadOnlyCollection<AttendanceRecord> file, IReadOnlyCollection<AttendanceRecord> reported, Interval scheduled)
    {
        var known = Visits(reported).SelectMany(visit => visit.Addresses.Select(address => (address, visit.Span))).DistinctBy(visit => visit.address).ToDictionary(visit => visit.address, visit => visit.Span, StringComparer.Ordinal);
        var visits = Visits(file).ToArray();
        var shared = visits.Where(visit => visit.Addresses.Any(known.ContainsKey)).Select(visit => (visit.Span, Truth: known[visit.Addresses.First(known.ContainsKey)])).ToArray();
        return shared.Length > 0 ? Common(shared, TimeSpan.Zero)
            : visits.Length >= FewestPeople ? Common([.. visits.Select(visit => (visit.Span, scheduled))], LeastOfASchedule)
            : null;
    }

    /// <summary>The same shift of most arrivals and of most departures.</summary>
    private static TimeSpan? Common((Interval Seen, Interval Truth)[] pairs, TimeSpan least)
    {
        var arrivals = Rounded(Median(pairs.Select(pair => pair.Seen.Start - pair.Truth.Start)));
        var departures = Rounded(Median(pairs.Select(pair => pair.Seen.End - pair.Truth.End)));
        return arrivals == departures && arrivals != TimeSpan.Zero && arrivals.Duration() >= least ? arrivals : null;
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> values)
    {
        var inOrder = values.Order().ToArray();
        return inOrder[inOrder.Length / 2];
    }

    private static TimeSpan Rounded(TimeSpan span) => Quarter * Math.Round(span / Quarter, MidpointRounding.AwayFromZero);

    private static IEnumerable<(string[] Addresses, Interval Span)> Visits(IEnumerable<AttendanceRecord> records) => records
        .GroupBy(record => EmailAddress.Key(record.Email) ?? record.RecordId, StringComparer.Ordinal)
        .Select(group => (Addresses: AddressesOf(group), Presence.Of([.. group]).Instants.Intervals))
        .Where(person => person.Intervals.Count > 0)
        .Select(person => (person.Addresses, new Interval(person.Intervals[0].Start, person.Intervals[^1].End)));

    /// <summary>Microsoft's report may know by the sign-in name whom the file knows by an e-mail address too.</summary>
    private static string[] AddressesOf(IEnumerable<AttendanceRecord> records) =>
        [.. records.SelectMany(record => new[] { EmailAddress.Key(record.Email), EmailAddress.Key(record.SignInName) }).OfType<string>().Distinct(StringComparer.Ordinal)];
}
