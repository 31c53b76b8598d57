using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Rulesets of one's own: copied, changed, dated, pinned.</summary>
[Collection(OneServer.Name)]
public class RulesetTests(CpeServer server)
{
    [Fact]
    public async Task Copy_WithChanges_IsARulesetOfItsOwnThatTellsItsOrigin()
    {
        var preset = await Sample.PresetAsync(server, "surgent");
        var origin = (await server.Auditor.CallAsync("GET", $"/api/v1/rulesets/{preset}")).Expect(200).Json;

        var copy = (await CopyAsync(preset, """{"name":"Ours","maximumCredits":4,"pollTiers":[{"minimumPercent":80,"creditPercent":100}],"instructorCredit":{"preparationFactor":1},"source":"Our handbook, page 7."}""")).Expect(201).Json;

        Assert.Equal((string?)origin["versionId"], (string?)copy["basedOnVersionId"]);
        Assert.Null(copy["presetKey"]);
        Assert.Equal(1, (int)copy["version"]!);
        Assert.Equal("""[{"minimumPercent":80,"creditPercent":100}]""", copy["ruleset"]!["pollTiers"]!.ToJsonString());
        Assert.Equal("""{"preparationFactor":1,"firstPresentationOnly":true,"maximumCredits":null}""", copy["ruleset"]!["instructorCredit"]!.ToJsonString());
        Assert.Equal("tiers", (string?)copy["ruleset"]!["polls"]!["rule"]);

        var changed = copy["ruleset"]!.DeepClone();
        changed["maximumCredits"] = null;
        var second = (await server.Admin.JsonAsync("POST", $"/api/v1/rulesets/{copy["id"]}/versions", changed)).Expect(201).Json;
        Assert.Equal(2, (int)second["version"]!);
    }

