using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Storage.Migrations;
using TeamsCpeApi.Tests.Storage;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Awards that were made before inputs were stored come along with an upgrade as what they are.</summary>
public sealed class FormerAwardTests
{
    private const string Former = """
        insert into ruleset_versions values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', 1, null, '{"name": "Former"}', now());
        insert into sessions (id, title, starts_at, ends_at, time_zone, breaks, ruleset_version_id, fields_of_study, maximum_credits, instructors, roster_version, created_at, version, creates)
        values ('00000000-0000-4000-8000-000000000003', 'Former', now(), now(), 'UTC', '[]', '00000000-0000-4000-8000-000000000001', '[]', 2, '[]', 1, now(), 1, false);
        insert into participants (id, session_id, name, aliases, licenses)
        values ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000003', 'Ann Lee', '[]', '[]');
        insert into credit_awards (participant_id, session_id, kind, credits, fields, decision, ruleset_version_id, awarded_by, awarded_at, version)
        values ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000003', 'Approved', 1.8, '[]',
            '{"credits": 1.8, "fields": [{"field": "Taxes", "credits": 1.8}], "limitedBy": "time", "presentSeconds": 5900, "windowSeconds": 6000, "pollsRequired": 5, "pollsAnswered": 6, "pollsOffered": 7, "reason": "Why.", "findings": []}',
            '00000000-0000-4000-8000-000000000001', 'system', '2026-10-20T20:00:00Z', 1);
        """;

    [Fact]
    public async Task Upgrade_OfAwardsWithoutInputs_KeepsTheirResultAndSaysThatTheyCannotBeRecomputed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var db = SchemaTests.Context(database))
        {
            await MigrateBeforeAsync(db, database, "0006_2_credit_decisions");
            await database.ExecuteAsync(Former);
            await db.Database.MigrateAsync();
        }

        await using var upgraded = SchemaTests.Context(database);
        var award = await upgraded.CreditAwards.Include(row => row.Decision).SingleAsync();
        Assert.Equal((1.8m, 5900L, "Why.", "Taxes"), (award.Decision.Outcome.Credits, award.Decision.Outcome.PresentSeconds, award.Decision.Outcome.Reason, award.Decision.Outcome.Fields[0].Field));
        Assert.Equal((1, null, false), (award.Persons, award.Decision.Inputs, award.AwaitsSecondPerson));
        Assert.Equal((award.AwardedAt, award.Decision.Hash()), (award.Decision.DecidedAt, award.Decision.Sha256));

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var verdict = await new RecomputeDecisions(source).RunAsync(1, null, CancellationToken.None);
        Assert.Equal(new RecomputationVerdict(true, 1, 0, 0, 0, 0, 1, verdict.Differences), verdict);
    }

    /// <summary>EF Core migrates to a version only where its ids have fourteen digits; ours are scripts of their names.</summary>
    private static async Task MigrateBeforeAsync(CpeDbContext db, TestDatabase database, string migration)
    {
        var history = db.GetService<IHistoryRepository>();
        await database.ExecuteAsync(history.GetCreateScript());
        foreach (var id in db.Database.GetMigrations().Where(id => string.CompareOrdinal(id, migration) < 0).Order(StringComparer.Ordinal))
        {
            await database.ExecuteAsync(Script.Read(id));
            await database.ExecuteAsync(history.GetInsertScript(new HistoryRow(id, "10.0.0")));
        }
    }
}
