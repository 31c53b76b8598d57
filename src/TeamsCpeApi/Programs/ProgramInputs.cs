using System.Text.Json;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>A span of time.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">First instant after it.</param>
internal sealed record ProgramSpan(DateTimeOffset Start, DateTimeOffset End);

/// <summary>What somebody added in one session, and what that was seen in.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="SnapshotId">The attendance that counted.</param>
/// <param name="AttendanceFileIds">The uploaded attendance files that counted.</param>
/// <param name="PollIds">The polls that counted.</param>
/// <param name="ParticipantIds">The rows of its roster that are the person.</param>
/// <param name="Present">When they were in its meeting within its time.</param>
/// <param name="PollsAnswered">Polls answered in time.</param>
/// <param name="PollsOffered">Polls of the session.</param>
/// <param name="Exclusion">Why none of it earns credit.</param>
internal sealed record ProgramSessionInput(
    Guid SessionId,
    Guid? SnapshotId,
    IReadOnlyList<Guid> AttendanceFileIds,
    IReadOnlyList<Guid> PollIds,
    IReadOnlyList<Guid> ParticipantIds,
    IReadOnlyList<ProgramSpan> Present,
    int PollsAnswered,
    int PollsOffered,
    ShareExclusion? Exclusion);

/// <summary>Everything that a decision of a program was made from, so that it can be made again: the same inputs give the same credit for ever.</summary>
/// <param name="RulesetVersionId">The ruleset's version.</param>
/// <param name="Ruleset">What it says.</param>
/// <param name="MaximumCredits">The program's maximum.</param>
/// <param name="Fields">Its credits per field of study.</param>
/// <param name="Sessions">What the person added in each session.</param>
/// <param name="Counted">The instants that count, each once; null when no session has an end.</param>
/// <param name="ScheduledSeconds">The length of full attendance.</param>
/// <param name="Seen">When the person was seen in the meetings, be it outside the sessions' time.</param>
/// <param name="UnusableStays">Reported stays without usable times.</param>
/// <param name="ReportedSeconds">The totals that Teams states; never counted.</param>
/// <param name="PollsOffered">Polls of all sessions.</param>
/// <param name="PollsAnswered">Polls answered that count.</param>
/// <param name="AnswersOutsideWindow">Answers given too early or too late.</param>
/// <param name="AnswersWhileAbsent">Answers given while not seen in the meeting.</param>
/// <param name="PollsAtEqualIntervals">True when no poll came at an irregular interval.</param>
/// <param name="EvaluationMissing">True when an evaluation is asked for and was not handed in in time.</param>
/// <param name="Roles">Roles in the meetings.</param>
/// <param name="IsInstructor">True when nothing is left but what they instructed.</param>
internal sealed record ProgramInputs(
    Guid RulesetVersionId,
    Ruleset Ruleset,
    decimal MaximumCredits,
    IReadOnlyList<FieldCredits> Fields,
    IReadOnlyList<ProgramSessionInput> Sessions,
    IReadOnlyList<ProgramSpan>? Counted,
    long ScheduledSeconds,
    IReadOnlyList<ProgramSpan> Seen,
    int UnusableStays,
    long? ReportedSeconds,
    int PollsOffered,
    int PollsAnswered,
    int AnswersOutsideWindow,
    int AnswersWhileAbsent,
    bool PollsAtEqualIntervals,
    bool EvaluationMissing,
    IReadOnlyList<string> Roles,
    bool IsInstructor)
{
    internal static ProgramInputs Of(ProgramPicture picture, PersonPicture person)
    {
        var subject = person.Outcome.Case;
        return new ProgramInputs(
            picture.Program.RulesetVersionId,
            subject.Ruleset,
            subject.MaximumCredits,
            subject.Fields,
            [.. person.Outcome.Shares.Select(share => InputOf(share, picture.Sessions.Single(session => session.Session.Id == share.Session.Id)))],
            subject.Window is { } window ? Spans(window.Instants) : null,
            subject.Window?.ScheduledSeconds ?? 0,
            Spans(subject.Presence.Instants),
            subject.Presence.UnusableStays,
            subject.Presence.ReportedSeconds,
            subject.PollsOffered,
            subject.PollsAnswered,
            subject.AnswersOutsideWindow,
            subject.AnswersWhileAbsent,
            subject.PollsAtEqualIntervals,
            subject.EvaluationMissing,
            subject.Roles,
            subject.IsInstructor);
    }

    internal static ProgramInputs Read(string text) => JsonSerializer.Deserialize<ProgramInputs>(text, Json.Options)!;

    internal string Write() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>Makes the decision again.</summary>
    internal CreditDecision Decide() => CreditCalculator.Decide(new CreditCase(
        Ruleset,
        Counted is { } counted ? new CountedTime(Set(counted), ScheduledSeconds) : null,
        new Presence(Set(Seen), UnusableStays, ReportedSeconds),
        PollsOffered,
        PollsAnswered,
        AnswersOutsideWindow,
        MaximumCredits,
        Fields,
        Roles,
        IsInstructor)
    {
        AnswersWhileAbsent = AnswersWhileAbsent,
        PollsAtEqualIntervals = PollsAtEqualIntervals,
        EvaluationMissing = EvaluationMissing,
        IsProgram = true,
    });

    private static ProgramSessionInput InputOf(SessionShare share, SessionPicture session) => new(
        share.Session.Id,
        session.Attendance.CurrentSnapshotId,
        [.. session.Files.Select(file => file.Id)],
        [.. session.Evidence.Polls.Select(poll => poll.Id)],
        [.. share.Rows.Select(row => row.Participant.Id)],
        Spans(share.Instants),
        share.PollsAnswered,
        share.Session.PollsOffered,
        share.Exclusion);

    private static ProgramSpan[] Spans(IntervalSet set) => [.. set.Intervals.Select(interval => new ProgramSpan(interval.Start, interval.End))];

    private static IntervalSet Set(IReadOnlyList<ProgramSpan> spans) => IntervalSet.Of(spans.Select(span => new Interval(span.Start, span.End)));
}
