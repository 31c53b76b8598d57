using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Tests.Rulesets;

/// <summary>Arbitrary rulesets: good ones of every shape, and good ones with one thing broken.</summary>
internal static class RulesetGenerator
{
    private static readonly decimal[] Increments = [0.1m, 0.2m, 0.25m, 0.5m, 1m];

    private static readonly Func<Ruleset, Ruleset>[] Breaks =
    [
        rules => rules with { Name = " " },
        rules => rules with { Source = "" },
        rules => rules with { CertificateStatement = "\t" },
        rules => rules with { MinutesPerCredit = 0 },
        rules => rules with { MinutesPerCredit = -50 },
        rules => rules with { MinutesPerCredit = int.MaxValue },
        rules => rules with { Increment = 0 },
        rules => rules with { Increment = 0.3m },
        rules => rules with { Increment = -1 },
        rules => rules with { Increment = decimal.MaxValue },
        rules => rules with { MinimumFirstCredit = -rules.Increment },
        rules => rules with { MinimumFirstCredit = rules.Increment / 2 },
        rules => rules with { MinimumFirstCredit = decimal.MaxValue },
        rules => rules with { MaximumCredits = 0 },
        rules => rules with { MaximumCredits = rules.Increment * 1.5m },
        rules => rules with { MaximumCredits = decimal.MaxValue },
        rules => rules with { MaximumCredits = 1, MinimumFirstCredit = 2 },
        rules => rules with { MinimumAttendancePercent = 101 },
        rules => rules with { MinimumAttendancePercent = -1 },
        rules => rules with { MinimumAttendanceMinutes = 1441 },
        rules => rules with { MinimumAttendanceMinutes = -1 },
        rules => rules with { EarlyMarginSeconds = -1 },
        rules => rules with { LateMarginSeconds = 7201 },
        rules => rules with { PollMarginSeconds = -1 },
        rules => rules with { EarningRoles = [] },
        rules => rules with { EarningRoles = [" "] },
        rules => rules with { RetentionYears = 0 },
        rules => rules with { RetentionYears = 101 },
        rules => rules with { Mode = (CreditMode)9 },
        rules => rules with { Rounding = (Rounding)9 },
        rules => rules with { LimitedBy = (CreditLimit)9 },
        rules => rules with { Polls = new((PollRule)9, 3) },
        rules => rules with { Polls = new(PollRule.Percent, 101) },
        rules => rules with { Polls = new(PollRule.Percent, -1) },
        rules => rules with { Polls = new(PollRule.PerCredit, 0) },
        rules => rules with { Polls = new(PollRule.PerHour, 101) },
        rules => rules with { Polls = new(PollRule.PerCredit, 3.0000000000000000000000000001m) },
        rules => rules with { Polls = new(PollRule.Fixed, 2.5m) },
        rules => rules with { LimitedBy = CreditLimit.Polls, Mode = CreditMode.Formula, Polls = new(PollRule.None, 0) },
        rules => rules with { LimitedBy = CreditLimit.Polls, Mode = CreditMode.Formula, Polls = new(PollRule.Percent, 0) },
        rules => rules with { Mode = CreditMode.Table, Table = [] },
        rules => rules with { Mode = CreditMode.Formula, Table = [new(50, 3, 1)] },
        rules => Table(rules, new Threshold(50, 3, 1), new Threshold(100, 6, 2)),
        rules => Table(rules, new Threshold(50, 3, 2), new Threshold(60, 4, 1)),
        rules => Table(rules, new Threshold(-1, 3, 1)),
        rules => Table(rules, new Threshold(50, 1001, 1)),
        rules => Table(rules, new Threshold(50, 3, -1)),
        rules => Table(rules, new Threshold(50, 3, decimal.MaxValue)),
        rules => Table(rules, new Threshold(0, 0, 1)) with { Polls = new(PollRule.None, 0) },
        rules => Table(rules, new Threshold(0, 5, 1)) with { LimitedBy = CreditLimit.Time },
        rules => Table(rules, new Threshold(5, 0, 1)) with { LimitedBy = CreditLimit.Polls, Polls = new(PollRule.None, 0) },
        rules => rules with { WindowBasis = (WindowBasis)9 },
        rules => rules with { EvaluationWithinDays = -1 },
        rules => rules with { EvaluationWithinDays = 366 },
        rules => rules with { EffectiveFrom = new DateOnly(2026, 7, 2), EffectiveUntil = new DateOnly(2026, 7, 1) },
        rules => rules with { InstructorCredit = new(2.0001m, true, null) },
        rules => rules with { InstructorCredit = new(-1, true, null) },
        rules => rules with { InstructorCredit = new(1.00001m, true, null) },
        rules => rules with { InstructorCredit = new(1, true, 0) },
        rules => rules with { InstructorCredit = new(1, true, rules.Increment / 2) },
        rules => Tiers(rules),
        rules => Tiers(rules, new PollTier(75, 100)) with { Polls = new(PollRule.Percent, 75) },
        rules => Tiers(rules, new PollTier(75, 100)) with { Polls = new(PollRule.Tiers, 75) },
        rules => Tiers(rules, new PollTier(75, 100)) with { Mode = CreditMode.Table, Table = [new(50, 3, 1)] },
        rules => Tiers(rules, new PollTier(0, 100)),
        rules => Tiers(rules, new PollTier(101, 100)),
        rules => Tiers(rules, new PollTier(75, 0)),
        rules => Tiers(rules, new PollTier(75, 100.01m)),
        rules => Tiers(rules, new PollTier(75.00001m, 100)),
        rules => Tiers(rules, new PollTier(50, 50), new PollTier(75, 100)),
        rules => Tiers(rules, new PollTier(75, 50), new PollTier(50, 50)),
        rules => Tiers(rules, [.. Enumerable.Range(0, 21).Select(step => new PollTier(100 - step, 100 - step))]),
        rules => Table(rules, [.. Enumerable.Range(0, 201).Select(row => new Threshold(201 - row, 0, 1))]),
    ];

