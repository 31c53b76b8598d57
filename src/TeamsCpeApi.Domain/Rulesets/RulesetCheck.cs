namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>Something that makes a ruleset unusable.</summary>
/// <param name="Pointer">JSON pointer to the member.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record RulesetProblem(string Pointer, string Code, string Message);

/// <summary>Checks that a ruleset can be computed exactly and means something.</summary>
public static class RulesetCheck
{
    /// <summary>
    /// What keeps credit from being decided by <paramref name="ruleset"/>; none when it can be used. Stored versions decide
    /// for ever: what would refuse one of them belongs into <see cref="RulesetSense"/>, which new versions pass alone.
    /// </summary>
    public static IReadOnlyList<RulesetProblem> Problems(Ruleset ruleset)
    {
        var problems = new List<RulesetProblem>();
        void Require(bool holds, string member, string code, string message)
        {
            if (!holds)
            {
                problems.Add(new RulesetProblem($"/{member}", code, message));
            }
        }

        Require(!string.IsNullOrWhiteSpace(ruleset.Name), "name", "required", "Give the ruleset a name.");
        Require(!string.IsNullOrWhiteSpace(ruleset.Source), "source", "required", "Say where the numbers come from: an auditor asks for it.");
        Require(!string.IsNullOrWhiteSpace(ruleset.CertificateStatement), "certificateStatement", "required", "Give the time statement of the certificate.");
        Require(ruleset.Name is not { Length: > RulesetLimits.LongestName }, "name", "too-long", "A name has at most 200 characters.");
        Require(ruleset.Source is not { Length: > RulesetLimits.LongestSource }, "source", "too-long", "The source has at most 2000 characters.");
        Require(ruleset.CertificateStatement is not { Length: > RulesetLimits.LongestStatement }, "certificateStatement", "too-long", "The statement has at most 500 characters: it stands on one page with everything else.");
        Require(ruleset.MinutesPerCredit is >= 1 and <= RulesetLimits.MostMinutesPerCredit, "minutesPerCredit", "out-of-range", "Minutes per credit lie between 1 and 480.");
        Require(RulesetLimits.Increments.Contains(ruleset.Increment), "increment", "increment-unknown", "The increment is 0.1, 0.2, 0.25, 0.5 or 1 credit.");
        Require(
            !RulesetLimits.Increments.Contains(ruleset.Increment) || ruleset.MinutesPerCredit * 60m * ruleset.Increment % 1 == 0,
            "increment",
            "increment-does-not-divide",
            "One increment must be a whole number of seconds: change the increment or the minutes per credit.");
        Require(
            ruleset.MinimumFirstCredit is >= 0 and <= Ruleset.MostCredits && IsMultiple(ruleset.MinimumFirstCredit, ruleset.Increment),
            "minimumFirstCredit",
            "not-a-multiple",
            "The first credit is zero or a multiple of the increment.");
        Require(
            ruleset.MaximumCredits is not { } maximum || (maximum is > 0 and <= Ruleset.MostCredits && maximum >= ruleset.MinimumFirstCredit && IsMultiple(maximum, ruleset.Increment)),
            "maximumCredits",
            "maximum-below-minimum",
            "The maximum is a multiple of the increment and not below the first credit; leave it out to let the session decide.");
        Require(ruleset.MinimumAttendancePercent is >= 0 and <= 100, "minimumAttendancePercent", "out-of-range", "A percentage lies between 0 and 100.");
        Require(ruleset.MinimumAttendanceMinutes is >= 0 and <= RulesetLimits.MostMinutes, "minimumAttendanceMinutes", "out-of-range", "Minimum attendance lies between 0 and 1440 minutes.");
        Require(ruleset.EarlyMarginSeconds is >= 0 and <= RulesetLimits.MostMarginSeconds, "earlyMarginSeconds", "out-of-range", "A margin lies between 0 and 7200 seconds.");
        Require(ruleset.LateMarginSeconds is >= 0 and <= RulesetLimits.MostMarginSeconds, "lateMarginSeconds", "out-of-range", "A margin lies between 0 and 7200 seconds.");
        Require(ruleset.PollMarginSeconds is >= 0 and <= RulesetLimits.MostMarginSeconds, "pollMarginSeconds", "out-of-range", "A margin lies between 0 and 7200 seconds.");
        Require(
            ruleset.PollMarginBeforeSeconds is null or (>= 0 and <= RulesetLimits.MostMarginSeconds),
            "pollMarginBeforeSeconds",
            "out-of-range",
            "A margin lies between 0 and 7200 seconds.");
        Require(ruleset.EarningRoles.Any(role => !string.IsNullOrWhiteSpace(role)), "earningRoles", "required", "Name at least one role that may earn credit, for example Attendee.");
        Require(ruleset.RetentionYears is >= 1 and <= RulesetLimits.MostYears, "retentionYears", "out-of-range", "Records are kept between 1 and 100 years.");
        Require(
            Enum.IsDefined(ruleset.Mode) && Enum.IsDefined(ruleset.Rounding) && Enum.IsDefined(ruleset.LimitedBy) && Enum.IsDefined(ruleset.Polls.Rule) && Enum.IsDefined(ruleset.WindowBasis)
                && Enum.IsDefined(ruleset.AnswersWhileAbsent ?? default) && Enum.IsDefined(ruleset.FileOnlyPresence),
            "mode",
            "unknown-value",
            "Use one of the documented values.");
        Require(PollsMakeSense(ruleset.Polls), "polls/value", "out-of-range", "A percentage lies between 0 and 100, a count per credit or hour above 0 and up to 100, both with at most four decimals; a fixed count is whole; with tiers it is 0.");
        Require(
            ruleset.LimitedBy != CreditLimit.Polls || ruleset.Mode == CreditMode.Table || ruleset.Polls.Rule == PollRule.Tiers || (ruleset.Polls.Rule != PollRule.None && ruleset.Polls.Value > 0),
            "limitedBy",
            "nothing-limits",
            "Polls alone limit the credit, but none is required: everyone would get the maximum. Require polls or let the time limit.");
        Require((ruleset.Mode == CreditMode.Table) == (ruleset.Table.Count > 0), "table", "table-mode", "A table needs the mode table, and the mode table needs rows.");
        Require(ruleset.Table.Count <= RulesetLimits.MostRows, "table", "too-many", "A table has at most 200 rows.");
        Require(ruleset.EvaluationWithinDays is null or (>= 0 and <= RulesetLimits.MostEvaluationDays), "evaluationWithinDays", "out-of-range", "An evaluation is handed in within 0 to 365 days after the end; leave it out where none is asked for.");
        Require(
            ruleset is not { EffectiveFrom: { } from, EffectiveUntil: { } until } || from <= until,
            "effectiveUntil",
            "ends-before-start",
            "The last day lies before the first: correct effectiveFrom or effectiveUntil.");
        Require((ruleset.Polls.Rule == PollRule.Tiers) == (ruleset.PollTiers.Count > 0), "pollTiers", "tiers-rule", "Tiers need the poll rule tiers, and the poll rule tiers needs at least one of them.");
        Require(ruleset.Polls.Rule != PollRule.Tiers || ruleset.Mode == CreditMode.Formula, "mode", "tiers-mode", "Tiers take a share of what the formula gives: a table says itself what its polls earn.");
        Require(ruleset.PollTiers.Count <= RulesetLimits.MostTiers, "pollTiers", "too-many", "There are at most 20 tiers.");
        Require(
            ruleset.InstructorCredit is not { } instructor || (instructor.PreparationFactor is >= 0 and <= RulesetLimits.MostPreparation && HasFourDecimals(instructor.PreparationFactor)),
            "instructorCredit/preparationFactor",
            "out-of-range",
            "Preparation counts between 0 and 2 times the presentation, with at most four decimals.");
        Require(
            ruleset.InstructorCredit?.MaximumCredits is not { } most || (most is > 0 and <= Ruleset.MostCredits && IsMultiple(most, ruleset.Increment)),
            "instructorCredit/maximumCredits",
            "not-a-multiple",
            "The most that a presentation gives is above zero and a multiple of the increment; leave it out where nothing limits it.");
        problems.AddRange(TableProblems(ruleset));
        problems.AddRange(TierProblems(ruleset));
        return problems;
    }

