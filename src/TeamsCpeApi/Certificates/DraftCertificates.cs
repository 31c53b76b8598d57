using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Sponsors;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Puts together what certificates say, from what is stored now.</summary>
internal sealed class DraftCertificates(CpeDbContext db)
{
    /// <summary>What all certificates of a session or of a program share.</summary>
    public async Task<CourseDraft> BeginAsync(ICourse course, CancellationToken cancellationToken)
    {
        var ruleset = await db.RulesetVersions.AsNoTracking().Where(version => version.Id == course.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var sponsor = await db.Sponsors.AsNoTracking().SingleOrDefaultAsync(row => row.Id == course.SponsorId, cancellationToken);
        return new CourseDraft(course, ruleset, sponsor, await ImageAsync(sponsor?.SignatureSha256, cancellationToken), await ImageAsync(sponsor?.LogoSha256, cancellationToken));
    }

    private async Task<byte[]?> ImageAsync(string? address, CancellationToken cancellationToken) => address is null
        ? null
        : await db.Evidence.AsNoTracking().Where(item => item.Sha256 == address).Select(item => item.Content).SingleAsync(cancellationToken);
}

/// <summary>What all certificates of a session or of a program share.</summary>
internal sealed record CourseDraft(ICourse Course, Ruleset Ruleset, Sponsor? Sponsor, byte[]? Signature, byte[]? Logo)
{
    public PaperSize Paper => Sponsor?.PaperSize ?? PaperSize.Letter;

    public CertificateDraft For(Participant participant, Session session, AwardedCredit award) => For(participant.Name, participant.Licenses, session.CompletedOn, award);

    public CertificateDraft For(string name, IEnumerable<License> licenses, DateOnly completedOn, AwardedCredit award) => new()
    {
        SponsorName = Sponsor?.Name,
        SponsorContact = Sponsor?.Contact,
        SponsorRegistryId = Sponsor?.RegistryId,
        StateRegistrations = Sponsor?.StateRegistrations ?? [],
        ParticipantName = name,
        CourseTitle = Course.Title,
        CompletedOn = completedOn,
        Location = Course.Location,
        DeliveryMethod = Course.DeliveryMethod,
        ProgramLevel = Course.ProgramLevel,
        Fields = award.Fields,
        Credits = award.Credits,
        TimeStatement = Ruleset.CertificateStatement,
        SignatoryName = Sponsor?.SignatoryName,
        SignatoryTitle = Sponsor?.SignatoryTitle,
        SignatureImage = Signature,
        Logo = Logo,
        Licenses = [.. licenses.Select(license => $"{license.Jurisdiction} {license.Number}").Distinct(StringComparer.Ordinal)],
    };
}
