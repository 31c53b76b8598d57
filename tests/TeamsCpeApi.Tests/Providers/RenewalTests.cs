using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A sign-in lives as long as it is renewed, on however many nodes, and its end is seen.</summary>
[Collection(OneProviderStage.Name)]
public sealed class RenewalTests(ProviderStage stage) : IAsyncLifetime
{
    private readonly SignInSteps steps = new(stage);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        stage.Simulator.Clock.Set(TimeProvider.System.GetUtcNow());
        stage.Simulator.Change(scenario => scenario.Answers.UsedRefreshTokens = UsedRefreshTokenAnswer.Accepted);
        return Task.CompletedTask;
    }

    /// <summary>The simulator ends each refresh token 90 days after its issue: only rotated ones that were kept get further.</summary>
    [Fact]
    public async Task Renew_WeekAfterWeekUnused_LivesLongerThanNinetyDays_ThenARevocationAsksForANewSignIn()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        for (var week = 1; week <= 15; week++)
        {
            stage.Simulator.Clock.Advance(TimeSpan.FromDays(7));
            Assert.True(await RenewAsync(week * 7) >= 1, $"Week {week}");
        }

        Assert.Equal("succeeded", (await stage.FetchAsync(provider)).Text("state"));
        Assert.Equal("connected", (await steps.ShownAsync(provider)).Text("state"));

        stage.Simulator.RevokeSignIns(ProviderStage.Organizer);
        await RenewAsync(16 * 7);

        var shown = await steps.ShownAsync(provider);
        Assert.Equal(("reconnect", "graph-reconnect-needed"), (shown.Text("state"), shown["reconnect"]!.Text("code")));
        Assert.Contains("AADSTS50173", shown["reconnect"]!.Text("reason"), StringComparison.Ordinal);
        Assert.NotNull(shown["reconnect"]!["since"]);
        Assert.Equal("reconnect-needed", (await stage.Admin.GetAsync($"/providers/{provider}"))["warnings"]![0]!.Text("code"));
        Assert.Single(await stage.Server.Database.ReadAsync($"select 1 from outbox_events where type = 'provider.reconnect-needed' and data->>'providerId' = '{provider}'"));
        var before = stage.Simulator.Requests.Count;
        Assert.Equal("graph-reconnect-needed", (await stage.FetchAsync(provider))["problem"]!.Text("code"));
        Assert.Equal(before, stage.Simulator.Requests.Count);

        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        Assert.Equal("connected", (await steps.ShownAsync(provider)).Text("state"));
        Assert.Equal("succeeded", (await stage.FetchAsync(provider)).Text("state"));
    }

    [Fact]
    public async Task Renew_NeverInNinetyDays_EndsInReconnect()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        stage.Simulator.Clock.Advance(TimeSpan.FromDays(91));

        await RenewAsync(91);

        Assert.Contains("AADSTS700082", (await steps.ShownAsync(provider))["reconnect"]!.Text("reason"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a second factor is asked for", 50076, "graph-reconnect-needed")]
    [InlineData("a second factor has to be set up", 50079, "graph-reconnect-needed")]
    [InlineData("conditional access blocks", 53003, "graph-reconnect-needed")]
    [InlineData("the sign-in frequency is over", 70043, "graph-reconnect-needed")]
    [InlineData("expired", 70008, "graph-reconnect-needed")]
    [InlineData("consent was withdrawn", 65001, "graph-consent-missing")]
    [InlineData("a number that nobody has heard of", 99999, "graph-reconnect-needed")]
    public async Task Renew_Refused_EndsInReconnectWithTheReason(string row, int number, string code)
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        Refuse(number);
        try
        {
            await RenewAsync(8);
        }
        finally
        {
            Refuse(null);
        }

        var shown = await steps.ShownAsync(provider);
        Assert.Equal((row, "reconnect", code), (row, shown.Text("state"), shown["reconnect"]!.Text("code")));
        Assert.Contains($"AADSTS{number}", shown["reconnect"]!.Text("reason"), StringComparison.Ordinal);
    }

    /// <summary>An Entra that does not answer says nothing about the sign-in.</summary>
    [Fact]
    public async Task Renew_WhileEntraIsDown_KeepsTheSignIn()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        var down = new FaultRule(FaultKind.ServiceUnavailable, Match: "oauth2/v2.0/token");
        stage.Simulator.Faults.Add(down);
        try
        {
            await RenewAsync(8);
        }
        finally
        {
            stage.Simulator.Faults.Replace([], 0);
        }

        Assert.Equal("connected", (await steps.ShownAsync(provider)).Text("state"));
        Assert.Equal("succeeded", (await stage.FetchAsync(provider)).Text("state"));
    }

    /// <summary>Here a refresh token is good for one use: a node that renewed with an older one would be refused.</summary>
    [Fact]
    public async Task Renew_OnSeveralNodesAtOnce_GoesOneAfterTheOther()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        stage.Simulator.Change(scenario => scenario.Answers.UsedRefreshTokens = UsedRefreshTokenAnswer.Refused);
        var connection = await ConnectionAsync(provider);
        var nodes = Enumerable.Range(0, 3).Select(_ => Node()).ToList();

        var answers = await Task.WhenAll(nodes.SelectMany(node => new[] { node.GetAsync(connection, true, CancellationToken.None), node.GetAsync(connection, true, CancellationToken.None) }));

        Assert.All(answers, answer => Assert.Null(answer.Failure));
        Assert.Equal("6", Assert.Single(await stage.Server.Database.ReadAsync($"select renewals from token_caches where provider_id = '{provider}'")));
        Assert.NotNull((await Node().GetAsync(connection, true, CancellationToken.None)).Token);
    }

    [Fact]
    public async Task Token_AskedForByManyAtOnce_IsTakenFromTheCache()
    {
        var provider = await steps.NewProviderAsync();
        Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
        var connection = await ConnectionAsync(provider);
        var before = stage.Simulator.Requests.Count;
        var nodes = Enumerable.Range(0, 3).Select(_ => Node()).ToList();

        var answers = await Task.WhenAll(nodes.Select(node => node.GetAsync(connection, false, CancellationToken.None)));

        Assert.Single(answers.Select(answer => answer.Token).Distinct());
        Assert.Equal(before, stage.Simulator.Requests.Count);
    }

    private void Refuse(int? number) => stage.Simulator.Change(scenario => scenario.Tenants[0].Users.Single(user => user.Id == ProviderStage.Organizer).RefreshRefusal = number);

    /// <summary>What the hourly job does, so many days later.</summary>
    private async Task<int> RenewAsync(int days)
    {
        await using var scope = stage.Server.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var renew = new RenewSignIns(services.GetRequiredService<CpeDbContext>(), services.GetRequiredService<GraphTokens>(), services.GetRequiredService<SecretProtector>(), new LaterClock(days));
        return await renew.RunAsync(CancellationToken.None);
    }

    private async Task<GraphConnection> ConnectionAsync(string provider)
    {
        await using var scope = stage.Server.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<CpeDbContext>().Providers.FindAsync(Guid.Parse(provider));
        return row!.Connect(scope.ServiceProvider.GetRequiredService<SecretProtector>());
    }

    /// <summary>A node's memory of its own, over the database that all share.</summary>
    private SignedInTokens Node() => new(
        stage.Server.Services.GetRequiredService<IOptions<GraphOptions>>(),
        stage.Server.Services.GetRequiredService<SignInClients>(),
        new SignInCaches(stage.Server.Services.GetRequiredService<IServiceScopeFactory>(), stage.Server.Services.GetRequiredService<SecretProtector>(), TimeProvider.System),
        TimeProvider.System);

    private sealed class LaterClock(int days) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(days);
    }
}
