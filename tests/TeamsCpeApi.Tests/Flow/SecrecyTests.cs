using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>What must never be stored or logged, looked for in every table and every line.</summary>
public sealed class SecrecyTests
{
    internal const string Everything = """
        select string_agg(format('select %L || row_to_json(t)::text || coalesce(%s, '''') from %I t', c.relname || ': ', coalesce(b.texts, ''''''), c.relname), ' union all ')
        from pg_class c
        left join lateral (
            select string_agg(format('encode(t.%I, ''escape'')', a.attname), ' || ') as texts
            from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype and a.attnum > 0) b on true
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        """;

    [Fact]
    public async Task WholeFlow_TablesAndLogs_HoldNoSecretAndTheLogsNoAddress()
    {
        await using var cluster = await Cluster.CreateAsync(null, ("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft.AspNetCore", "Information"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Information"));
        await using var node = await cluster.StartNodeAsync();
        var job = new MainJob(node.As(cluster.AdminKey));
        await job.BeginAsync();
        await job.GatherAsync();
        var made = (await job.Api.PostAsync("/keys", new { name = "An LMS", role = "integrator" })).Text("key");
        await node.As(made).GetAsync("/sessions");
        await job.Api.PostAsync($"/sessions/{job.Main}/credits/approve");
        await job.Api.SucceededAsync(await job.Api.PostAsync($"/sessions/{job.Main}/certificates"));
        Assert.Equal(0, await node.StopAsync());

        // The last two are how an access token begins: {"alg": and {"typ": in base64.
        string[] secrets = ["sample-secret-of-the-simulator-only", cluster.AdminKey, made, "eyJhbGciOi", "eyJ0eXAiOi"];
        var rows = await cluster.Database.TextsAsync(Assert.Single(await cluster.Database.TextsAsync(Everything)));
        Assert.Contains(rows, row => row.StartsWith("providers: ", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("anna.kowalska@contoso.example", StringComparison.Ordinal));
        AssertNone(secrets, rows);
        Assert.Contains(node.Lines, line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
        AssertNone([.. secrets, .. SamplePeople.Roster.SelectMany(person => person.Aliases.Append(person.Email))], node.Lines);
    }

    private static void AssertNone(IEnumerable<string> forbidden, IReadOnlyList<string> texts) =>
        Assert.All(forbidden, secret => Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
}
