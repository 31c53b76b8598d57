namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>Published policies of sponsors on partial credit. All of them keep the NASBA arithmetic: 50 minutes, first full credit first, down.</summary>
internal static class FirmPresets
{
    private static PollRequirement NoPolls => new(PollRule.None, 0);

    /// <summary>A table of minutes and polls, first row that holds.</summary>
    internal static Ruleset Pwc { get; } = NasbaPresets.Halves with
    {
        Name = "PwC",
        Source = "PwC's published webcast policy: 50 minutes and 4 polls give 1 credit, 75 minutes and 6 polls 1.5, 100 minutes and 8 polls 2; the first row that holds, from the hardest.",
        Mode = CreditMode.Table,
        Polls = NoPolls,
        Table = [new(100, 8, 2m), new(75, 6, 1.5m), new(50, 4, 1m)],
    };

    /// <summary>Four values of credit, by time and polls.</summary>
    internal static Ruleset Ey { get; } = NasbaPresets.Halves with
    {
        Name = "EY",
        Source = "EY's published webcast policy: minimum viewing durations and poll responses; only 0, 1, 1.5 or 2 credits, under 50 minutes none; "
            + "time before the start and after the end does not count, reconnects accumulate. "
            + "The 75 and 100 minutes of 1.5 and 2 credits follow from the 50-minute credit in halves. Its numbers of polls were not to be read: "
            + "three per credit, rounded up, are what its NASBA registration asks for at least; put the policy's own numbers into a copy.",
        Mode = CreditMode.Table,
        Polls = NoPolls,
        Table = [new(100, 6, 2m), new(75, 5, 1.5m), new(50, 3, 1m)],
    };

    /// <summary>A table, and a share of the polls beside it.</summary>
    internal static Ruleset Crowe { get; } = NasbaPresets.Halves with
    {
        Name = "Crowe",
        Source = "Crowe's published webinar policy: 50 to 60 minutes and 3 polls give 1 credit, 61 to 90 minutes and 5 polls 1 to 1.5, 91 to 120 minutes and 6 polls 1.5 to 2, and at least 75 percent of the polls; "
            + "\"partial CPE credit will not be awarded for multicredit CPE events\", so that an event gives its whole credit or none. "
            + "Within a band the 50-minute credit in halves decides what an event of that length gives.",
        Mode = CreditMode.Table,
        PartialCredit = false,
        Polls = new PollRequirement(PollRule.Percent, 75m),
        Table = [new(100, 6, 2m), new(75, 5, 1.5m), new(50, 3, 1m)],
    };

    /// <summary>All or nothing.</summary>
    internal static Ruleset Kpmg { get; } = NasbaPresets.Whole with
    {
        Name = "KPMG",
        Source = "KPMG's published webcast policy: 50 minutes per credit, 3 polls per 50 minutes, no partial credit for leaving early.",
        PartialCredit = false,
    };

    /// <summary>The share of the checks decides the share of the credit.</summary>
    internal static Ruleset Surgent { get; } = NasbaPresets.Halves with
    {
        Name = "Surgent",
        Source = "Surgent's published webinar policy: 75 percent of the attendance checks or more give full credit, 50 to 74 percent half of it, less gives none. "
            + "Half of a credit that is no half step is rounded down, and half of a single credit is none, because the first full credit comes first. "
            + "Steps of one-half are not stated there: " + RulesetPresets.CheckFirst + ".",
        Polls = new PollRequirement(PollRule.Tiers, 0),
        PollTiers = [new(75m, 100m), new(50m, 50m)],
    };

    /// <summary>A share of the polls, rounded up.</summary>
    internal static Ruleset Yellowbook { get; } = NasbaPresets.Fifths with
    {
        Name = "Yellowbook-CPE",
        Source = "Yellowbook-CPE's published webinar policy: 70 percent of the polls, the needed count rounded up (3 of 3, 5 of 6, 7 of 9, 9 of 12, 24 of 33). "
            + "Steps of one-fifth are not stated there: " + RulesetPresets.CheckFirst + ".",
        Polls = new PollRequirement(PollRule.Percent, 70m),
    };
}
