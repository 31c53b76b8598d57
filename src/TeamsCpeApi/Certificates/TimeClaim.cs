using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Overlaps;
using TeamsCpeApi.Programs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Credit that is about to be certified, or is: of whom, and of which session or program.</summary>
internal sealed record TimeClaim(AwardedCredit Award, IReadOnlyList<Guid> ParticipantIds, Guid? SessionId, Guid? ProgramId)
{
    public static TimeClaim Of(CreditAward award) => new(award, [award.ParticipantId], award.SessionId, null);

    public static TimeClaim Of(ProgramAward award) => new(award, award.ParticipantIds, null, award.ProgramId);

    /// <summary>
    /// The time that it certifies. Of decisions that were made before inputs were stored only the length is known: of them the whole
    /// schedule is taken, so that nothing is certified twice because nobody knows.
    /// </summary>
    public IntervalSet Time(IEnumerable<Session> sessions) => Award.Decision.CertifiedTime
        ?? (Award.Decision.Outcome.PresentSeconds > 0 ? IntervalSet.Of(sessions.Select(session => session.Scheduled)) : IntervalSet.Empty);
}

/// <summary>A row of a roster and its session.</summary>
internal sealed record ClaimedRow(Participant Participant, Session Session)
{
    public PersonKeys Keys { get; } = FindOverlaps.KeysOf(Participant);

    public static async Task<IReadOnlyList<ClaimedRow>> OfAsync(CpeDbContext db, IEnumerable<Guid> participantIds, CancellationToken cancellationToken)
    {
        var ids = participantIds.Distinct().ToArray();
        var rows = await db.Participants.AsNoTracking().Where(row => ids.Contains(row.Id))
            .Join(db.Sessions.AsNoTracking(), row => row.SessionId, session => session.Id, (row, session) => new { row, session })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(pair => new ClaimedRow(pair.row, pair.session))];
    }

    /// <summary>
    /// One certificate at a time for a person of an owner, until the transaction ends: of two who issue at the same moment for overlapping
    /// sessions the second one finds the first one's certificate. Whoever takes this lock holds the sessions' attendance already, and
    /// has saved nothing yet; the keys of a person are taken in the order of their numbers.
    /// </summary>
    public static async Task LockAsync(CpeDbContext db, IEnumerable<Guid> participantIds, CancellationToken cancellationToken)
    {
        var rows = await OfAsync(db, participantIds, cancellationToken);
        foreach (var key in rows.SelectMany(row => row.Keys.Names.Select(name => AdvisoryKey.Of($"certified {row.Session.OwnerKeyId} {name}"))).Distinct().Order())
        {
            await db.Database.ExecuteAsync($"select pg_advisory_xact_lock({key})", cancellationToken);
        }
    }
}
