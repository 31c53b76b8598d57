using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Rulesets by the names that the tables use: presets (cpe.md §3 and §4) and variations that show one rule.</summary>
internal static class Policies
{
    private static readonly Ruleset Fifths = RulesetPresets.NasbaGroupInternetBasedFifths;
    private static readonly IReadOnlyDictionary<string, Ruleset> Presets = RulesetPresets.All;

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
        ["fifths, evaluation in 7 days"] = Fifths with { EvaluationWithinDays = 7 },
        ["quarters of 50 min, tiers"] = Fifths with { Increment = 0.25m, MinimumFirstCredit = 0, Polls = new(PollRule.Tiers, 0), PollTiers = [new(75, 100), new(50, 50)] },
        ["Yellowbook"] = Presets["yellowbook"],
        ["KPMG"] = Presets["kpmg"],
        ["PwC"] = Presets["pwc"],
        ["EY"] = Presets["ey"],
        ["Crowe"] = Presets["crowe"],
        ["Surgent"] = Presets["surgent"],
        ["California"] = Presets["california"],
        ["CME"] = Presets["cme"],
        ["CLE"] = Presets["cle-60-nearest-tenth"],
        ["CFP"] = Presets["cfp"],
    };
}
