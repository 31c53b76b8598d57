using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Benchmarks;

/// <summary>
/// How long recomputing a million stored decisions takes: "million-decisions [how many]" on a database of its own on the server that
/// TEST_DATABASE names, filled by the product's own calculation with three rulesets, and dropped at the end.
/// </summary>
internal static class MillionDecisions
{
    public const string Name = "million-decisions";

    private static readonly Guid Session = new("00000000-0000-4000-8000-000000000003");

    public static async Task RunAsync(int count)
    {
        var server = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_DATABASE") ?? throw new InvalidOperationException("Set TEST_DATABASE to a PostgreSQL superuser's connection string."));
        var name = $"million_{Guid.NewGuid():N}";
        await using var administration = NpgsqlDataSource.Create(server.ConnectionString);
        await ExecuteAsync(administration, $"create database {name}");
        try
        {
            await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString);
            await TimeAsync($"{count} decisions made and stored", () => FillAsync(database, count));
            foreach (var workers in new[] { 1, Environment.ProcessorCount })
            {
                await TimeAsync($"recomputed, {workers} at a time", async () =>
                {
                    var verdict = await new RecomputeDecisions(database).RunAsync(workers, null, CancellationToken.None);
                    Console.WriteLine(verdict);
                });
            }

            Console.WriteLine($"The process took {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MiB of memory at most.");
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(administration, $"drop database {name} with (force)");
        }
    }

    private static async Task FillAsync(NpgsqlDataSource database, int count)
    {
        await using var db = new CpeDbContext(
            new DbContextOptionsBuilder<CpeDbContext>().UseNpgsql(database).ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning)).Options,
            TimeProvider.System);
        await db.Database.MigrateAsync();
        await new SeedPresets(db, TimeProvider.System).RunAsync(CancellationToken.None);
        var rulesets = await db.RulesetVersions.AsNoTracking().OrderBy(version => version.Id).ToListAsync();
        var hashes = await db.Database.SqlQuery<string>($"select encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as \"Value\" from ruleset_versions order by id").ToListAsync();
        await ExecuteAsync(database, $"""
            insert into sessions (id, title, starts_at, ends_at, time_zone, breaks, ruleset_version_id, fields_of_study, maximum_credits, instructors, roster_version, created_at, version, creates)
            values ('{Session}', 'Measured', now(), now(), 'UTC', '[]', '{rulesets[0].Id}', '[]', 2, '[]', 1, now(), 1, false)
            """);

        var cases = LargeSession.Cases(LargeSession.Evidence());
        await using var connection = await database.OpenConnectionAsync();
        await using (var trusting = new NpgsqlCommand("set session_replication_role = replica", connection))
        {
            await trusting.ExecuteNonQueryAsync();
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            "copy credit_decisions (id, session_id, participant_id, ruleset_version_id, ruleset_sha256, calculation, inputs, result, sha256, decided_at, kind) from stdin (format binary)");
        copy.Timeout = TimeSpan.FromHours(1);
        for (var index = 0; index < count; index++)
        {
            // Another participant of the large session each time, another ruleset, and fewer polls answered every round.
            var (place, subject) = (index % rulesets.Count, cases[index % cases.Length]);
            subject = subject with { Ruleset = rulesets[place].Content, PollsAnswered = Math.Max(0, subject.PollsAnswered - (index / cases.Length % 8)) };
            var (inputs, result, participant, now) = (DecisionText.Of(subject), DecisionText.Of(CreditCalculator.Decide(subject)), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
            await copy.StartRowAsync();
            await copy.WriteAsync(Ids.Next(now), NpgsqlDbType.Uuid);
            await copy.WriteAsync(Session, NpgsqlDbType.Uuid);
            await copy.WriteAsync(participant, NpgsqlDbType.Uuid);
            await copy.WriteAsync(rulesets[place].Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(hashes[place], NpgsqlDbType.Char);
            await copy.WriteAsync(Calculation.Current, NpgsqlDbType.Integer);
            await copy.WriteAsync(inputs, NpgsqlDbType.Text);
            await copy.WriteAsync(result, NpgsqlDbType.Text);
            await copy.WriteAsync(StoredDecision.HashOf(DecisionKind.Attendance, Calculation.Current, Session, participant, rulesets[place].Id, hashes[place], inputs, result), NpgsqlDbType.Char);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(nameof(DecisionKind.Attendance), NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }

    private static async Task TimeAsync(string what, Func<Task> work)
    {
        var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await work();
        var processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.0} s, of the processor {processor.TotalSeconds:0.0} s"));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
