using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Tests.Graph;

public class GraphOptionsTests
{
    [Fact]
    public void Clouds_WithoutConfiguration_AreMicrosofts()
    {
        var clouds = Bound().Clouds;

        Assert.Equal(["china", "global", "usGov", "usGovDod"], clouds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("https://dod-graph.microsoft.us", clouds["USGOVDOD"].GraphRoot);
        Assert.False(clouds["china"].AttendanceAvailable);
    }

    [Fact]
    public void Clouds_OneSettingConfigured_KeepsTheOthers()
    {
        var global = Bound(("Graph:Clouds:global:AttendanceAvailable", "false")).Clouds["global"];

        Assert.Equal(("https://graph.microsoft.com", false), (global.GraphRoot, global.AttendanceAvailable));
        Assert.Contains("teams.microsoft.com", global.JoinHosts);
    }

    [Theory]
    [InlineData("http is not https", "Graph:Clouds:x:Authority", "http://login.example")]
    [InlineData("a path is no origin", "Graph:Clouds:x:GraphRoot", "https://graph.example/v1.0")]
    [InlineData("a query is no origin", "Graph:Clouds:global:GraphRoot", "https://graph.example/?a")]
    [InlineData("credentials in an address", "Graph:Clouds:global:Authority", "https://a:b@graph.example")]
    [InlineData("no address", "Graph:Clouds:global:Authority", "graph.example")]
    [InlineData("a certificate that is not there", "Graph:Clouds:global:TrustedCertificate", "missing.pem")]
    [InlineData("a host with a path", "Graph:Clouds:global:JoinHosts:0", "teams.example/x")]
    [InlineData("a token file that is not absolute", "Graph:Federated:TokenFiles:cluster", "token.jwt")]
    [InlineData("an issuer's certificate that is not there", "Graph:Federated:TrustedCertificate", "missing.pem")]
    [InlineData("no time at all", "Graph:Timeout", "00:00:00")]
    [InlineData("no pages", "Graph:MaxPages", "0")]
    [InlineData("no retries", "Graph:Retry:MaxRetries", "0")]
    [InlineData("a budget that begins above its maximum", "Graph:Budget:Start", "50")]
    [InlineData("a budget of nothing", "Graph:Budget:Minimum", "0")]
    [InlineData("a budget that shrinks", "Graph:Budget:Growth", "-1")]
    [InlineData("a budget that grows all the time", "Graph:Budget:GrowthInterval", "00:00:00")]
    [InlineData("a longest pause below the first", "Graph:Retry:MaxDelay", "00:00:00.5")]
    public void Start_WithNonsense_IsRefused(string what, string key, string value)
    {
        (string, string)[] cloud = [("Graph:Clouds:x:Authority", "https://login.example"), ("Graph:Clouds:x:GraphRoot", "https://graph.example"), ("Graph:Clouds:x:JoinHosts:0", "teams.example")];
        Assert.Equal("https://login.example", Bound(cloud).Clouds["x"].Authority);

        var refusal = Assert.Throws<OptionsValidationException>(() => Bound([.. cloud, (key, value)]));

        Assert.True(refusal.Failures.Count() == 1, what);
    }

    [Fact]
    public void Start_WithACloudWhoseLinksNobodyKnows_IsRefused()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Bound(("Graph:Clouds:x:Authority", "https://login.example"), ("Graph:Clouds:x:GraphRoot", "https://graph.example")));

        Assert.Contains("JoinHosts", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    private static GraphOptions Bound(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddGraph(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<GraphOptions>>().Value;
    }
}
