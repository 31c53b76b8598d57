using Microsoft.Playwright;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>The sign-in in the system's own Chromium: its rules for cookies and redirects are the ones that count.</summary>
[Collection(OneProviderStage.Name)]
public sealed class ChromiumTests(ProviderStage stage)
{
    private readonly SignInSteps steps = new(stage);

    [Fact]
    public async Task SignIn_InARealBrowser_ConnectsAndItsEndIsMendedByAnotherOne()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = ["--no-sandbox", "--no-proxy-server"] });
        await using var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        var provider = await steps.NewProviderAsync();

        var declined = await SignInAsync(context, provider, "decline");
        Assert.Equal("The sign-in was declined", declined);
        Assert.Equal("Connected", await SignInAsync(context, provider, "accept"));
        Assert.Equal("connected", (await steps.ShownAsync(provider)).Text("state"));
        Assert.Equal("succeeded", (await stage.FetchAsync(provider)).Text("state"));

        // A second sign-in, as after a revocation, takes the place of the first.
        Assert.Equal("Connected", await SignInAsync(context, provider, "accept"));
        Assert.Equal("succeeded", (await stage.FetchAsync(provider)).Text("state"));
    }

    private async Task<string> SignInAsync(IBrowserContext context, string provider, string button)
    {
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync((await steps.AuthorizeAsync(provider)).AbsoluteUri);
        Assert.Equal("Sign in to your account", await page.TitleAsync());
        await page.SelectOptionAsync("select[name=user]", ProviderStage.Organizer.ToString());
        await page.ClickAsync($"#{button}");
        await Wait.UntilAsync("the browser is back", () => Task.FromResult(page.Url.StartsWith(steps.Callback.AbsoluteUri, StringComparison.Ordinal)));
        var heading = await page.Locator("h1").InnerTextAsync();
        Assert.Empty(errors);
        await page.CloseAsync();
        return heading;
    }

    private static string Executable() => new[] { "chromium", "chromium-browser", "google-chrome" }
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is not installed: 'make test' installs it where apt-get is at hand.");
}
