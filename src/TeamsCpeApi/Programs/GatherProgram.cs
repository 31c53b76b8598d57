using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Reconciliation;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>One person of a program, with what people decided.</summary>
/// <param name="Id">It follows from the program and from what makes the rows one person, so that it stays the same as long as that does.</param>
/// <param name="Outcome">What follows from the sessions.</param>
/// <param name="Award">What was awarded.</param>
/// <param name="Certificate">The combined certificate that is valid.</param>
/// <param name="Former">Combined certificates that were revoked, the latest first.</param>
/// <param name="Singles">Valid certificates of single sessions of the program.</param>
internal sealed record PersonPicture(
    Guid Id, ProgramPersonOutcome Outcome, ProgramAward? Award, Certificate? Certificate, IReadOnlyList<Certificate> Former, IReadOnlyList<Certificate> Singles)
{
    public CreditStatus Status => StatusOf(Award);

    /// <summary>The sessions that the credit is for.</summary>
    public IEnumerable<Guid> AttendedIds => Outcome.Attended.Select(session => session.Id);

    public CreditStatus StatusOf(ProgramAward? award) => CreditStanding.Of(award, Certificate, Former);

    public IReadOnlyList<Guid> ParticipantIds => [.. Outcome.Person.Rows.Select(row => row.Outcome.Participant.Id)];
}

/// <summary>Everything known of a program, and what follows from it.</summary>
/// <param name="Program">The program.</param>
/// <param name="Ruleset">The version that it pins.</param>
/// <param name="Sessions">All of its sessions in its order, cancelled ones included.</param>
/// <param name="People">Everybody on a roster of a session that counts.</param>
/// <param name="Orphans">Awards whose person the rosters do not make any more.</param>
internal sealed record ProgramPicture(CpeProgram Program, Ruleset Ruleset, IReadOnlyList<SessionPicture> Sessions, IReadOnlyList<PersonPicture> People, IReadOnlyList<ProgramAward> Orphans)
{
    /// <summary>Where decisions on it belong.</summary>
    public DecisionPlace Place => DecisionPlace.OfProgram(Program.Id, Program.RulesetVersionId);

    /// <summary>The sessions that count.</summary>
    public IEnumerable<SessionPicture> Counting => Sessions.Where(session => session.Session.CancelledAt is null);

    public PersonPicture PersonOf(Guid personId) => People.FirstOrDefault(person => person.Id == personId) ?? throw Problems.NotFound("person in this program");
}

/// <summary>Gathers a program's sessions and derives its outcome. Nothing of it is stored: it can be derived again and comes out the same.</summary>
internal sealed class GatherProgram(CpeDbContext db, GatherSession gather, Caller caller)
{
    public async Task<ProgramPicture> RunAsync(Guid programId, CancellationToken cancellationToken)
    {
        var program = await db.Programs.AsNoTracking().RequireAsync(programId, caller, cancellationToken);
        var ruleset = await db.RulesetVersions.AsNoTracking().Where(version => version.Id == program.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var sessions = new List<SessionPicture>();
        foreach (var part in program.Parts.OrderBy(part => part.Position))
        {
            sessions.Add(await gather.RunAsync(part.SessionId, cancellationToken));
        }

        var awards = await db.ProgramAwards.AsNoTracking().Include(award => award.Decision).Where(award => award.ProgramId == programId).ToDictionaryAsync(award => award.PersonId, cancellationToken);
        var combined = await db.Certificates.AsNoTracking().Where(row => row.ProgramId == programId).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);

        var counting = sessions.Where(session => session.Session.CancelledAt is null).ToArray();
        var outcome = ProgramCompletion.Of(new ProgramEvidence(
            ruleset,
            program.MaximumCredits,
            program.FieldsOfStudy,
            [.. counting.Select(session => ProgramSession.Of(session.Session.Id, session.Session.Title, session.Evidence, session.Outcome, ruleset))]));
        var singles = counting.SelectMany(session => session.Certificates.Values).ToDictionary(certificate => certificate.ParticipantId!.Value);
        var former = combined.Where(certificate => certificate.RevokedAt is not null).ToLookup(certificate => certificate.PersonId!.Value);
        var certified = combined.Where(certificate => certificate.RevokedAt is null).SelectMany(certificate => certificate.ParticipantIds.Select(id => (id, certificate))).ToDictionary(pair => pair.id, pair => pair.certificate);
        var people = outcome.People.Select(person => Picture(programId, person, awards, certified, former, singles)).ToArray();
        var known = people.Select(person => person.Id).ToHashSet();
        return new ProgramPicture(program, ruleset, sessions, people, [.. awards.Values.Where(award => !known.Contains(award.PersonId)).OrderBy(award => award.PersonId)]);
    }

    private static PersonPicture Picture(
        Guid programId,
        ProgramPersonOutcome person,
        Dictionary<Guid, ProgramAward> awards,
        Dictionary<Guid, Certificate> certified,
        ILookup<Guid, Certificate> former,
        Dictionary<Guid, Certificate> singles)
    {
        var id = Attendees.IdOf(programId, person.Person.Key);
        var rows = person.Person.Rows.Select(row => row.Outcome.Participant.Id).ToArray();
        return new PersonPicture(
            id,
            person,
            awards.GetValueOrDefault(id),
            rows.Select(certified.GetValueOrDefault).FirstOrDefault(certificate => certificate is not null),
            [.. former[id]],
            [.. rows.Select(singles.GetValueOrDefault).OfType<Certificate>()]);
    }
}
