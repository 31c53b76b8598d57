using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A delegated provider and the steps of its sign-in.</summary>
internal sealed class SignInSteps(ProviderStage stage)
{
    public const string Secret = "secret-of-the-delegated-app";

    public Uri Callback { get; } = new(stage.Server.Address, "/oauth/callback");

    /// <summary>An app that may be used by people, and a provider for it.</summary>
    public async Task<string> NewProviderAsync(Action<SimulatedApp>? change = null, JsonObject? credential = null)
    {
        var app = stage.NewApp(app =>
        {
            app.Roles.Clear();
            app.Secrets.Add(new(Secret));
            app.RedirectUris.Add(Callback.AbsoluteUri);
            app.DelegatedScopes = ["OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All", "User.Read"];
            change?.Invoke(app);
        });
        return (await stage.Admin.PostAsync("/providers", ProviderStage.Provider(app, credential ?? ProviderStage.Credential("secret", ("value", Secret)), "delegated"))).Id();
    }

    public Browser NewBrowser() => new(stage.Simulator.CertificatePem);

    /// <summary>The address to open, as an administrator gets it.</summary>
    public async Task<Uri> AuthorizeAsync(string provider) => new((await stage.Admin.PostAsync($"/providers/{provider}/authorize")).Text("authorizeUrl"));

    /// <summary>Up to Microsoft's sign-in page.</summary>
    public async Task<Uri> StartAsync(Browser browser, string provider)
    {
        var (status, signIn, page, _) = await browser.OpenAsync(await AuthorizeAsync(provider));
        Assert.True(status == 302, page);
        return signIn!;
    }

    /// <summary>Up to the address with which Microsoft sends the browser back.</summary>
    public async Task<Uri> DecideAsync(Browser browser, string provider, string button = "accept", Guid? user = null)
    {
        var (status, back, page, _) = await browser.PressAsync(await StartAsync(browser, provider), button, user ?? ProviderStage.Organizer);
        Assert.True(status == 302, page);
        return back!;
    }

    /// <summary>The whole way, in a browser of its own.</summary>
    public async Task<(int Status, string Page)> SignInAsync(string provider, string button = "accept", Guid? user = null)
    {
        using var browser = NewBrowser();
        var (status, _, page, _) = await browser.OpenAsync(await DecideAsync(browser, provider, button, user));
        return (status, page);
    }

    public async Task<JsonNode> ShownAsync(string provider) => (await stage.Admin.GetAsync($"/providers/{provider}"))["signIn"]!;
}
