using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Sponsors;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Puts together what certificates of a session say, from what is stored now.</summary>
internal sealed class DraftCertificates(CpeDbContext db)
{
    /// <summary>What all certificates of a session share.</summary>
    public async Task<SessionDraft> BeginAsync(Session session, CancellationToken cancellationToken)
    {
        var ruleset = await db.RulesetVersions.AsNoTracking().Where(version => version.Id == session.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var sponsor = await db.Sponsors.AsNoTracking().SingleOrDefaultAsync(row => row.Id == session.SponsorId, cancellationToken);
        return new SessionDraft(session, ruleset, sponsor, await ImageAsync(sponsor?.SignatureSha256, cancellationToken), await ImageAsync(sponsor?.LogoSha256, cancellationToken));
    }

    private async Task<byte[]?> ImageAsync(string? address, CancellationToken cancellationToken) => address is null
        ? null
        : await db.Evidence.AsNoTracking().Where(item => item.Sha256 == address).Select(item => item.Content).SingleAsync(cancellationToken);
}

/// <summary>What all certificates of a session share.</summary>
internal sealed record SessionDraft(Session Session, Ruleset Ruleset, Sponsor? Sponsor, byte[]? Signature, byte[]? Logo)
{
    public PaperSize Paper => Sponsor?.PaperSize ?? PaperSize.Letter;

    public CertificateDraft For(Participant participant, CreditAward award) => new()
    {
        SponsorName = Sponsor?.Name,
        SponsorContact = Sponsor?.Contact,
        SponsorRegistryId = Sponsor?.RegistryId,
        StateRegistrations = Sponsor?.StateRegistrations ?? [],
        ParticipantName = participant.Name,
        CourseTitle = Session.Title,
        CompletedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Session.EndsAt, Session.Zone).DateTime),
        Location = Session.Location,
        DeliveryMethod = Session.DeliveryMethod,
        ProgramLevel = Session.ProgramLevel,
        Fields = award.Fields,
        Credits = award.Credits,
        TimeStatement = Ruleset.CertificateStatement,
        SignatoryName = Sponsor?.SignatoryName,
        SignatoryTitle = Sponsor?.SignatoryTitle,
        SignatureImage = Signature,
        Logo = Logo,
        Licenses = [.. participant.Licenses.Select(license => $"{license.Jurisdiction} {license.Number}")],
    };
}
