using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Combined certificates: issued, listed, packed, issued anew. One by one they are served as all certificates are.</summary>
internal static class ProgramCertificates
{
    internal static async Task<IResult> IssueAsync(
        Guid programId, ProgramIssueRequest? request, GatherProgram gather, JobQueue queue, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(programId, cancellationToken);
        ApproveProgramCredit.RequireDecidable(picture);
        var chosen = request?.PersonIds is { } ids ? ids.Distinct().Select(picture.PersonOf).ToArray() : [.. picture.People];
        var open = chosen.Where(person => person is { Certificate: null, Award.Credits: > 0 }).ToLookup(person => person.Status, person => person.Award!);
        var awards = open.Where(group => group.Key is not (CreditStatus.AwaitingSecondApproval or CreditStatus.Revoked)).SelectMany(group => group).ToArray();
        if (awards.Length == 0)
        {
            throw open[CreditStatus.AwaitingSecondApproval].Any()
                ? Problems.Conflict("second-approval-needed", "Another person must agree first", "One person has approved: have another one, with a key of their own, approve too.")
                : open[CreditStatus.Revoked].Any()
                ? Problems.Conflict("approval-needed-anew", "The certificates were revoked", "Approve the people by name, or override their credit; then issue.")
                : chosen.Any(person => person.Certificate is not null)
                ? Problems.Conflict("certificates-issued", "Certificates are out already", "Everybody chosen with approved credit has a combined certificate: reissue it to make a new one.")
                : Problems.Conflict("nothing-approved", "There is no approved credit", "Approve credit first: POST /api/v1/programs/{id}/credits/approve.");
        }

        await CertifiedOnce.RequireNoSinglesAsync(db, [.. awards.SelectMany(award => award.ParticipantIds)], cancellationToken);
        await CertifiedOnce.RequireTimeFreeAsync(db, [.. awards.Select(TimeClaim.Of)], cancellationToken);
        var drafts = await ProgramDraft.BeginAsync(db, programId, [.. awards.SelectMany(award => award.ParticipantIds)], cancellationToken);
        CertificateEndpoints.RequireComplete(awards.SelectMany(award => drafts.For(award).Missing()));
        var job = queue.Add(
            JobKind.ProgramCertificateIssue, picture.Sessions[0].Session.Id, arguments: new JobArguments { PersonIds = [.. awards.Select(award => award.PersonId)] }, programId: programId);
        job.Total = awards.Length;
        db.Record(new AuditEntry(caller.Actor, "certificates.requested", "program", programId, Data: new { job.Id, people = awards.Length }));
        await db.SaveChangesAsync(cancellationToken);
        return JobEndpoints.Accepted(job);
    }

    internal static async Task<Page<CertificateView>> ListAsync(Guid programId, [AsParameters] PageQuery page, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Programs.AsNoTracking().RequireAsync(programId, caller, cancellationToken);
        return await db.Certificates.Where(row => row.ProgramId == programId).ToPageAsync(page, CertificateView.Of, http, cancellationToken);
    }

    internal static async Task<IResult> ZipAsync(Guid programId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        await db.Programs.AsNoTracking().RequireAsync(programId, caller, cancellationToken);
        return await PackCertificates.RunAsync(
            db,
            db.Certificates.Where(row => row.ProgramId == programId),
            db.Jobs.Where(job => job.ProgramId == programId && job.Kind == JobKind.ProgramCertificateIssue),
            $"certificates-program-{programId:N}.zip",
            cancellationToken);
    }

    /// <summary>Revokes a combined certificate in the caller's transaction and issues the one that takes its place.</summary>
    internal static async Task<Certificate> ReissueAsync(
        Certificate former, ReissueRequest request, CorrectProgramCredit correct, Func<Task> revokeAsync, GatherProgram gather, IssueProgramCertificates issue, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var (programId, personId) = (former.ProgramId!.Value, former.PersonId!.Value);
        var picture = await gather.RunAsync(programId, cancellationToken);
        if (await correct.RunAsync(former, request, picture, cancellationToken) is not { Credits: > 0 } award)
        {
            throw Problems.Conflict("nothing-approved", "There is no approved credit", "Revoke the certificate instead, or approve credit first.");
        }

        await IssueProgramCertificates.LockAsync(db, programId, cancellationToken);
        CertificateEndpoints.RequireComplete((await ProgramDraft.BeginAsync(db, programId, award.ParticipantIds, cancellationToken)).For(award).Missing());
        await ClaimedRow.LockAsync(db, award.ParticipantIds, cancellationToken);
        await revokeAsync();
        return await issue.IssueAsync(db, programId, personId, former, caller.Actor, cancellationToken)
            ?? throw new InvalidOperationException("The former certificate is revoked and credit is approved, so a new one can be issued.");
    }
}

/// <summary>For whom to issue.</summary>
/// <param name="PersonIds">People with approved credit; all of them when left out.</param>
internal sealed record ProgramIssueRequest(IReadOnlyList<Guid>? PersonIds);
