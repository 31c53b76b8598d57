using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Instruction;
using TeamsCpeApi.Overlaps;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Reconciliation;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Credit;

/// <summary>Everything known of a session, and what follows from it.</summary>
internal sealed record SessionPicture(
    Session Session,
    Ruleset Ruleset,
    AttendanceStatus Attendance,
    IReadOnlyList<SnapshotReport> Reports,
    IReadOnlyList<AttendanceFile> Files,
    IReadOnlyDictionary<Guid, Participant> Participants,
    IReadOnlyList<Poll> Polls,
    IReadOnlyDictionary<string, MatchDecisionEntry> Decisions,
    IReadOnlyDictionary<Guid, CreditAward> Awards,
    IReadOnlyDictionary<Guid, Certificate> Certificates,
    ILookup<Guid, Certificate> FormerCertificates,
    SessionEvidence Evidence,
    SessionOutcome Outcome)
{
    /// <summary>Credit for instruction, by instructor.</summary>
    public required IReadOnlyDictionary<Guid, InstructionAward> InstructionAwards { get; init; }

    /// <summary>Who was counted in another session of the same owner at the same time.</summary>
    public IReadOnlyList<PersonOverlap> Overlaps { get; init; } = [];

    /// <summary>The sessions in which these participants were counted at the same time.</summary>
    public IReadOnlyList<Guid> OverlapsOf(IReadOnlyCollection<Guid> participantIds) =>
        [.. Overlaps.Where(overlap => participantIds.Contains(overlap.ParticipantId)).Select(overlap => overlap.Other.Id).Distinct()];

    /// <summary>What is known of the attendance, over both sources.</summary>
    public AttendanceState AttendanceState => AttendanceStates.WithFiles(Attendance, Files.Count > 0);

    /// <summary>Where decisions on it belong.</summary>
    public DecisionPlace Place => DecisionPlace.OfSession(Session.Id, Session.RulesetVersionId);

    /// <summary>Where a participant's credit stands; revoked certificates, the latest first, are in <see cref="FormerCertificates"/>.</summary>
    public CreditStatus StatusOf(Guid participantId, CreditAward? award) => CreditStanding.Of(award, Certificates.GetValueOrDefault(participantId), [.. FormerCertificates[participantId]]);

    /// <summary>The outcome of one participant of this session.</summary>
    public ParticipantOutcome OutcomeOf(Guid participantId) =>
        Outcome.Participants.FirstOrDefault(row => row.Participant.Id == participantId) ?? throw Problems.NotFound("participant in this session");
}

