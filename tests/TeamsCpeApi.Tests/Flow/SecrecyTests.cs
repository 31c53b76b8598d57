using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Providers;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>What must never be stored or logged, looked for in every table and every line.</summary>
public sealed class SecrecyTests
{
    private const string CertificatePassword = "pass-of-a-test";

    private const string Everything = """
        select string_agg(format('select %L || row_to_json(t)::text || coalesce(%s, '''') from %I t', c.relname || ': ', coalesce(b.texts, ''''''), c.relname), ' union all ')
        from pg_class c
        left join lateral (
            select string_agg(format('encode(t.%I, ''escape'')', a.attname), ' || ') as texts
            from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype and a.attnum > 0) b on true
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        """;

    [Fact]
    public async Task WholeFlow_OfBothKindsOfProvider_TablesAndLogsHoldNoSecretAndTheLogsNoAddress()
    {
        await using var cluster = await Cluster.CreateAsync(null, ("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft.AspNetCore", "Debug"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"));
        await using var node = await cluster.StartNodeAsync();
        var job = new MainJob(node.As(cluster.AdminKey));
        await job.BeginAsync();
        await job.GatherAsync();
        var made = (await job.Api.PostAsync("/keys", new { name = "An LMS", role = "integrator" })).Text("key");
        await node.As(made).GetAsync("/sessions");
        await job.Api.PostAsync($"/sessions/{job.Main}/credits/approve");
        await job.Api.SucceededAsync(await job.Api.PostAsync($"/sessions/{job.Main}/certificates"));

        // An address where it is looked for, in an address of ours, and where Microsoft refuses it.
        const string Address = "anna.kowalska@contoso.example";
        var provider = (await job.Api.ListAsync("/providers"))[0].Id();
        await job.Api.GetAsync($"/providers/{provider}/organizers?search={Uri.EscapeDataString(Address)}");
        await job.Api.PostAsync($"/providers/{provider}/validate", new { organizer = Address });
        cluster.Simulator.Faults.Add(new(FaultKind.NoPolicy));
        await job.Api.OverAsync((await job.Api.PostAsync($"/sessions/{job.Short}/attendance/refresh")).Id());
        cluster.Simulator.Faults.Clear();
        var ofSignIn = await SignInAsync(cluster, node, job);
        Assert.Equal(0, await node.StopAsync());

        // The last two are how an access token begins: {"alg": and {"typ": in base64.
        string[] secrets = ["sample-secret-of-the-simulator-only", cluster.AdminKey, made, .. ofSignIn, "eyJhbGciOi", "eyJ0eXAiOi"];
        var rows = await cluster.Database.TextsAsync(Assert.Single(await cluster.Database.TextsAsync(Everything)));
        Assert.Contains(rows, row => row.StartsWith("providers: ", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("token_caches: ", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains(Address, StringComparison.Ordinal));
        AssertNone(secrets, rows);
        Assert.Contains(node.Lines, line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
        AssertNone([.. secrets, .. SamplePeople.Roster.SelectMany(person => person.Aliases.Append(person.Email)), "ruth.abara@"], node.Lines);
    }

    /// <summary>A delegated provider with a certificate, signed in and used; what opened Microsoft's doors for it.</summary>
    private static async Task<string[]> SignInAsync(Cluster cluster, ApiProcess node, MainJob job)
    {
        var certificate = TestCertificate.Good;
        cluster.Simulator.Change(scenario =>
        {
            var app = scenario.Tenants[0].Apps[0];
            app.Certificates.Add(certificate.ExportCertificatePem());
            app.RedirectUris.Add("http://localhost/oauth/callback");
            app.DelegatedScopes = ["OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All", "User.Read"];
        });
        var credential = ProviderStage.Credential("certificate", ("pfx", certificate.Pfx(CertificatePassword)), ("password", CertificatePassword));
        var provider = ProviderStage.Provider(new Guid("e0000000-0000-4000-8000-000000000001"), credential, "delegated");
        var id = (await job.Api.PostAsync("/providers", provider)).Id();

        using var browser = new Browser(cluster.Simulator.CertificatePem);
        var start = (await job.Api.PostAsync($"/providers/{id}/authorize")).Text("authorizeUrl");
        var (_, signIn, _, _) = await browser.OpenAsync(new Uri(node.Address, new Uri(start).AbsolutePath));
        var (_, back, _, _) = await browser.PressAsync(signIn!, "accept", ProviderStage.Organizer);
        var (status, _, page, _) = await browser.OpenAsync(new Uri(node.Address, back!.PathAndQuery));
        Assert.True(status == 200, page);
        Assert.Equal("succeeded", (await ProviderStage.FetchAsync(job, id)).Text("state"));

        var (code, state) = (back.Query.Split("code=")[1].Split('&')[0], back.Query.Split("state=")[^1]);
        return [start.Split('/')[^1], code, state, "1.refresh.", "0.code.", "PRIVATE KEY", CertificatePassword, certificate.Pem().Split('\n')[^4]];
    }

    private static void AssertNone(IEnumerable<string> forbidden, IReadOnlyList<string> texts) =>
        Assert.All(forbidden, secret => Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
}
