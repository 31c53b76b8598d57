using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Programs;

/// <summary>What a generated program is made of, before anything is decided.</summary>
internal sealed record Draft(Ruleset Ruleset, decimal Maximum, IReadOnlyList<(Guid Id, SessionEvidence Evidence)> Sessions)
{
    internal ProgramOutcome Decide() => ProgramCompletion.Of(Program);

    internal ProgramEvidence Program => new(Ruleset, Maximum, [new("Taxes", Maximum)], [.. Sessions.Select(session => ProgramSession.Of(session.Id, $"Session {session.Id.ToString()[..4]}", session.Evidence, SessionCompletion.Of(session.Evidence), Ruleset))]);
}

/// <summary>Arbitrary programs: sessions of one morning that follow one another, leave gaps or overlap, and three people who come and go.</summary>
internal static class ProgramGenerator
{
    internal static readonly string[] Addresses = ["ann@x.org", "bob@x.org", "cay@x.org"];

    internal static Draft Program(this Generator generator, int least = 1, int most = 4)
    {
        var rules = generator.Ruleset() with { PollMarginSeconds = generator.Number(0, 600) };
        var maximum = Math.Max(rules.Increment, generator.Number(1, 20) * rules.Increment);
        return new Draft(rules, maximum, [.. generator.Many(least, most, () => (Guid.NewGuid(), generator.Evidence(rules, maximum)))]);
    }

    internal static SessionEvidence Evidence(this Generator generator, Ruleset rules, decimal maximum)
    {
        var start = Notation.At("09:00").AddMinutes(generator.Number(0, 36) * 5);
        var scheduled = new Interval(start, start.AddMinutes(generator.Number(1, 18) * 5));
        var window = new CountingWindow(
            scheduled,
            generator.Chance(70) ? [] : [new(start.AddMinutes(2), start.AddMinutes(4))],
            TimeSpan.FromSeconds(rules.EarlyMarginSeconds),
            TimeSpan.FromSeconds(rules.LateMarginSeconds));
        var present = Addresses.Where(_ => generator.Chance(80)).ToArray();
        return new SessionEvidence(
            rules,
            window,
            maximum,
            [new("Taxes", maximum)],
            generator.Chance(10) ? [generator.Pick(Addresses)] : [],
            [.. Addresses.Where(address => generator.Chance(90) || present.Contains(address)).Select(address => new RosterEntry(Guid.NewGuid(), address, address, [], null, null) { ExternalId = address[..3] })],
            [.. present.Select(address => Record(address, generator.Chance(95) ? "Attendee" : "Presenter", generator.StaysAround(scheduled)))],
            generator.Many(0, 5, () => generator.Poll(scheduled)),
            [])
        {
            Evaluations = generator.Chance(60) ? generator.Many(1, 1, () => generator.Poll(scheduled)) : [],
        };
    }

    internal static AttendanceRecord Record(string address, string role, IEnumerable<Interval> stays) =>
        new("report", $"{address} {Guid.NewGuid()}", null, null, address, null, role, null, [.. stays.Select(stay => new ReportedStay(stay.Start, stay.End, null))]);

    internal static Interval StayAround(this Generator generator, Interval scheduled)
    {
        var from = scheduled.Start.AddSeconds(generator.Number(-900, (int)scheduled.Length.TotalSeconds));
        return new Interval(from, from.AddSeconds(generator.Chance(30) ? generator.Number(0, 600) : generator.Number(600, 7200)));
    }

    private static Interval[] StaysAround(this Generator generator, Interval scheduled) => generator.Many(0, 3, () => generator.StayAround(scheduled));

    /// <summary>Everybody who answers a poll does so at its time.</summary>
    private static SessionPoll Poll(this Generator generator, Interval scheduled)
    {
        var at = scheduled.Start.AddSeconds(generator.Number(-700, (int)scheduled.Length.TotalSeconds + 700));
        return new SessionPoll(Guid.NewGuid(), [.. Addresses.Where(_ => generator.Chance(80)).Select(address => new PollResponse(address, null, at, "Yes"))]);
    }
}
