using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Whether a file belongs to the session, and what a person can do about it. The session runs from 14:00 to 15:40 in New York, 18:00 to 19:40 UTC.</summary>
[Collection(OneServer.Name)]
public class PollUploadTests(CpeServer server)
{
    private const string Roster = """
        {"participants":[
            {"externalId":"P1","name":"Ann Lee","email":"ann@contoso.example"},
            {"externalId":"P2","name":"Bo Diaz","email":"bo@contoso.example","aliases":["bo@home.example"]}]}
        """;

    private static readonly DateTimeOffset Starts = new(2026, 10, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Upload_FileThatFits_SaysWhatWasRecognized()
    {
        var session = await SessionAsync();

        var file = await UploadAsync(session, Poll(-4));

        Assert.Equal(("accepted", "Ready_", "America/New_York", "UTC-04:00", "session"), (Text(file, "state"), Text(file, "title"), Text(file, "timeZone"), Text(file, "utcOffset"), Text(file, "zoneChosenBy")));
        Assert.Equal((4, 1, 0, 2), ((int)file["responses"]!, (int)file["anonymous"]!, (int)file["outsideWindow"]!, (int)file["matched"]!));
        Assert.Equal(["Ready?"], file["questions"]!.AsArray().Select(question => (string?)question));
        Assert.Equal(["Cy Stranger cy@elsewhere.example"], file["unmatched"]!.AsArray().Select(person => $"{person!["name"]} {person["email"]}"));
        Assert.Equal(("2026-10-20T18:10:00Z", "2026-10-20T18:13:00Z"), (Text(file, "firstAnswerAt"), Text(file, "lastAnswerAt")));
        Assert.Null(file["answeredWhileAbsent"]);
        Assert.Equal(
            "Read in America/New_York (UTC-04:00), 4 of 4 answers lie in the session's time; 2 of 3 respondents are on the roster; attendance is not known yet; it was exported 41 s after the last answer.",
            Text(file["fit"]!, "evidence"));
    }

    [Fact]
    public async Task Upload_ExportedAtOnceInAnotherZone_IsReadInThatZoneAndSaysSo()
    {
        var session = await SessionAsync();

        var file = await UploadAsync(session, Poll(-5));
        var poll = await OnlyPollAsync(session);

        Assert.Equal(("America/Chicago", "UTC-05:00", "fit", "fitsAfterShift"), (Text(file, "timeZone"), Text(file, "utcOffset"), Text(file, "zoneChosenBy"), Text(file["fit"]!, "verdict")));
        Assert.Contains("read in America/New_York (UTC-04:00), the session's own zone, 0 would", Text(file["fit"]!, "evidence"), StringComparison.Ordinal);
        Assert.Equal(("America/Chicago", "fit", "fitsAfterShift", false), (Text(poll, "timeZone"), Text(poll, "zoneChosenBy"), Text(poll["fit"]!, "verdict"), (bool)poll["excluded"]!));
        Assert.Equal(["2026-10-20T18:10:00Z"], await server.Database.ReadAsync($"select responses->0->>'at' from polls where session_id = '{session}'"));
    }

    [Fact]
    public async Task Upload_Doubtful_WaitsForAPersonWhoseDecisionStays()
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-5, exportedAfter: TimeSpan.FromHours(7)));
        var waiting = await OnlyPollAsync(session);
        Assert.Equal((true, null, "doubtful"), ((bool)waiting["excluded"]!, (string?)waiting["decidedBy"], Text(waiting["fit"]!, "verdict")));
        Assert.StartsWith("waits for a person: Read in America/New_York (UTC-04:00), 0 of 4 answers lie in the session's time;", Text(waiting, "excludedReason"), StringComparison.Ordinal);
        Assert.Equal(0, await PollsOfferedAsync(session));

        var included = await PatchAsync(session, waiting, """{"excluded":false}""");
        Assert.Equal((false, true), ((bool)included["excluded"]!, ((string?)included["decidedBy"])?.StartsWith("key:", StringComparison.Ordinal)));
        Assert.Equal(("doubtful", false), (Text(included["confirmation"]!, "verdict"), (bool)included["needsReview"]!));
        Assert.Equal(1, await PollsOfferedAsync(session));

        await UploadAsync(session, Poll(-5, exportedAfter: TimeSpan.FromHours(8)).Responding("di@contoso.example", "Di", Local(-5, 20), "No"), ("onNewerExport", "replace"));
        var replaced = await OnlyPollAsync(session);
        Assert.Equal((false, (string?)included["decidedBy"]), ((bool)replaced["excluded"]!, (string?)replaced["decidedBy"]));
        Assert.True((bool)replaced["needsReview"]!, "The decision stays with the newer export, and is asked for again: another answer lies outside.");
        Assert.Contains("4 of its answers lay outside the session's time, now 5.", replaced["confirmation"]!["worseSince"]!.AsArray().Select(words => (string?)words));

        var confirmed = await PatchAsync(session, replaced, """{"confirmed":true,"reason":"Held again for those who were late."}""");
        Assert.Equal((false, false, "Held again for those who were late."), ((bool)confirmed["excluded"]!, (bool)confirmed["needsReview"]!, Text(confirmed["confirmation"]!, "reason")));
    }

    [Fact]
    public async Task Patch_ConfirmedWhileItWaits_CountsAndSaysSoOnce()
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-5, exportedAfter: TimeSpan.FromHours(7)));

        var confirmed = await PatchAsync(session, await OnlyPollAsync(session), """{"confirmed":true,"reason":"Asked the instructor."}""");
        var again = await PatchAsync(session, confirmed, """{"confirmed":true,"reason":"Asked the instructor."}""");

        Assert.Equal((false, null, "Asked the instructor."), ((bool)confirmed["excluded"]!, (string?)confirmed["excludedReason"], Text(confirmed["confirmation"]!, "reason")));
        Assert.Equal(1, await PollsOfferedAsync(session));
        Assert.Equal(Text(confirmed["confirmation"]!, "at"), Text(again["confirmation"]!, "at"));
        Assert.Equal(["poll.confirmed | Doubtful"], await server.Database.ReadAsync($"select action, initcap(data::jsonb->>'kind') from audit_events where session_id = '{session}' and action like 'poll.%'"));
    }

    [Fact]
    public async Task Patch_TimeZone_ReadsTheWholeFileAnew()
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-5, exportedAfter: TimeSpan.FromHours(7)));

        var poll = await PatchAsync(session, await OnlyPollAsync(session), """{"timeZone":"America/Chicago"}""");

        Assert.Equal(("America/Chicago", "UTC-05:00", "person", "fits", false), (Text(poll, "timeZone"), Text(poll, "utcOffset"), Text(poll, "zoneChosenBy"), Text(poll["fit"]!, "verdict"), (bool)poll["excluded"]!));
        Assert.Equal(["2026-10-20T18:10:00Z"], await server.Database.ReadAsync($"select responses->0->>'at' from polls where session_id = '{session}'"));
        Assert.Equal(
            ["America/New_York | America/Chicago"],
            await server.Database.ReadAsync($"select data::jsonb->'before'->>'timeZone', data::jsonb->'after'->>'timeZone' from audit_events where session_id = '{session}' and action = 'poll-file.zone-changed'"));
    }

    [Theory]
    [InlineData("nothing decided", "{}", "/excluded required")]
    [InlineData("no reason", """{"excluded":true}""", "/reason required")]
    [InlineData("confirmed for no reason", """{"confirmed":true}""", "/reason required")]
    [InlineData("confirmed and excluded", """{"confirmed":true,"excluded":true,"reason":"Ours."}""", "/confirmed invalid")]
    [InlineData("not confirmed", """{"confirmed":false}""", "/confirmed invalid")]
    [InlineData("no such zone", """{"timeZone":"Nowhere"}""", "/timeZone time-zone-unknown")]
    public async Task Patch_Wrong_IsRefused(string sentence, string body, string error)
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-4));
        var poll = await OnlyPollAsync(session);

        var answer = await server.Operator.CallAsync("PATCH", $"/api/v1/sessions/{session}/polls/{poll["id"]}", Body.Json(body), ("If-Match", "*"));

        Assert.True(answer.Expect(400).Errors.Contains(error), $"{sentence}: {answer.Text}");
    }

    [Fact]
    public async Task Upload_ZoneDeclared_IsNeverShifted()
    {
        var session = await SessionAsync();

        var file = await UploadAsync(session, Poll(-5), ("timeZone", "America/New_York"));

        Assert.Equal(("America/New_York", "upload", "doubtful", "America/Chicago"), (Text(file, "timeZone"), Text(file, "zoneChosenBy"), Text(file["fit"]!, "verdict"), Text(file["fit"]!, "betterTimeZone")));
    }

    [Fact]
    public async Task Upload_NewerExport_IsOfferedAsReplacementAndKeepsTheFormer()
    {
        var session = await SessionAsync();
        var first = Poll(-4);
        var second = Poll(-4, exportedAfter: TimeSpan.FromHours(1)).Responding("di@contoso.example", "Di", Local(-4, 20), "No");
        await UploadAsync(session, first);

        var refused = (await CallAsync(session, [second])).Expect(422);
        Assert.EndsWith(" newer-export", Assert.Single(refused.Errors), StringComparison.Ordinal);
        var offered = (await CallAsync(session, [second, FormsExportFile.Poll("Another?").Responding("ann@contoso.example", "Ann Lee", Local(-4, 30), "Yes")])).Expect(207).Json["files"]![0]!;
        var poll = await PollOfAsync(session, "Ready?");
        Assert.Equal(("newerExport", (string?)poll["id"]), (Text(offered, "state"), (string?)offered["replaces"]));
        Assert.Contains($"PUT /api/v1/sessions/{session}/polls/{poll["id"]}/file", Text(offered["error"]!, "message"), StringComparison.Ordinal);

        await UploadAsync(session, second, ("onNewerExport", "replace"));
        var newer = await PollOfAsync(session, "Ready?");
        Assert.Equal(5, (int)newer["responses"]!);
        Assert.Equal(2, await PollsOfferedAsync(session));
        var former = Assert.Single((await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/polls/{newer["id"]}/versions")).Expect(200).Json["items"]!.AsArray())!;
        Assert.Equal(first.Build(), (await server.Auditor.CallAsync("GET", Text(former, "download"))).Expect(200).Content);

        var older = (await CallAsync(session, [first with { ExportedAt = first.ExportedAt.AddSeconds(1) }], ("onNewerExport", "replace"))).Expect(422);
        Assert.EndsWith(" older-export", Assert.Single(older.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_SameQuestionAskedAgain_IsAnotherPoll()
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-4));

        await UploadAsync(session, FormsExportFile.Poll("Ready?")
            .Responding("bo@contoso.example", "Bo Diaz", Local(-4, 40), "Yes")
            .Responding("ann@contoso.example", "Ann Lee", Local(-4, 41), "Yes"));

        Assert.Equal(2, await PollsOfferedAsync(session));
    }

    [Fact]
    public async Task Upload_OtherPartOfAnExport_CountsNoSecondTimeUnlessSomebodyKnowsBetter()
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-4));
        var part = Poll(-4) with { Responses = [new(9, Local(-4, 9), Local(-4, 12), "di@contoso.example", "Di", "Yes")] };

        var refused = (await CallAsync(session, [part], ("onNewerExport", "replace"))).Expect(422);
        Assert.EndsWith(" part-of-poll", Assert.Single(refused.Errors), StringComparison.Ordinal);

        await UploadAsync(session, part, ("onNewerExport", "keep"));
        Assert.Equal(2, await PollsOfferedAsync(session));
        (await CallAsync(session, [part], ("onNewerExport", "perhaps"))).Expect(400);
    }

    [Fact]
    public async Task Upload_SavedAsCsv_IsReadByTheDayOfTheSession()
    {
        var session = await SessionAsync();
        const string csv = "ID;Start time;Completion time;Email;Name;Ready?\n1;20.10.2026 14:09;20.10.2026 14:10;ann@contoso.example;Ann Lee;Yes\n";

        var file = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(("Ready(1-1).csv", System.Text.Encoding.UTF8.GetBytes(csv))))).Expect(201).Json["files"]![0]!;

        Assert.Equal(("Ready", "fits", "2026-10-20T18:10:00Z"), (Text(file, "title"), Text(file["fit"]!, "verdict"), Text(file, "firstAnswerAt")));
        Assert.Equal(["The export was saved as CSV; its dates were read as day, month, year."], file["notes"]!.AsArray().Select(note => (string?)note));
    }

    [Fact]
    public async Task Upload_TwoExportsOfOnePollAtOnce_TakesOne()
    {
        var session = await SessionAsync();
        var files = new[] { Poll(-4), Poll(-4, exportedAfter: TimeSpan.FromHours(1)).Responding("di@contoso.example", "Di", Local(-4, 20), "No") };

        var answers = await Task.WhenAll(files.Select(file => CallAsync(session, [file])));

        Assert.Equal([201, 422], answers.Select(answer => answer.Status).Order());
        Assert.Equal(1, await PollsOfferedAsync(session));
    }

    [Fact]
    public async Task Upload_AnotherDay_IsRefusedWithTheEvidence()
    {
        var session = await SessionAsync();

        var answer = (await CallAsync(session, [FormsExportFile.Poll("Ready?").Responding("ann@contoso.example", "Ann Lee", Local(-4, 10).AddDays(3), "Yes")])).Expect(422);

        Assert.Equal(
            "Read in America/New_York (UTC-04:00), the answers lie at 2026-10-23T18:10:00Z, the session between 2026-10-20T18:00:00Z and 2026-10-20T19:40:00Z; in no time zone on earth does an answer come near it: this is the poll of another session.",
            (string?)answer.Json["errors"]![0]!["message"]);
    }

    [Fact]
    public async Task Upload_EvaluationHandedInDaysLater_IsTakenAndIsNoPoll()
    {
        var session = await SessionAsync();
        var late = FormsExportFile.Poll("How was it?").Responding("ann@contoso.example", "Ann Lee", Local(-4, 10).AddDays(3), "Good");

        var file = await UploadAsync(session, late, ("purpose", "evaluation"));

        Assert.Equal((0, 1), ((int)file["outsideWindow"]!, (int)file["matched"]!));
        Assert.Null(file["fit"]);
        var poll = await OnlyPollAsync(session);
        Assert.Equal(("evaluation", false), (Text(poll, "purpose"), (bool)poll["excluded"]!));
        Assert.Equal(0, await PollsOfferedAsync(session));
    }

    [Fact]
    public async Task Upload_EvaluationOfStrangers_WaitsForAPerson()
    {
        var session = await SessionAsync();
        var strangers = FormsExportFile.Poll("How was it?")
            .Responding("ann@contoso.example", "Ann Lee", Local(-4, 10).AddDays(3), "Good")
            .Responding("cy@elsewhere.example", "Cy", Local(-4, 11).AddDays(3), "Good")
            .Responding("di@elsewhere.example", "Di", Local(-4, 12).AddDays(3), "Bad");

        await UploadAsync(session, strangers, ("purpose", "evaluation"));

        Assert.Equal("waits for a person: Of 3 respondents who are named 1 are on the roster and 0 were seen in the meeting.", Text(await OnlyPollAsync(session), "excludedReason"));
        Assert.Equal(["/purpose invalid"], (await CallAsync(session, [strangers], ("purpose", "party"))).Expect(400).Errors);
    }

    [Fact]
    public async Task Read_FileFromBeforeRowsWereKept_IsReadFromTheEvidence()
    {
        var session = await SessionAsync();
        await UploadAsync(session, Poll(-4));
        await server.Database.ExecuteAsync($"update poll_files set responses = null where session_id = '{session}'");

        Assert.Equal("fits", Text((await OnlyPollAsync(session))["fit"]!, "verdict"));
        (await CallAsync(session, [Poll(-4).Responding("di@contoso.example", "Di", Local(-4, 20), "No")])).Expect(422);
    }

    /// <summary>Four answers between ten and thirteen minutes after the start, exported in a zone some hours from UTC.</summary>
    private static FormsExportFile Poll(int hours, TimeSpan? exportedAfter = null) => FormsExportFile.Poll("Ready?") with
    {
        ExportedAt = Starts.AddMinutes(13) + (exportedAfter ?? TimeSpan.FromSeconds(41)),
        Responses =
        [
            new(1, Local(hours, 9), Local(hours, 10), "Ann@contoso.example", "Ann Lee", "Yes"),
            new(2, Local(hours, 9), Local(hours, 11), "bo@home.example", "Bo", "Yes"),
            new(4, Local(hours, 9), Local(hours, 12), "cy@elsewhere.example", "Cy Stranger", "No"),
            new(5, Local(hours, 9), Local(hours, 13), null, null, "Yes"),
        ],
    };

    private static DateTime Local(int hours, int minutes) => Starts.UtcDateTime.AddHours(hours).AddMinutes(minutes);

    private static string Text(JsonNode node, string member) => (string)node[member]!;

    private async Task<Guid> SessionAsync()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/participants", Body.Json(Roster))).Expect(200);
        return session;
    }

    private Task<Answer> CallAsync(Guid session, IEnumerable<FormsExportFile> files, params IEnumerable<(string Name, string Value)> fields)
    {
        var form = Body.Files(files.Select(file => (file.FileName, file.Build())));
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", form);
    }

    private async Task<JsonNode> UploadAsync(Guid session, FormsExportFile file, params IEnumerable<(string Name, string Value)> fields) =>
        (await CallAsync(session, [file], fields)).Expect(201).Json["files"]![0]!;

    private async Task<JsonNode> PollOfAsync(Guid session, string question) =>
        (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/polls")).Expect(200).Json["items"]!.AsArray().Single(poll => Text(poll!, "question") == question)!;

    private async Task<JsonNode> OnlyPollAsync(Guid session) =>
        Assert.Single((await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/polls")).Expect(200).Json["items"]!.AsArray())!;

    private async Task<JsonNode> PatchAsync(Guid session, JsonNode poll, string body)
    {
        var address = $"/api/v1/sessions/{session}/polls/{poll["id"]}";
        var tag = (await server.Operator.CallAsync("GET", address)).ETag!;
        return (await server.Operator.CallAsync("PATCH", address, Body.Json(body), ("If-Match", tag))).Expect(200).Json;
    }

    private async Task<int> PollsOfferedAsync(Guid session) =>
        (int)(await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/completion")).Expect(200).Json["participants"]![0]!["pollsOffered"]!;
}
