using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Http;
using TeamsCpeApi.Programs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>What a certificate says, without the pictures: enough to verify it by.</summary>
internal sealed record CertificateFacts(
    string ParticipantName,
    string CourseTitle,
    string SponsorName,
    DateOnly CompletedOn,
    string DeliveryMethod,
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields)
{
    /// <summary>The sessions that a combined certificate sums up; none for that of a single session.</summary>
    public IReadOnlyList<IncludedSession> Sessions { get; init; } = [];
}

/// <summary>Whose certificate it is: a participant's of one session, or a person's of a program.</summary>
internal sealed record CertificateSubject(Guid? SessionId, Guid? ParticipantId, Guid? ProgramId, Guid? PersonId, IReadOnlyList<Guid> ParticipantIds)
{
    public static CertificateSubject Of(Guid sessionId, Guid participantId) => new(sessionId, participantId, null, null, [participantId]);

    public static CertificateSubject OfProgram(Guid programId, Guid personId, IReadOnlyList<Guid> participantIds) => new(null, null, programId, personId, participantIds);
}

/// <summary>A certificate that was issued. The PDF is evidence and never changes.</summary>
internal sealed class Certificate : IVersioned, IIdentified
{
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }

    /// <summary>The session; null for the combined certificate of a program.</summary>
    public required Guid? SessionId { get; init; }

    public required Guid? ParticipantId { get; init; }

    /// <summary>The program that a combined certificate is of, and the person in it.</summary>
    public required Guid? ProgramId { get; init; }

    public required Guid? PersonId { get; init; }

    /// <summary>The rows of the rosters whose attendance it certifies: one, or those that are the person of a program.</summary>
    public required List<Guid> ParticipantIds { get; init; }

    /// <summary>Year of issue and a running number, unique for ever.</summary>
    public required string Number { get; init; }

    /// <summary>The public verification code: 128 random bits, so that nobody can guess another one.</summary>
    public required string Code { get; init; }

    public required CertificateFacts Facts { get; init; }

    public required string PdfSha256 { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required string IssuedBy { get; init; }

    /// <summary>The certificate that this one takes the place of.</summary>
    public required Guid? ReplacesId { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedReason { get; set; }

    public int Version { get; set; }
}

internal sealed class CertificateMapping : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("certificates", table => table.HasCheckConstraint(
            "ck_certificates_subject", "(session_id is null) = (program_id is not null) and (session_id is null) = (participant_id is null) and (program_id is null) = (person_id is null)"));
        builder.Property(certificate => certificate.Number).HasMaxLength(20);
        builder.Property(certificate => certificate.Code).HasMaxLength(26);
        builder.Property(certificate => certificate.Facts).IsJson();
        builder.Property(certificate => certificate.PdfSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(certificate => certificate.IssuedBy).HasMaxLength(80);
        builder.Property(certificate => certificate.RevokedReason).HasMaxLength(Certificate.ReasonMaxLength);
        builder.HasIndex(certificate => certificate.Number).IsUnique();
        builder.HasIndex(certificate => certificate.Code).IsUnique();
        builder.HasIndex(certificate => certificate.SessionId);
        builder.HasIndex(certificate => certificate.ParticipantId).IsUnique().HasFilter("revoked_at is null");
        builder.HasIndex(certificate => new { certificate.ProgramId, certificate.PersonId }).IsUnique().HasFilter("revoked_at is null");
        builder.HasIndex(certificate => certificate.ProgramId);
        builder.HasOne<CpeProgram>().WithMany().HasForeignKey(certificate => certificate.ProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(certificate => certificate.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Participant>().WithMany().HasForeignKey(certificate => certificate.ParticipantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(certificate => certificate.PdfSha256).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}

internal static class CertificateQueries
{
    /// <summary>Of somebody's certificates the one that was revoked and whose place none has taken yet.</summary>
    internal static Task<Guid?> FormerAsync(this IQueryable<Certificate> certificates, Expression<Func<Certificate, bool>> isTheirs, CancellationToken cancellationToken) => certificates
        .Where(isTheirs)
        .Where(row => row.RevokedAt != null && !certificates.Any(later => later.ReplacesId == row.Id))
        .OrderByDescending(row => row.Id)
        .Select(row => (Guid?)row.Id)
        .FirstOrDefaultAsync(cancellationToken);
}
