using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>Reads an export's times in one zone after the other and counts what lies where.</summary>
internal sealed class PollReader
{
    /// <summary>Sessions overrun, and polls are answered late: only what lies further off than this belongs to another session for certain.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    /// <summary>Over so few days a zone whose offset is the same before and after had no other in between.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromDays(7);

    /// <summary>No clock on earth differs from UTC by more.</summary>
    private static readonly TimeSpan FurthestOffset = TimeSpan.FromHours(14);

    private readonly PollFitCase subject;
    private readonly Interval accepted;
    private readonly Interval near;
    private readonly DateTime[] wallClocks;
    private readonly IntervalSet?[] presences;
    private readonly DateTimeOffset? exportedAt;

    public PollReader(PollFitCase subject)
    {
        this.subject = subject;
        accepted = subject.Accepted;
        near = new Interval(accepted.Start - Grace, accepted.End + Grace);
        wallClocks = [.. subject.Responses.Select(response => DateTime.SpecifyKind(response.CompletedAt, DateTimeKind.Utc))];
        presences = [.. subject.Responses.Select(PresenceOf)];
        Array.Sort(wallClocks, presences);

        // Some workbooks are older than their content: what was created before its last answer wherever on earth that was given is no export of it.
        var earliest = new DateTimeOffset(wallClocks[^1], TimeSpan.Zero) - FurthestOffset;
        exportedAt = subject.ExportedAt < earliest - TimeSpan.FromMinutes(5) ? null : subject.ExportedAt;
    }

    /// <summary>The figures in one zone, and whether any response lies near the session at all.</summary>
    public (PollReading Reading, bool IsNear) In(TimeZoneInfo zone)
    {
        var (inside, ofAttendees, whilePresent, isNear) = (0, 0, 0, false);
        foreach (var (at, presence) in Near(zone))
        {
            isNear = true;
            if (accepted.Contains(at))
            {
                inside++;
                ofAttendees += presence is null ? 0 : 1;
                whilePresent += presence?.Contains(at) == true ? 1 : 0;
            }
        }

        var lastAt = PollClock.ToInstant(wallClocks[^1], zone, accepted);
        var reading = new PollReading(
            zone.Id,
            (int)zone.GetUtcOffset(subject.Window.Start).TotalMinutes,
            inside,
            ofAttendees,
            whilePresent,
            PollClock.ToInstant(wallClocks[0], zone, accepted),
            lastAt,
            exportedAt is { } exported ? (long)Math.Floor((exported - lastAt).TotalSeconds) : null);
        return (reading, isNear);
    }

    /// <summary>
    /// Whether presence speaks for this very zone: people come and go, and moved by any other number of minutes within the session
    /// the answers would rarely meet their givers as well. Where everybody stayed all the time, presence says nothing.
    /// </summary>
    public bool IsSupportedByPresence(PollReading reading, TimeZoneInfo zone)
    {
        const int FewestAnswers = 5;
        const int FewestPlaces = 10;
        if (reading.InsideOfAttendees < FewestAnswers || reading.WhilePresent * 10 < reading.InsideOfAttendees * 9)
        {
            return false;
        }

        var given = Near(zone).Where(response => response.Presence is not null && accepted.Contains(response.At)).ToArray();
        var earliest = (int)Math.Ceiling((accepted.Start - given.Min(response => response.At)).TotalMinutes);
        var latest = (int)Math.Floor((accepted.End - given.Max(response => response.At)).TotalMinutes);
        var elsewhere = WhilePresentMoved(given, earliest, Math.Max(0, latest - earliest + 1)).Where(moved => Math.Abs(moved.Minutes) > 2).ToArray();
        return elsewhere.Length >= FewestPlaces && elsewhere.Count(moved => moved.WhilePresent >= reading.WhilePresent) * 10 <= elsewhere.Length;
    }

    /// <summary>How many answers would meet their givers, for each number of minutes by which all are moved: a stay begins to count at one of them and ceases at another.</summary>
    private static IEnumerable<(int Minutes, int WhilePresent)> WhilePresentMoved((DateTimeOffset At, IntervalSet? Presence)[] given, int earliest, int places)
    {
        var changes = new int[places + 1];
        foreach (var (at, presence) in given)
        {
            foreach (var stay in presence!.Intervals)
            {
                changes[Place(stay.Start - at)]++;
                changes[Place(stay.End - at)]--;
            }
        }

        var present = 0;
        for (var place = 0; place < places; place++)
        {
            yield return (earliest + place, present += changes[place]);
        }

        int Place(TimeSpan moved) => (int)Math.Clamp(Math.Ceiling(moved.TotalMinutes) - earliest, 0, places);
    }

    /// <summary>The responses that lie near the session when they are read in a zone; of a form used for months these are few.</summary>
    private IEnumerable<(DateTimeOffset At, IntervalSet? Presence)> Near(TimeZoneInfo zone)
    {
        var (earliest, latest) = (near.Start.UtcDateTime - FurthestOffset, near.End.UtcDateTime + FurthestOffset);
        var (before, after) = (zone.GetUtcOffset(earliest.AddDays(-1)), zone.GetUtcOffset(latest.AddDays(1)));
        var isSteady = before == after && latest - earliest < Steady;
        var (from, to) = isSteady ? (First(near.Start.UtcDateTime + before), First(near.End.UtcDateTime + before)) : (First(earliest), First(latest));
        for (var index = from; index < to; index++)
        {
            var at = isSteady ? new DateTimeOffset(wallClocks[index], TimeSpan.Zero) - before : PollClock.ToInstant(wallClocks[index], zone, accepted);
            if (near.Contains(at))
            {
                yield return (at, presences[index]);
            }
        }
    }

    /// <summary>The place of the first response at a wall-clock time or later.</summary>
    private int First(DateTime wallClock)
    {
        var (low, high) = (0, wallClocks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = wallClocks[middle] < wallClock ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private IntervalSet? PresenceOf(ResponseTime response) =>
        response.Address is { } address && subject.Presence.TryGetValue(address, out var presence) && presence.Intervals.Count > 0 ? presence : null;
}