    [Theory]
    [InlineData("no name of its own", """{"maximumCredits":4}""", "/name required")]
    [InlineData("the name of the original", """{"name":"Surgent"}""", "/name required")]
    [InlineData("a member that is not known", """{"name":"Ours","maximum":4}""", "/maximum unreadable")]
    [InlineData("a member of a member that is not known", """{"name":"Ours","polls":{"count":4}}""", "/polls/count unreadable")]
    [InlineData("a member that cannot be left out", """{"name":"Ours","source":null}""", "unreadable")]
    [InlineData("a change that makes no sense", """{"name":"Ours","mode":"table"}""", "/table table-mode")]
    [InlineData("an increment that does not divide", """{"name":"Ours","minutesPerCredit":1,"increment":0.25,"maximumCredits":0.3}""", "/maximumCredits maximum-below-minimum")]
    [InlineData("no object", "[1]", "unreadable")]
    [InlineData("nothing", "null", "unreadable")]
    public async Task Copy_Wrong_IsRefused(string sentence, string patch, string error)
    {
        var before = await Sample.StoredAsync(server);

        var answer = await CopyAsync(await Sample.PresetAsync(server, "surgent"), patch);

        Assert.True(answer.Expect(400).Errors.Contains(error), $"{sentence}: {answer.Text}");
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Fact]
    public async Task Preset_Changed_IsRefusedWithTheWayToCopyIt()
    {
        var answer = await server.Admin.JsonAsync("POST", $"/api/v1/rulesets/{await Sample.PresetAsync(server, "cme")}/versions", await Sample.RulesetAsync(server));

        Assert.Equal("preset", answer.Expect(409).Code);
        Assert.Contains("/copy", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    /// <summary>Version 1 until the end of June 2026 in New York, version 2 from July on.</summary>
    [Theory]
    [InlineData("the last day of the first", "2026-06-30T23:59:00-04:00", 1)]
    [InlineData("a day by UTC, still the last where it takes place", "2026-07-01T03:59:00Z", 1)]
    [InlineData("the first day of the second", "2026-07-01T00:00:00-04:00", 2)]
    [InlineData("the last day of the second", "2026-12-31T12:00:00-05:00", 2)]
    public async Task Session_GivenARuleset_PinsTheVersionInForceOnItsDay(string sentence, string startsAt, int version)
    {
        var (ruleset, versions) = await DatedAsync();

        var session = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", await SessionAsync(ruleset, startsAt))).Expect(201).Json;

        Assert.True(versions[version - 1] == (Guid)session["rulesetVersionId"]!, sentence);
        Assert.Equal(ruleset, (Guid)session["rulesetId"]!);
        Assert.DoesNotContain("ruleset-not-in-force", Codes(session));
    }

    [Fact]
    public async Task Session_OnADayWithoutAVersion_IsRefusedWithTheDatesThatThereAre()
    {
        var (ruleset, versions) = await DatedAsync();
        var request = await SessionAsync(ruleset, "2027-01-01T12:00:00-05:00");

        var refused = await server.Integrator.JsonAsync("POST", "/api/v1/sessions", request);
        Assert.Equal(["/rulesetId ruleset-not-in-force"], refused.Expect(400).Errors);
        Assert.Contains("version 2 is from 2026-07-01 until 2026-12-31, version 1 is until 2026-06-30", (string?)refused.Json["errors"]![0]!["message"], StringComparison.Ordinal);

        // Whoever names the version itself knows what they do, and is warned all the same.
        request["rulesetVersionId"] = versions[1];
        var session = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", request)).Expect(201).Json;
        Assert.Equal(versions[1], (Guid)session["rulesetVersionId"]!);
        Assert.Contains("ruleset-not-in-force", Codes(session));
    }

    [Fact]
    public async Task Session_MovedToAnotherDay_KeepsItsVersionAndIsWarned()
    {
        var (ruleset, versions) = await DatedAsync();
        var created = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", await SessionAsync(ruleset, "2026-06-30T12:00:00-04:00"))).Expect(201);

        var moved = (await server.Integrator.JsonAsync("PATCH", $"/api/v1/sessions/{created.Id}", JsonNode.Parse("""{"startsAt":"2026-07-02T16:00:00Z","endsAt":"2026-07-02T17:40:00Z"}"""), ("If-Match", created.ETag!))).Expect(200);
        Assert.Equal(versions[0], (Guid)moved.Json["rulesetVersionId"]!);
        Assert.Contains("ruleset-not-in-force", Codes(moved.Json));

        var pinned = (await server.Integrator.JsonAsync("PATCH", $"/api/v1/sessions/{created.Id}", new JsonObject { ["rulesetId"] = ruleset }, ("If-Match", moved.ETag!))).Expect(200);
        Assert.Equal(versions[1], (Guid)pinned.Json["rulesetVersionId"]!);
        Assert.DoesNotContain("ruleset-not-in-force", Codes(pinned.Json));
    }

    [Theory]
    [InlineData("neither", null, null, "/rulesetId required")]
    [InlineData("an unknown version", null, "0198a000-0000-7000-8000-000000000000", "/rulesetVersionId ruleset-version-unknown")]
    [InlineData("a version of another ruleset", "0198a000-0000-7000-8000-000000000000", "first", "/rulesetVersionId ruleset-version-of-another")]
    public async Task Session_NamingItsRulesetWrongly_IsRefused(string sentence, string? ruleset, string? version, string error)
    {
        var request = await SessionAsync(Guid.Empty, "2026-06-30T12:00:00-04:00");
        request["rulesetId"] = ruleset;
        request["rulesetVersionId"] = version == "first" ? (await DatedAsync()).Versions[0] : version;

        var answer = await server.Integrator.JsonAsync("POST", "/api/v1/sessions", request);

        Assert.True(answer.Expect(400).Errors.Contains(error), $"{sentence}: {answer.Text}");
    }

    [Theory]
    [InlineData("2026-06-30", 1)]
    [InlineData("2026-07-01", 2)]
    [InlineData("2027-01-01", null)]
    public async Task List_OnADay_HasTheVersionsInForceThen(string day, int? version)
    {
        var (ruleset, _) = await DatedAsync();

        var items = (await server.Auditor.CallAsync("GET", $"/api/v1/rulesets?limit=200&on={day}")).Expect(200).Json["items"]!.AsArray();

        Assert.Equal(version, (int?)items.SingleOrDefault(item => (Guid)item!["id"]! == ruleset)?["version"]);
        Assert.Equal(RulesetPresets.All.Keys.Order(), items.Select(item => (string?)item!["presetKey"]).OfType<string>().Order());
    }

    [Fact]
    public async Task List_OnWhatIsNoDay_IsRefused() => (await server.Auditor.CallAsync("GET", "/api/v1/rulesets?on=yesterday")).Expect(400);

    /// <summary>What an earlier release stored lacks the members of this one; it means the same.</summary>
    [Fact]
    public async Task Presets_StoredBeforeAMemberExisted_GetNoNewVersion()
    {
        await server.Database.ExecuteAsync("""
            alter table ruleset_versions disable trigger ruleset_versions_are_immutable;
            update ruleset_versions set content = content - 'pollTiers' - 'windowBasis' - 'breaksCount' - 'irregularPollInterval' - 'effectiveUntil' where preset_key = 'cme';
            alter table ruleset_versions enable trigger ruleset_versions_are_immutable;
            """);
        await using var scope = server.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<SeedPresets>().RunAsync(CancellationToken.None);

        Assert.Equal([$"{RulesetPresets.All.Count}"], await server.Database.ReadAsync("select count(*) from ruleset_versions where preset_key is not null"));
    }

    private Task<Answer> CopyAsync(string ruleset, string patch) => server.Admin.CallAsync("POST", $"/api/v1/rulesets/{ruleset}/copy", Body.Json(patch));

    private Task<(Guid Ruleset, Guid[] Versions)> DatedAsync() => Once.Of(server, "dated ruleset", async () =>
    {
        var first = (await CopyAsync(await Sample.PresetAsync(server, "nasba-gib-fifths"), """{"name":"Of a year","effectiveUntil":"2026-06-30"}""")).Expect(201).Json;
        var next = first["ruleset"]!.DeepClone();
        (next["effectiveFrom"], next["effectiveUntil"]) = ("2026-07-01", "2026-12-31");
        var second = (await server.Admin.JsonAsync("POST", $"/api/v1/rulesets/{first["id"]}/versions", next)).Expect(201).Json;
        return ((Guid)first["id"]!, new[] { (Guid)first["versionId"]!, (Guid)second["versionId"]! });
    });

    private async Task<JsonObject> SessionAsync(Guid ruleset, string startsAt)
    {
        var session = await Sample.SessionAsync(server);
        session["rulesetId"] = ruleset;
        session["timeZone"] = "America/New_York";
        session["startsAt"] = startsAt;
        session["endsAt"] = DateTimeOffset.Parse(startsAt, System.Globalization.CultureInfo.InvariantCulture).AddMinutes(100).ToString("O");
        session.Remove("breaks");
        return session;
    }

    private static IEnumerable<string?> Codes(JsonNode session) => session["warnings"]!.AsArray().Select(warning => (string?)warning!["code"]);
}
