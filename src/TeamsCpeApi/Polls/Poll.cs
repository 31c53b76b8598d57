using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Polls;

/// <summary>A Forms workbook that was uploaded for a session. Its bytes are evidence.</summary>
internal sealed class PollFile : IIdentified
{
    public const int NameMaxLength = 260;

    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required string Title { get; init; }

    public required string? FormId { get; init; }

    /// <summary>The zone in which its timestamps were read.</summary>
    public required string TimeZone { get; init; }

    public required DateTimeOffset? ExportedAt { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    /// <summary>Set when another file took its place or it was removed; the bytes stay.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class PollFileMapping : IEntityTypeConfiguration<PollFile>
{
    public void Configure(EntityTypeBuilder<PollFile> builder)
    {
        builder.ToTable("poll_files");
        builder.Property(file => file.FileName).HasMaxLength(PollFile.NameMaxLength);
        builder.Property(file => file.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(file => file.TimeZone).HasMaxLength(100);
        builder.Property(file => file.UploadedBy).HasMaxLength(80);
        builder.HasIndex(file => new { file.SessionId, file.Sha256 }).IsUnique().HasFilter("withdrawn_at is null");
        builder.HasOne<Session>().WithMany().HasForeignKey(file => file.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(file => file.Sha256).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>One question of a workbook: one poll of the session.</summary>
internal sealed class Poll : IVersioned, IIdentified
{
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid FileId { get; init; }

    /// <summary>Column of the question in the sheet, from 1.</summary>
    public required int Column { get; init; }

    public required string Question { get; init; }

    /// <summary>Answers with their instants; unanswered rows are left out.</summary>
    public required List<PollResponse> Responses { get; init; }

    /// <summary>Why it does not count; null when it does.</summary>
    public string? ExcludedReason { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public int Version { get; set; }
}

internal sealed class PollMapping : IEntityTypeConfiguration<Poll>
{
    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.ToTable("polls");
        builder.Property(poll => poll.Responses).IsJson();
        builder.Property(poll => poll.ExcludedReason).HasMaxLength(Poll.ReasonMaxLength);
        builder.HasIndex(poll => poll.SessionId);
        builder.HasOne<Session>().WithMany().HasForeignKey(poll => poll.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PollFile>().WithMany().HasForeignKey(poll => poll.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