    /// <summary>True when <paramref name="credits"/> is a whole number of increments.</summary>
    public static bool IsMultiple(decimal credits, decimal increment) => increment > 0 && credits % increment == 0;

    /// <summary>Four decimals keep the quotients exact: with 28 of them a division rounds up to a credit that was not earned.</summary>
    private static bool PollsMakeSense(PollRequirement polls) => polls.Rule switch
    {
        PollRule.None => true,
        PollRule.Percent => polls.Value is >= 0 and <= 100 && HasFourDecimals(polls.Value),
        PollRule.Fixed => polls.Value is >= 0 and <= RulesetLimits.MostPollCount && polls.Value % 1 == 0,
        PollRule.Tiers => polls.Value == 0,
        _ => polls.Value is > 0 and <= RulesetLimits.MostPollCount && HasFourDecimals(polls.Value),
    };

    private static bool HasFourDecimals(decimal value) => decimal.Round(value, 4) == value;

    private static bool AsksForNothing(Ruleset ruleset, Threshold threshold) => ruleset.LimitedBy switch
    {
        CreditLimit.Time => threshold.MinimumMinutes == 0,
        CreditLimit.Polls => threshold.MinimumPolls == 0 && ruleset.Polls is { Rule: PollRule.None } or { Value: 0 },
        _ => threshold is { MinimumMinutes: 0, MinimumPolls: 0 } && ruleset.Polls is { Rule: PollRule.None } or { Value: 0 },
    };

