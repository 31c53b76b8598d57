using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>An attendance file that was uploaded for a session. Its bytes are evidence.</summary>
internal sealed class AttendanceFile : IVersioned, IIdentified
{
    public const int NameMaxLength = 260;
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required AttendanceDialect Dialect { get; init; }

    public required string Encoding { get; init; }

    /// <summary>The meeting's title, where the file has one.</summary>
    public required string? Title { get; init; }

    /// <summary>The zone in which its times were read.</summary>
    public required string TimeZone { get; init; }

    public required DateOrder DateOrder { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    /// <summary>What it says of each identity, in instants.</summary>
    public required List<AttendanceRecord> Records { get; init; }

    public required List<string> Notes { get; init; }

    /// <summary>Why it does not count; null when it does.</summary>
    public string? ExcludedReason { get; set; }

    /// <summary>Set when it was removed; the bytes stay.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public int Version { get; set; }
}

internal static class CountedFiles
{
    /// <summary>The files of which the stays count.</summary>
    public static IQueryable<AttendanceFile> Counted(this IQueryable<AttendanceFile> files) => files.Where(file => file.WithdrawnAt == null && file.ExcludedReason == null);
}

internal sealed class AttendanceFileMapping : IEntityTypeConfiguration<AttendanceFile>
{
    public void Configure(EntityTypeBuilder<AttendanceFile> builder)
    {
        builder.ToTable("attendance_files");
        builder.Property(file => file.FileName).HasMaxLength(AttendanceFile.NameMaxLength);
        builder.Property(file => file.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(file => file.Encoding).HasMaxLength(40);
        builder.Property(file => file.TimeZone).HasMaxLength(100);
        builder.Property(file => file.UploadedBy).HasMaxLength(80);
        builder.Property(file => file.Records).IsJson();
        builder.Property(file => file.Notes).IsJson();
        builder.Property(file => file.ExcludedReason).HasMaxLength(AttendanceFile.ReasonMaxLength);
        builder.HasIndex(file => new { file.SessionId, file.Sha256 }).IsUnique().HasFilter("withdrawn_at is null");
        builder.HasOne<Session>().WithMany().HasForeignKey(file => file.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(file => file.Sha256).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
