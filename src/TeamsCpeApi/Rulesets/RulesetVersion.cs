using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>One immutable version of a ruleset. A change makes a new version; sessions keep the one that they were given.</summary>
internal sealed class RulesetVersion : IIdentified
{
    public required Guid Id { get; init; }

    /// <summary>The same for all versions of a ruleset.</summary>
    public required Guid RulesetId { get; init; }

    /// <summary>1, 2, 3, …</summary>
    public required int Number { get; init; }

    /// <summary>The stable key of a preset, or null.</summary>
    public required string? PresetKey { get; init; }

    public required Ruleset Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class RulesetVersionMapping : IEntityTypeConfiguration<RulesetVersion>
{
    public void Configure(EntityTypeBuilder<RulesetVersion> builder)
    {
        builder.ToTable("ruleset_versions");
        builder.Property(version => version.PresetKey).HasMaxLength(60);
        builder.Property(version => version.Content).IsJson();
        builder.HasIndex(version => new { version.RulesetId, version.Number }).IsUnique();
    }
}
