using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Everything that one participant's credit depends on. The same case gives the same decision for ever.</summary>
/// <param name="Ruleset">A ruleset without problems.</param>
/// <param name="Window">The instants that count, or null when the session has no end: then nothing is credited.</param>
/// <param name="Presence">When the participant was there.</param>
/// <param name="PollsOffered">Polls of the session that count (excluded ones left out).</param>
/// <param name="PollsAnswered">How many of those the participant answered in time; a poll counts once.</param>
/// <param name="AnswersOutsideWindow">Polls answered too early or too late to count.</param>
/// <param name="MaximumCredits">The most that the session can give, zero to <see cref="Ruleset.MostCredits"/>.</param>
/// <param name="Fields">The session's credits per field of study; they sum to <paramref name="MaximumCredits"/>.</param>
/// <param name="Roles">The roles that the reports give this participant.</param>
/// <param name="IsInstructor">True for an instructor of the session.</param>
public sealed record CreditCase(
    Ruleset Ruleset,
    CountedTime? Window,
    Presence Presence,
    int PollsOffered,
    int PollsAnswered,
    int AnswersOutsideWindow,
    decimal MaximumCredits,
    IReadOnlyList<FieldCredits> Fields,
    IReadOnlyList<string> Roles,
    bool IsInstructor)
{
    /// <summary>Polls answered while the participant was not in the meeting; zero while no attendance is known.</summary>
    public int AnswersWhileAbsent { get; init; }

    /// <summary>True when the polls were all launched at equal intervals; false too where that cannot be told.</summary>
    public bool PollsAtEqualIntervals { get; init; }

    /// <summary>True when the ruleset asks for an evaluation and the participant handed in none in time.</summary>
    public bool EvaluationMissing { get; init; }

    /// <summary>
    /// Moments, each a minute or more after the one before, at which the answers that count were given; zero where that is not known.
    /// Questions handed in together show once that somebody was there.
    /// </summary>
    public int AnswerMoments { get; init; }

    /// <summary>True when a person said that those who may present earn in this session like attendees.</summary>
    public bool PresentersEarn { get; init; }

    /// <summary>True when the case unites the sessions of a program; it only bears on the words of the findings.</summary>
    public bool IsProgram { get; init; }
}

/// <summary>What held the credit down.</summary>
public enum LimitedBy
{
    /// <summary>Nothing: the session's maximum is suggested.</summary>
    Nothing,

    /// <summary>Presence.</summary>
    Time,

    /// <summary>Polls answered.</summary>
    Polls,

    /// <summary>Presence and polls alike.</summary>
    TimeAndPolls,

    /// <summary>Minimum attendance was not reached.</summary>
    MinimumAttendance,

    /// <summary>The ruleset gives full credit or none.</summary>
    AllOrNothing,

    /// <summary>The part earned is less than the first credit.</summary>
    FirstCredit,

    /// <summary>The role may not earn attendee credit.</summary>
    Role,

    /// <summary>The session has no window.</summary>
    NoWindow,

    /// <summary>No row of the table holds.</summary>
    Table,

    /// <summary>The evaluation was not handed in in time.</summary>
    Evaluation,
}

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>A step of the reasoning.</summary>
    Information,

    /// <summary>Something a person should look at before approving.</summary>
    Warning,

    /// <summary>Something a person must decide: whom it concerns is approved by name alone, never together with everybody.</summary>
    Decision,
}

/// <summary>One thing found while deciding.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Level">Whether somebody should look.</param>
/// <param name="Message">A sentence that an auditor understands, with its figures.</param>
public sealed record Finding(string Code, FindingLevel Level, string Message);

/// <summary>The suggested credit and why.</summary>
/// <param name="Credits">Suggested credits, a multiple of the increment from zero to the maximum.</param>
/// <param name="Fields">The same per field of study; they sum to <paramref name="Credits"/>.</param>
/// <param name="LimitedBy">What held the credit down.</param>
/// <param name="PresentSeconds">Presence inside the window, whole seconds.</param>
/// <param name="WindowSeconds">The session as scheduled without breaks, or the part of it that the ruleset counts, whole seconds.</param>
/// <param name="PollsRequired">Polls required for the credit that the presence makes.</param>
/// <param name="PollsAnswered">Polls answered in time.</param>
/// <param name="PollsOffered">Polls of the session.</param>
/// <param name="Reason">The reasoning in one line.</param>
/// <param name="Findings">The reasoning and all warnings, one by one.</param>
public sealed record CreditDecision(
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields,
    LimitedBy LimitedBy,
    long PresentSeconds,
    long WindowSeconds,
    int PollsRequired,
    int PollsAnswered,
    int PollsOffered,
    string Reason,
    IReadOnlyList<Finding> Findings);
