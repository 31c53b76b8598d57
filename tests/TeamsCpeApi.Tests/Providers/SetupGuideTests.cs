using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>The guide that an administrator of the tenant gets: complete, with this provider's own values, and never a secret.</summary>
[Collection(OneProviderStage.Name)]
public sealed partial class SetupGuideTests(ProviderStage stage)
{
    private const string Secret = "the-secret-value-of-the-guide";

    [Theory]
    [InlineData("the application", "{client}")]
    [InlineData("the tenant", "{tenant}")]
    [InlineData("the permission to find meetings", "OnlineMeetings.Read.All")]
    [InlineData("the permission to read reports", "OnlineMeetingArtifact.Read.All")]
    [InlineData("the address for admin consent", "/{tenant}/adminconsent?client_id={client}")]
    [InlineData("which of the secret's two columns", "The column Secret ID is of no use.")]
    [InlineData("the policy for one organizer", "Grant-CsApplicationAccessPolicy -PolicyName \"TeamsCpeApi\" -Identity \"{organizer}\"")]
    [InlineData("the policy for all", "Grant-CsApplicationAccessPolicy -PolicyName \"TeamsCpeApi\" -Global")]
    [InlineData("a policy that exists", "-AppIds @{Add=\"{client}\"}")]
    [InlineData("how to try it", "/api/v1/providers/{provider}/validate")]
    public async Task Guide_OfASecret_HoldsWhatTheAdministratorNeeds(string row, string text)
    {
        var provider = await AddAsync(ProviderStage.Credential("secret", ("value", Secret)));
        var expected = text
            .Replace("{client}", provider.Text("clientId"), StringComparison.Ordinal)
            .Replace("{tenant}", provider.Text("tenantId"), StringComparison.Ordinal)
            .Replace("{provider}", provider.Id(), StringComparison.Ordinal)
            .Replace("{organizer}", ProviderStage.Organizer.ToString(), StringComparison.Ordinal);

        var markdown = await TextAsync(provider, "markdown");
        var page = System.Net.WebUtility.HtmlDecode(await TextAsync(provider, "html"));

        Assert.True(markdown.Contains(expected, StringComparison.Ordinal), $"{row}: {markdown}");
        Assert.True(page.Contains(expected, StringComparison.Ordinal), $"{row}: {page}");
        Assert.DoesNotContain(Secret, markdown + page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guide_OfACertificate_NamesItsThumbprintAndEnd()
    {
        var certificate = TestCertificate.Good;
        var provider = await AddAsync(ProviderStage.Credential("certificate", ("pem", certificate.Pem())));

        var markdown = await TextAsync(provider, "markdown");

        Assert.Contains(certificate.Thumbprint, markdown, StringComparison.Ordinal);
        Assert.Contains($"valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guide_OfAFederatedCredential_NamesIssuerSubjectAndAudience()
    {
        var provider = await AddAsync(ProviderStage.Credential(
            "federated",
            ("source", "issuer"),
            ("tokenEndpoint", $"{stage.Simulator.Address}issuers/{ProviderStage.Issuer}/token"),
            ("issuerClientId", ProviderStage.IssuerClient),
            ("issuerClientSecret", ProviderStage.IssuerSecret)));

        var page = await TextAsync(provider, "html");

        var federated = provider["credential"]!["federated"]!;
        Assert.Contains($"Issuer: {federated.Text("issuer")}", page, StringComparison.Ordinal);
        Assert.Contains($"Subject identifier: {ProviderStage.IssuerSubject}", page, StringComparison.Ordinal);
        Assert.Contains("Audience: api://AzureADTokenExchange", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ProviderStage.IssuerSecret, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a script", "<script>alert(1)</script>")]
    [InlineData("a picture from elsewhere", "![x](https://elsewhere.example/x.png)")]
    [InlineData("a link", "[x](javascript:alert(1))")]
    public async Task Guide_NameThatIsMarkup_ShowsItAsText(string row, string name)
    {
        var provider = await AddAsync(ProviderStage.Credential("secret", ("value", Secret)), $"{name} {Guid.NewGuid():N}");

        var markdown = await TextAsync(provider, "markdown");
        var page = await TextAsync(provider, "html");

        Assert.False(UnescapedMarkup().IsMatch(markdown.Split('\n')[0][2..]), $"{row}: {markdown}");
        Assert.False(page.Contains("<script", StringComparison.Ordinal), row);
        Assert.Contains(name, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private async Task<JsonNode> AddAsync(JsonObject credential, string? name = null)
    {
        var body = ProviderStage.Provider(stage.NewApp(), credential);
        body["name"] = name ?? (string?)body["name"];
        return await stage.Admin.PostAsync("/providers", body);
    }

    private async Task<string> TextAsync(JsonNode provider, string format) =>
        System.Text.Encoding.UTF8.GetString(await stage.Admin.BytesAsync($"/providers/{provider.Id()}/setup-guide?format={format}&organizerId={ProviderStage.Organizer}"));

    [GeneratedRegex(@"(?<!\\)[\[\]<>!`*_]")]
    private static partial Regex UnescapedMarkup();
}
