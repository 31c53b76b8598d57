using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Polls that arrive before the attendance are judged by it once it is there.</summary>
public class PollFitTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Polls_BeforeAttendance_AreJudgedAnewWhenItArrives()
    {
        string? provider = null;
        var session = await stage.Job.DefineAgainAsync(change: body =>
        {
            provider = (string)body["providerId"]!;
            body.Remove("providerId");
        });
        await stage.Job.EnrollAsync(session);
        await stage.Job.UploadAsync(session, "polls");
        var before = await FitsAsync(session);
        Assert.All(before, fit => Assert.Equal(("fits", 0), ((string)fit["verdict"]!, (int)fit["respondentsSeen"]!)));
        Assert.All(before, fit => Assert.Contains("attendance is not known yet", (string)fit["evidence"]!, StringComparison.Ordinal));

        await stage.Admin.CallAsync(HttpMethod.Patch, $"/sessions/{session}", Api.Json(new { providerId = provider }), "*");
        await stage.Job.FetchAsync(session);

        var after = await FitsAsync(session);
        Assert.Equal(7, after.Count);
        Assert.All(after, fit => Assert.True((string)fit["verdict"]! == "fits" && (int)fit["respondentsSeen"]! > 35 && (int)fit["whilePresent"]! > 35, fit.ToJsonString()));
        var completion = await stage.Job.CompletionAsync(session);
        var withWarning = completion.Where(row => row.Value["findings"]!.AsArray().Any(finding => (string?)finding!["code"] == "answer-while-absent")).Select(row => row.Key).ToArray();
        Assert.Contains("E1016", withWarning);
        Assert.DoesNotContain("E1002", withWarning);
        Assert.True(
            (await RawAnswersAsync(session, "E1016")).All(answer => (bool)answer!["whileAbsent"]!),
            "Who was there as a guest without an address answered, as far as anybody knows, while absent.");
    }

    private async Task<IReadOnlyList<JsonNode>> FitsAsync(string session) => [.. (await stage.Admin.ListAsync($"/sessions/{session}/polls")).Select(poll => poll["fit"]!)];

    private async Task<JsonArray> RawAnswersAsync(string session, string externalId) => (await stage.Admin.GetAsync($"/sessions/{session}/raw-data"))["rows"]!.AsArray()
        .Single(row => (string?)row!["externalId"] == externalId)!["answers"]!.AsArray();
}
