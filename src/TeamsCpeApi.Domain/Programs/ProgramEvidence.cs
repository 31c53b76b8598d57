using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Programs;

/// <summary>
/// One session of a program. Its own ruleset has said what of it counts: its window with its margins, who is who, which answers
/// were given in time. The program's ruleset says what credit that makes together with the other sessions.
/// </summary>
/// <param name="Id">The session's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Scheduled">The session as scheduled, breaks removed; empty when it has no end.</param>
/// <param name="Window">The instants that count, or null when the session has no end: then it adds nothing.</param>
/// <param name="PollsOffered">Its polls that count.</param>
/// <param name="AsksEvaluation">True when it has an evaluation that participants could hand in.</param>
/// <param name="Participants">Everybody on its roster.</param>
public sealed record ProgramSession(
    Guid Id, string Title, IntervalSet Scheduled, CountedTime? Window, int PollsOffered, bool AsksEvaluation, IReadOnlyList<ParticipantOutcome> Participants)
{
    /// <summary>The session as far as a program is concerned. What the program's ruleset asks of evaluations and of the rhythm of polls is asked of each session.</summary>
    public static ProgramSession Of(Guid id, string title, SessionEvidence evidence, SessionOutcome outcome, Ruleset program)
    {
        var asked = evidence.Ruleset with { EvaluationWithinDays = program.EvaluationWithinDays, IrregularPollInterval = program.IrregularPollInterval };
        var isAsked = asked.EvaluationWithinDays == evidence.Ruleset.EvaluationWithinDays && asked.IrregularPollInterval == evidence.Ruleset.IrregularPollInterval;
        return new ProgramSession(
            id,
            title,
            evidence.Window?.Full ?? IntervalSet.Empty,
            outcome.Window,
            evidence.Polls.Count,
            evidence.Evaluations.Count > 0,
            isAsked ? outcome.Participants : SessionCompletion.Of(evidence with { Ruleset = asked }).Participants);
    }

    /// <summary>Where the session stands in time; the same for equal sessions in any order.</summary>
    internal DateTimeOffset Begins => Scheduled.Intervals.Count == 0 ? DateTimeOffset.MaxValue : Scheduled.Intervals[0].Start;
}

/// <summary>Everything that a program's credit is derived from.</summary>
/// <param name="Ruleset">A ruleset without problems; its increment and first credit apply to the whole program.</param>
/// <param name="MaximumCredits">The most that the program gives.</param>
/// <param name="Fields">Credits per field of study.</param>
/// <param name="Sessions">The sessions that count, in any order; one given twice is one.</param>
public sealed record ProgramEvidence(Ruleset Ruleset, decimal MaximumCredits, IReadOnlyList<FieldCredits> Fields, IReadOnlyList<ProgramSession> Sessions);
