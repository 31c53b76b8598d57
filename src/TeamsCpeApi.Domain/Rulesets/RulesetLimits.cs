namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>The ranges of a ruleset's members, for its check and for its published schema alike.</summary>
public static class RulesetLimits
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 200;

    /// <summary>Characters of the source.</summary>
    public const int LongestSource = 2000;

    /// <summary>Characters of the certificate's statement: it stands on one page with everything else.</summary>
    public const int LongestStatement = 500;

    /// <summary>Minutes that make one credit: a working day at most.</summary>
    public const int MostMinutesPerCredit = 480;

    /// <summary>Minutes of a day.</summary>
    public const int MostMinutes = 1440;

    /// <summary>Seconds of a margin.</summary>
    public const int MostMarginSeconds = 7200;

    /// <summary>Days in which an evaluation may be handed in.</summary>
    public const int MostEvaluationDays = 365;

    /// <summary>Years of keeping the record.</summary>
    public const int MostYears = 100;

    /// <summary>Polls in a row of a table.</summary>
    public const int MostPolls = 1000;

    /// <summary>Polls per credit, per hour, or as a fixed number.</summary>
    public const int MostPollCount = 100;

    /// <summary>Rows of a table.</summary>
    public const int MostRows = 200;

    /// <summary>Steps of the polls' tiers.</summary>
    public const int MostTiers = 20;

    /// <summary>Roles that may earn.</summary>
    public const int MostRoles = 20;

    /// <summary>Characters of a role.</summary>
    public const int LongestRole = 100;

    /// <summary>Preparation that counts, as a multiple of the presentation: cpe.md §7, "up to twice that for preparation".</summary>
    public const decimal MostPreparation = 2m;

    /// <summary>The steps that credit may have.</summary>
    public static IReadOnlyList<decimal> Increments { get; } = [0.1m, 0.2m, 0.25m, 0.5m, 1m];
}
