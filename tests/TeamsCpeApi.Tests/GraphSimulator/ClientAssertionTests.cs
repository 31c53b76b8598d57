using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Providers;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>The simulator takes nobody's word: assertions, codes and refresh tokens are checked as Entra checks them.</summary>
public sealed class ClientAssertionTests : IClassFixture<RunningSimulator>
{
    private const string RedirectUri = "http://127.0.0.1:1/oauth/callback";
    private readonly RunningSimulator simulator;

    public ClientAssertionTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
        simulator.Server.Change(scenario =>
        {
            var app = scenario.Tenants[0].Apps[0];
            app.Certificates.Add(TestCertificate.Good.ExportCertificatePem());
            app.RedirectUris.Add(RedirectUri);
            app.DelegatedScopes = ["User.Read"];
        });
    }

    [Theory]
    [InlineData("signed RS256 and named by SHA-256", "RS256", "x5t#S256", 0, "", null)]
    [InlineData("signed PS256 and named by SHA-256", "PS256", "x5t#S256", 0, "", null)]
    [InlineData("signed RS256 and named by SHA-1", "RS256", "x5t", 0, "", null)]
    [InlineData("not named", "RS256", "kid", 0, "", 700027)]
    [InlineData("an algorithm that nobody allows", "none", "x5t", 0, "", 700027)]
    [InlineData("signed by another key", "other", "x5t", 0, "", 700027)]
    [InlineData("over", "RS256", "x5t", -3600, "", 700024)]
    [InlineData("to come", "RS256", "x5t", 3600, "", 700024)]
    [InlineData("for another audience", "RS256", "x5t", 0, "aud", 700023)]
    [InlineData("of another subject", "RS256", "x5t", 0, "sub", 700023)]
    [InlineData("of another issuer", "RS256", "x5t", 0, "iss", 700211)]
    public async Task Certificate_Assertion_IsChecked(string row, string algorithm, string name, int seconds, string changed, int? number)
    {
        var endpoint = new Uri(simulator.Server.Address, $"{TestTenant.Id}/oauth2/v2.0/token").AbsoluteUri;
        var now = simulator.Server.Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        var claims = new JsonObject { ["aud"] = endpoint, ["iss"] = $"{TestTenant.App}", ["sub"] = $"{TestTenant.App}", ["nbf"] = now, ["exp"] = now + 600 };
        if (changed.Length > 0)
        {
            claims[changed] = "https://other.example";
        }

        var header = new JsonObject { ["alg"] = algorithm == "other" ? "RS256" : algorithm, ["typ"] = "JWT", [name] = Base64Url.EncodeToString(TestCertificate.Good.GetCertHash(name == "x5t" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256)) };

        var reply = await TokenAsync(("grant_type", "client_credentials"), ("client_assertion", Signed(header, claims, algorithm)), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Equal((row, number), (row, NumberOf(reply)));
    }

    [Fact]
    public async Task Certificate_ExpiredByTheSimulatorsClock_IsRefused()
    {
        simulator.Server.Clock.Advance(TimeSpan.FromDays(400));
        var now = simulator.Server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var endpoint = new Uri(simulator.Server.Address, $"{TestTenant.Id}/oauth2/v2.0/token").AbsoluteUri;
        var claims = new JsonObject { ["aud"] = endpoint, ["iss"] = $"{TestTenant.App}", ["sub"] = $"{TestTenant.App}", ["nbf"] = now, ["exp"] = now + 600 };
        var header = new JsonObject { ["alg"] = "RS256", ["x5t"] = Base64Url.EncodeToString(TestCertificate.Good.GetCertHash()) };

        var reply = await TokenAsync(("grant_type", "client_credentials"), ("client_assertion", Signed(header, claims, "RS256")), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Contains("The key used is expired.", (string?)reply.Body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_Redeemed_IsGoodOnceForItsVerifierItsAddressAndTenMinutes()
    {
        Assert.Equal(501481, NumberOf(await RedeemAsync(await CodeAsync(), "another verifier")));
        Assert.Equal(50011, NumberOf(await RedeemAsync(await CodeAsync(), Verifier, "http://127.0.0.1:1/elsewhere")));
        Assert.Equal(9002313, NumberOf(await RedeemAsync("made-up", Verifier)));
        var code = await CodeAsync();
        Assert.Null(NumberOf(await RedeemAsync(code, Verifier)));
        Assert.Equal(54005, NumberOf(await RedeemAsync(code, Verifier)));
        var late = await CodeAsync();
        simulator.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(70008, NumberOf(await RedeemAsync(late, Verifier)));
    }

    [Fact]
    public async Task DelegatedToken_OpensItsOwnPersonAlone()
    {
        var token = (string)(await RedeemAsync(await CodeAsync(), Verifier)).Body["access_token"]!;

        Assert.Equal(TestTenant.OrganizerUpn, (string?)(await simulator.GetAsync("/v1.0/me", token)).Body["userPrincipalName"]);
        Assert.Equal(403, (await simulator.GetAsync("/v1.0/users", token)).Status);
        var meetings = await simulator.GetAsync($"/v1.0/me/onlineMeetings/{Uri.EscapeDataString(TestTenant.MeetingId)}", token);
        Assert.Contains("Missing scope permissions", meetings.Message, StringComparison.Ordinal);
        simulator.Server.Change(scenario => scenario.Tenants[0].Apps[0].DelegatedScopes = ["User.Read", "OnlineMeetings.Read"]);
        var wider = (string)(await RedeemAsync(await CodeAsync("User.Read OnlineMeetings.Read"), Verifier, scope: "User.Read OnlineMeetings.Read")).Body["access_token"]!;
        Assert.Equal(200, (await simulator.GetAsync($"/v1.0/me/onlineMeetings/{Uri.EscapeDataString(TestTenant.MeetingId)}", wider)).Status);
        var other = await simulator.GetAsync($"/v1.0/users/{TestTenant.Other}/onlineMeetings/{Uri.EscapeDataString(TestTenant.MeetingId)}", wider);
        Assert.Equal((403, "General"), (other.Status, other.Code));
        Assert.StartsWith($"Organizer ID in token({TestTenant.Organizer}) does not match organizer ID in request url({TestTenant.Other}).", other.Message, StringComparison.Ordinal);
        Assert.Equal(400, (await simulator.GetAsync("/v1.0/me")).Status);
    }

    [Theory]
    [InlineData("an app that does not exist", "99999999-9999-9999-9999-999999999999", RedirectUri, "AADSTS700016")]
    [InlineData("a redirect URI that is not registered", "22222222-2222-2222-2222-222222222222", "http://127.0.0.1:1/elsewhere", "AADSTS50011")]
    public async Task Authorize_ThatCannotGoBack_ShowsItsOwnPage(string row, string app, string redirect, string number)
    {
        using var answer = await simulator.Client.GetAsync(Authorize(app, redirect));

        Assert.Equal((row, 400), (row, (int)answer.StatusCode));
        Assert.Contains(number, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", "admin_consent=True")]
    [InlineData("decline", "error=permission_denied")]
    public async Task AdminConsent_Decided_LeadsBack(string decision, string answer)
    {
        var page = $"/{TestTenant.Id}/adminconsent?client_id={TestTenant.App}&state=s&redirect_uri={Uri.EscapeDataString(RedirectUri)}";
        Assert.Contains("Permissions requested", await simulator.Client.GetStringAsync(page), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = decision });
        using var back = await simulator.Client.PostAsync(page, form);

        Assert.Equal(302, (int)back.StatusCode);
        Assert.Contains(answer, back.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Equal(decision == "accept", simulator.Server.Read(scenario => scenario.Tenants[0].Apps[0].DelegatedScopes.Contains("OnlineMeetings.Read")));
    }

    private static string Verifier => "a-verifier-that-is-long-enough-to-be-one-0123456789";

    private static string Authorize(string app, string redirect, string scope = "User.Read") =>
        $"/{TestTenant.Id}/oauth2/v2.0/authorize?client_id={app}&response_type=code&redirect_uri={Uri.EscapeDataString(redirect)}&scope={Uri.EscapeDataString(scope)}&state=s"
        + $"&code_challenge={Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)))}&code_challenge_method=S256";

    private static string Signed(JsonObject header, JsonObject claims, string algorithm)
    {
        var signed = $"{Encoded(header)}.{Encoded(claims)}";
        using var key = algorithm == "other" ? RSA.Create(2048) : TestCertificate.Good.GetRSAPrivateKey()!;
        var padding = algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, padding))}";
    }

    private static string Encoded(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static int? NumberOf(Reply reply) => (int?)reply.Body["error_codes"]?[0];

    private async Task<string> CodeAsync(string scope = "User.Read")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = "accept", ["user"] = $"{TestTenant.Organizer}" });
        using var back = await simulator.Client.PostAsync(Authorize($"{TestTenant.App}", RedirectUri, scope), form);
        return back.Headers.Location!.Query.Split("code=")[1].Split('&')[0];
    }

    private Task<Reply> RedeemAsync(string code, string verifier, string redirect = RedirectUri, string scope = "User.Read") => TokenAsync(
        ("grant_type", "authorization_code"), ("client_secret", TestTenant.Secret), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier), ("scope", scope));

    private async Task<Reply> TokenAsync(params IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Server.Address, $"{TestTenant.Id}/oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("client_id", $"{TestTenant.App}")]),
        };
        return await simulator.SendAsync(request);
    }
}