/// <summary>Gathers a session's evidence and derives its outcome. Nothing of it is stored: it can be derived again and comes out the same.</summary>
internal sealed class GatherSession(CpeDbContext db, Caller caller)
{
    public async Task<SessionPicture> RunAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var picture = await AloneAsync(sessionId, cancellationToken);
        return OverlapFindings.Told(picture, await FindOverlaps.RunAsync(picture, db, AloneAsync, cancellationToken));
    }

    private async Task<SessionPicture> AloneAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var ruleset = await db.RulesetVersions.AsNoTracking().Where(version => version.Id == session.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var status = await db.AttendanceStatuses.AsNoTracking().SingleAsync(status => status.SessionId == sessionId, cancellationToken);
        var snapshot = status.CurrentSnapshotId is { } snapshotId
            ? await db.AttendanceSnapshots.AsNoTracking().SingleAsync(snapshot => snapshot.Id == snapshotId, cancellationToken)
            : null;
        var files = await db.AttendanceFiles.AsNoTracking().Where(row => row.SessionId == sessionId).Counted().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var participants = await db.Participants.AsNoTracking().Where(row => row.SessionId == sessionId).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var polls = await db.Polls.AsNoTracking().Where(row => row.SessionId == sessionId && row.WithdrawnAt == null).ToListAsync(cancellationToken);
        var decisions = await db.MatchDecisions.AsNoTracking().Where(row => row.SessionId == sessionId).ToDictionaryAsync(row => row.IdentityKey, StringComparer.Ordinal, cancellationToken);
        var awards = await db.CreditAwards.AsNoTracking().Include(row => row.Decision).Where(row => row.SessionId == sessionId).ToDictionaryAsync(row => row.ParticipantId, cancellationToken);
        var instruction = await db.InstructionAwards.AsNoTracking().Include(row => row.Decision).Where(row => row.SessionId == sessionId).ToDictionaryAsync(row => row.InstructorId, cancellationToken);
        var certificates = await db.Certificates.AsNoTracking().Where(row => row.SessionId == sessionId).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);

        var inOrder = polls.OrderBy(FirstAnswer).ThenBy(poll => poll.Id).ToList();
        var evidence = new SessionEvidence(
            ruleset,
            session.WindowBy(ruleset) with { Actual = ActualTimes.Of(ruleset, snapshot?.Reports ?? [], files.Count > 0) },
            session.MaximumCredits,
            session.FieldsOfStudy,
            [.. session.Instructors.Select(instructor => instructor.Email)],
            await RosterAsync(session, participants, cancellationToken),
            [.. snapshot?.Records ?? [], .. files.SelectMany(file => file.Records)],
            [.. inOrder.Where(poll => poll is { ExcludedReason: null, Purpose: PollPurpose.Monitoring }).Select(poll => new SessionPoll(poll.Id, poll.Responses))],
            [.. decisions.Values.Select(decision => decision.ToDecision())])
        {
            PresentersEarn = session.PresentersEarn is not null,
            RoleMeanings = RoleDecisions.Meanings(session),
            FileNames = files.ToDictionary(file => file.Id, file => file.FileName),
            Breakouts = [.. session.Breakouts.Select(breakout => breakout.ToBreakout())],
            Evaluations = [.. inOrder.Where(poll => poll is { ExcludedReason: null, Purpose: PollPurpose.Evaluation }).Select(poll => new SessionPoll(poll.Id, poll.Responses))],
        };
        return new SessionPicture(
            session,
            ruleset,
            status,
            snapshot?.Reports ?? (IReadOnlyList<SnapshotReport>)[],
            files,
            participants.ToDictionary(participant => participant.Id),
            inOrder,
            decisions,
            awards,
            certificates.Where(certificate => certificate.RevokedAt is null).ToDictionary(certificate => certificate.ParticipantId!.Value),
            certificates.Where(certificate => certificate.RevokedAt is not null).ToLookup(certificate => certificate.ParticipantId!.Value),
            evidence,
            SessionCompletion.Of(evidence))
        {
            InstructionAwards = instruction,
        };
    }

    /// <summary>The roster, with the registrations that were made with somebody's address.</summary>
    private async Task<IReadOnlyList<RosterEntry>> RosterAsync(Session session, List<Participant> participants, CancellationToken cancellationToken)
    {
        var registrations = await db.Registrations.AsNoTracking().Where(row => row.SessionId == session.Id && row.Email != null).Select(row => new { row.RegistrationId, row.Email }).ToListAsync(cancellationToken);
        var owners = DescribeRegistrations.OwnersOf(participants);
        var owned = registrations.ToLookup(row => EmailAddress.Key(row.Email) is { } key ? owners.GetValueOrDefault(key)?.Id : null, row => row.RegistrationId);
        var launched = await db.Launches.AsNoTracking().Where(row => row.SessionId == session.Id).Select(row => row.ParticipantId).Distinct().ToHashSetAsync(cancellationToken);
        var confirmed = await KnownAliases.OfAsync(db, session, cancellationToken);
        return [.. participants.Select(participant => participant.ToRosterEntry() with
        {
            FurtherRegistrationIds = [.. owned[participant.Id]],
            WasLaunched = launched.Contains(participant.Id),
            KnownAliases = [.. confirmed[participant.ExternalId ?? ""]],
        })];
    }

    /// <summary>Polls stand in the order in which they were launched.</summary>
    private static DateTimeOffset FirstAnswer(Poll poll) => poll.Responses.Count == 0 ? DateTimeOffset.MaxValue : poll.Responses.Min(response => response.At);
}
