using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Polls;
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

    /// <summary>The zone in which its timestamps are read.</summary>
    public required string TimeZone { get; set; }

    /// <summary>That zone's offset from UTC at the session's start, minutes.</summary>
    public required int UtcOffsetMinutes { get; set; }

    public required ZoneChoice ZoneChosenBy { get; set; }

    /// <summary>The rows as the export has them; null for files from before they were kept.</summary>
    public required List<FormsResponse>? Responses { get; init; }

    /// <summary>What is worth knowing about how the file was read.</summary>
    public required List<string> Notes { get; init; }

    /// <summary>The file whose place it took.</summary>
    public required Guid? ReplacesId { get; init; }

    public required DateTimeOffset? ExportedAt { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    /// <summary>Set when another file took its place or it was removed; the bytes stay.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>Who chose the zone in which a file's times are read.</summary>
internal enum ZoneChoice
{
    /// <summary>Nobody did: it is the session's.</summary>
    Session,

    /// <summary>Whoever uploaded the file named it.</summary>
    Upload,

    /// <summary>It was found, because the session's own does not fit and this one alone does.</summary>
    Fit,

    /// <summary>A person changed it afterwards.</summary>
    Person,
}

internal static class ZoneChoices
{
    /// <summary>True when a person named the zone.</summary>
    public static bool IsDeclared(ZoneChoice choice) => choice is ZoneChoice.Upload or ZoneChoice.Person;
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
        builder.Property(file => file.Responses).HasColumnType("jsonb").HasConversion(
            rows => JsonSerializer.Serialize(rows, Json.Options),
            text => JsonSerializer.Deserialize<List<FormsResponse>>(text, Json.Options),
            new ValueComparer<List<FormsResponse>?>((left, right) => ReferenceEquals(left, right), rows => rows == null ? 0 : rows.Count));
        builder.Property(file => file.Notes).IsJson();
        builder.HasOne<PollFile>().WithMany().HasForeignKey(file => file.ReplacesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(file => new { file.SessionId, file.Sha256 }).IsUnique().HasFilter("withdrawn_at is null");
        builder.HasOne<Session>().WithMany().HasForeignKey(file => file.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(file => file.Sha256).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What a poll is for.</summary>
internal enum PollPurpose
{
    /// <summary>It shows that people take part.</summary>
    Monitoring,

    /// <summary>It is the session's evaluation, which some rulesets ask for; it never counts as a poll.</summary>
    Evaluation,
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
    public required List<PollResponse> Responses { get; set; }

    public PollPurpose Purpose { get; set; }

    /// <summary>Why it does not count; null when it does.</summary>
    public string? ExcludedReason { get; set; }

    /// <summary>Who decided that it counts or does not; null while the file alone decides.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>The decision that it counts, with what it was based on; null in decisions of former releases, and while it does not count.</summary>
    public PollConfirmation? Confirmation { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public int Version { get; set; }

    /// <summary>What speaks more against it than when a person decided that it counts.</summary>
    public IReadOnlyList<string> WorseThanDecided(PollVerdict now) => Purpose == PollPurpose.Monitoring ? Confirmation?.Basis.WorseIn(now) ?? [] : [];

    /// <summary>
    /// It counts, what is known now speaks against it, and nobody decided knowing that. An evaluation may be handed in at any time, and
    /// nobody gets anything for the evaluation of others.
    /// </summary>
    public bool NeedsReview(PollVerdict now) =>
        this is { Purpose: PollPurpose.Monitoring, ExcludedReason: null, WithdrawnAt: null } && !now.Belongs && (DecidedBy is null || WorseThanDecided(now).Count > 0);
}

internal sealed class PollMapping : IEntityTypeConfiguration<Poll>
{
    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.ToTable("polls");
        builder.Property(poll => poll.Responses).IsJson();
        builder.Property(poll => poll.ExcludedReason).HasMaxLength(Poll.ReasonMaxLength);
        builder.Property(poll => poll.DecidedBy).HasMaxLength(80);
        builder.Property(poll => poll.Confirmation).IsJson();
        builder.HasIndex(poll => poll.SessionId);
        builder.HasOne<Session>().WithMany().HasForeignKey(poll => poll.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PollFile>().WithMany().HasForeignKey(poll => poll.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
