using TeamsCpeApi.Attendance;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Programs;

/// <summary>The Completion report of a program.</summary>
/// <param name="ProgramId">The program.</param>
/// <param name="Title">Its title.</param>
/// <param name="Ruleset">Name of the ruleset.</param>
/// <param name="RulesetVersionId">The version that decided.</param>
/// <param name="MaximumCredits">The most that the program gives.</param>
/// <param name="Sessions">Its sessions in their order; cancelled ones count nothing.</param>
/// <param name="AwardsWithoutPerson">People with an award whom the rosters do not make any more, because an id or an address changed: withdraw their awards, and approve anew.</param>
/// <param name="People">One entry a person, in the order of the rosters.</param>
/// <param name="Actors">Who awarded or agreed: each key with its name.</param>
internal sealed record ProgramCompletionView(
    Guid ProgramId,
    string Title,
    string Ruleset,
    Guid RulesetVersionId,
    decimal MaximumCredits,
    IReadOnlyList<ProgramCompletionSession> Sessions,
    IReadOnlyList<Guid> AwardsWithoutPerson,
    IReadOnlyList<ProgramCompletionRow> People,
    IReadOnlyList<ActorView> Actors);

/// <summary>A session of the program.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="Cancelled">True when it counts nothing.</param>
/// <param name="AttendanceState">What is known of its attendance.</param>
/// <param name="SnapshotId">The attendance that counts.</param>
/// <param name="UnsettledAttendees">Attendees that wait for a person.</param>
/// <param name="Warnings">What whoever approves should look at, as in the session's own warnings.</param>
internal sealed record ProgramCompletionSession(
    Guid SessionId,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    bool Cancelled,
    AttendanceState AttendanceState,
    Guid? SnapshotId,
    int UnsettledAttendees,
    IReadOnlyList<SessionNeed> Warnings);

/// <summary>One person's credit for the whole program, and why.</summary>
/// <param name="PersonId">The person of the program; it stays as long as the external id, or the address, does.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">Name on the roster of the latest session.</param>
/// <param name="Email">Address on the roster of the latest session.</param>
/// <param name="Status">suggested, approved, overridden or certified.</param>
/// <param name="PresentSeconds">Presence in the sessions' time, each instant once.</param>
/// <param name="WindowSeconds">The length of all sessions without breaks, each instant once.</param>
/// <param name="PollsAnswered">Polls answered in time, over all sessions.</param>
/// <param name="PollsRequired">Polls required for the credit that the presence makes.</param>
/// <param name="PollsOffered">Polls of all sessions.</param>
/// <param name="SuggestedCredits">What the ruleset suggests.</param>
/// <param name="SuggestedFields">The same per field of study.</param>
/// <param name="LimitedBy">What held the credit down.</param>
/// <param name="Reason">The reasoning in one line.</param>
/// <param name="Findings">The reasoning and all warnings.</param>
/// <param name="Sessions">What they added in each session that counts, in order of time.</param>
/// <param name="Overlaps">Where they were in two sessions at once.</param>
/// <param name="OverlapSeconds">How long in all; credited once.</param>
/// <param name="Award">What a person awarded.</param>
/// <param name="AwardSha256">SHA-256 of the decision behind the award.</param>
/// <param name="CertificateId">The combined certificate that is out.</param>
/// <param name="CertificateNumber">Its number.</param>
/// <param name="SingleCertificates">Valid certificates of single sessions: they stand in the way of a combined one.</param>
/// <param name="Etag">What to send as If-Match with an override.</param>
internal sealed record ProgramCompletionRow(
    Guid PersonId,
    string? ExternalId,
    string Name,
    string? Email,
    CreditStatus Status,
    long PresentSeconds,
    long WindowSeconds,
    int PollsAnswered,
    int PollsRequired,
    int PollsOffered,
    decimal SuggestedCredits,
    IReadOnlyList<FieldCredits> SuggestedFields,
    LimitedBy LimitedBy,
    string Reason,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ProgramShareView> Sessions,
    IReadOnlyList<OverlapView> Overlaps,
    long OverlapSeconds,
    AwardView? Award,
    string? AwardSha256,
    Guid? CertificateId,
    string? CertificateNumber,
    IReadOnlyList<SingleCertificateView> SingleCertificates,
    string Etag);

/// <summary>What somebody added in one session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="ParticipantIds">The rows of its roster that are this person; none when they were not enrolled.</param>
/// <param name="PresentSeconds">Presence in its meeting within its time.</param>
/// <param name="PollsAnswered">Polls answered in time.</param>
/// <param name="PollsOffered">Polls of the session.</param>
/// <param name="Exclusion">instructor or role when none of it earns credit.</param>
internal sealed record ProgramShareView(Guid SessionId, IReadOnlyList<Guid> ParticipantIds, long PresentSeconds, int PollsAnswered, int PollsOffered, ShareExclusion? Exclusion);

/// <summary>Presence in two sessions at once.</summary>
/// <param name="SessionIds">The two sessions.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Spans">When.</param>
internal sealed record OverlapView(IReadOnlyList<Guid> SessionIds, long Seconds, IReadOnlyList<SpanView> Spans);

/// <summary>A valid certificate of a single session.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Number">Its number.</param>
/// <param name="SessionId">The session.</param>
internal sealed record SingleCertificateView(Guid Id, string Number, Guid SessionId);
