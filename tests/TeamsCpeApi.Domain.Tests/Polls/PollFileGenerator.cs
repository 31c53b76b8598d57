using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>Sessions as they happen: people come and go, polls are launched and mostly answered, files are exported at some time.</summary>
internal static class PollFileGenerator
{
    private static readonly string[] ZoneIds =
    [
        "America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "UTC", "Asia/Kolkata", "Asia/Kathmandu",
        "Australia/Sydney", "Australia/Adelaide", "America/St_Johns", "Asia/Tokyo", "America/Phoenix", "Pacific/Auckland",
    ];

    internal static TimeZoneInfo Zone(this Generator generator) => PollFiles.Zone(generator.Pick(ZoneIds));

    /// <summary>A session somewhere in 2026, also on days on which clocks change.</summary>
    internal static Interval SessionTime(this Generator generator)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(generator.Number(0, 364 * 48) * 30);
        return new Interval(start, start.AddMinutes(generator.Number(3, 24) * 10));
    }

    /// <summary>Who was there when, by address.</summary>
    internal static Dictionary<string, IntervalSet> Audience(this Generator generator, string firm, Interval session) => Enumerable.Range(0, generator.Number(8, 60)).ToDictionary(
        person => $"{firm}{person}@contoso.example",
        _ => IntervalSet.Of(new Interval(
            session.Start.AddSeconds(generator.Chance(70) ? -generator.Number(0, 600) : generator.Number(0, (int)session.Length.TotalSeconds / 3)),
            session.End.AddSeconds(generator.Chance(70) ? generator.Number(0, 600) : -generator.Number(0, (int)session.Length.TotalSeconds / 3)))));

    /// <summary>The answers that an audience gave in its session, as instants: one poll or a form of several, now and then late.</summary>
    internal static (DateTimeOffset At, string? Address)[] Answers(this Generator generator, Interval session, IReadOnlyDictionary<string, IntervalSet> audience)
    {
        var isAnonymous = generator.Chance(5);
        var answers = new List<(DateTimeOffset, string?)>();
        for (var poll = generator.Number(1, 3); poll > 0; poll--)
        {
            var launched = session.Start.AddSeconds(generator.Number(0, (int)session.Length.TotalSeconds - 300));
            foreach (var person in audience.Where(_ => generator.Chance(85)))
            {
                var at = launched.AddSeconds(generator.Chance(95) ? generator.Number(5, 240) : generator.Number(300, 7200));
                if (person.Value.Contains(at) || generator.Chance(2))
                {
                    answers.Add((at, isAnonymous || generator.Chance(4) ? null : person.Key));
                }
            }
        }

        return answers.Count > 0 ? [.. answers] : [(session.Start.AddMinutes(5), null)];
    }

    /// <summary>The file that is exported of them in a zone, brought to a session.</summary>
    internal static PollFitCase File(
        this Generator generator,
        (DateTimeOffset At, string? Address)[] answers,
        TimeZoneInfo exporter,
        Interval session,
        Dictionary<string, IntervalSet> audience,
        TimeZoneInfo zone,
        bool isDeclared)
    {
        var isAttendanceKnown = generator.Chance(70);
        var last = answers.Max(answer => answer.At);
        DateTimeOffset? exported = generator.Number(0, 9) switch
        {
            <= 2 => last.AddSeconds(generator.Number(5, 120)),
            <= 5 => last.AddSeconds(generator.Number(120, 10_800)),
            <= 7 => last.AddSeconds(generator.Number(10_800, 500_000)),
            _ => null,
        };
        return new PollFitCase(
            [.. answers.Select(answer => new ResponseTime(TimeZoneInfo.ConvertTime(answer.At, exporter).DateTime, answer.Address))],
            session,
            TimeSpan.FromMinutes(10),
            isAttendanceKnown ? audience : [],
            isAttendanceKnown ? generator.Number(0, 2) : 0,
            audience.Keys.ToHashSet(),
            exported,
            zone,
            isDeclared,
            PollFiles.Zones);
    }
}
