using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class TokenEndpointTests : IClassFixture<RunningSimulator>
{
    private const string App = "22222222-2222-2222-2222-222222222222";
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Scope = "https://graph.microsoft.com/.default";

    private readonly RunningSimulator simulator;

    public TokenEndpointTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Theory]
    [InlineData("wrong secret", Tenant, "client_credentials", App, "wrong", Scope, 401, "invalid_client", 7000215, "Invalid client secret provided.")]
    [InlineData("expired secret", Tenant, "client_credentials", App, TestTenant.ExpiredSecret, Scope, 401, "invalid_client", 7000222, "The provided client secret keys for app '22222222-2222-2222-2222-222222222222' are expired.")]
    [InlineData("unknown app", Tenant, "client_credentials", "99999999-9999-9999-9999-999999999999", TestTenant.Secret, Scope, 400, "unauthorized_client", 700016, "Application with identifier '99999999-9999-9999-9999-999999999999' was not found in the directory")]
    [InlineData("app that is no guid", Tenant, "client_credentials", "nonsense", TestTenant.Secret, Scope, 400, "unauthorized_client", 700016, "Application with identifier 'nonsense'")]
    [InlineData("unknown tenant by id", "99999999-9999-9999-9999-999999999999", "client_credentials", App, TestTenant.Secret, Scope, 400, "invalid_request", 90002, "Tenant '99999999-9999-9999-9999-999999999999' not found.")]
    [InlineData("unknown tenant by domain", "fabrikam.example", "client_credentials", App, TestTenant.Secret, Scope, 400, "invalid_request", 90002, "Tenant 'fabrikam.example' not found.")]
    [InlineData("malformed tenant", "no_tenant", "client_credentials", App, TestTenant.Secret, Scope, 400, "invalid_request", 900023, "Specified tenant identifier 'no_tenant' is neither a valid DNS name, nor a valid external domain.")]
    [InlineData("the common endpoint", "common", "client_credentials", App, TestTenant.Secret, Scope, 400, "invalid_request", 50194, "Application '22222222-2222-2222-2222-222222222222' is not configured as a multi-tenant application.")]
    [InlineData("no grant type", Tenant, null, App, TestTenant.Secret, Scope, 400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")]
    [InlineData("no client id", Tenant, "client_credentials", null, TestTenant.Secret, Scope, 400, "invalid_request", 900144, "The request body must contain the following parameter: 'client_id'.")]
    [InlineData("no scope", Tenant, "client_credentials", App, TestTenant.Secret, null, 400, "invalid_request", 900144, "The request body must contain the following parameter: 'scope'.")]
    [InlineData("no secret", Tenant, "client_credentials", App, null, Scope, 401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")]
    [InlineData("another grant", Tenant, "password", App, TestTenant.Secret, Scope, 400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type 'password'.")]
    [InlineData("a scope without .default", Tenant, "client_credentials", App, TestTenant.Secret, "https://graph.microsoft.com/User.Read.All", 400, "invalid_scope", 1002012, "The provided value for scope https://graph.microsoft.com/User.Read.All is not valid.")]
    [InlineData("two scopes", Tenant, "client_credentials", App, TestTenant.Secret, "openid " + Scope, 400, "invalid_scope", 1002012, "The provided value for scope openid")]
    [InlineData("the Graph of another cloud", Tenant, "client_credentials", App, TestTenant.Secret, "https://graph.microsoft.us/.default", 400, "invalid_resource", 500011, "The resource principal named https://graph.microsoft.us was not found")]
    public async Task Token_Refused_AnswersAsEntra(
        string row, string tenant, string? grantType, string? client, string? secret, string? scope, int status, string error, int number, string text)
    {
        var reply = await PostAsync(tenant, grantType, client, secret, scope);

        Assert.True(
            (reply.Status, (string?)reply.Body["error"], (int)reply.Body["error_codes"]![0]!) == (status, error, number),
            $"{row}: {reply}");
        var description = (string?)reply.Body["error_description"];
        Assert.StartsWith($"AADSTS{number}: {text}", description, StringComparison.Ordinal);
        Assert.Matches(
            $"\r\nTrace ID: {reply.Body["trace_id"]}\r\nCorrelation ID: {reply.Body["correlation_id"]}\r\nTimestamp: {reply.Body["timestamp"]}$",
            description);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", (string?)reply.Body["timestamp"]);
    }

    [Theory]
    [InlineData("tenant by id", Tenant)]
    [InlineData("tenant by domain", "contoso.example")]
    public async Task Token_RightSecret_CarriesWhatWasGranted(string row, string tenant)
    {
        var reply = await PostAsync(tenant, "client_credentials", App, TestTenant.Secret, Scope);

        Assert.True(reply.Status == 200, $"{row}: {reply}");
        Assert.Equal("Bearer", (string?)reply.Body["token_type"]);
        Assert.Equal(3599, (int)reply.Body["expires_in"]!);
        Assert.Null(reply.Body["refresh_token"]);
        var claims = Claims(reply);
        Assert.Equal("https://graph.microsoft.com", (string?)claims["aud"]);
        Assert.Equal($"https://sts.windows.net/{Tenant}/", (string?)claims["iss"]);
        Assert.Equal(Tenant, (string?)claims["tid"]);
        Assert.Equal(App, (string?)claims["appid"]);
        Assert.Equal(App, (string?)claims["azp"]);
        Assert.True(Guid.TryParse((string?)claims["oid"], out _));
        Assert.Equal(
            ["OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All", "User.Read.All"],
            claims["roles"]!.AsArray().Select(role => (string?)role));
        var user = await simulator.GetAsync($"/v1.0/users/{TestTenant.OrganizerUpn}", (string?)reply.Body["access_token"]);
        Assert.Equal(200, user.Status);
    }

    [Fact]
    public async Task Token_WithoutConsent_IsIssuedWithoutRoles()
    {
        simulator.Server.Change(scenario => scenario.Tenants[0].Apps[0].Roles.Clear());

        var reply = await PostAsync(Tenant, "client_credentials", App, TestTenant.Secret, Scope);

        Assert.Equal(200, reply.Status);
        Assert.False(Claims(reply).ContainsKey("roles"));
    }

    [Fact]
    public async Task Token_BasicAuthentication_IsAccepted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Server.Address, $"{Tenant}/oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", Scope)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{App}:{Uri.EscapeDataString(TestTenant.Secret)}")));

        Assert.Equal(200, (await simulator.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Token_AfterItsLifetime_IsRefusedByGraph()
    {
        var reply = await PostAsync(Tenant, "client_credentials", App, TestTenant.Secret, Scope);
        var token = (string)reply.Body["access_token"]!;
        var path = $"/v1.0/users/{TestTenant.OrganizerUpn}";
        Assert.Equal(200, (await simulator.GetAsync(path, token)).Status);

        simulator.Server.Clock.Advance(TimeSpan.FromSeconds(3600));

        var late = await simulator.GetAsync(path, token);
        Assert.Equal((401, "Lifetime validation failed, the token is expired."), (late.Status, late.Message));
    }

    [Fact]
    public async Task Token_OfAnotherResource_IsRefusedByGraph()
    {
        var reply = await PostAsync(Tenant, "client_credentials", App, TestTenant.Secret, "https://vault.azure.net/.default");

        var refusal = await simulator.GetAsync($"/v1.0/users/{TestTenant.OrganizerUpn}", (string)reply.Body["access_token"]!);

        Assert.Equal((401, "Access token validation failure. Invalid audience."), (refusal.Status, refusal.Message));
    }

    [Theory]
    [InlineData("known tenant", Tenant, 200, null)]
    [InlineData("unknown tenant", "fabrikam.example", 400, "invalid_tenant")]
    [InlineData("malformed tenant", "no_tenant", 400, "invalid_request")]
    public async Task OpenIdConfiguration_Tenant_IsKnownOrRefused(string row, string tenant, int status, string? error)
    {
        var reply = await simulator.GetAsync($"/{tenant}/v2.0/.well-known/openid-configuration");

        Assert.True((reply.Status, (string?)reply.Body["error"]) == (status, error), $"{row}: {reply}");
        if (status == 200)
        {
            Assert.Equal($"{simulator.Server.Address}{Tenant}/oauth2/v2.0/token", (string?)reply.Body["token_endpoint"]);
            Assert.Equal($"{simulator.Server.Address}{Tenant}/v2.0", (string?)reply.Body["issuer"]);
        }
    }

    private async Task<Reply> PostAsync(string tenant, string? grantType, string? client, string? secret, string? scope)
    {
        Dictionary<string, string?> fields = new()
        {
            ["grant_type"] = grantType,
            ["client_id"] = client,
            ["client_secret"] = secret,
            ["scope"] = scope,
            ["client_info"] = "2",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Server.Address, $"{tenant}/oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent(fields.Where(field => field.Value is not null)!),
        };
        return await simulator.SendAsync(request);
    }

    private static JsonObject Claims(Reply reply) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(((string)reply.Body["access_token"]!).Split('.')[1]))!.AsObject();
}
