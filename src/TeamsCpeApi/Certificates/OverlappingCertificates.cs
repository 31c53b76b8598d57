using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Http;
using TeamsCpeApi.Overlaps;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>
/// Valid certificates of the same people, of other sessions and programs of the same owner, that hold an instant of the time that is
/// about to be certified. What a certificate certifies follows from the stored decision that it rests on. An override lets both stand
/// where whoever made it was told of the overlap.
/// </summary>
internal sealed class OverlappingCertificates
{
    private readonly IReadOnlyList<ClaimedRow> rivals;
    private readonly IReadOnlyList<Certificate> certificates;
    private readonly IReadOnlyDictionary<Guid, TimeClaim> claimOf;
    private readonly IReadOnlyDictionary<Guid, Guid> programOf;

    private OverlappingCertificates(
        IReadOnlyList<ClaimedRow> rivals, IReadOnlyList<Certificate> certificates, IReadOnlyDictionary<Guid, TimeClaim> claimOf, IReadOnlyDictionary<Guid, Guid> programOf) =>
        (this.rivals, this.certificates, this.claimOf, this.programOf) = (rivals, certificates, claimOf, programOf);

    /// <summary>What stands in the way, one entry for each person and certificate.</summary>
    internal static async Task<IReadOnlyList<InputError>> FindAsync(CpeDbContext db, IReadOnlyCollection<TimeClaim> claims, CancellationToken cancellationToken)
    {
        var rows = (await ClaimedRow.OfAsync(db, claims.SelectMany(claim => claim.ParticipantIds), cancellationToken)).ToDictionary(row => row.Participant.Id);
        var timed = claims
            .Select(claim => (Claim: claim, Rows: claim.ParticipantIds.Select(rows.GetValueOrDefault).OfType<ClaimedRow>().ToArray()))
            .Select(pair => (pair.Claim, pair.Rows, Time: pair.Claim.Time(pair.Rows.Select(row => row.Session))))
            .Where(each => each.Time.Intervals.Count > 0)
            .ToArray();
        if (timed.Length == 0)
        {
            return [];
        }

        var span = new Interval(timed.Min(each => each.Time.Intervals[0].Start), timed.Max(each => each.Time.Intervals[^1].End));
        return await GatherAsync(db, [.. timed.SelectMany(each => each.Rows)], span, cancellationToken) is { } others
            ? [.. timed.SelectMany(each => others.InTheWayOf(each.Claim, each.Rows, each.Time))]
            : [];
    }

    /// <summary>What is certified of these people at that time; null when nothing is, as nearly always.</summary>
    private static async Task<OverlappingCertificates?> GatherAsync(CpeDbContext db, IReadOnlyList<ClaimedRow> people, Interval span, CancellationToken cancellationToken)
    {
        var near = db.Sessions.AsNoTracking().Near(people[0].Session.OwnerKeyId, span);
        var pairs = await db.Participants.SameAs([.. people.Select(row => row.Keys)])
            .Where(row => db.Certificates.Any(certificate => certificate.RevokedAt == null && certificate.ParticipantIds.Contains(row.Id)))
            .Join(near, row => row.SessionId, session => session.Id, (row, session) => new { row, session })
            .ToListAsync(cancellationToken);
        if (pairs.Count == 0)
        {
            return null;
        }

        var ids = pairs.Select(pair => pair.row.Id).ToArray();
        var certificates = await db.Certificates.AsNoTracking()
            .Where(row => row.RevokedAt == null && row.ParticipantIds.Any(id => ids.Contains(id)))
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        var sessions = pairs.Select(pair => pair.session.Id).Concat(people.Select(row => row.Session.Id)).Distinct().ToArray();
        var programs = await db.ProgramParts.AsNoTracking().Where(part => sessions.Contains(part.SessionId)).ToDictionaryAsync(part => part.SessionId, part => part.ProgramId, cancellationToken);
        return new OverlappingCertificates([.. pairs.Select(pair => new ClaimedRow(pair.row, pair.session))], certificates, await ClaimsOfAsync(db, certificates, cancellationToken), programs);
    }

