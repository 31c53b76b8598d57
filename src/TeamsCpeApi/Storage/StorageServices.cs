using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace TeamsCpeApi.Storage;

internal static class StorageServices
{
    internal static string ConnectionString(IConfiguration configuration) => configuration.GetConnectionString("Database") is { Length: > 0 } text
        ? text
        : throw new InvalidOperationException("Set ConnectionStrings:Database to a PostgreSQL connection string, for example Host=db;Database=teams_cpe;Username=cpe;Password=….");

    internal static void AddStorage(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString).Build());

        // Migrations are written by hand, without EF Core's snapshot of the model; a test compares the two schemas instead.
        services.AddDbContext<CpeDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)));
    }
}
