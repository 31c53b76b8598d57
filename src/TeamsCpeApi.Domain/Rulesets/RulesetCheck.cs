namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>Something that makes a ruleset unusable.</summary>
/// <param name="Pointer">JSON pointer to the member.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record RulesetProblem(string Pointer, string Code, string Message);

/// <summary>Checks that a ruleset can be computed exactly and means something.</summary>
public static class RulesetCheck
{
    private const int MostRows = 200;
    private const int LongestName = 200;
    private const int LongestStatement = 500;
    private const int LongestText = 2000;

    private static readonly decimal[] Increments = [0.1m, 0.2m, 0.25m, 0.5m, 1m];

    /// <summary>All problems of <paramref name="ruleset"/>; none when it can be used.</summary>
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
        Require(ruleset.Name is not { Length: > LongestName }, "name", "too-long", "A name has at most 200 characters.");
        Require(ruleset.Source is not { Length: > LongestText }, "source", "too-long", "The source has at most 2000 characters.");
        Require(ruleset.CertificateStatement is not { Length: > LongestStatement }, "certificateStatement", "too-long", "The statement has at most 500 characters: it stands on one page with everything else.");
        Require(ruleset.MinutesPerCredit is >= 1 and <= 480, "minutesPerCredit", "out-of-range", "Minutes per credit lie between 1 and 480.");
        Require(Increments.Contains(ruleset.Increment), "increment", "increment-unknown", "The increment is 0.1, 0.2, 0.25, 0.5 or 1 credit.");
        Require(
            !Increments.Contains(ruleset.Increment) || ruleset.MinutesPerCredit * 60m * ruleset.Increment % 1 == 0,
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
        Require(ruleset.MinimumAttendanceMinutes is >= 0 and <= 1440, "minimumAttendanceMinutes", "out-of-range", "Minimum attendance lies between 0 and 1440 minutes.");
        Require(ruleset.EarlyMarginSeconds is >= 0 and <= 7200, "earlyMarginSeconds", "out-of-range", "A margin lies between 0 and 7200 seconds.");
        Require(ruleset.LateMarginSeconds is >= 0 and <= 7200, "lateMarginSeconds", "out-of-range", "A margin lies between 0 and 7200 seconds.");
        Require(ruleset.PollMarginSeconds is >= 0 and <= 7200, "pollMarginSeconds", "out-of-range", "A margin lies between 0 and 7200 seconds.");
        Require(ruleset.EarningRoles.Any(role => !string.IsNullOrWhiteSpace(role)), "earningRoles", "required", "Name at least one role that may earn credit, for example Attendee.");
        Require(ruleset.RetentionYears is >= 1 and <= 100, "retentionYears", "out-of-range", "Records are kept between 1 and 100 years.");
        Require(
            Enum.IsDefined(ruleset.Mode) && Enum.IsDefined(ruleset.Rounding) && Enum.IsDefined(ruleset.LimitedBy) && Enum.IsDefined(ruleset.Polls.Rule),
            "mode",
            "unknown-value",
            "Use one of the documented values.");
        Require(PollsMakeSense(ruleset.Polls), "polls/value", "out-of-range", "A percentage lies between 0 and 100, a count per credit or hour above 0 and up to 100, both with at most four decimals; a fixed count is whole.");
        Require(
            ruleset.LimitedBy != CreditLimit.Polls || ruleset.Mode == CreditMode.Table || (ruleset.Polls.Rule != PollRule.None && ruleset.Polls.Value > 0),
            "limitedBy",
            "nothing-limits",
            "Polls alone limit the credit, but none is required: everyone would get the maximum. Require polls or let the time limit.");
        Require((ruleset.Mode == CreditMode.Table) == (ruleset.Table.Count > 0), "table", "table-mode", "A table needs the mode table, and the mode table needs rows.");
        Require(ruleset.Table.Count <= MostRows, "table", "too-many", "A table has at most 200 rows.");
        problems.AddRange(TableProblems(ruleset));
        return problems;
    }

    /// <summary>True when <paramref name="credits"/> is a whole number of increments.</summary>
    public static bool IsMultiple(decimal credits, decimal increment) => increment > 0 && credits % increment == 0;

    /// <summary>Four decimals keep the quotients exact: with 28 of them a division rounds up to a credit that was not earned.</summary>
    private static bool PollsMakeSense(PollRequirement polls) => polls.Rule switch
    {
        PollRule.None => true,
        PollRule.Percent => polls.Value is >= 0 and <= 100 && decimal.Round(polls.Value, 4) == polls.Value,
        PollRule.Fixed => polls.Value is >= 0 and <= 100 && polls.Value % 1 == 0,
        _ => polls.Value is > 0 and <= 100 && decimal.Round(polls.Value, 4) == polls.Value,
    };

    private static bool AsksForNothing(Ruleset ruleset, Threshold threshold) => ruleset.LimitedBy switch
    {
        CreditLimit.Time => threshold.MinimumMinutes == 0,
        CreditLimit.Polls => threshold.MinimumPolls == 0 && ruleset.Polls is { Rule: PollRule.None } or { Value: 0 },
        _ => threshold is { MinimumMinutes: 0, MinimumPolls: 0 } && ruleset.Polls is { Rule: PollRule.None } or { Value: 0 },
    };

    private static IEnumerable<RulesetProblem> TableProblems(Ruleset ruleset)
    {
        for (var row = 0; row < Math.Min(ruleset.Table.Count, MostRows); row++)
        {
            var threshold = ruleset.Table[row];
            if (threshold.MinimumMinutes is < 0 or > 1440 || threshold.MinimumPolls is < 0 or > 1000 || threshold.Credits is < 0 or > Ruleset.MostCredits || !IsMultiple(threshold.Credits, ruleset.Increment))
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
}
