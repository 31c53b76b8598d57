namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>Group Internet Based programs by the NASBA/AICPA standards, and by California's own rule.</summary>
internal static class NasbaPresets
{
    private const string NasbaSource =
        "NASBA/AICPA standards as the NASBA Registry's articles give them: 50-minute credits rounded down only, first full credit first, "
        + "at least three instances of interactivity completed per CPE credit for Group Internet Based programs. "
        + "Events come at random times throughout the program: answers count from its start, and a person decides about those of somebody who was not seen then. "
        + "Those who present: presentation time plus up to twice that for preparation, first presentation only.";

    /// <summary>In steps of one-fifth (10 minutes).</summary>
    internal static Ruleset Fifths { get; } = Nasba("NASBA Group Internet Based, fifths", 0.2m);

    /// <summary>In steps of one-half (25 minutes).</summary>
    internal static Ruleset Halves { get; } = Nasba("NASBA Group Internet Based, halves", 0.5m);

    /// <summary>In whole credits.</summary>
    internal static Ruleset Whole { get; } = Nasba("NASBA Group Internet Based, whole credits", 1m);

    /// <summary>California counts per hour, and wants one of the polls to come unexpectedly.</summary>
    internal static Ruleset California { get; } = Fifths with
    {
        Name = "California Board of Accountancy, webcast",
        Source = "California Code of Regulations, title 16: §88.1(b)(1), at least three monitoring events each hour, at least one of which occurs at an irregular interval; "
            + "§88.2(b)(1), webcasts are measured in 50-minute class hours, one of them at least, then segments of 10 minutes (or 25: use halves); records five years. "
            + "An hour of events is not defined: it is taken as the class hour in which §88.2 measures, so that two credits ask for six events. "
            + "Hours of 60 minutes, which would ask for five, are the laxer reading: copy the preset with the rule perHour for it.",
        IrregularPollInterval = true,
    };

    private static Ruleset Nasba(string name, decimal increment) => new Ruleset
    {
        Name = name,
        Source = NasbaSource,
        MinutesPerCredit = 50,
        Increment = increment,
        Rounding = Rounding.Down,
        MinimumFirstCredit = 1m,
        Polls = new PollRequirement(PollRule.PerCredit, 3m),
        LimitedBy = CreditLimit.TimeAndPolls,
        InstructorCredit = new InstructorCredit(2m, FirstPresentationOnly: true, MaximumCredits: null),
        RetentionYears = 5,
        CertificateStatement = RulesetPresets.FiftyMinuteStatement,
    }.AsNewVersion();
}
