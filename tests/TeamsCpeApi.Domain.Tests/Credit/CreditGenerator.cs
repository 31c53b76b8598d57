using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Arbitrary credit cases, dense around what decides: whole increments, boundaries of the window, the needed polls.</summary>
internal static class CreditGenerator
{
    private static readonly DateTimeOffset Start = Notation.At("10:00");

    internal static CreditCase CreditCase(this Generator generator)
    {
        var rules = generator.Ruleset();
        var offered = generator.Number(0, 15);
        var maximum = generator.Chance(80) ? generator.Number(1, 12) * rules.Increment : generator.Number(0, 80) / 10m;
        return new CreditCase(
            rules,
            generator.Chance(3) ? null : generator.Window(rules),
            new Presence(IntervalSet.Of(generator.Stays()), 0, null),
            offered,
            generator.Chance(40) ? offered : generator.Number(0, offered),
            generator.Number(0, 2),
            maximum,
            generator.Fields(maximum),
            generator.Chance(95) ? ["Attendee"] : ["Presenter"],
            IsInstructor: generator.Chance(2))
        {
            PollsAtEqualIntervals = generator.Chance(30),
            EvaluationMissing = rules.EvaluationWithinDays is not null && generator.Chance(30),
        };
    }

    internal static Interval[] Stays(this Generator generator) => generator.Many(0, 5, generator.Stay);

    internal static Interval Stay(this Generator generator)
    {
        var from = generator.Number(-60, 240) * 60;
        var length = generator.Chance(50) ? generator.Number(0, 150) * 60 : generator.Number(0, 9000);
        return new Interval(Start.AddSeconds(from), Start.AddSeconds(from + length).AddTicks(generator.Chance(20) ? generator.Number(0, 9_999_999) : 0));
    }

    private static CountedTime Window(this Generator generator, Ruleset rules)
    {
        var scheduled = new Interval(Start, Start.AddMinutes(generator.Number(0, 48) * 5));
        return new CountingWindow(
            scheduled,
            rules.BreaksCount ? [] : generator.Many(0, 2, () => new Interval(Start.AddMinutes(60), Start.AddMinutes(60 + generator.Number(0, 20)))),
            TimeSpan.FromSeconds(rules.EarlyMarginSeconds),
            TimeSpan.FromSeconds(rules.LateMarginSeconds))
        {
            Actual = rules.WindowBasis == WindowBasis.ScheduledAndActual ? IntervalSet.Of(generator.Many(0, 3, generator.Stay)) : null,
        }.Counted;
    }

    private static FieldCredits[] Fields(this Generator generator, decimal total)
    {
        var fields = generator.Many(0, 4, () => new FieldCredits("Field", generator.Number(0, 10) / 10m));
        var rest = total - fields.Sum(field => field.Credits);
        return rest >= 0 ? [.. fields, new FieldCredits("Rest", rest)] : [new FieldCredits("All", total)];
    }
}
