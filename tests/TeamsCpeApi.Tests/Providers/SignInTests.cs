using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A person signs in to a delegated provider: what works, and every way in which it does not.</summary>
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

    [Theory]
    [InlineData("decline", 400, "was declined", "AADSTS65004")]
    [InlineData("consent", 409, "lacks consent", "AADSTS65001")]
    [InlineData("login", 409, "further step", "AADSTS50058")]
    [InlineData("interaction", 409, "further step", "AADSTS50076")]
    [InlineData("scope", 409, "permission is not known", "AADSTS70011")]
    [InlineData("server", 502, "does not work at the moment", "AADSTS90033")]
    [InlineData("unavailable", 502, "does not work at the moment", "AADSTS90033")]
    [InlineData("unknown", 400, "did not sign you in", "AADSTS99999")]
    public async Task Callback_WithARefusal_SaysItInWordsAndConnectsNobody(string button, int status, string words, string number)
    {
        var provider = await steps.NewProviderAsync();

        var (answered, page) = await steps.SignInAsync(provider, button);

        Assert.Equal((button, status), (button, answered));
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains(number, page, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("signInNeeded", (await steps.ShownAsync(provider)).Text("state"));
    }

    [Fact]
    public async Task Pages_Shown_CarryAPolicyAndNothingOfTheAddress()
    {
        using var browser = steps.NewBrowser();
        var (status, _, page, answer) = await browser.OpenAsync(new Uri($"{steps.Callback}?state=%3Cb%3Exyzzy&error=%3Cb%3Exyzzy&error_description=%3Cb%3Exyzzy"));

        Assert.Equal(400, status);
        Assert.DoesNotContain("xyzzy", page, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Start_Opened_BindsTheBrowserByACookieThatScriptsCannotRead()
    {
        var provider = await steps.NewProviderAsync();
        using var browser = steps.NewBrowser();

        var (_, signIn, _, answer) = await browser.OpenAsync(await steps.AuthorizeAsync(provider));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/oauth", cookie, StringComparison.Ordinal);
        Assert.Contains("max-age=600", cookie, StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", signIn!.Query, StringComparison.Ordinal);
        Assert.Contains("offline_access", signIn.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_InAnotherBrowser_IsRefusedAndTheRightOneStillWorks()
    {
        var provider = await steps.NewProviderAsync();
        using var browser = steps.NewBrowser();
        using var other = steps.NewBrowser();
        var back = await steps.DecideAsync(browser, provider);

        var (stranger, _, page, _) = await other.OpenAsync(back);
        Assert.Equal(400, stranger);
        Assert.Contains("another browser", page, StringComparison.Ordinal);

        Assert.Equal(200, (await browser.OpenAsync(back)).Status);
    }

    [Fact]
    public async Task Callback_Twice_IsAnsweredOnce()
    {
        var provider = await steps.NewProviderAsync();
        using var browser = steps.NewBrowser();
        var back = await steps.DecideAsync(browser, provider);
        var cookies = browser.Cookies.GetCookieHeader(steps.Callback);
        Assert.Equal(200, (await browser.OpenAsync(back)).Status);

        // Even a browser that kept its cookie.
        browser.Cookies.SetCookies(steps.Callback, $"{cookies}; path=/oauth");
        var (status, _, page, _) = await browser.OpenAsync(back);

        Assert.Equal(409, status);
        Assert.Contains("used already", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_TooLate_IsRefused()
    {
        var provider = await steps.NewProviderAsync();
        using var browser = steps.NewBrowser();
        var back = await steps.DecideAsync(browser, provider);
        await stage.Server.Database.ExecuteAsync($"update sign_in_attempts set expires_at = now() - interval '1 second' where provider_id = '{provider}'");

        var (status, _, page, _) = await browser.OpenAsync(back);

        Assert.Equal(400, status);
        Assert.Contains("took too long", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_WithoutCodeOrError_IsRefused()
    {
        var provider = await steps.NewProviderAsync();
        using var browser = steps.NewBrowser();
        var state = (await steps.DecideAsync(browser, provider)).Query.Split("state=")[1];

        Assert.Equal(400, (await browser.OpenAsync(new Uri($"{steps.Callback}?state={state}"))).Status);
    }

    /// <summary>A code that somebody else fetched does not fit the verifier of this browser's attempt.</summary>
    [Fact]
    public async Task Callback_WithTheCodeOfAnotherSignIn_IsRefusedByItsProof()
    {
        var provider = await steps.NewProviderAsync();
        using var mine = steps.NewBrowser();
        using var theirs = steps.NewBrowser();
        var (back, foreign) = (await steps.DecideAsync(mine, provider), await steps.DecideAsync(theirs, provider, user: Anna));
        var crossed = new Uri($"{steps.Callback}{foreign.Query.Split("&state=")[0]}&state={back.Query.Split("&state=")[1]}");

        var (status, _, page, _) = await mine.OpenAsync(crossed);

        Assert.Equal(502, status);
        Assert.Contains("AADSTS501481", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InASecondBrowserOrAfterUse_IsRefused()
    {
        var provider = await steps.NewProviderAsync();
        using var browser = steps.NewBrowser();
        using var other = steps.NewBrowser();
        var address = await steps.AuthorizeAsync(provider);
        Assert.Equal(302, (await browser.OpenAsync(address)).Status);
        Assert.Equal(409, (await other.OpenAsync(address)).Status);
        var (again, signIn, _, _) = await browser.OpenAsync(address);
        Assert.Equal(302, again);
        var (_, back, _, _) = await browser.PressAsync(signIn!, "accept", ProviderStage.Organizer);
        Assert.Equal(200, (await browser.OpenAsync(back!)).Status);

        Assert.Equal(409, (await browser.OpenAsync(address)).Status);
        Assert.Equal(400, (await browser.OpenAsync(new Uri(stage.Server.Address, "/oauth/start/unknown"))).Status);
    }

    [Fact]
    public async Task Callback_FromAnotherTenant_IsRefused()
    {
        var provider = await steps.NewProviderAsync();
        stage.Simulator.Change(scenario => scenario.Answers.IdTokenTenant = Guid.NewGuid());
        try
        {
            var (status, page) = await steps.SignInAsync(provider);

            Assert.Equal(409, status);
            Assert.Contains($"for tenant {ProviderStage.TenantId}", page, StringComparison.Ordinal);
            Assert.Equal("signInNeeded", (await steps.ShownAsync(provider)).Text("state"));
        }
        finally
        {
            stage.Simulator.Change(scenario => scenario.Answers.IdTokenTenant = null);
        }
    }

    [Fact]
    public async Task Callback_WithoutARefreshToken_IsRefused()
    {
        var provider = await steps.NewProviderAsync();
        stage.Simulator.Change(scenario => scenario.Answers.RefreshTokens = RefreshTokenAnswer.Withheld);
        try
        {
            var (status, page) = await steps.SignInAsync(provider);

            Assert.Equal(409, status);
            Assert.Contains("offline_access", page, StringComparison.Ordinal);
        }
        finally
        {
            stage.Simulator.Change(scenario => scenario.Answers.RefreshTokens = RefreshTokenAnswer.Given);
        }
    }

    [Fact]
    public async Task Callback_WithAWrongCredentialOfTheApp_ExplainsIt()
    {
        var provider = await steps.NewProviderAsync(credential: ProviderStage.Credential("secret", ("value", "not-the-secret")));

        var (status, page) = await steps.SignInAsync(provider);

        Assert.Equal(502, status);
        Assert.Contains("AADSTS7000215", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ConsentMissingAtEntra_IsSaid()
    {
        var (status, page) = await steps.SignInAsync(await steps.NewProviderAsync(app => app.DelegatedScopes.Clear()));

        Assert.Equal(409, status);
        Assert.Contains("AADSTS65001", page, StringComparison.Ordinal);
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
