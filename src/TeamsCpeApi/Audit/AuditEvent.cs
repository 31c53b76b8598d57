using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Audit;

/// <summary>One link of the hash chain: what happened, to what, by whom. Free of personal data: subjects and actors are ids.</summary>
internal sealed class AuditEvent : IBookkeeping
{
    public const int ActionMaxLength = 80;
    public const int ActorMaxLength = 80;

    /// <summary>Position in the chain, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>"key:" and the id of the API key, or "system".</summary>
    public required string Actor { get; init; }

    /// <summary>A fact in the past tense, for example "session.created".</summary>
    public required string Action { get; init; }

    public required string SubjectType { get; init; }

    public required Guid SubjectId { get; init; }

    public required Guid? SessionId { get; init; }

    /// <summary>Details as JSON text, kept to the letter because the hash covers it.</summary>
    public required string Data { get; init; }

    /// <summary>Hash of the event before; unique, so that the chain cannot fork.</summary>
    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }
}

internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("audit_events");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.Property(entry => entry.Actor).HasMaxLength(AuditEvent.ActorMaxLength);
        builder.Property(entry => entry.Action).HasMaxLength(AuditEvent.ActionMaxLength);
        builder.Property(entry => entry.SubjectType).HasMaxLength(40);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(64).IsFixedLength();
        builder.Property(entry => entry.Hash).HasMaxLength(64).IsFixedLength();
        builder.HasIndex(entry => entry.PreviousHash).IsUnique();
        builder.HasIndex(entry => entry.SubjectId);
        builder.HasIndex(entry => entry.SessionId);
    }
}

/// <summary>An event before it has its place in the chain.</summary>
internal sealed record AuditEntry(string Actor, string Action, string SubjectType, Guid SubjectId, Guid? SessionId = null, object? Data = null);
