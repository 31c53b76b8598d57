using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A provider in the name of a person who signs in: what it reaches, and what is kept of it.</summary>
[Collection(OneProviderStage.Name)]
public sealed class SignInTests(ProviderStage stage)
{
    private static readonly Guid Anna = new("a0000000-0000-4000-8000-000000001001");

    private readonly SignInSteps steps = new(stage);

    [Theory]
    [InlineData("secret")]
    [InlineData("certificate")]
    [InlineData("federated")]
    public async Task SignIn_WithEachKindOfCredential_FetchesThePersonsOwnMeetings(string kind)
    {
        var provider = await steps.NewProviderAsync(
            app =>
            {
                app.Certificates.Add(TestCertificate.Good.ExportCertificatePem());
                app.FederatedCredentials.Add(new($"/issuers/{ProviderStage.Issuer}", "system:pod"));
            },
            kind switch
            {
                "certificate" => ProviderStage.Credential("certificate", ("pem", TestCertificate.Good.Pem())),
                "federated" => await TokenFileAsync(),
                _ => null,
            });
        Assert.Equal("signInNeeded", (await steps.ShownAsync(provider)).Text("state"));
        Assert.Equal("graph-reconnect-needed", (await stage.FetchAsync(provider))["problem"]!.Text("code"));

        var (status, page) = await steps.SignInAsync(provider);

        Assert.True(status == 200, page);
        var shown = await steps.ShownAsync(provider);
        Assert.Equal(("connected", ProviderStage.Organizer.ToString(), "ruth.abara@contoso.example"), (shown.Text("state"), shown.Text("userId"), shown.Text("userPrincipalName")));
        var before = stage.Simulator.Requests.Count;
        var job = await stage.FetchAsync(provider);
        Assert.True(job.Text("state") == "succeeded", job.ToJsonString());
        var asked = stage.Simulator.Requests.Skip(before).Where(request => request.Path.StartsWith("/v1.0/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, request => Assert.StartsWith("/v1.0/me", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_OfAnotherPersonsMeeting_IsRefusedBeforeItIsAsked()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider, user: Anna)).Status);

        var job = await stage.FetchAsync(provider);

        Assert.Equal("graph-organizer-mismatch", job["problem"]!.Text("code"));
        Assert.DoesNotContain(stage.Simulator.Requests, request => request.Path.StartsWith($"/v1.0/users/{Anna}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Organizers_SearchedInThePersonsName_AreThePerson()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);

        var found = (await stage.Admin.GetAsync($"/providers/{provider}/organizers?search=ruth"))["items"]!.AsArray();

        Assert.Equal(ProviderStage.Organizer.ToString(), Assert.Single(found)!.Text("id"));
        Assert.Empty((await stage.Admin.GetAsync($"/providers/{provider}/organizers?search=anna"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Validate_InThePersonsName_NeedsNoPolicyAndNoOrganizer()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);

        var validation = await stage.Admin.PostAsync($"/providers/{provider}/validate", new { joinUrl = "26374053457629" });

        Assert.Equal(
            "token ok, roles ok, directory ok, access-policy skipped, meeting ok, reports ok",
            string.Join(", ", validation["steps"]!.AsArray().Select(step => $"{step!.Text("name")} {step!.Text("outcome")}")));
    }

    [Fact]
    public async Task Provider_GivenToAnotherApp_LosesItsSignIn()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);

        (await stage.Server.Admin.JsonAsync("PATCH", $"/api/v1/providers/{provider}", new JsonObject { ["clientId"] = Guid.NewGuid().ToString() }, ("If-Match", "*"))).Expect(200);

        Assert.Equal("signInNeeded", (await steps.ShownAsync(provider)).Text("state"));
        Assert.Empty(await stage.Server.Database.ReadAsync($"select 1 from token_caches where provider_id = '{provider}'"));
    }

    [Fact]
    public async Task Authorize_OfAnApplicationProvider_IsRefused()
    {
        var provider = (await stage.Admin.PostAsync("/providers", ProviderStage.Provider(Guid.NewGuid(), ProviderStage.Credential("secret", ("value", "a-secret"))))).Id();

        Assert.Equal("provider-not-delegated", (await stage.Server.Admin.CallAsync("POST", $"/api/v1/providers/{provider}/authorize")).Expect(409).Code);
    }

    [Fact]
    public async Task SignIn_Stored_HoldsNoTokenInPlainTextAndNoNameInTheAuditLog()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);

        var rows = string.Join('\n', await stage.Server.Database.ReadAsync("select row_to_json(t)::text || encode(protected_content, 'escape') from token_caches t"))
            + string.Join('\n', await stage.Server.Database.ReadAsync("select row_to_json(t)::text || encode(protected_verifier, 'escape') from sign_in_attempts t where protected_verifier is not null"));
        var audit = string.Join('\n', await stage.Server.Database.ReadAsync($"select action || data from audit_events where subject_id = '{provider}'"));

        Assert.DoesNotContain("1.refresh.", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", rows, StringComparison.Ordinal);
        Assert.Contains("provider.connected", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("ruth", audit, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<JsonObject> TokenFileAsync()
    {
        await File.WriteAllTextAsync(stage.TokenFile, stage.Simulator.IssueAssertion(ProviderStage.Issuer, "system:pod", "api://AzureADTokenExchange"));
        return ProviderStage.Credential("federated", ("source", "tokenFile"), ("tokenFile", "cluster"));
    }
}
