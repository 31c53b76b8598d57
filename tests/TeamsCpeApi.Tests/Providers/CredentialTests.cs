using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.Support;
using Answer = TeamsCpeApi.Tests.Support.Answer;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>Every kind of application credential, from its PEM or its name to attendance that Graph gave for it.</summary>
[Collection(OneProviderStage.Name)]
public sealed class CredentialTests(ProviderStage stage)
{
    [Theory]
    [InlineData("a PKCS #12 file with a password")]
    [InlineData("a PKCS #12 file without one")]
    [InlineData("PEM")]
    [InlineData("PEM with an encrypted key")]
    public async Task Certificate_InEveryForm_FetchesAttendance(string form)
    {
        var certificate = TestCertificate.Good;
        var app = stage.NewApp(app => app.Certificates.Add(certificate.ExportCertificatePem()));
        var provider = await CreateAsync(app, form switch
        {
            "a PKCS #12 file with a password" => Credential("certificate", ("pfx", certificate.Pfx("pass word")), ("password", "pass word")),
            "a PKCS #12 file without one" => Credential("certificate", ("pfx", certificate.Pfx())),
            "PEM" => Credential("certificate", ("pem", certificate.Pem())),
            _ => Credential("certificate", ("pem", certificate.EncryptedPem("pass word")), ("password", "pass word")),
        });

        var job = await stage.FetchAsync(provider.Id());

        Assert.True(job.Text("state") == "succeeded", job.ToJsonString());
        var view = provider["credential"]!;
        Assert.Equal(("certificate", certificate.Thumbprint, "CN=CPE test"), (view.Text("type"), view.Text("hint"), view["certificate"]!.Text("subject")));
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), (DateTime)view["expiresOn"]!);
    }

    [Fact]
    public async Task Certificate_Shown_HoldsNeitherKeyNorPassword()
    {
        var certificate = TestCertificate.Good;
        var provider = await CreateAsync(stage.NewApp(), Credential("certificate", ("pfx", certificate.Pfx("pass word")), ("password", "pass word")));

        var shown = (await stage.Admin.GetAsync($"/providers/{provider.Id()}")).ToJsonString();
        var stored = await stage.Server.Database.ReadAsync($"select row_to_json(p)::text || encode(protected_credential, 'escape') from providers p where id = '{provider.Id()}'");

        Assert.All(["PRIVATE KEY", "pass word", certificate.Pfx()[..40]], secret => Assert.DoesNotContain(secret, shown + stored[0], StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string> BadCertificates => new()
    {
        { "no private key in the file", "pfx-public", "/credential/pfx certificate-without-key" },
        { "no private key in the text", "pem-public", "/credential/pem certificate-without-key" },
        { "the wrong password", "pfx-wrong-password", "/credential/password wrong-password" },
        { "no password", "pfx-no-password", "/credential/password wrong-password" },
        { "the wrong password of a key", "pem-wrong-password", "/credential/password wrong-password" },
        { "expired", "expired", "/credential/pem certificate-expired" },
        { "not valid yet", "future", "/credential/pem certificate-not-yet-valid" },
        { "too small a key", "small", "/credential/pem certificate-key-too-small" },
        { "not RSA", "curve", "/credential/pem certificate-not-rsa" },
        { "not RSA, as a file", "curve-pfx", "/credential/pfx certificate-not-rsa" },
        { "the key of another certificate", "mixed", "/credential/pem key-of-another-certificate" },
        { "no certificate", "text", "/credential/pem certificate-unreadable" },
        { "no file", "garbage", "/credential/pfx certificate-unreadable" },
        { "no base64", "not-base64", "/credential/pfx not-base64" },
        { "both forms", "both", "/credential/pem one-of-two" },
        { "neither form", "neither", "/credential/pfx required" },
    };

    [Theory]
    [MemberData(nameof(BadCertificates))]
    public async Task Certificate_ThatEntraCouldNotUse_IsRefusedWithTheReason(string row, string kind, string error)
    {
        var good = TestCertificate.Good;
        var credential = kind switch
        {
            "pfx-public" => Credential("certificate", ("pfx", good.PublicPfx())),
            "pem-public" => Credential("certificate", ("pem", good.ExportCertificatePem())),
            "pfx-wrong-password" => Credential("certificate", ("pfx", good.Pfx("right")), ("password", "wrong")),
            "pfx-no-password" => Credential("certificate", ("pfx", good.Pfx("right"))),
            "pem-wrong-password" => Credential("certificate", ("pem", good.EncryptedPem("right")), ("password", "wrong")),
            "expired" => Credential("certificate", ("pem", TestCertificate.Rsa(validFromDays: -10, validToDays: -1).Pem())),
            "future" => Credential("certificate", ("pem", TestCertificate.Rsa(validFromDays: 2).Pem())),
            "small" => Credential("certificate", ("pem", TestCertificate.Rsa(1024).Pem())),
            "curve" => Credential("certificate", ("pem", TestCertificate.EllipticCurve().Pem())),
            "curve-pfx" => Credential("certificate", ("pfx", TestCertificate.EllipticCurve().Pfx())),
            "mixed" => Credential("certificate", ("pem", TestCertificate.Rsa().ExportCertificatePem() + "\n" + good.Pem()[good.Pem().IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)..])),
            "text" => Credential("certificate", ("pem", "a certificate")),
            "garbage" => Credential("certificate", ("pfx", Convert.ToBase64String([1, 2, 3]))),
            "not-base64" => Credential("certificate", ("pfx", "?")),
            "both" => Credential("certificate", ("pfx", good.Pfx()), ("pem", good.Pem())),
            _ => Credential("certificate"),
        };

        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/providers", ProviderStage.Provider(Guid.NewGuid(), credential));

        Assert.Equal((row, error), (row, string.Join(", ", answer.Expect(400).Errors)));
    }

    [Fact]
    public async Task TokenFile_RenewedByThePlatform_FetchesAttendance()
    {
        var app = stage.NewApp(app => app.FederatedCredentials.Add(new($"/issuers/{ProviderStage.Issuer}", "system:pod")));
        await File.WriteAllTextAsync(stage.TokenFile, stage.Simulator.IssueAssertion(ProviderStage.Issuer, "system:pod", "api://AzureADTokenExchange"));
        var provider = await CreateAsync(app, Credential("federated", ("source", "tokenFile"), ("tokenFile", "cluster")));

        var job = await stage.FetchAsync(provider.Id());

        Assert.True(job.Text("state") == "succeeded", job.ToJsonString());
        var seen = provider["credential"]!["federated"]!;
        Assert.Equal(
            (new Uri(stage.Simulator.Address, $"issuers/{ProviderStage.Issuer}").AbsoluteUri, "system:pod", "api://AzureADTokenExchange", "cluster"),
            (seen.Text("issuer"), seen.Text("subject"), seen.Text("audience"), provider["credential"]!.Text("hint")));
    }

    [Fact]
    public async Task OtherIssuer_AskedByClientCredentials_FetchesAttendance()
    {
        var app = stage.NewApp(app => app.FederatedCredentials.Add(new($"/issuers/{ProviderStage.Issuer}", ProviderStage.IssuerSubject, "api://of-our-own")));
        var provider = await CreateAsync(app, FromIssuer(("audience", "api://of-our-own"), ("expiresOn", "2030-01-01T00:00:00Z")));

        var job = await stage.FetchAsync(provider.Id());

        Assert.True(job.Text("state") == "succeeded", job.ToJsonString());
        Assert.Equal(ProviderStage.IssuerSubject, provider["credential"]!["federated"]!.Text("subject"));
        Assert.DoesNotContain(ProviderStage.IssuerSecret, provider.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManagedIdentity_OfTheMachineOrAssignedByAUser_FetchesAttendance()
    {
        var (own, assigned) = (NewIdentity(true), NewIdentity(false));
        foreach (var (identity, members) in new[] { (own, Array.Empty<(string, string)>()), (assigned, [("managedIdentityClientId", $"{assigned.ClientId}")]) })
        {
            var app = stage.NewApp(app => app.FederatedCredentials.Add(new($"/{ProviderStage.TenantId}/v2.0", identity.ObjectId.ToString())));
            var provider = await stage.Admin.PostAsync("/providers?verify=true", ProviderStage.Provider(app, Credential("federated", [("source", "managedIdentity"), .. members])));
            var fetched = await stage.FetchAsync(provider.Id());

            Assert.True(fetched.Text("state") == "succeeded", fetched.ToJsonString());
            Assert.Equal(identity.ObjectId.ToString(), provider["credential"]!["federated"]!.Text("subject"));
        }
    }

    [Theory]
    [InlineData("a file that the server does not name", """{"type":"federated","source":"tokenFile","tokenFile":"/etc/passwd"}""", "/credential/tokenFile token-file-unknown")]
    [InlineData("a host that the server does not allow", """{"type":"federated","source":"issuer","tokenEndpoint":"https://169.254.169.254/token","issuerClientId":"c","issuerClientSecret":"s"}""", "/credential/tokenEndpoint issuer-host-not-allowed")]
    [InlineData("an issuer without https", """{"type":"federated","source":"issuer","tokenEndpoint":"http://localhost/token","issuerClientId":"c","issuerClientSecret":"s"}""", "/credential/tokenEndpoint not-https")]
    [InlineData("no source", """{"type":"federated"}""", "/credential/source required")]
    [InlineData("no name of the file", """{"type":"federated","source":"tokenFile"}""", "/credential/tokenFile required")]
    [InlineData("members of another type", """{"type":"secret","value":"s","pfx":"MII=","source":"issuer"}""", "/credential/tokenEndpoint required, /credential/issuerClientId required, /credential/issuerClientSecret required, /credential/pfx not-of-this-type, /credential/source not-of-this-type")]
    [InlineData("a type that does not exist", """{"type":"password","value":"s"}""", "/credential/type unreadable")]
    public async Task Credential_NotAllowed_IsRefusedWithTheReason(string row, string credential, string errors)
    {
        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/providers", ProviderStage.Provider(Guid.NewGuid(), JsonNode.Parse(credential)!.AsObject()));

        Assert.Equal((row, errors), (row, string.Join(", ", answer.Expect(400).Errors)));
    }

    [Fact]
    public async Task TokenFile_ThatIsMissing_IsSaidAtOnceUnlessToldNotToLook()
    {
        var body = ProviderStage.Provider(Guid.NewGuid(), Credential("federated", ("source", "tokenFile"), ("tokenFile", "gone")));

        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/providers", body);

        Assert.Equal("graph-assertion-unavailable", answer.Expect(422).Code);
        Assert.DoesNotContain(Path.GetTempPath(), answer.Text, StringComparison.Ordinal);
        (await stage.Server.Admin.JsonAsync("POST", "/api/v1/providers?verify=false", body)).Expect(201);
    }

    public static TheoryData<string, string, string> AssertionsThatEntraRefuses => new()
    {
        { "another issuer", "/issuers/stranger | system:cpe | api://AzureADTokenExchange", "AADSTS700211" },
        { "another subject", "/issuers/elsewhere | system:other | api://AzureADTokenExchange", "AADSTS700213" },
        { "another audience", "/issuers/elsewhere | system:cpe | api://other", "AADSTS700212" },
        { "not spread yet", "/issuers/elsewhere | system:cpe | api://AzureADTokenExchange | later", "AADSTS70021." },
        { "no credential at all", "", "AADSTS700211" },
    };

    [Theory]
    [MemberData(nameof(AssertionsThatEntraRefuses))]
    public async Task Federated_NotMatched_IsExplainedByEntrasNumber(string row, string registered, string number)
    {
        var app = stage.NewApp(app =>
        {
            if (registered.Split(" | ") is [var issuer, var subject, var audience, .. var later])
            {
                app.FederatedCredentials.Add(new(issuer, subject, audience, later.Length > 0 ? new Instant("2100-01-01T00:00:00Z") : null));
            }
        });

        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/providers?verify=true", ProviderStage.Provider(app, FromIssuer()));

        Assert.Equal((row, "graph-assertion-rejected"), (row, answer.Expect(422).Code));
        Assert.Contains(number, (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_NotRegistered_IsExplained()
    {
        using var other = TestCertificate.Rsa();
        var app = stage.NewApp(app => app.Certificates.Add(other.ExportCertificatePem()));

        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/providers?verify=true", ProviderStage.Provider(app, Credential("certificate", ("pem", TestCertificate.Good.Pem()))));

        Assert.Equal("graph-assertion-rejected", answer.Expect(422).Code);
        Assert.Contains("AADSTS700027", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_Rotated_IsTriedFirstAndTakesOverWithoutAGap()
    {
        var app = stage.NewApp(app => app.Secrets.Add(new("the-first-secret")));
        var provider = await CreateAsync(app, Credential("secret", ("value", "the-first-secret")));

        var refused = await PatchAsync(provider.Id(), "", new JsonObject { ["credential"] = Credential("secret", ("value", "a-wrong-secret")) });
        Assert.Equal("graph-secret-invalid", refused.Expect(422).Code);
        Assert.Contains("AADSTS7000215", (string?)refused.Json["detail"], StringComparison.Ordinal);
        Assert.Equal("succeeded", (await stage.FetchAsync(provider.Id())).Text("state"));

        stage.Simulator.Change(scenario => scenario.Tenants[0].Apps.Single(known => known.ClientId == app).Secrets.Add(new("the-second-secret")));
        var changed = await PatchAsync(provider.Id(), "", new JsonObject { ["credential"] = Credential("secret", ("value", "the-second-secret")) });
        changed.Expect(200);
        stage.Simulator.Change(scenario => scenario.Tenants[0].Apps.Single(known => known.ClientId == app).Secrets.RemoveAt(0));

        Assert.Equal("succeeded", (await stage.FetchAsync(provider.Id())).Text("state"));
        (await PatchAsync(provider.Id(), "?verify=false", new JsonObject { ["credential"] = Credential("secret", ("value", "for-another-day")) })).Expect(200);
    }

    [Fact]
    public async Task Type_Changed_FromSecretToCertificate()
    {
        var app = stage.NewApp(app =>
        {
            app.Secrets.Add(new("the-first-secret"));
            app.Certificates.Add(TestCertificate.Good.ExportCertificatePem());
        });
        var provider = await CreateAsync(app, Credential("secret", ("value", "the-first-secret")));

        var changed = await PatchAsync(provider.Id(), "", new JsonObject { ["credential"] = Credential("certificate", ("pfx", TestCertificate.Good.Pfx())) });

        Assert.Equal("certificate", (string?)changed.Expect(200).Json["credential"]!["type"]);
        Assert.Equal("succeeded", (await stage.FetchAsync(provider.Id())).Text("state"));
    }

    private static JsonObject Credential(string type, params IEnumerable<(string Name, string Value)> members) => ProviderStage.Credential(type, members);

    private JsonObject FromIssuer(params IEnumerable<(string Name, string Value)> more) => Credential(
        "federated",
        [
            ("source", "issuer"),
            ("tokenEndpoint", new Uri(stage.Simulator.Address, $"issuers/{ProviderStage.Issuer}/token").AbsoluteUri),
            ("issuerClientId", ProviderStage.IssuerClient),
            ("issuerClientSecret", ProviderStage.IssuerSecret),
            .. more,
        ]);

    private SimulatedManagedIdentity NewIdentity(bool systemAssigned)
    {
        var identity = new SimulatedManagedIdentity { ClientId = Guid.NewGuid(), ObjectId = Guid.NewGuid(), SystemAssigned = systemAssigned };
        stage.Simulator.Change(scenario => scenario.Tenants[0].ManagedIdentities.Add(identity));
        return identity;
    }

    private async Task<JsonNode> CreateAsync(Guid app, JsonObject credential) => await stage.Admin.PostAsync("/providers", ProviderStage.Provider(app, credential));

    private Task<Answer> PatchAsync(string providerId, string query, JsonObject body) =>
        stage.Server.Admin.JsonAsync("PATCH", $"/api/v1/providers/{providerId}{query}", body, ("If-Match", "*"));
}
