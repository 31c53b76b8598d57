using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A whole sign-in on a talkative server: neither its log nor its tables hold what opened Microsoft's doors.</summary>
public sealed class SignInSecrecyTests
{
    [Fact]
    public async Task SignIn_WithACertificate_LeavesNoCodeTokenKeyOrAddressInTheLog()
    {
        await using var cluster = await Cluster.CreateAsync(null, ("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft.AspNetCore", "Information"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Information"));
        await using var node = await cluster.StartNodeAsync();
        var certificate = TestCertificate.Good;
        cluster.Simulator.Change(scenario =>
        {
            var app = scenario.Tenants[0].Apps[0];
            app.Certificates.Add(certificate.ExportCertificatePem());
            app.RedirectUris.Add("http://localhost/oauth/callback");
            app.DelegatedScopes = ["OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All", "User.Read"];
        });
        var job = new MainJob(node.As(cluster.AdminKey));
        await job.BeginAsync();
        var provider = ProviderStage.Provider(new Guid("e0000000-0000-4000-8000-000000000001"), ProviderStage.Credential("certificate", ("pfx", certificate.Pfx("pass-of-a-test")), ("password", "pass-of-a-test")), "delegated");
        var id = (await job.Api.PostAsync("/providers", provider)).Id();

        using var browser = new Browser(cluster.Simulator.CertificatePem);
        var start = (await job.Api.PostAsync($"/providers/{id}/authorize")).Text("authorizeUrl");
        var (_, signIn, _, _) = await browser.OpenAsync(new Uri(node.Address, new Uri(start).AbsolutePath));
        var (_, back, _, _) = await browser.PressAsync(signIn!, "accept", ProviderStage.Organizer);
        var (status, _, page, _) = await browser.OpenAsync(new Uri(node.Address, back!.PathAndQuery));
        Assert.True(status == 200, page);
        Assert.Equal("succeeded", (await ProviderStage.FetchAsync(job, id)).Text("state"));
        Assert.Equal(0, await node.StopAsync());

        var (code, state) = (back.Query.Split("code=")[1].Split('&')[0], back.Query.Split("state=")[^1]);
        string[] secrets = [start.Split('/')[^1], code, state, "1.refresh.", "0.code.", "eyJ", "PRIVATE KEY", "pass-of-a-test", certificate.Pem().Split('\n')[^4]];
        var rows = await cluster.Database.TextsAsync(Assert.Single(await cluster.Database.TextsAsync(SecrecyTests.Everything)));
        Assert.Contains(rows, row => row.StartsWith("token_caches: ", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(rows, row => row.Contains(secret, StringComparison.Ordinal)));
        Assert.Contains(node.Lines, line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
        Assert.All([.. secrets, .. SamplePeople.Roster.Select(person => person.Email), "ruth.abara@"], secret => Assert.DoesNotContain(node.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }
}
