namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>Rulesets that every installation starts with, each with its source.</summary>
public static class RulesetPresets
{
    private const string NasbaSource =
        "NASBA/AICPA standards as the NASBA Registry's articles give them: 50-minute credits rounded down only, first full credit first, "
        + "at least three instances of interactivity completed per CPE credit for Group Internet Based programs.";

    private const string FiftyMinuteStatement = "CPE credits have been granted based on a 50-minute hour.";

    /// <summary>Group Internet Based in steps of one-fifth (10 minutes).</summary>
    public static Ruleset NasbaGroupInternetBasedFifths { get; } = Nasba("NASBA Group Internet Based, fifths", 0.2m);

    /// <summary>Group Internet Based in steps of one-half (25 minutes).</summary>
    public static Ruleset NasbaGroupInternetBasedHalves { get; } = Nasba("NASBA Group Internet Based, halves", 0.5m);

    /// <summary>Group Internet Based in whole credits.</summary>
    public static Ruleset NasbaGroupInternetBasedWhole { get; } = Nasba("NASBA Group Internet Based, whole credits", 1m);

    /// <summary>All presets by their stable key.</summary>
    public static IReadOnlyDictionary<string, Ruleset> All { get; } = new Dictionary<string, Ruleset>(StringComparer.Ordinal)
    {
        ["nasba-gib-fifths"] = NasbaGroupInternetBasedFifths,
        ["nasba-gib-halves"] = NasbaGroupInternetBasedHalves,
        ["nasba-gib-whole"] = NasbaGroupInternetBasedWhole,
    };

    private static Ruleset Nasba(string name, decimal increment) => new()
    {
        Name = name,
        Source = NasbaSource,
        MinutesPerCredit = 50,
        Increment = increment,
        Rounding = Rounding.Down,
        MinimumFirstCredit = 1m,
        Polls = new PollRequirement(PollRule.PerCredit, 3m),
        LimitedBy = CreditLimit.TimeAndPolls,
        RetentionYears = 5,
        CertificateStatement = FiftyMinuteStatement,
    };
}
