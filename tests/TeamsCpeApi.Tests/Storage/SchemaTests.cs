using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Storage;

/// <summary>Migrations are written by hand: the schema that they make is the one that the model means.</summary>
public sealed class SchemaTests
{
    private const string Columns = """
        select table_name, column_name, data_type, is_nullable, coalesce(character_maximum_length, 0), coalesce(numeric_precision, 0), coalesce(numeric_scale, 0), coalesce(column_default, '')
        from information_schema.columns where table_schema = 'public' and table_name <> '__EFMigrationsHistory' order by 1, 2
        """;

    private const string Indexes = "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' and tablename <> '__EFMigrationsHistory' order by 1, 2";

    private const string Constraints = """
        select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace and conrelid::regclass::text <> '"__EFMigrationsHistory"' order by 1, 2
        """;

    [Theory]
    [InlineData("columns", Columns)]
    [InlineData("indexes", Indexes)]
    [InlineData("constraints", Constraints)]
    public async Task Migrate_EmptyDatabase_MakesTheSchemaOfTheModel(string what, string query)
    {
        await using var migrated = await TestDatabase.CreateAsync();
        await using var modelled = await TestDatabase.CreateAsync();
        await using (var db = Context(migrated))
        {
            await db.Database.MigrateAsync();
        }

        await using (var db = Context(modelled))
        {
            await modelled.ExecuteAsync(db.Database.GenerateCreateScript());
        }

        var expected = await modelled.ReadAsync(query);
        Assert.True(expected.Count > 10, $"There are {what} to compare.");
        Assert.Equal(expected, await migrated.ReadAsync(query));
    }

    internal static CpeDbContext Context(TestDatabase database) => new(
        new DbContextOptionsBuilder<CpeDbContext>()
            .UseNpgsql(database.ConnectionString)
            .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning))
            .Options,
        TimeProvider.System);
}
