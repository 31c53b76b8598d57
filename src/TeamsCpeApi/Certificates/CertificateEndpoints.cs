using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Programs;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Certificates: issued, shown, downloaded, revoked, issued anew.</summary>
internal static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder routes)
    {
        var ofSession = routes.MapGroup("/sessions/{sessionId:guid}").WithTags("Certificates").RequireAuthorization(Policies.Read);
        ofSession.MapPost("/certificates", IssueAsync).RequireAuthorization(Policies.Operate).Produces<JobView>(202)
            .WithName("IssueCertificates").WithSummary("Issue certificates for approved credit: all or chosen participants. Refused with the list of what is missing.");
        ofSession.MapGet("/certificates", ListAsync).WithName("ListCertificates").WithSummary("The session's certificates, revoked ones included.");
        ofSession.MapGet("/certificates.zip", ZipAsync).ProducesFile("application/zip")
            .WithName("DownloadCertificates").WithSummary("All valid certificates of the session as PDFs in one archive; refused while some are still being issued.");

        var certificates = routes.MapGroup("/certificates/{certificateId:guid}").WithTags("Certificates").RequireAuthorization(Policies.Read);
        certificates.MapGet("/", GetAsync).WithName("GetCertificate").WithSummary("One certificate.");
        certificates.MapGet("/pdf", PdfAsync).ProducesFile("application/pdf").WithName("DownloadCertificate").WithSummary("The PDF as issued, byte for byte.");
        certificates.MapPost("/revoke", RevokeAsync).RequireAuthorization(Policies.Operate).Produces<CertificateView>()
            .WithName("RevokeCertificate").WithSummary("Revoke a certificate with a reason; its verification says so from then on.");
        certificates.MapPost("/reissue", ReissueAsync).RequireAuthorization(Policies.Operate).Produces<CertificateView>(201)
            .WithName("ReissueCertificate").WithSummary("Revoke a certificate and issue a new one from what is stored now, its credit corrected if the request says so.");
    }

    private static async Task<IResult> IssueAsync(
        Guid sessionId, IssueRequest? request, GatherSession gather, DraftCertificates drafts, JobQueue queue, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        ApproveCredit.RequireDecidable(picture);
        var chosen = request?.ParticipantIds is { } ids ? ids.Distinct().Select(id => picture.OutcomeOf(id).Participant.Id).ToArray() : null;
        var candidates = picture.Awards.Values.Where(award => award.Credits > 0 && (chosen is null || chosen.Contains(award.ParticipantId))).ToLookup(award => picture.StatusOf(award.ParticipantId, award));
        var awards = candidates.Where(group => group.Key is not (CreditStatus.AwaitingSecondApproval or CreditStatus.Revoked)).SelectMany(group => group).ToArray();
        if (awards.Length == 0)
        {
            throw candidates[CreditStatus.AwaitingSecondApproval].Any()
                ? Problems.Conflict("second-approval-needed", "Another person must agree first", "One person has approved: have another one, with a key of their own, approve too.")
                : candidates[CreditStatus.Revoked].Any()
                ? Problems.Conflict("approval-needed-anew", "The certificates were revoked", "Approve the participants by name, or override their credit; then issue.")
                : Problems.Conflict("nothing-approved", "There is no approved credit", "Approve credit first: POST /api/v1/sessions/{id}/credits/approve.");
        }

        await CertifiedOnce.RequireNotCombinedAsync(db, sessionId, [.. awards.Select(award => award.ParticipantId)], cancellationToken);
        await CertifiedOnce.RequireTimeFreeAsync(db, [.. awards.Where(award => !picture.Certificates.ContainsKey(award.ParticipantId)).Select(TimeClaim.Of)], cancellationToken);
        var draft = await drafts.BeginAsync(picture.Session, cancellationToken);
        RequireComplete(awards.SelectMany(award => draft.For(picture.Participants[award.ParticipantId], picture.Session, award).Missing()));

        var job = queue.Add(JobKind.CertificateIssue, sessionId, arguments: new JobArguments(chosen));
        job.Total = awards.Length;
        db.Record(new AuditEntry(caller.Actor, "certificates.requested", "session", sessionId, sessionId, new { job.Id, participants = awards.Length }));
        await db.SaveChangesAsync(cancellationToken);
        return JobEndpoints.Accepted(job);
    }

    private static async Task<Page<CertificateView>> ListAsync(Guid sessionId, [AsParameters] PageQuery page, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return await db.Certificates.Where(row => row.SessionId == sessionId).ToPageAsync(page, CertificateView.Of, http, cancellationToken);
    }

    private static async Task<IResult> ZipAsync(Guid sessionId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return await PackCertificates.RunAsync(
            db,
            db.Certificates.Where(row => row.SessionId == sessionId),
            db.Jobs.Where(job => job.SessionId == sessionId && job.Kind == JobKind.CertificateIssue),
            $"certificates-{sessionId:N}.zip",
            cancellationToken);
    }

    private static async Task<CertificateView> GetAsync(Guid certificateId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var certificate = await FindAsync(db, certificateId, caller, cancellationToken);
        http.Response.SetETag(certificate.Version);
        return CertificateView.Of(certificate);
    }

    private static async Task<IResult> PdfAsync(Guid certificateId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var certificate = await FindAsync(db, certificateId, caller, cancellationToken);
        return TypedResults.File(await PackCertificates.ContentAsync(db, certificate.PdfSha256, cancellationToken), "application/pdf", $"certificate-{certificate.Number}.pdf");
    }

    private static async Task<IResult> RevokeAsync(
        Guid certificateId, RevocationRequest request, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var certificate = await FindAsync(db, certificateId, caller, cancellationToken);
        http.Request.RequireMatch(certificate);
        Revoke(certificate, request.Reason, db, caller, clock);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(certificate.Version);
        return TypedResults.Ok(CertificateView.Of(certificate));
    }

    private static async Task<IResult> ReissueAsync(
        Guid certificateId,
        ReissueRequest request,
        GatherSession gather,
        CorrectCredit correct,
        CorrectProgramCredit correctProgram,
        GatherProgram gatherProgram,
        DraftCertificates drafts,
        IssueCertificates issue,
        IssueProgramCertificates issueCombined,
        CpeDbContext db,
        Caller caller,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var certificate = await FindAsync(db, certificateId, caller, cancellationToken);
        http.Request.RequireMatch(certificate);
        RequireRevocable(certificate, request.Reason);
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        var successor = certificate.SessionId is { } sessionId
            ? await OfSessionAsync(sessionId, certificate.ParticipantId!.Value)
            : await ProgramCertificates.ReissueAsync(certificate, request, correctProgram, RevokeFormerAsync, gatherProgram, issueCombined, db, caller, cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);

        http.Response.SetETag(successor.Version);
        return TypedResults.Created($"/api/v1/certificates/{successor.Id}", CertificateView.Of(successor));

        async Task<Certificate> OfSessionAsync(Guid sessionId, Guid participantId)
        {
            var picture = await gather.RunAsync(sessionId, cancellationToken);
            if (await correct.RunAsync(certificate, request, picture, cancellationToken) is not { Credits: > 0 } award)
            {
                throw Problems.Conflict("nothing-approved", "There is no approved credit", "Revoke the certificate instead, or approve credit first.");
            }

            var draft = await drafts.BeginAsync(picture.Session, cancellationToken);
            RequireComplete(draft.For(picture.Participants[participantId], picture.Session, award).Missing());
            await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
            await ClaimedRow.LockAsync(db, [participantId], cancellationToken);
            await RevokeFormerAsync();
            return await issue.IssueAsync(db, sessionId, participantId, certificate, caller.Actor, cancellationToken)
                ?? throw new InvalidOperationException("The former certificate is revoked and credit is approved, so a new one can be issued.");
        }

        Task RevokeFormerAsync()
        {
            Revoke(certificate, request.Reason, db, caller, clock);
            return db.SaveChangesAsync(cancellationToken);
        }
    }

    private static void Revoke(Certificate certificate, string reason, CpeDbContext db, Caller caller, TimeProvider clock)
    {
        RequireRevocable(certificate, reason);
        certificate.RevokedAt = clock.GetUtcNow();
        certificate.RevokedReason = reason;
        db.Record(new AuditEntry(caller.Actor, "certificate.revoked", "certificate", certificate.Id, certificate.SessionId, new { certificate.Number }));
    }

    private static void RequireRevocable(Certificate certificate, string reason)
    {
        if (certificate.RevokedAt is not null)
        {
            throw Problems.Conflict("certificate-revoked", "The certificate is revoked already", "There is nothing left to revoke.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Certificate.ReasonMaxLength)
        {
            throw Problems.InvalidMember("/reason", "required", $"Say why, in at most {Certificate.ReasonMaxLength} characters: an auditor asks for it.");
        }
    }

    internal static void RequireComplete(IEnumerable<MissingItem> missing)
    {
        var items = missing.Distinct().ToArray();
        if (items.Length > 0)
        {
            throw Problems.Unprocessable(
                "certificate-incomplete",
                "Items of the certificate are missing",
                "No certificate was issued. Add what errors names and issue again.",
                [.. items.Select(item => new InputError("missing", item.Message, $"/{item.Item.Replace('.', '/')}"))]);
        }
    }

    private static async Task<Certificate> FindAsync(CpeDbContext db, Guid certificateId, Caller caller, CancellationToken cancellationToken) =>
        await db.Certificates.SingleOrDefaultAsync(
            row => row.Id == certificateId
                && (db.Sessions.VisibleTo(caller).Any(session => session.Id == row.SessionId) || db.Programs.VisibleTo(caller).Any(program => program.Id == row.ProgramId)),
            cancellationToken)
        ?? throw Problems.NotFound("certificate");
}

/// <summary>For whom to issue.</summary>
/// <param name="ParticipantIds">Participants with approved credit; all of them when left out.</param>
internal sealed record IssueRequest(IReadOnlyList<Guid>? ParticipantIds);

/// <summary>Why a certificate ends.</summary>
/// <param name="Reason">Shown to auditors; at most 500 characters.</param>
internal sealed record RevocationRequest(string Reason);

/// <summary>Why a certificate is issued anew, and what credit it says.</summary>
/// <param name="Reason">Why the former one ends; at most 500 characters.</param>
/// <param name="UseSuggestion">True: with the credit that is suggested now. Left out, the award stays as it is, unless</param>
/// <param name="Override">it is corrected by other credit, with a reason and, if there is any, evidence.</param>
internal sealed record ReissueRequest(string Reason, bool? UseSuggestion, OverrideRequest? Override);

/// <summary>A certificate.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SessionId">The session; null for a combined certificate.</param>
/// <param name="ParticipantId">The participant; null for a combined certificate.</param>
/// <param name="ProgramId">The program of a combined certificate.</param>
/// <param name="PersonId">The person of the program.</param>
/// <param name="Number">Its number, unique for ever.</param>
/// <param name="Code">The public verification code: /verify/{code}.</param>
/// <param name="Facts">What it says.</param>
/// <param name="PdfSha256">SHA-256 of the PDF.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="RevokedReason">Why.</param>
/// <param name="ReplacesId">The certificate whose place it took.</param>
internal sealed record CertificateView(
    Guid Id,
    Guid? SessionId,
    Guid? ParticipantId,
    Guid? ProgramId,
    Guid? PersonId,
    string Number,
    string Code,
    CertificateFacts Facts,
    string PdfSha256,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RevokedAt,
    string? RevokedReason,
    Guid? ReplacesId)
{
    public static CertificateView Of(Certificate certificate) => new(
        certificate.Id,
        certificate.SessionId,
        certificate.ParticipantId,
        certificate.ProgramId,
        certificate.PersonId,
        certificate.Number,
        certificate.Code,
        certificate.Facts,
        certificate.PdfSha256,
        certificate.IssuedAt,
        certificate.RevokedAt,
        certificate.RevokedReason,
        certificate.ReplacesId);
}