    private static IEnumerable<RulesetProblem> TableProblems(Ruleset ruleset)
    {
        for (var row = 0; row < Math.Min(ruleset.Table.Count, RulesetLimits.MostRows); row++)
        {
            var threshold = ruleset.Table[row];
            if (threshold.MinimumMinutes is < 0 or > RulesetLimits.MostMinutes || threshold.MinimumPolls is < 0 or > RulesetLimits.MostPolls || threshold.Credits is < 0 or > Ruleset.MostCredits || !IsMultiple(threshold.Credits, ruleset.Increment))
            {
                yield return new RulesetProblem($"/table/{row}", "out-of-range", "A row has 0 to 1440 minutes, 0 to 1000 polls, and credits that are a multiple of the increment.");
            }

            if (threshold.Credits > 0 && AsksForNothing(ruleset, threshold))
            {
                yield return new RulesetProblem($"/table/{row}", "nothing-limits", "Everyone reaches this row, also who was never there: give it minutes or polls that count under limitedBy.");
            }

            if (row > 0 && threshold.Credits > ruleset.Table[row - 1].Credits)
            {
                yield return new RulesetProblem($"/table/{row}/credits", "out-of-order", "Rows stand from most to least credits: otherwise more presence could earn less.");
            }

            if (ruleset.Table.Take(row).Any(earlier => earlier.MinimumMinutes <= threshold.MinimumMinutes && earlier.MinimumPolls <= threshold.MinimumPolls))
            {
                yield return new RulesetProblem($"/table/{row}", "unreachable", "An earlier row already holds for everyone who reaches this one: put the harder row first.");
            }
        }
    }

    private static IEnumerable<RulesetProblem> TierProblems(Ruleset ruleset)
    {
        for (var step = 0; step < Math.Min(ruleset.PollTiers.Count, RulesetLimits.MostTiers); step++)
        {
            var tier = ruleset.PollTiers[step];
            if (tier.MinimumPercent is <= 0 or > 100 || tier.CreditPercent is <= 0 or > 100 || !HasFourDecimals(tier.MinimumPercent) || !HasFourDecimals(tier.CreditPercent))
            {
                yield return new RulesetProblem($"/pollTiers/{step}", "out-of-range", "A tier has two percentages above 0 and up to 100, with at most four decimals.");
            }

            if (step > 0 && (tier.MinimumPercent >= ruleset.PollTiers[step - 1].MinimumPercent || tier.CreditPercent >= ruleset.PollTiers[step - 1].CreditPercent))
            {
                yield return new RulesetProblem($"/pollTiers/{step}", "out-of-order", "Tiers stand from the highest share of polls to the lowest, each with less credit than the one before.");
            }
        }
    }
}
