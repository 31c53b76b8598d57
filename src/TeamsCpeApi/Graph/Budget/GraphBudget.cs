using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Graph.Budget;

/// <summary>Whose budget it is: the service counts requests per application and tenant.</summary>
internal readonly record struct BudgetScope(string Cloud, Guid TenantId, Guid ClientId)
{
    public static BudgetScope Of(GraphConnection connection) => new(connection.Cloud, connection.TenantId, connection.ClientId);
}

/// <summary>The budget of one scope, shared by all nodes. It is read and written by the statements of <see cref="BudgetStore"/> alone, by the database's clock.</summary>
internal sealed class GraphBudget : IBookkeeping
{
    public required string Cloud { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid ClientId { get; init; }

    /// <summary>Requests a second.</summary>
    public required double Rate { get; init; }

    /// <summary>When the latest slot begins; the next one begins a rate's share of a second later.</summary>
    public required DateTimeOffset LastSlotAt { get; init; }

    /// <summary>Nobody sends before this.</summary>
    public required DateTimeOffset HeldUntil { get; init; }

    /// <summary>When the rate grew, or was taken down.</summary>
    public required DateTimeOffset GrownAt { get; init; }

    /// <summary>When the rate was halved: what was sent before this belongs to the same burst.</summary>
    public required DateTimeOffset ReducedAt { get; init; }

    /// <summary>Complaints since the last answer that was none.</summary>
    public required int Streak { get; init; }
}

internal sealed class GraphBudgetMapping : IEntityTypeConfiguration<GraphBudget>
{
    public void Configure(EntityTypeBuilder<GraphBudget> builder)
    {
        builder.ToTable("graph_budgets");
        builder.HasKey(budget => new { budget.Cloud, budget.TenantId, budget.ClientId });
        builder.Property(budget => budget.Cloud).HasMaxLength(40);
    }
}
