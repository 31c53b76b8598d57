using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>Reads an export's times in one zone after the other and counts what lies where.</summary>
internal sealed class PollReader
{
    /// <summary>Sessions overrun, and polls are answered late: only what lies further off than this belongs to another session for certain.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    /// <summary>Over so few days a zone whose offset is the same before and after had no other in between.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromDays(7);

    private readonly PollFitCase subject;
    private readonly (DateTime WallClock, IntervalSet? Presence)[] responses;
    private readonly DateTime first;
    private readonly DateTime last;
    private readonly DateTimeOffset? exportedAt;

    public PollReader(PollFitCase subject)
    {
        this.subject = subject;
        responses = [.. subject.Responses.Select(response => (DateTime.SpecifyKind(response.CompletedAt, DateTimeKind.Utc), PresenceOf(response)))];
        (first, last) = (responses.Min(response => response.WallClock), responses.Max(response => response.WallClock));

        // Some workbooks are older than their content: what was created before its last answer wherever on earth that was given is no export of it.
        var earliest = new DateTimeOffset(last, TimeSpan.Zero) - TimeSpan.FromHours(14);
        exportedAt = subject.ExportedAt < earliest - TimeSpan.FromMinutes(5) ? null : subject.ExportedAt;
    }

    /// <summary>The figures in one zone, and whether any response lies near the session at all.</summary>
    public (PollReading Reading, bool IsNear) In(TimeZoneInfo zone)
    {
        var (inside, ofAttendees, whilePresent, isNear) = (0, 0, 0, false);
        var (accepted, near) = (subject.Accepted, new Interval(subject.Accepted.Start - Grace, subject.Accepted.End + Grace));
        var toInstant = Clock(zone);
        foreach (var (wallClock, presence) in responses)
        {
            var at = toInstant(wallClock);
            isNear |= near.Contains(at);
            if (accepted.Contains(at))
            {
                inside++;
                ofAttendees += presence is null ? 0 : 1;
                whilePresent += presence?.Contains(at) == true ? 1 : 0;
            }
        }

        var lastAt = toInstant(last);
        var reading = new PollReading(
            zone.Id,
            (int)zone.GetUtcOffset(subject.Window.Start).TotalMinutes,
            inside,
            ofAttendees,
            whilePresent,
            toInstant(first),
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

        var toInstant = Clock(zone);
        var accepted = subject.Accepted;
        var given = responses
            .Where(response => response.Presence is not null)
            .Select(response => (At: toInstant(response.WallClock), response.Presence))
            .Where(response => accepted.Contains(response.At))
            .ToArray();
        var earliest = (int)Math.Ceiling((accepted.Start - given.Min(response => response.At)).TotalMinutes);
        var latest = (int)Math.Floor((accepted.End - given.Max(response => response.At)).TotalMinutes);
        var elsewhere = Enumerable.Range(earliest, Math.Max(0, latest - earliest + 1)).Where(minutes => Math.Abs(minutes) > 2).ToArray();
        var asGood = elsewhere.Count(minutes => given.Count(response => response.Presence!.Contains(response.At.AddMinutes(minutes))) >= reading.WhilePresent);
        return elsewhere.Length >= FewestPlaces && asGood * 10 <= elsewhere.Length;
    }

    private Func<DateTime, DateTimeOffset> Clock(TimeZoneInfo zone)
    {
        var (before, after) = (zone.GetUtcOffset(first.AddDays(-1)), zone.GetUtcOffset(last.AddDays(1)));
        return before == after && last - first < Steady
            ? wallClock => new DateTimeOffset(wallClock, TimeSpan.Zero) - before
            : wallClock => PollClock.ToInstant(wallClock, zone, subject.Accepted);
    }

    private IntervalSet? PresenceOf(ResponseTime response) =>
        response.Address is { } address && subject.Presence.TryGetValue(address, out var presence) && presence.Intervals.Count > 0 ? presence : null;
}
