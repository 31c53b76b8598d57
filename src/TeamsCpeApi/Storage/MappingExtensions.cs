using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TeamsCpeApi.Storage;

internal static class MappingExtensions
{
    /// <summary>Stores a value as one jsonb document.</summary>
    internal static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasColumnType("jsonb").HasConversion(
            value => JsonSerializer.Serialize(value, Json.Options),
            text => JsonSerializer.Deserialize<T>(text, Json.Options)!,
            new ValueComparer<T>(
                (left, right) => JsonSerializer.Serialize(left, Json.Options) == JsonSerializer.Serialize(right, Json.Options),
                value => JsonSerializer.Serialize(value, Json.Options).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Json.Options), Json.Options)!));
        return property;
    }

    internal static void IsVersioned<T>(this EntityTypeBuilder<T> builder)
        where T : class, IVersioned =>
        builder.Property(entity => entity.Version).IsConcurrencyToken();

    /// <summary>Runs a statement whose values are parameters.</summary>
    internal static Task<int> ExecuteAsync(this DatabaseFacade database, FormattableString sql, CancellationToken cancellationToken) =>
        database.ExecuteSqlInterpolatedAsync(sql, cancellationToken);
}
