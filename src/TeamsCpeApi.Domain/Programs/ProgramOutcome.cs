using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Programs;

/// <summary>Why what somebody did in a session earns nothing in the program.</summary>
public enum ShareExclusion
{
    /// <summary>They instructed it; instruction is credited separately.</summary>
    Instructor,

    /// <summary>Their role in its meeting earns no attendee credit by the program's ruleset.</summary>
    Role,
}

/// <summary>What somebody did in one session of the program.</summary>
/// <param name="Session">The session.</param>
/// <param name="Rows">The rows of its roster that are this person; none when they were not enrolled in it.</param>
/// <param name="Instants">When they were in this session's meeting within this session's counted time.</param>
/// <param name="PollsAnswered">Polls of this session that they answered in time, as the session's own outcome counts them; none without presence.</param>
/// <param name="Exclusion">Why none of it earns credit, or null.</param>
public sealed record SessionShare(ProgramSession Session, IReadOnlyList<ParticipantOutcome> Rows, IntervalSet Instants, int PollsAnswered, ShareExclusion? Exclusion)
{
    /// <summary>Polls that they answered in time without being in the meeting for a second of the session's time: they do not count.</summary>
    public int AnswersWithoutPresence { get; init; }

    /// <summary>True when they were there for a second at least.</summary>
    public bool IsAttended => Instants.Seconds > 0;
}

/// <summary>Instants that somebody spent in two sessions at once; whatever they earn, they earn once.</summary>
/// <param name="First">The session that begins first.</param>
/// <param name="Second">The other one.</param>
/// <param name="Instants">The instants in both.</param>
public sealed record Overlap(ProgramSession First, ProgramSession Second, IntervalSet Instants);

/// <summary>What became of one person of the program.</summary>
/// <param name="Person">The person.</param>
/// <param name="Shares">One entry a session, in order of time.</param>
/// <param name="Overlaps">Where they were in two sessions at once for a second or longer.</param>
/// <param name="Case">All that the credit depends on: the sessions united.</param>
/// <param name="Decision">The suggested credit and why.</param>
public sealed record ProgramPersonOutcome(ProgramPerson Person, IReadOnlyList<SessionShare> Shares, IReadOnlyList<Overlap> Overlaps, CreditCase Case, CreditDecision Decision)
{
    /// <summary>What somebody should look at before believing who was seen, of every session. No part of the decision, which names nobody.</summary>
    public IReadOnlyList<Finding> Doubts { get; init; } = [];

    /// <summary>The reasoning and all warnings, one by one.</summary>
    public IReadOnlyList<Finding> Findings => [.. Decision.Findings, .. Doubts];

    /// <summary>
    /// The sessions that the credit is for: those that they attended, for a second at least, and that count; where none does, those that
    /// they attended. The end of the last one completes the program for them.
    /// </summary>
    public IReadOnlyList<ProgramSession> Attended
    {
        get
        {
            var attended = Shares.Where(share => share.IsAttended).ToArray();
            var counting = attended.Where(share => share.Exclusion is null).ToArray();
            return [.. (counting.Length > 0 ? counting : attended).Select(share => share.Session)];
        }
    }
}

/// <summary>What follows from a program's sessions.</summary>
/// <param name="People">Everybody on the roster of at least one session, in the order in which the sessions and their rosters name them.</param>
public sealed record ProgramOutcome(IReadOnlyList<ProgramPersonOutcome> People);