    internal static Ruleset Ruleset(this Generator generator)
    {
        var increment = generator.Pick(Increments);
        var mode = generator.PickEnum<CreditMode>();
        var first = generator.Chance(50) ? 0 : generator.Number(0, 10) * increment;
        var polls = generator.PollRequirement(mode);
        return new Ruleset
        {
            Name = "Generated",
            Source = "The generator",
            CertificateStatement = "Credits have been granted.",
            Mode = mode,
            MinutesPerCredit = generator.Chance(80) ? generator.Pick([50, 60]) : generator.Number(1, 480),
            Increment = increment,
            Rounding = generator.PickEnum<Rounding>(),
            MinimumFirstCredit = first,
            MaximumCredits = generator.Chance(70) ? null : first + (generator.Number(1, 20) * increment),
            LimitedBy = generator.PickEnum<CreditLimit>(),
            Polls = polls,
            MinimumAttendancePercent = generator.Chance(80) ? 0 : generator.Number(0, 100),
            MinimumAttendanceMinutes = generator.Chance(80) ? 0 : generator.Number(0, 120),
            PartialCredit = generator.Chance(80),
            EarlyMarginSeconds = generator.Chance(70) ? 0 : generator.Number(0, 1800),
            LateMarginSeconds = generator.Chance(70) ? 0 : generator.Number(0, 1800),
            PollTiers = polls.Rule == PollRule.Tiers ? generator.Tiers() : [],
            IrregularPollInterval = generator.Chance(20),
            WindowBasis = generator.PickEnum<WindowBasis>(),
            BreaksCount = generator.Chance(20),
            InstructorCredit = generator.Chance(70) ? null : new(generator.Number(0, 20_000) / 10_000m, generator.Chance(50), generator.Chance(50) ? null : generator.Number(1, 20) * increment),
            EvaluationWithinDays = generator.Chance(80) ? null : generator.Number(0, 365),
            EffectiveFrom = generator.Chance(80) ? null : new DateOnly(2026, 1, 1),
            EffectiveUntil = generator.Chance(80) ? null : new DateOnly(2026, 1, 1).AddDays(generator.Number(0, 900)),
            Table = mode == CreditMode.Table ? generator.Rows(increment) : [],
        };
    }

    internal static Ruleset BrokenRuleset(this Generator generator) => generator.Pick(Breaks)(generator.Ruleset());

    private static PollRequirement PollRequirement(this Generator generator, CreditMode mode)
    {
        var rule = generator.Pick<PollRule>(mode == CreditMode.Table
            ? [PollRule.None, PollRule.PerCredit, PollRule.PerHour, PollRule.Percent, PollRule.Fixed]
            : [PollRule.PerCredit, PollRule.PerHour, PollRule.Percent, PollRule.Fixed, PollRule.Tiers]);
        return rule switch
        {
            PollRule.None or PollRule.Tiers => new(rule, 0),
            PollRule.Percent => new(rule, generator.Chance(50) ? generator.Number(1, 100) : generator.Number(1, 1_000_000) / 10_000m),
            PollRule.Fixed => new(rule, generator.Number(1, 10)),
            _ => new(rule, generator.Chance(70) ? generator.Number(1, 6) : generator.Number(1, 60_000) / 10_000m),
        };
    }

    private static PollTier[] Tiers(this Generator generator)
    {
        var tiers = new List<PollTier>();
        for (var (share, credit) = (generator.Number(1, 1_000_000), 1_000_000); share > 0 && credit > 0 && tiers.Count < 4; share -= generator.Number(1, 500_000), credit -= generator.Number(1, 700_000))
        {
            tiers.Add(new PollTier(share / 10_000m, credit / 10_000m));
        }

        return [.. tiers];
    }

    private static Threshold[] Rows(this Generator generator, decimal increment)
    {
        var minutes = generator.Number(60, 240);
        var steps = generator.Number(1, 20);
        var rows = new List<Threshold>();
        while (minutes > 0 && rows.Count < 6 && (rows.Count == 0 || generator.Chance(70)))
        {
            rows.Add(new Threshold(minutes, generator.Number(1, 10), steps * increment));
            minutes -= generator.Number(1, 60);
            steps = generator.Number(0, steps);
        }

        return [.. rows];
    }

    private static Ruleset Table(Ruleset rules, params Threshold[] rows) => rules with { Mode = CreditMode.Table, Increment = 1, MinimumFirstCredit = 0, MaximumCredits = null, Table = rows };

    private static Ruleset Tiers(Ruleset rules, params PollTier[] tiers) =>
        rules with { Mode = CreditMode.Formula, Table = [], LimitedBy = CreditLimit.TimeAndPolls, Polls = new(PollRule.Tiers, 0), PollTiers = tiers };
}
