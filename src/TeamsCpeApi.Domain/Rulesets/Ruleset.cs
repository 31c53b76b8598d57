using System.Text.Json.Serialization;

namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>How credit is worked out.</summary>
public enum CreditMode
{
    /// <summary>Seconds divided by the length of one increment.</summary>
    Formula,

    /// <summary>The first row of an ordered table that holds.</summary>
    Table,
}

/// <summary>What becomes of a part of an increment.</summary>
public enum Rounding
{
    /// <summary>It is dropped.</summary>
    Down,

    /// <summary>From the half on it counts as a whole one.</summary>
    Nearest,
}

/// <summary>What may hold the credit down.</summary>
public enum CreditLimit
{
    /// <summary>Presence and polls; the smaller decides.</summary>
    TimeAndPolls,

    /// <summary>Presence alone.</summary>
    Time,

    /// <summary>Polls alone.</summary>
    Polls,
}

/// <summary>How many polls a participant must answer.</summary>
public enum PollRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>A number per credit, for example 3.</summary>
    PerCredit,

    /// <summary>A number per 60 minutes that the credit stands for.</summary>
    PerHour,

    /// <summary>A percentage of the polls of the session, the needed count rounded up.</summary>
    Percent,

    /// <summary>A fixed number.</summary>
    Fixed,

    /// <summary>The share of the session's polls decides what share of the credit is given: see pollTiers.</summary>
    Tiers,
}

/// <summary>Of which span presence counts.</summary>
public enum WindowBasis
{
    /// <summary>The session as scheduled.</summary>
    Scheduled,

    /// <summary>The part of the schedule in which the meeting ran, by the attendance reports that count; one that does not say counts as scheduled.</summary>
    ScheduledAndActual,
}

/// <summary>What becomes of an answer to a poll that was given while its giver was not seen in the meeting.</summary>
public enum WhileAbsent
{
    /// <summary>It counts like any other, and is told.</summary>
    Counts,

    /// <summary>It counts, and whoever gave it is approved by name alone.</summary>
    NeedsDecision,

    /// <summary>It does not count, and is told.</summary>
    DoesNotCount,
}

/// <summary>What becomes of presence that an uploaded file alone has, while a report of Microsoft's with data counts.</summary>
public enum FileOnlyPresence
{
    /// <summary>It counts, and whoever has it is approved by name alone.</summary>
    NeedsDecision,

    /// <summary>It counts like any other, and is told.</summary>
    Counts,
}

/// <summary>The polls that a participant must answer.</summary>
/// <param name="Rule">How <paramref name="Value"/> is meant.</param>
/// <param name="Value">A count (per credit, per hour, fixed) or a percentage from 0 to 100, which asks for one answer at least unless it is 0. With tiers it is 0.</param>
public sealed record PollRequirement(PollRule Rule, decimal Value);

/// <summary>A step of the poll rule tiers: who answers this share of the polls gets that share of the credit that the presence makes.</summary>
/// <param name="MinimumPercent">Share of the session's polls, at least; above 0 up to 100 percent.</param>
/// <param name="CreditPercent">Share of the credit, above 0 up to 100 percent; a part of an increment is dropped.</param>
public sealed record PollTier(decimal MinimumPercent, decimal CreditPercent);

/// <summary>Credit for those who present (cpe.md §7: "presentation time plus up to twice that for preparation, first presentation only").</summary>
/// <param name="PreparationFactor">Preparation that counts, as a multiple of the presentation time: 0 to 2.</param>
/// <param name="FirstPresentationOnly">True: the second presentation of the same course earns nothing.</param>
/// <param name="MaximumCredits">The most that one presentation can give; a multiple of the increment, left out where nothing limits it.</param>
public sealed record InstructorCredit(decimal PreparationFactor, bool FirstPresentationOnly, decimal? MaximumCredits);

/// <summary>A row of a threshold table: who reaches both minimums gets the credits.</summary>
/// <param name="MinimumMinutes">Minutes of presence in the window, at least.</param>
/// <param name="MinimumPolls">Polls answered, at least.</param>
/// <param name="Credits">The credits of this row.</param>
public sealed record Threshold(int MinimumMinutes, int MinimumPolls, decimal Credits);

/// <summary>
/// How attendance and polls become credit, as data: every profession and firm has its own numbers, and none stands in the
/// calculation itself. See cpe.md §4 for what the parts mean and <see cref="RulesetPresets"/> for sourced examples.
/// </summary>
public sealed record Ruleset
{
    /// <summary>No session gives more credits: it keeps every product of counts, credits and minutes far inside its type.</summary>
    public const decimal MostCredits = 1000m;

