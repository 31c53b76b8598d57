using TeamsCpeApi.Certificates;

namespace TeamsCpeApi.Credit;

/// <summary>Where a participant's credit stands.</summary>
internal enum CreditStatus
{
    /// <summary>The ruleset suggests it; nobody has approved.</summary>
    Suggested,

    /// <summary>One person approved it or awarded other credit, and another one must confirm.</summary>
    AwaitingSecondApproval,

    /// <summary>Approved as suggested.</summary>
    Approved,

    /// <summary>Other credit was awarded.</summary>
    Overridden,

    /// <summary>A certificate is out.</summary>
    Certified,

    /// <summary>A certificate is out in place of one that said other credit.</summary>
    Corrected,

    /// <summary>The certificate was revoked, and nobody has approved or overridden since.</summary>
    Revoked,
}

/// <summary>Where a participant stands follows from the award and the certificates; it is not stored.</summary>
internal static class CreditStanding
{
    /// <param name="award">What was awarded.</param>
    /// <param name="valid">The certificate that is out.</param>
    /// <param name="former">Revoked certificates, the latest first.</param>
    internal static CreditStatus Of(AwardedCredit? award, Certificate? valid, IReadOnlyList<Certificate> former) => (valid, award) switch
    {
        ({ }, _) => former.Any(certificate => certificate.Id == valid.ReplacesId && SaysOtherCredit(certificate, valid)) ? CreditStatus.Corrected : CreditStatus.Certified,
        _ when former.Any(certificate => award is null || certificate.RevokedAt >= award.AwardedAt) => CreditStatus.Revoked,
        (_, null) => CreditStatus.Suggested,
        (_, { AwaitsSecondPerson: true }) => CreditStatus.AwaitingSecondApproval,
        (_, { Kind: AwardKind.Overridden }) => CreditStatus.Overridden,
        _ => CreditStatus.Approved,
    };

    /// <summary>The same for the database: awards that a certificate may be issued for, if none is out.</summary>
    internal static IQueryable<CreditAward> Certifiable(this IQueryable<CreditAward> awards, IQueryable<Certificate> certificates) => awards.Agreed().Where(award =>
        !certificates.Any(certificate => certificate.ParticipantId == award.ParticipantId && certificate.SessionId == award.SessionId && certificate.RevokedAt >= award.AwardedAt));

    /// <summary>Awards of some credit on which as many persons agree as must.</summary>
    internal static IQueryable<T> Agreed<T>(this IQueryable<T> awards)
        where T : AwardedCredit => awards.Where(award => award.Credits > 0 && (award.Persons == 1 || award.ConfirmedBy != null));

    private static bool SaysOtherCredit(Certificate before, Certificate after) =>
        before.Facts.Credits != after.Facts.Credits || !before.Facts.Fields.SequenceEqual(after.Facts.Fields);
}
