namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>
/// Rulesets that every installation starts with, each with its source. What no source states is said to be general
/// knowledge in the source's own words, so that whoever uses the preset checks it with the body first.
/// </summary>
public static class RulesetPresets
{
    internal const string CheckFirst = "general knowledge, check with the body before use";
    internal const string FiftyMinuteStatement = "CPE credits have been granted based on a 50-minute hour.";

    /// <summary>Group Internet Based in steps of one-fifth (10 minutes).</summary>
    public static Ruleset NasbaGroupInternetBasedFifths => NasbaPresets.Fifths;

    /// <summary>Group Internet Based in steps of one-half (25 minutes).</summary>
    public static Ruleset NasbaGroupInternetBasedHalves => NasbaPresets.Halves;

    /// <summary>Group Internet Based in whole credits.</summary>
    public static Ruleset NasbaGroupInternetBasedWhole => NasbaPresets.Whole;

    /// <summary>All presets by their stable key.</summary>
    public static IReadOnlyDictionary<string, Ruleset> All { get; } = new Dictionary<string, Ruleset>(StringComparer.Ordinal)
    {
        ["nasba-gib-fifths"] = NasbaPresets.Fifths,
        ["nasba-gib-halves"] = NasbaPresets.Halves,
        ["nasba-gib-whole"] = NasbaPresets.Whole,
        ["california"] = NasbaPresets.California,
        ["pwc"] = FirmPresets.Pwc,
        ["ey"] = FirmPresets.Ey,
        ["crowe"] = FirmPresets.Crowe,
        ["kpmg"] = FirmPresets.Kpmg,
        ["surgent"] = FirmPresets.Surgent,
        ["yellowbook"] = FirmPresets.Yellowbook,
        ["cle-60-minutes"] = ProfessionPresets.LawSixtyMinutes,
        ["cle-60-nearest-tenth"] = ProfessionPresets.LawNearestTenth,
        ["cle-50-minutes"] = ProfessionPresets.LawFiftyMinutes,
        ["cme"] = ProfessionPresets.Medicine,
        ["cfp"] = ProfessionPresets.FinancialPlanning,
        ["pmi"] = ProfessionPresets.ProjectManagement,
        ["isaca"] = ProfessionPresets.InformationSystemsAudit,
        ["shrm"] = ProfessionPresets.HumanResourcesShrm,
        ["hrci"] = ProfessionPresets.HumanResourcesHrci,
        ["irs-enrolled-agents"] = ProfessionPresets.EnrolledAgents,
        ["attendance-only"] = ProfessionPresets.AttendanceOnly,
    };
}