    /// <summary>The name, for example "NASBA GIB, fifths".</summary>
    public required string Name { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required string Source { get; init; }

    /// <summary>The first day on which the rule is in force, where the source gives one.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The last day on which the rule is in force; left out while nothing follows it.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>Formula or table.</summary>
    public CreditMode Mode { get; init; } = CreditMode.Formula;

    /// <summary>Minutes that make one credit: 50 or 60, as a rule.</summary>
    public int MinutesPerCredit { get; init; } = 50;

    /// <summary>The step of the credit: 0.1, 0.2, 0.25, 0.5 or 1.</summary>
    public decimal Increment { get; init; } = 1m;

    /// <summary>What becomes of a part of an increment.</summary>
    public Rounding Rounding { get; init; } = Rounding.Down;

    /// <summary>Less than this many credits is none.</summary>
    public decimal MinimumFirstCredit { get; init; }

    /// <summary>The most a session can give, besides the session's own maximum.</summary>
    public decimal? MaximumCredits { get; init; }

    /// <summary>The polls that must be answered.</summary>
    public PollRequirement Polls { get; init; } = new(PollRule.None, 0);

    /// <summary>The steps of the poll rule tiers, from the highest share to the lowest; below the last nothing is earned.</summary>
    public IReadOnlyList<PollTier> PollTiers { get; init; } = [];

    /// <summary>True: polls that were all launched at equal intervals are warned about, because at least one must come at an irregular one.</summary>
    public bool IrregularPollInterval { get; init; }

    /// <summary>What may hold the credit down.</summary>
    public CreditLimit LimitedBy { get; init; } = CreditLimit.TimeAndPolls;

    /// <summary>Less presence than this share of the session (percent, 0 to 100) earns nothing.</summary>
    public int MinimumAttendancePercent { get; init; }

    /// <summary>Less presence than this many minutes earns nothing.</summary>
    public int MinimumAttendanceMinutes { get; init; }

    /// <summary>Days after the session's end, each of 24 hours, within which the session's evaluation must be handed in; who does not gets nothing. Left out, none is asked for.</summary>
    public int? EvaluationWithinDays { get; init; }

    /// <summary>False: the session's full credit or none.</summary>
    public bool PartialCredit { get; init; } = true;

    /// <summary>Of which span presence counts: as scheduled, or the part of it in which the meeting ran.</summary>
    public WindowBasis WindowBasis { get; init; } = WindowBasis.Scheduled;

    /// <summary>True: breaks count like the rest of the session; false: they never do.</summary>
    public bool BreaksCount { get; init; }

    /// <summary>Seconds before the scheduled start from which presence counts.</summary>
    public int EarlyMarginSeconds { get; init; }

    /// <summary>Seconds after the scheduled end until which presence counts.</summary>
    public int LateMarginSeconds { get; init; }

    /// <summary>Seconds after the end within which a poll answer still counts.</summary>
    public int PollMarginSeconds { get; init; } = 600;

    /// <summary>
    /// Seconds before the start from which a poll answer counts: 0 unless named. Null in versions stored before there were two margins:
    /// <see cref="PollMarginSeconds"/> holds on both sides there.
    /// </summary>
    public int? PollMarginBeforeSeconds { get; init; }

    /// <summary>
    /// What becomes of an answer given while its giver was not seen: a person decides, unless named. Null in versions stored before it could
    /// be named: it counts there.
    /// </summary>
    public WhileAbsent? AnswersWhileAbsent { get; init; }

    /// <summary>What becomes of presence that a file alone has, while a report of Microsoft's with data counts.</summary>
    public FileOnlyPresence FileOnlyPresence { get; init; }

    /// <summary>The margin before the start, whichever release stored the version.</summary>
    [JsonIgnore]
    public TimeSpan PollMarginBefore => TimeSpan.FromSeconds(PollMarginBeforeSeconds ?? PollMarginSeconds);

    /// <summary>The margin after the end.</summary>
    [JsonIgnore]
    public TimeSpan PollMarginAfter => TimeSpan.FromSeconds(PollMarginSeconds);

    /// <summary>The same ruleset as a new version holds it: what is left out means what it means today.</summary>
    public Ruleset AsNewVersion() => this with
    {
        PollMarginBeforeSeconds = PollMarginBeforeSeconds ?? 0,
        AnswersWhileAbsent = AnswersWhileAbsent ?? WhileAbsent.NeedsDecision,
    };

    /// <summary>The roles in the meeting that may earn attendee credit. Presenters never do so silently.</summary>
    public IReadOnlyList<string> EarningRoles { get; init; } = ["Attendee"];

    /// <summary>True: a name that only one participant has and only one attendee shows is a match without a person's confirmation.</summary>
    public bool AcceptUniqueNameMatches { get; init; }

    /// <summary>Credit for those who present; left out where the ruleset gives them none.</summary>
    public InstructorCredit? InstructorCredit { get; init; }

    /// <summary>Years that the record must be kept.</summary>
    public int RetentionYears { get; init; } = 5;

    /// <summary>The time statement of the certificate.</summary>
    public required string CertificateStatement { get; init; }

    /// <summary>The rows of the mode table, tried in order. What the polls ask for must be reached beside a row's own count.</summary>
    public IReadOnlyList<Threshold> Table { get; init; } = [];
}
