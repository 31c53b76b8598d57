using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A credential's end is told in time: on the provider, in the health, and once per threshold as an event.</summary>
[Collection(OneProviderStage.Name)]
public sealed class ExpiryTests(ProviderStage stage)
{
    private static readonly DateTimeOffset End = new(2031, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("long before", -61, null)]
    [InlineData("sixty days before", -60, 60)]
    [InlineData("between two thresholds", -45, 60)]
    [InlineData("thirty days before", -30, 30)]
    [InlineData("the last fortnight", -14, 14)]
    [InlineData("the last week", -5, 7)]
    [InlineData("the last day", -1, 1)]
    [InlineData("at the end itself", 0, null)]
    public void Threshold_OfTheTimeLeft_IsTheTightestReached(string when, int days, int? threshold) =>
        Assert.Equal((when, threshold), (when, CredentialExpiry.ThresholdOf(End, End.AddDays(days))));

    [Fact]
    public async Task Watch_DayAfterDayAndOnTwoNodes_RaisesEachThresholdOnce()
    {
        var provider = await NewProviderAsync(End);
        for (var day = -70; day <= 3; day++)
        {
            await Task.WhenAll(WatchAsync(End.AddDays(day)), WatchAsync(End.AddDays(day)));
        }

        Assert.Equal(["60", "30", "14", "7", "1"], await EventsOfAsync(provider, "data->>'threshold'"));
        Assert.Equal("provider.credential-expiring", (await EventsOfAsync(provider, "type")).Distinct().Single());
        Assert.Equal(["60", "30", "14", "7", "1"], await EventsOfAsync(provider, "data->>'daysLeft'"));
    }

    [Fact]
    public async Task Watch_FirstLookInTheLastWeek_RaisesOneEventAndANewCredentialItsOwn()
    {
        var provider = await NewProviderAsync(End);
        await WatchAsync(End.AddDays(-6));
        await WatchAsync(End.AddDays(-6));
        Assert.Equal(["7"], await EventsOfAsync(provider, "data->>'threshold'"));

        (await stage.Server.Admin.JsonAsync("PATCH", $"/api/v1/providers/{provider}?verify=false", new JsonObject { ["credential"] = Secret(End.AddDays(1)) }, ("If-Match", "*"))).Expect(200);
        await WatchAsync(End.AddDays(-6));

        Assert.Equal(["7", "7"], await EventsOfAsync(provider, "data->>'threshold'"));
    }

    [Fact]
    public async Task Event_Stored_CannotBeChanged()
    {
        await NewProviderAsync(End);
        await WatchAsync(End.AddDays(-6));

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => stage.Server.Database.ExecuteAsync("update outbox_events set type = 'x'"));

        Assert.Contains("written once", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("far away", 100, null)]
    [InlineData("near", 20, "credential-expiring")]
    [InlineData("past", -2, "credential-expired")]
    public async Task Provider_Shown_WarnsOfItsCredentialsEnd(string row, int days, string? code)
    {
        var provider = await NewProviderAsync(TimeProvider.System.GetUtcNow().AddDays(days).AddHours(1));

        var warnings = (await stage.Admin.GetAsync($"/providers/{provider}"))["warnings"]!.AsArray();

        Assert.Equal((row, code), (row, (string?)warnings.SingleOrDefault()?["code"]));
        Assert.All(warnings, warning => Assert.Equal(days, (int)warning!["daysLeft"]!));
        Assert.All(warnings, warning => Assert.Contains("PATCH this provider", (string?)warning!["message"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_WithACredentialNearItsEnd_IsDegradedYetReadyAndNamesNobody()
    {
        var provider = await NewProviderAsync(TimeProvider.System.GetUtcNow().AddDays(5));

        var answer = (await stage.Server.Anonymous.CallAsync("GET", "/health/ready")).Expect(200);

        Assert.Equal(("Degraded", "Degraded", "Healthy"), ((string?)answer.Json["status"], (string?)answer.Json["checks"]!["providers"]!["status"], (string?)answer.Json["checks"]!["database"]!["status"]));
        Assert.True((int)answer.Json["checks"]!["providers"]!["counts"]!["expiring"]! >= 1, answer.Text);
        Assert.DoesNotContain(provider, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Provider ", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://gov.teams.microsoft.us/l/meetup-join/19%3ameeting_A%40thread.v2/0?context=%7b%22Tid%22%3a%22c0000000-0000-4000-8000-000000000001%22%2c%22Oid%22%3a%22a0000000-0000-4000-8000-000000001020%22%7d", "simulator", "/joinUrl other-cloud", "\"usGov\"")]
    [InlineData("https://teams.microsoft.com/meet/26374053457629?p=a", "usGovDod", "/joinUrl other-cloud", "\"global\" or \"simulator\"")]
    [InlineData("https://teams.example/meet/26374053457629?p=a", "simulator", "/joinUrl join-link-host-unknown", "")]
    public async Task Session_WithALinkOfAnotherCloud_IsRefusedNamingTheCloud(string joinUrl, string cloud, string error, string named)
    {
        var body = ProviderStage.Provider(Guid.NewGuid(), Secret(null));
        body["cloud"] = cloud;
        var provider = (Guid)(await stage.Admin.PostAsync("/providers", body))["id"]!;
        var session = JsonNode.Parse(SampleData.SampleFolder.Text("short-session.json"))!.AsObject();
        session.Remove("externalId");
        session["providerId"] = provider;
        session["joinUrl"] = joinUrl;
        session["rulesetId"] = (string?)(await stage.Admin.ListAsync("/rulesets")).Single(item => (string?)item["presetKey"] == "nasba-gib-fifths")["id"];

        var answer = await stage.Server.Admin.JsonAsync("POST", "/api/v1/sessions", session);

        Assert.Equal(error, Assert.Single(answer.Expect(400).Errors));
        Assert.Contains(named, (string?)answer.Json["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    private static JsonObject Secret(DateTimeOffset? expiresOn)
    {
        var credential = ProviderStage.Credential("secret", ("value", "a-secret-of-a-test"));
        credential["expiresOn"] = expiresOn?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return credential;
    }

    private async Task<string> NewProviderAsync(DateTimeOffset expiresOn) =>
        (string)(await stage.Admin.PostAsync("/providers", ProviderStage.Provider(Guid.NewGuid(), Secret(expiresOn))))["id"]!;

    private async Task WatchAsync(DateTimeOffset now)
    {
        await using var scope = stage.Server.Services.CreateAsyncScope();
        await new WatchCredentials(scope.ServiceProvider.GetRequiredService<CpeDbContext>(), new FixedClock(now)).RunAsync(CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> EventsOfAsync(string provider, string column) =>
        stage.Server.Database.ReadAsync($"select {column} from outbox_events where data->>'providerId' = '{provider}' order by id");

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
