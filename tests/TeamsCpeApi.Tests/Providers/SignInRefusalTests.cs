using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>Every way in which a sign-in does not come to an end, and what the browser says then.</summary>
[Collection(OneProviderStage.Name)]
public sealed class SignInRefusalTests(ProviderStage stage)
{
    private static readonly Guid Anna = new("a0000000-0000-4000-8000-000000001001");

    private readonly SignInSteps steps = new(stage);

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
}
