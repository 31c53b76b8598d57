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

    /// <summary>The version that this one was copied from, or null.</summary>
    public Guid? BasedOnVersionId { get; init; }

    public required Ruleset Content { get; init; }

    /// <summary>The content's own first day, as a column for queries.</summary>
    public required DateOnly? EffectiveFrom { get; init; }

    /// <summary>The content's own last day, as a column for queries.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsInForceOn(DateOnly day) => (EffectiveFrom is null || EffectiveFrom <= day) && (EffectiveUntil is null || day <= EffectiveUntil);

    /// <summary>"from 2026-01-01 until 2026-12-31", "always".</summary>
    public static string Dates(DateOnly? from, DateOnly? until) => (from, until) switch
    {
        (null, null) => "always",
        ({ } first, null) => $"from {first:yyyy-MM-dd}",
        (null, { } last) => $"until {last:yyyy-MM-dd}",
        ({ } first, { } last) => $"from {first:yyyy-MM-dd} until {last:yyyy-MM-dd}",
    };
}

internal sealed class RulesetVersionMapping : IEntityTypeConfiguration<RulesetVersion>
{
    public void Configure(EntityTypeBuilder<RulesetVersion> builder)
    {
        builder.ToTable("ruleset_versions");
        builder.Property(version => version.PresetKey).HasMaxLength(60);
        builder.Property(version => version.Content).IsJson();
        builder.HasIndex(version => new { version.RulesetId, version.Number }).IsUnique();
        builder.HasOne<RulesetVersion>().WithMany().HasForeignKey(version => version.BasedOnVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class RulesetQueries
{
    internal static Task<RulesetVersion?> LatestAsync(this IQueryable<RulesetVersion> versions, Guid rulesetId, CancellationToken cancellationToken) =>
        versions.AsNoTracking().Where(version => version.RulesetId == rulesetId).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The versions that are in force on a day; all of them without one.</summary>
    internal static IQueryable<RulesetVersion> InForceOn(this IQueryable<RulesetVersion> versions, DateOnly? day) => day is null ? versions : versions.Where(version =>
        (version.EffectiveFrom == null || version.EffectiveFrom <= day) && (version.EffectiveUntil == null || version.EffectiveUntil >= day));
}
