using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>What a session's roles come to, and the one decision that settles them for everybody.</summary>
public sealed class RoleDecisionTests(CpeServer server) : IClassFixture<CpeServer>
{
    private static readonly string[] Everybody = [.. Enumerable.Range(1, 4).Select(number => Hall.Person(number).Email)];

    [Fact]
    public async Task EverybodyPresents_OneDecision_SettlesItForAllButOrganizersAndInstructors()
    {
        var hall = await Hall.OpenAsync(server, 4, body => body["instructors"]![0]!["email"] = Hall.Person(4).Email);
        await hall.AttendAsync([.. Enumerable.Range(1, 4).Select(number => Seat(number, number == 3 ? "Organizer" : "Presenter"))]);
        await hall.SixPollsAsync(Everybody);
        Assert.Equal((0m, 0m), (Hall.Suggested(await hall.RowAsync(1)), Hall.Suggested(await hall.RowAsync(2))));
        var warning = (await hall.WarningsAsync())["everybody-presents"];
        Assert.Contains("2 participants get nothing", warning, StringComparison.Ordinal);
        Assert.Contains("\"presentersEarn\": true", warning, StringComparison.Ordinal);
        Assert.Contains((await hall.CompletionAsync())["warnings"]!.AsArray(), need => (string?)need!["code"] == "everybody-presents");

        var session = (await hall.PatchAsync(server.Operator, """{"presentersEarn": true, "reason": "Everybody was let present."}""")).Expect(200).Json;

        Assert.True((bool)session["presentersEarn"]!);
        Assert.Equal("Everybody was let present.", (string?)session["presentersEarnDecision"]!["reason"]);
        Assert.Equal((2m, 2m), (Hall.Suggested(await hall.RowAsync(1)), Hall.Suggested(await hall.RowAsync(2))));
        Assert.Equal((0m, 0m), (Hall.Suggested(await hall.RowAsync(3)), Hall.Suggested(await hall.RowAsync(4))));
        Assert.DoesNotContain("everybody-presents", (await hall.WarningsAsync()).Keys);
        Assert.NotNull(Hall.Finding(await hall.RowAsync(1), "presenters-earn"));
        Assert.Contains("presentersEarn", (await server.Auditor.CallAsync("GET", $"/api/v1/audit?subjectId={hall.Session}")).Expect(200).Text, StringComparison.OrdinalIgnoreCase);
        foreach (var report in new[] { "completion", "raw-data" })
        {
            using var paper = new PdfTool(await server.Auditor.GetByteArrayAsync($"{hall.Path}/{report}?format=pdf"));
            Assert.Contains("Everybody was let present.", paper.Text().ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        (await hall.PatchAsync(server.Operator, """{"presentersEarn": false}""")).Expect(200);
        Assert.Equal(0m, Hall.Suggested(await hall.RowAsync(1)));
    }

    [Fact]
    public async Task UnknownWord_WaitsForOneDecisionOfTheSession()
    {
        var hall = await Hall.OpenAsync(server, 4);
        await hall.AttendAsync([.. Enumerable.Range(1, 4).Select(number => Seat(number, number < 4 ? "Mitmachende" : "Attendee"))]);
        await hall.SixPollsAsync(Everybody);
        Assert.Equal((0m, 2m), (Hall.Suggested(await hall.RowAsync(1)), Hall.Suggested(await hall.RowAsync(4))));
        Assert.Contains("\"Mitmachende\" (3 participants)", (await hall.WarningsAsync())["role-unknown"], StringComparison.Ordinal);
        var left = (await hall.ApproveAllAsync())["items"]!.AsArray().Where(item => (string?)item!["outcome"] == "decisionNeeded").ToArray();
        Assert.Equal(3, left.Length);
        Assert.All(left, item => Assert.Contains("roleMeanings", (string?)item!["reason"], StringComparison.Ordinal));

        (await hall.PatchAsync(server.Operator, """{"roleMeanings": [{"word": "mitmachende", "role": "attendee"}], "reason": "The organizer says so."}""")).Expect(200);

        Assert.Equal(2m, Hall.Suggested(await hall.RowAsync(1)));
        Assert.DoesNotContain("role-unknown", (await hall.WarningsAsync()).Keys);
        Assert.Equal(3, (int)(await hall.ApproveAllAsync())["approved"]!);
    }

    [Theory]
    [InlineData("no reason", """{"presentersEarn": true}""", 400, "/reason")]
    [InlineData("a word that Teams has", """{"roleMeanings": [{"word": "Prezenter", "role": "attendee"}], "reason": "x"}""", 400, "/roleMeanings/0/word")]
    [InlineData("no word", """{"roleMeanings": [{"word": " ", "role": "attendee"}], "reason": "x"}""", 400, "/roleMeanings/0/word")]
    [InlineData("a word twice", """{"roleMeanings": [{"word": "Aa", "role": "attendee"}, {"word": "aA", "role": "presenter"}], "reason": "x"}""", 400, "/roleMeanings/1/word")]
    [InlineData("a role that there is not", """{"roleMeanings": [{"word": "Aa", "role": "guest"}], "reason": "x"}""", 400, "role")]
    [InlineData("a member twice", """{"presentersEarn": false, "presentersEarn": true, "reason": "x"}""", 400, "The member stands twice")]
    public async Task Change_ThatSaysNothingClear_IsRefused(string row, string patch, int status, string pointer)
    {
        var hall = await Hall.OpenAsync(server, 1);

        using var content = Body.Json(patch);
        var answer = await server.Operator.CallAsync("PATCH", hall.Path, content, ("If-Match", "*"));

        Assert.True(answer.Status == status && answer.Text.Contains(pointer, StringComparison.Ordinal), $"{row}: {answer.Status} {answer.Text}");
        Assert.False((bool)(await server.Operator.CallAsync("GET", hall.Path)).Expect(200).Json["presentersEarn"]!);
    }

    [Fact]
    public async Task Lms_DoesNotDecideWhoEarns()
    {
        var session = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", await Api.Sample.SessionAsync(server))).Expect(201).Id;

        var answer = await server.Integrator.JsonAsync(
            "PATCH", $"/api/v1/sessions/{session}", new JsonObject { ["presentersEarn"] = true, ["reason"] = "We want it." }, ("If-Match", "*"));

        answer.Expect(403);
    }

    [Fact]
    public async Task MaximumThatTheScheduleCannotReach_IsToldBeforeAnythingElse()
    {
        var hall = await Hall.OpenAsync(server, 1, body => body["breaks"] = new JsonArray(
            new JsonObject { ["startsAt"] = ((string)body["startsAt"]!).Replace("18:00", "18:30", StringComparison.Ordinal), ["endsAt"] = ((string)body["startsAt"]!).Replace("18:00", "18:45", StringComparison.Ordinal) }));

        Assert.Contains("gets 1.6 credits", (await hall.WarningsAsync())["maximum-unreachable"], StringComparison.Ordinal);
        Assert.Contains((await hall.CompletionAsync())["warnings"]!.AsArray(), need => (string?)need!["code"] == "maximum-unreachable");
    }

    [Fact]
    public async Task SixQuestionsOfOneInstant_AreWarnedAboutWhereCreditIsApproved()
    {
        var hall = await Hall.OpenAsync(server, 2);
        await hall.AttendAsync(Seat(1), Seat(2));
        foreach (var number in Enumerable.Range(1, 6))
        {
            await hall.PollAsync($"Question {number}?", new Reply(Hall.Person(1).Email, null, $"15:39:0{number}"), new Reply(Hall.Person(2).Email, null, $"14:0{number}"));
        }

        Assert.NotNull(Hall.Finding(await hall.RowAsync(1), "answers-at-one-instant"));
        Assert.Null(Hall.Finding(await hall.RowAsync(2), "answers-at-one-instant"));
        Assert.StartsWith("1 of 2 participants", (await hall.WarningsAsync())["answers-at-one-instant"], StringComparison.Ordinal);
    }

    private static Seat Seat(int number, string role = "Attendee")
    {
        var (_, name, email) = Hall.Person(number);
        return new Seat(name, email, "14:00:00", "15:40:00", role);
    }
}
