using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Rulesets by the names that the tables use: published policies (cpe.md §3 and §4) and variations that show one rule.</summary>
internal static class Policies
{
    private static readonly Ruleset Fifths = RulesetPresets.NasbaGroupInternetBasedFifths;
    private static readonly Ruleset Sixty = Fifths with { MinutesPerCredit = 60, MinimumFirstCredit = 0, Polls = None, Rounding = Rounding.Nearest };
    private static readonly Ruleset ByTable = Fifths with { Mode = CreditMode.Table, Increment = 0.5m, Polls = None };

    private static PollRequirement None => new(PollRule.None, 0);

    internal static IReadOnlyDictionary<string, Ruleset> All { get; } = new Dictionary<string, Ruleset>(StringComparer.Ordinal)
    {
        ["fifths"] = Fifths,
        ["halves"] = RulesetPresets.NasbaGroupInternetBasedHalves,
        ["whole"] = RulesetPresets.NasbaGroupInternetBasedWhole,
        ["fifths, no first credit"] = Fifths with { MinimumFirstCredit = 0 },
        ["fifths, time alone"] = Fifths with { LimitedBy = CreditLimit.Time },
        ["fifths, polls alone"] = Fifths with { LimitedBy = CreditLimit.Polls },
        ["fifths, 3 per hour"] = Fifths with { Polls = new(PollRule.PerHour, 3) },
        ["fifths, 4 polls"] = Fifths with { Polls = new(PollRule.Fixed, 4) },
        ["fifths, at most 1.4"] = Fifths with { MaximumCredits = 1.4m },
        ["fifths, all or nothing"] = Fifths with { PartialCredit = false },
        ["fifths, 90 %"] = Fifths with { MinimumAttendancePercent = 90 },
        ["fifths, 80 min"] = Fifths with { MinimumAttendanceMinutes = 80 },
        ["fifths, presenters too"] = Fifths with { EarningRoles = ["Attendee", "Presenter"] },
        ["Yellowbook"] = Fifths with { Polls = new(PollRule.Percent, 70) },
        ["KPMG"] = RulesetPresets.NasbaGroupInternetBasedWhole with { PartialCredit = false },
        ["PwC"] = ByTable with { Table = [new(100, 8, 2m), new(75, 6, 1.5m), new(50, 4, 1m)] },
        ["EY"] = ByTable with { LimitedBy = CreditLimit.Time, Table = [new(100, 0, 2m), new(75, 0, 1.5m), new(50, 0, 1m)] },
        ["Crowe"] = ByTable with { Polls = new(PollRule.Percent, 75), Table = [new(100, 6, 2m), new(75, 5, 1.5m), new(50, 3, 1m)] },
        ["CME"] = Sixty with { Increment = 0.25m, RetentionYears = 6 },
        ["CLE"] = Sixty with { Increment = 0.1m },
        ["CFP"] = RulesetPresets.NasbaGroupInternetBasedHalves with { Polls = None },
    };
}
