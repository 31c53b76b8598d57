using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Previews of the sample's main session: figures worked out by hand from sample-data/README.md.</summary>
internal sealed class WhatIf(Api admin, string session)
{
    internal async Task IsToldAndNothingIsStoredAsync()
    {
        var (before, events) = (await CompletionAsync(), await EventsAsync());

        await NothingChangedGivesTheSame();
        await OtherRulesetsGiveOtherCredit();
        await OtherBreaksTakeTheirTime();
        await OtherPollsCount();
        await WhatMakesNoSenseIsRefused();

        Assert.Equal(before, await CompletionAsync());
        Assert.Equal(events, await EventsAsync());
    }

    private async Task NothingChangedGivesTheSame()
    {
        var preview = await TryAsync(new { });
        Assert.Equal((0, 7), ((int)preview["changed"]!, (int)preview["pollsCounted"]!));
        Assert.Equal((decimal)preview["creditsNow"]!, (decimal)preview["creditsThen"]!);
        Assert.All(Rows(preview), row => Assert.Equal(Expected.All[row.Text("externalId")].Credits, (decimal)row["then"]!["credits"]!));
    }

    private async Task OtherRulesetsGiveOtherCredit()
    {
        var halves = (await admin.ListAsync("/rulesets")).Single(ruleset => (string?)ruleset["presetKey"] == "nasba-gib-halves");
        foreach (var choice in new object[] { new { rulesetId = halves.Id() }, new { rulesetVersionId = halves.Text("versionId") }, new { ruleset = halves["ruleset"] } })
        {
            // 98:20 make 1.8 in fifths, 1.5 in halves; sixty minutes 1.2 and 1.0.
            Then(await TryAsync(choice), ("E1001", 1.8m, 1.5m), ("E1024", 1.2m, 1m), ("E1022", 0m, 0m));
        }

        var hour = new { name = "Attendance, 60 minutes", source = "A test.", certificateStatement = "Sixty minutes make one hour.", minutesPerCredit = 60, increment = 0.1m, limitedBy = "time" };
        var preview = await TryAsync(new { ruleset = hour, maximumCredits = 1.5m });
        Then(preview, ("E1001", 1.8m, 1.5m), ("E1022", 0m, 0.8m), ("E1024", 1.2m, 1m), ("E1019", 0m, 0m));
        Assert.Null((string?)preview["rulesetVersionId"]);
        Assert.Equal("present 49 min 59 s of 1 h 40 min; 49 min 59 s make 0.8 credits in tenths", Row(preview, "E1022")["then"]!.Text("reason"));

        var odd = await TryAsync(new { rulesetId = halves.Id(), maximumCredits = 1.8m });
        Assert.Equal("By this ruleset a session gives a multiple of 0.5 credits: of 1.8 it can give 1.5 at most.", (string?)odd["notes"]!.AsArray().Single());
    }

    /// <summary>Twenty minutes of break from 18:30Z on: 98:20 become 78:20.</summary>
    private async Task OtherBreaksTakeTheirTime()
    {
        var preview = await TryAsync(new { breaks = new[] { new { startsAt = "2026-10-20T18:30:00Z", endsAt = "2026-10-20T18:50:00Z" } } });
        Then(preview, ("E1001", 1.8m, 1.4m), ("E1009", 1.4m, 1.4m));
        Assert.StartsWith("present 1 h 18 min 20 s of 1 h 20 min", Row(preview, "E1001")["then"]!.Text("reason"), StringComparison.Ordinal);
    }

    /// <summary>Who missed polls 4 and 6 has four left without the first: 1.2.</summary>
    private async Task OtherPollsCount()
    {
        var polls = (await admin.GetAsync($"/sessions/{session}/raw-data"))["polls"]!.AsArray().Select(poll => poll!.Id()).ToArray();
        var preview = await TryAsync(new { excludedPollIds = polls[..1] });
        Assert.Equal(6, (int)preview["pollsCounted"]!);
        Then(preview, ("E1003", 1.6m, 1.2m), ("E1005", 1m, 0m), ("E1006", 0m, 0m));

        Then(await TryAsync(new { includedPollIds = polls[..1] }), ("E1003", 1.6m, 1.6m));
    }

    private async Task WhatMakesNoSenseIsRefused()
    {
        await RefusedAsync(new { rulesetId = Guid.Empty, rulesetVersionId = Guid.Empty }, 400, "/ruleset");
        await RefusedAsync(new { rulesetId = Guid.Empty }, 404, null);
        await RefusedAsync(new { rulesetVersionId = Guid.Empty }, 404, null);
        await RefusedAsync(new { ruleset = new { name = "N", source = "S", certificateStatement = "C", increment = 0.3m } }, 400, "/ruleset/increment");
        await RefusedAsync(new { excludedPollIds = new[] { Guid.Empty } }, 404, null);
        await RefusedAsync(new { maximumCredits = 0 }, 400, "/maximumCredits");
        await RefusedAsync(new { breaks = new[] { new { startsAt = "2026-10-20T17:30:00Z", endsAt = "2026-10-20T18:10:00Z" } } }, 400, "/breaks/0");
        var poll = (await admin.ListAsync($"/sessions/{session}/polls"))[0].Id();
        await RefusedAsync(new { excludedPollIds = new[] { poll }, includedPollIds = new[] { poll } }, 400, "/includedPollIds");
    }

    private async Task<JsonNode> TryAsync(object change) => await admin.PostAsync("/rulesets/preview", Of(change));

    private JsonObject Of(object change)
    {
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(change))!.AsObject();
        body["sessionId"] = session;
        return body;
    }

    private async Task RefusedAsync(object change, int status, string? pointer)
    {
        using var answer = await admin.SendAsync(HttpMethod.Post, "/rulesets/preview", Api.Json(Of(change)));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True((int)answer.StatusCode == status, problem.ToJsonString());
        Assert.Equal(pointer, (string?)problem["errors"]?.AsArray().FirstOrDefault()?["pointer"]);
    }

    private static void Then(JsonNode preview, params (string ExternalId, decimal Now, decimal Then)[] expected) => Assert.All(expected, line =>
    {
        var row = Row(preview, line.ExternalId);
        Assert.Equal(line, (line.ExternalId, (decimal)row["now"]!["credits"]!, (decimal)row["then"]!["credits"]!));
        Assert.Equal(line.Then - line.Now, (decimal)row["change"]!);
    });

    private static IEnumerable<JsonNode> Rows(JsonNode preview) => preview["participants"]!.AsArray().Select(row => row!);

    private static JsonNode Row(JsonNode preview, string externalId) => Rows(preview).Single(row => row.Text("externalId") == externalId);

    private async Task<string> CompletionAsync() => (await admin.GetAsync($"/sessions/{session}/completion")).ToJsonString();

    private async Task<string> EventsAsync() => (await admin.ListAsync("/audit")).Count.ToString(CultureInfo.InvariantCulture);
}
