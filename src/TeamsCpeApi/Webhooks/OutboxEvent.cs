using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webhooks;

/// <summary>
/// Something that subscribers will want to hear of. Written once, in the transaction of what happened; who was told of it is kept
/// elsewhere.
/// </summary>
internal sealed class OutboxEvent : IIdentified, IBookkeeping
{
    public const int TypeMaxLength = 80;
    public const int KeyMaxLength = 200;

    public required Guid Id { get; init; }

    /// <summary>A fact in the past tense or its coming, for example "provider.credential-expiring".</summary>
    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What makes it this event: of two with the same key only the first is stored.</summary>
    public required string Key { get; init; }

    /// <summary>Details as JSON, free of personal data and secrets.</summary>
    public required string Data { get; init; }

    /// <summary>Stores the event unless it is there already; true when it was not.</summary>
    public static async Task<bool> RaiseAsync(CpeDbContext db, string type, string key, object data, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, json) = (Ids.Next(now), JsonSerializer.Serialize(data, Json.Options));
        return await db.Database.ExecuteAsync(
            $"insert into outbox_events (id, type, occurred_at, key, data) values ({id}, {type}, {now.ToUniversalTime()}, {key}, {json}::jsonb) on conflict (key) do nothing",
            cancellationToken) == 1;
    }
}

internal sealed class OutboxEventMapping : IEntityTypeConfiguration<OutboxEvent>
{
    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.ToTable("outbox_events");
        builder.Property(entry => entry.Type).HasMaxLength(OutboxEvent.TypeMaxLength);
        builder.Property(entry => entry.Key).HasMaxLength(OutboxEvent.KeyMaxLength);
        builder.Property(entry => entry.Data).HasColumnType("jsonb");
        builder.HasIndex(entry => entry.Key).IsUnique();
    }
}
