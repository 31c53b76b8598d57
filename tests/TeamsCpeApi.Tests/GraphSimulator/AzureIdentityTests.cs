using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>The library that the product uses takes the simulator for Entra.</summary>
public sealed class AzureIdentityTests : IClassFixture<RunningSimulator>
{
    private readonly RunningSimulator simulator;

    public AzureIdentityTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Fact]
    public async Task GetToken_ClientSecret_OpensGraph()
    {
        using var handler = RunningSimulator.TrustOnly(simulator.Server.CertificatePem);
        var credential = Credential(handler, TestTenant.Secret);

        var token = await credential.GetTokenAsync(Scope(), CancellationToken.None);

        Assert.Equal(200, (await simulator.GetAsync($"/v1.0/users/{TestTenant.OrganizerUpn}", token.Token)).Status);
        Assert.Equal(
            ["POST /{tenant}/oauth2/v2.0/token", "GET /v1.0/users/{userId}"],
            simulator.Server.Requests.Select(request => request.Route));
        Assert.NotNull(simulator.Server.Requests[0].ClientRequestId);
    }

    [Theory]
    [InlineData("wrong", "AADSTS7000215")]
    [InlineData(TestTenant.ExpiredSecret, "AADSTS7000222")]
    public async Task GetToken_BadSecret_NamesTheReason(string secret, string number)
    {
        using var handler = RunningSimulator.TrustOnly(simulator.Server.CertificatePem);

        var refusal = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => Credential(handler, secret).GetTokenAsync(Scope(), CancellationToken.None).AsTask());

        Assert.Contains(number, refusal.ToString(), StringComparison.Ordinal);
    }

    private ClientSecretCredential Credential(HttpMessageHandler handler, string secret) => new(
        TestTenant.Id.ToString(),
        TestTenant.App.ToString(),
        secret,
        new ClientSecretCredentialOptions
        {
            AuthorityHost = simulator.Server.Address,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(handler),
        });

    private TokenRequestContext Scope() => new([new Uri(simulator.Server.Address, ".default").AbsoluteUri]);
}