    /// <summary>The award behind each certificate; while a certificate is valid its award stays as it is.</summary>
    private static async Task<IReadOnlyDictionary<Guid, TimeClaim>> ClaimsOfAsync(CpeDbContext db, IReadOnlyList<Certificate> certificates, CancellationToken cancellationToken)
    {
        var participants = certificates.Select(row => row.ParticipantId).OfType<Guid>().ToArray();
        var programs = certificates.Select(row => row.ProgramId).OfType<Guid>().Distinct().ToArray();
        var persons = certificates.Select(row => row.PersonId).OfType<Guid>().ToArray();
        var singles = await db.CreditAwards.AsNoTracking().Include(row => row.Decision).Where(row => participants.Contains(row.ParticipantId)).ToListAsync(cancellationToken);
        var combined = await db.ProgramAwards.AsNoTracking().Include(row => row.Decision).Where(row => programs.Contains(row.ProgramId) && persons.Contains(row.PersonId)).ToListAsync(cancellationToken);
        return certificates
            .Select(row => (row.Id, Claim: row.SessionId is null
                ? combined.Where(award => award.ProgramId == row.ProgramId && award.PersonId == row.PersonId).Select(TimeClaim.Of).FirstOrDefault()
                : singles.Where(award => award.ParticipantId == row.ParticipantId).Select(TimeClaim.Of).FirstOrDefault()))
            .Where(pair => pair.Claim is not null)
            .ToDictionary(pair => pair.Id, pair => pair.Claim!);
    }

    private IEnumerable<InputError> InTheWayOf(TimeClaim claim, ClaimedRow[] rows, IntervalSet time)
    {
        // A certificate of the same row is another rule's: nobody has two of one session, nor one of it and one of its program.
        foreach (var certificate in certificates.Where(row => !row.ParticipantIds.Intersect(claim.ParticipantIds).Any()))
        {
            var theirs = rivals.Where(rival => certificate.ParticipantIds.Contains(rival.Participant.Id) && rows.Any(row => row.Keys.IsSame(rival.Keys))).ToArray();
            if (theirs.Length == 0 || !claimOf.TryGetValue(certificate.Id, out var other))
            {
                continue;
            }

            var sessions = theirs.Select(row => row.Session).ToArray();
            var shared = CertifiedTime.Shared(time, [new SharedTime<Certificate>(certificate, other.Time(sessions))]);
            if (shared.Count > 0 && !IsDecided(claim, other, sessions.Select(session => session.Id)))
            {
                yield return new InputError("certificate-valid", Words(certificate, rows[0].Participant.Name, shared[0].Instants));
            }
        }
    }

    /// <summary>
    /// True where an override was made in the knowledge of the overlap. Overlaps within a program are told in its own report; the time
    /// under decisions of before inputs were stored is known to nobody, so that any override decides about it.
    /// </summary>
    private bool IsDecided(TimeClaim claim, TimeClaim other, IEnumerable<Guid> sessionIds) => claim.Award.Kind == AwardKind.Overridden
        && (claim.Award.OverlapsKnown.Intersect(sessionIds).Any()
            || ProgramOf(claim) == ProgramOf(other)
            || claim.Award.Decision.CertifiedTime is null
            || other.Award.Decision.CertifiedTime is null);

    /// <summary>The program, or the session itself where it belongs to none.</summary>
    private Guid ProgramOf(TimeClaim claim) => claim.ProgramId ?? (programOf.TryGetValue(claim.SessionId!.Value, out var program) ? program : claim.SessionId.Value);

    private static string Words(Certificate certificate, string name, IntervalSet shared) =>
        $"Certificate {certificate.Number} (\"{certificate.Facts.CourseTitle}\", {certificate.Facts.ParticipantName}) holds {SpanWords.Length(shared)} of the time of {name} ({SpanWords.Of(shared)} UTC): "
        + $"POST /api/v1/certificates/{certificate.Id}/revoke with its reason, or override the credit here with the reason why both stand.";
}
