namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>Other professions (cpe.md §4). No body's polls are stated there: presence alone limits, but for enrolled agents.</summary>
internal static class ProfessionPresets
{
    private const string NoPollsStated = " No polls are asked for; add them where the accreditor wants interaction shown.";

    /// <summary>Law in hours of 60 minutes, tenths, down.</summary>
    internal static Ruleset LawSixtyMinutes { get; } = Hours("CLE, 60-minute hour", 60, 0.1m, "CLE credits have been granted based on a 60-minute hour.") with
    {
        Source = "Continuing legal education in states that count 60-minute hours. Steps of one-tenth, rounded down, are the cautious choice: "
            + RulesetPresets.CheckFirst + ", because every state has its own step." + NoPollsStated,
    };

    /// <summary>North Carolina: the nearest tenth of 60 minutes.</summary>
    internal static Ruleset LawNearestTenth { get; } = LawSixtyMinutes with
    {
        Name = "CLE, 60-minute hour, nearest tenth",
        Source = "North Carolina State Bar, continuing legal education: hours of 60 minutes to the nearest tenth." + NoPollsStated,
        Rounding = Rounding.Nearest,
    };

    /// <summary>Law in hours of 50 minutes, tenths, down.</summary>
    internal static Ruleset LawFiftyMinutes { get; } = Hours("CLE, 50-minute hour", 50, 0.1m, "CLE credits have been granted based on a 50-minute hour.") with
    {
        Source = "Continuing legal education in states that count 50-minute hours. Steps of one-tenth, rounded down, are the cautious choice: "
            + RulesetPresets.CheckFirst + ", because every state has its own step." + NoPollsStated,
    };

    /// <summary>Medicine: quarters, to the nearest, kept six years.</summary>
    internal static Ruleset Medicine { get; } = Hours("CME", 60, 0.25m, "CME credits have been granted based on a 60-minute hour.") with
    {
        Source = "Continuing medical education as accredited providers count it: 60-minute hours, quarters, to the nearest quarter; participation records kept six years." + NoPollsStated,
        Rounding = Rounding.Nearest,
        RetentionYears = 6,
    };

    /// <summary>Financial planning: the first hour whole, then halves.</summary>
    internal static Ruleset FinancialPlanning { get; } = Hours("CFP Board", 50, 0.5m, "CFP Board CE hours have been granted based on a 50-minute hour.") with
    {
        Source = "CFP Board, continuing education: 50-minute hours, one at least, then halves, rounded down." + NoPollsStated,
        MinimumFirstCredit = 1m,
    };

    /// <summary>Project management: quarters of an hour.</summary>
    internal static Ruleset ProjectManagement { get; } = Hours("PMI", 60, 0.25m, "PDUs have been granted based on a 60-minute hour.") with
    {
        Source = "PMI, professional development units: 60-minute hours in quarters. Rounding down: " + RulesetPresets.CheckFirst + "." + NoPollsStated,
    };

    /// <summary>Information systems audit: quarters of 50 minutes.</summary>
    internal static Ruleset InformationSystemsAudit { get; } = Hours("ISACA", 50, 0.25m, "CPE hours have been granted based on a 50-minute hour.") with
    {
        Source = "ISACA, continuing professional education: 50-minute hours. Quarters, rounded down: " + RulesetPresets.CheckFirst + "." + NoPollsStated,
    };

    /// <summary>Human resources, SHRM.</summary>
    internal static Ruleset HumanResourcesShrm { get; } = Hours("SHRM", 60, 0.25m, "Professional development credits have been granted based on a 60-minute hour.") with
    {
        Source = "SHRM, professional development credits: 60-minute hours in quarters, rounded down: " + RulesetPresets.CheckFirst + "." + NoPollsStated,
    };

    /// <summary>Human resources, HRCI.</summary>
    internal static Ruleset HumanResourcesHrci { get; } = HumanResourcesShrm with
    {
        Name = "HRCI",
        Source = "HRCI, recertification credits: 60-minute hours in quarters, rounded down: " + RulesetPresets.CheckFirst + "." + NoPollsStated,
        CertificateStatement = "Recertification credits have been granted based on a 60-minute hour.",
    };

    /// <summary>Enrolled agents: full contact hours of 50 minutes.</summary>
    internal static Ruleset EnrolledAgents { get; } = Hours("IRS enrolled agents", 50, 1m, "Continuing education hours have been granted based on a 50-minute contact hour.") with
    {
        Source = "IRS, continuing education of enrolled agents: 50-minute contact hours; a report carries PTIN, program number, hours and date. "
            + "Full contact hours only (Treasury Circular 230, §10.6(f)) and three polls per hour: " + RulesetPresets.CheckFirst + ".",
        MinimumFirstCredit = 1m,
        Polls = new PollRequirement(PollRule.PerCredit, 3m),
        LimitedBy = CreditLimit.TimeAndPolls,
    };

    /// <summary>Hours of presence, for whoever asks for no more.</summary>
    internal static Ruleset AttendanceOnly { get; } = Hours("Attendance only", 60, 0.1m, "Hours of attendance, based on a 60-minute hour.") with
    {
        Source = "No body's rule: the hours that somebody was there, in tenths, rounded down. A join and leave log alone is not sufficient for NASBA's Group Internet Based programs: choose one of their presets for those.",
    };

    private static Ruleset Hours(string name, int minutesPerCredit, decimal increment, string statement) => new Ruleset
    {
        Name = name,
        Source = "",
        MinutesPerCredit = minutesPerCredit,
        Increment = increment,
        LimitedBy = CreditLimit.Time,
        CertificateStatement = statement,
    }.AsNewVersion();
}
