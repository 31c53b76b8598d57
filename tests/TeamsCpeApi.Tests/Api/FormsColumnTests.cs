using System.Text;
using TeamsCpeApi.Tests.Support;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Columns that are no polls, questions that nobody answered, and the same rows in another file: what they do to everybody's polls.</summary>
[Collection(OneServer.Name)]
public class FormsColumnTests(CpeServer server)
{
    [Fact]
    public async Task Upload_EmptyColumnOfAnUnlistedLanguage_IsNoPollAndNamed()
    {
        var room = await FormsRoom.OpenAsync(server);

        var file = await room.UploadAsync(Poll("Mikä sääntö?") with { Headers = FormsExportHeaders.Unlisted });

        Assert.Equal(["Mikä sääntö?"], file["questions"]!.AsArray().Select(question => (string?)question));
        Assert.StartsWith("Column F \"Viimeksi muokattu\" is no poll: ", (string?)Assert.Single(file["notes"]!.AsArray()), StringComparison.Ordinal);
        Assert.Equal("ada 1/1, ben 1/1", await room.CountsAsync());
    }

    [Fact]
    public async Task Upload_QuestionThatNobodyAnswered_CountsOnceAPersonIncludesIt()
    {
        var room = await FormsRoom.OpenAsync(server);
        var form = Form("Which?", "Why?");

        var file = await room.UploadAsync(form);
        Assert.Contains("Column H \"Why?\" holds no answer: it is a poll that does not count until a person includes it.", file["notes"]!.AsArray().Select(note => (string?)note));
        Assert.Equal("ada 1/1, ben 1/1", await room.CountsAsync());
        var waiting = (await room.PollsAsync()).Single(poll => (string?)poll["question"] == "Why?");
        Assert.Equal("waits for a person: nobody answered it. If it was asked and is to count, include it: it is a poll that everybody missed then.", (string?)waiting["excludedReason"]);

        await room.PatchAsync(waiting, """{"timeZone":"America/Detroit"}""");
        Assert.Equal("ada 1/1, ben 1/1", await room.CountsAsync());

        await room.PatchAsync(waiting, """{"excluded":false}""");
        Assert.Equal("ada 1/2, ben 1/2", await room.CountsAsync());

        await room.UploadAsync(form.Responding("cy@example.com", "Cy", FormsRoom.At(14, 30), "B", null), ("onNewerExport", "replace"));
        Assert.Equal("ada 1/2, ben 1/2", await room.CountsAsync());
    }

    [Fact]
    public async Task Warnings_PollOfAFormerReleaseThatNobodyAnswered_AreToldUntilAPersonDecides()
    {
        var room = await FormsRoom.OpenAsync(server);
        await room.UploadAsync(Form("Which?", "Why?"));
        await server.Database.ExecuteAsync($"update polls set excluded_reason = null where session_id = '{room.Session}'");
        var poll = (await room.PollsAsync()).Single(poll => (string?)poll["question"] == "Why?");

        Assert.Equal(
            [$"poll-unanswered The poll \"Why?\" counts although nobody answered it: everybody has missed it. If it was not asked, exclude it with a reason (excluded), else confirm it with a reason (confirmed): PATCH /api/v1/sessions/{room.Session}/polls/{poll["id"]}."],
            await room.WarningsAsync());

        await room.PatchAsync(poll, """{"confirmed":true,"reason":"It was asked, and nobody answered."}""");
        Assert.Empty(await room.WarningsAsync());
        Assert.Equal("ada 1/2, ben 1/2", await room.CountsAsync());
    }

