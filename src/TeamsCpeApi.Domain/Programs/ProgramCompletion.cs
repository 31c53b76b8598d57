using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Programs;

/// <summary>
/// Makes one total of several sessions (cpe.md §2: "segments shorter than 50 minutes are summed first, then rounded"). Presence counts
/// in the time of the session in whose meeting it was seen; all of it united is rounded once, so that an instant counts once
/// even where somebody sat in two sessions. Polls are summed over the sessions that they attended.
/// </summary>
public static class ProgramCompletion
{
    /// <summary>Decides everybody's credit. The order of the sessions does not matter.</summary>
    /// <exception cref="ArgumentException">The ruleset has problems, or the counts make no sense.</exception>
    public static ProgramOutcome Of(ProgramEvidence evidence)
    {
        var sessions = evidence.Sessions.DistinctBy(session => session.Id).OrderBy(session => session.Begins).ThenBy(session => session.Id).ToArray();
        long? scheduled = sessions.Any(session => session.Window is not null) ? IntervalSet.Of(sessions.SelectMany(session => session.Scheduled.Intervals)).Seconds : null;
        return new ProgramOutcome([.. ProgramPeople.Of(sessions).Select(person => Outcome(evidence, sessions, scheduled, person))]);
    }

    private static ProgramPersonOutcome Outcome(ProgramEvidence evidence, ProgramSession[] sessions, long? scheduled, ProgramPerson person)
    {
        var rows = person.Rows.ToLookup(row => row.Session.Id, row => row.Outcome);
        var shares = sessions.Select(session => Share(evidence, session, [.. rows[session.Id]])).ToArray();

        // When nothing is left that may earn, the calculator refuses as it does for a session, and says why.
        var earning = shares.Where(share => share.Exclusion is null && IsSeen(share)).ToArray();
        var isRefused = earning.Length == 0 && shares.Any(share => share.Exclusion is not null);
        var counting = isRefused ? [.. shares.Where(IsSeen)] : earning;
        var attended = counting.Where(share => share.IsAttended).ToArray();
        var subject = new CreditCase(
            evidence.Ruleset,
            scheduled is { } seconds ? new CountedTime(Counted(counting, isRefused ? [] : shares), seconds) : null,
            PresenceOf(counting),
            sessions.Sum(session => session.PollsOffered),
            counting.Sum(share => share.PollsAnswered),
            CasesOf(attended).Sum(each => each.AnswersOutsideWindow),
            evidence.MaximumCredits,
            evidence.Fields,
            [.. CasesOf(counting).SelectMany(each => each.Roles).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            isRefused && shares.Any(share => share.Exclusion == ShareExclusion.Instructor))
        {
            AnswersWhileAbsent = CasesOf(attended).Sum(each => each.AnswersWhileAbsent),
            AnswerMoments = CasesOf(attended).Sum(each => each.AnswerMoments),
            PresentersEarn = CasesOf(counting).Any(each => each.PresentersEarn),
            PollsAtEqualIntervals = HaveEqualIntervals(counting),
            EvaluationMissing = evidence.Ruleset.EvaluationWithinDays is not null && !IsEvaluated(isRefused ? shares : [.. shares.Where(share => share.Exclusion is null)]),
            IsProgram = true,
        };
        var overlaps = Overlaps(shares).ToArray();
        var decision = CreditCalculator.Decide(subject);
        return new ProgramPersonOutcome(person, shares, overlaps, subject, decision with
        {
            Findings =
            [
                .. decision.Findings,
                .. ProgramFindings.Of(person, shares, overlaps, isRefused),
                .. ProgramFindings.OfAnswers(shares),
                .. ProgramFindings.OfTotals(counting),
            ],
        })
        {
            Doubts = [.. ProgramFindings.OfRows(shares)],
        };
    }

    private static SessionShare Share(ProgramEvidence evidence, ProgramSession session, ParticipantOutcome[] rows)
    {
        var seen = IntervalSet.Of(rows.SelectMany(row => row.Presence.Instants.Intervals));
        var instants = session.Window is { } window ? seen.Intersect(window.Instants) : IntervalSet.Empty;
        var polls = rows.SelectMany(row => row.Answers).Where(answer => answer.Counts).DistinctBy(answer => answer.PollId).Count();
        var answered = Math.Min(polls, rows.Sum(row => row.Case.PollsAnswered));

        // An answer is a sign of life of somebody who attends: whoever was not there attended nothing by it.
        return new SessionShare(session, rows, instants, instants.Seconds > 0 ? answered : 0, ExclusionOf(evidence, rows))
        {
            AnswersWithoutPresence = instants.Seconds > 0 ? 0 : answered,
        };
    }

    private static ShareExclusion? ExclusionOf(ProgramEvidence evidence, ParticipantOutcome[] rows) =>
        rows.Any(row => row.Case.IsInstructor) ? ShareExclusion.Instructor
        : rows.Any(row => EarningRole.RolesThatDoNotEarn(row.Case with { Ruleset = evidence.Ruleset }, Calculation.Current).Any()) ? ShareExclusion.Role
        : null;

    /// <summary>True when a report names the person, with a role and be it without a usable stay. Answers alone show nobody.</summary>
    private static bool IsSeen(SessionShare share) => share.Rows.Any(row => row.Case.Roles.Count > 0);

    /// <summary>It was handed in for one session at least, and for each one with an evaluation in which the person was seen.</summary>
    private static bool IsEvaluated(SessionShare[] considered)
    {
        var asking = considered.Where(share => share.Session.AsksEvaluation).ToArray();
        bool IsHandedIn(SessionShare share) => share.Rows.Any(row => !row.Case.EvaluationMissing);
        return asking.Any(IsHandedIn) && asking.Where(IsSeen).All(IsHandedIn);
    }

    /// <summary>One session with polls at irregular intervals makes the program's irregular.</summary>
    private static bool HaveEqualIntervals(SessionShare[] counting)
    {
        var polled = counting.Where(share => share.Session.PollsOffered > 0).ToArray();
        return polled.Length > 0 && polled.All(share => share.Rows.Any(row => row.Case.PollsAtEqualIntervals));
    }

    /// <summary>Nobody attends one session while instructing another one.</summary>
    private static IntervalSet Counted(SessionShare[] counting, SessionShare[] all) => Union(counting)
        .Except(Union(all.Where(share => share.Exclusion == ShareExclusion.Instructor)));

    private static IntervalSet Union(IEnumerable<SessionShare> shares) => IntervalSet.Of(shares.SelectMany(share => share.Instants.Intervals));

    /// <summary>Totals that Teams states for several sessions cannot be compared with their union: each is, with its own session's stays.</summary>
    private static Presence PresenceOf(SessionShare[] counting)
    {
        var each = counting.SelectMany(share => share.Rows).Select(row => row.Presence).ToArray();
        return new Presence(
            IntervalSet.Of(each.SelectMany(presence => presence.Instants.Intervals)),
            each.Sum(presence => presence.UnusableStays),
            each is [var only] ? only.ReportedSeconds : null)
        {
            BreakoutSeconds = each.Sum(presence => presence.BreakoutSeconds),
        };
    }

    private static IEnumerable<CreditCase> CasesOf(SessionShare[] shares) => shares.SelectMany(share => share.Rows).Select(row => row.Case);

    private static IEnumerable<Overlap> Overlaps(SessionShare[] shares)
    {
        var present = shares.Where(share => share.Instants.Seconds > 0).ToArray();
        return present
            .SelectMany((first, index) => present.Skip(index + 1).Select(second => new Overlap(first.Session, second.Session, first.Instants.Intersect(second.Instants))))
            .Where(overlap => overlap.Instants.Seconds > 0);
    }
}