    [Fact]
    public async Task Replace_ByTheSameBytesWithColumnsDeclared_CountsThemAndGoesOnSo()
    {
        var room = await FormsRoom.OpenAsync(server);
        var poll = Poll("Which?") with { Headers = FormsExportHeaders.Unlisted };
        await room.UploadAsync(poll);
        var stored = Assert.Single(await room.PollsAsync());
        (await room.ReplaceAsync(stored, poll)).Expect(422);

        (await room.ReplaceAsync(stored, poll, ("countColumns", "f"))).Expect(200);
        Assert.Equal("ada 1/2, ben 1/2", await room.CountsAsync());
        Assert.Equal(2, (await room.PollsAsync()).Length);

        await room.UploadAsync(poll.Responding("cy@example.com", "Cy", FormsRoom.At(14, 30), "B"), ("onNewerExport", "replace"));
        Assert.Equal("ada 1/2, ben 1/2", await room.CountsAsync());
        Assert.Equal(["/countColumns invalid"], (await room.CallAsync("x.xlsx", Poll("Other?").Build(), ("countColumns", "F-H"))).Expect(400).Errors);
        Assert.EndsWith(" forms-column-not-countable", Assert.Single((await room.CallAsync("x.xlsx", Poll("Other?").Build(), ("countColumns", "E"))).Expect(422).Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Upload_TheSameRowsInAnotherFile_IsTheSamePollWhateverItIsCalled(int respondents)
    {
        var room = await FormsRoom.OpenAsync(server);
        var form = Form("Which?", "Why?");
        form = form with { Responses = [.. form.Responses.Append(new(3, FormsRoom.At(14, 22), FormsRoom.At(14, 23, 9), null, null, "C", null)).Take(respondents)] };
        await room.UploadAsync(form);

        foreach (var (how, name, content) in SavedAnew(form))
        {
            foreach (var newer in new[] { "ask", "replace", "keep" })
            {
                var answer = await room.CallAsync(name, content, ("onNewerExport", newer));
                Assert.True(answer.Status == 422, $"{how}, {newer}: {answer.Text}");
                var expected = newer == "keep" ? " same-responses" : " older-export";
                Assert.True(Assert.Single(answer.Errors).EndsWith(expected, StringComparison.Ordinal) || how == "the same bytes", $"{how}, {newer}: {answer.Text}");
            }
        }

        Assert.Equal(2, (await room.PollsAsync()).Length);
    }

    [Fact]
    public async Task Upload_PollThatLooksAlike_IsOneOfItsOwn()
    {
        var room = await FormsRoom.OpenAsync(server);
        await room.UploadAsync(Poll("Still there?"));

        await room.UploadAsync(Poll("And now?"));
        await room.UploadAsync(Poll("Still there?") with { Title = "Later", Responses = [.. Poll("").Responses.Select(response => response with { Completed = response.Completed.AddMinutes(20) })] });

        Assert.Equal("ada 3/3, ben 3/3", await room.CountsAsync());
    }

    private static IEnumerable<(string How, string Name, byte[] Content)> SavedAnew(FormsExportFile form)
    {
        yield return ("the same bytes", "Other.xlsx", form.Build());
        foreach (var shape in Enum.GetValues<FormsExportShape>())
        {
            var saved = form with { Shape = shape, Title = $"Copy as {shape}", ExportedAt = form.ExportedAt.AddMinutes(1) };
            yield return ($"renamed, {shape}", saved.FileName, saved.Build());
            yield return ($"without last modification, {shape}", "Other.xlsx", (saved with { HasLastModified = false }).Build());
            yield return ($"of an unlisted language, {shape}", "Other.xlsx", (saved with { Headers = FormsExportHeaders.Unlisted }).Build());
            yield return ($"rows in another order, {shape}", "Other.xlsx", (saved with { Responses = [.. form.Responses.Reverse()] }).Build());
            yield return ($"columns in another order, {shape}", "Other.xlsx", (saved with
            {
                Questions = [.. form.Questions.Reverse()],
                Responses = [.. form.Responses.Select(response => response with { Answers = [.. response.Answers.Reverse()] })],
            }).Build());
        }

        var excel = form with { Shape = FormsExportShape.ResavedInExcel };
        var blank = excel.Parts().Select(part => part.Name == "xl/worksheets/sheet1.xml"
            ? ZipPart.Xml(part.Name, part.Text.Replace("</sheetData>", """<row r="50"/><row r="51"><c r="A51" s="1"/><c r="G51" t="inlineStr"><is><t> </t></is></c></row></sheetData>""", StringComparison.Ordinal))
            : part);
        yield return ("blank rows at the end", "Blank.xlsx", FixedZip.Write(blank));
        foreach (var time in new[] { "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yy h:mm tt" })
        {
            var lines = form.Responses.Select(response => string.Join(
                ',', response.Id, Text(response.Started, time), Text(response.Completed, time), response.Email ?? "anonymous", response.Name, "", response.Answers[0], response.Answers[1]));
            yield return ($"saved as CSV, {time}", "Saved.csv", Encoding.UTF8.GetBytes($"ID,Start time,Completion time,Email,Name,Last modified time,Which?,Why?\r\n{string.Join("\r\n", lines)}\r\n,,,,,,,\r\n,,,,,,,\r\n"));
        }
    }

    private static string Text(DateTime time, string format) => time.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    private static FormsExportFile Poll(string question) => FormsExportFile.Poll(question)
        .Responding("ada.north@example.com", "Ada North", FormsRoom.At(14, 21, 7), "A")
        .Responding("ben.south@example.com", "Ben South", FormsRoom.At(14, 21, 48), "B");

    private static FormsExportFile Form(params string[] questions) => FormsExportFile.Form("Form", questions)
        .Responding("ada.north@example.com", "Ada North", FormsRoom.At(14, 21, 7), "A", null)
        .Responding("ben.south@example.com", "Ben South", FormsRoom.At(14, 21, 48), "B", null);
}
