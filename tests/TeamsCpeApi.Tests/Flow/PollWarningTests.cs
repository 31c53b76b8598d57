using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExcelDataReader;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>A poll that counts and is contradicted by what arrives later is shown to whoever approves, until a person has decided knowing it.</summary>
public sealed class PollWarningTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly string[] Pupils = ["pupil1@contoso.example", "pupil2@contoso.example", "pupil3@contoso.example", "pupil4@contoso.example", "pupil5@contoso.example", "pupil6@contoso.example"];

    /// <summary>One was there, five were not: too few to be this session's people.</summary>
    private static readonly string[] Strangers = ["pupil1@contoso.example", "ann@elsewhere.example", "bo@elsewhere.example", "cy@elsewhere.example", "di@elsewhere.example", "ed@elsewhere.example"];

    [Fact]
    public async Task Poll_ContradictedByAttendanceThatCameLater_IsWarnedAboutInSessionAndCompletion()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("Ready?", Strangers));
        Assert.Equal(("fits", false), (room.Verdict(await room.OnlyPollAsync()), (bool)(await room.OnlyPollAsync())["needsReview"]!));
        Assert.Empty(await room.WarningsAsync());
        Assert.Equal(["json", "csv", "xlsx", "pdf"], await room.SilentFormatsAsync("Ready?"));

        await room.FetchAsync();

        var poll = await room.OnlyPollAsync();
        Assert.Equal(("doubtful", true, false), (room.Verdict(poll), (bool)poll["needsReview"]!, (bool)poll["excluded"]!));
        Assert.Equal(
            $"The poll \"Ready?\" of the workbook \"Ready_(1-6).xlsx\" counts, but by what is known now the workbook is doubtful: {poll["fit"]!.Text("evidence")} Exclude it with a reason (excluded), name the zone of its times (timeZone), or confirm with a reason that it belongs to this session (confirmed): PATCH /api/v1/sessions/{room.Session}/polls/{poll.Id()}.",
            Assert.Single(await room.WarningsAsync()));
        Assert.Contains("of 6 respondents only 1 was in the meeting", poll["fit"]!.Text("evidence"), StringComparison.Ordinal);
        Assert.Equal(await room.WarningsAsync(), Messages(await stage.Admin.GetAsync($"/sessions/{room.Session}/completion")));
        Assert.Empty(await room.SilentFormatsAsync("Ready?"));
        Assert.Empty(Messages((await stage.Admin.ListAsync("/sessions")).Single(session => session.Id() == room.Session)));
    }

    [Fact]
    public async Task Poll_ExcludedOrIncludedByAPerson_IsWarnedAboutNoMore()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("Ready?", Strangers));
        await room.FetchAsync();
        Assert.Single(await room.WarningsAsync());

        await room.PatchAsync("""{"excluded":true,"reason":"Of the class next door."}""");
        Assert.Empty(await room.WarningsAsync());

        var included = await room.PatchAsync("""{"excluded":false}""");
        Assert.Equal(("doubtful", false), (included["confirmation"]!.Text("verdict"), (bool)included["needsReview"]!));
        Assert.Empty(await room.WarningsAsync());
        Assert.Equal(["json", "csv", "xlsx", "pdf"], await room.SilentFormatsAsync("Ready?"));
    }

    [Fact]
    public async Task Poll_ConfirmedByAPerson_IsWarnedAboutAgainOnlyWhenMoreSpeaksAgainstIt()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("Ready?", Strangers));
        await room.FetchAsync();

        var confirmed = await room.PatchAsync("""{"confirmed":true,"reason":"They sat together at one computer."}""");
        Assert.Equal(("They sat together at one computer.", "doubtful"), (confirmed["confirmation"]!.Text("reason"), confirmed["confirmation"]!.Text("verdict")));
        Assert.Equal(confirmed.Text("decidedBy"), confirmed["confirmation"]!.Text("by"));
        Assert.Empty(await room.WarningsAsync());
        await room.PatchAsync("""{"confirmed":true,"reason":"They sat together at one computer."}""");
        await room.FetchAsync();
        Assert.Empty(await room.WarningsAsync());

        stage.Simulator.Change(_ => room.Report.Records.RemoveAt(0));
        await room.FetchAsync();
        Assert.Contains("A person decided that it counts, on less than that: 5 of its respondents were not seen in the meeting, now 6.", Assert.Single(await room.WarningsAsync()), StringComparison.Ordinal);
        Assert.Equal(["5 of its respondents were not seen in the meeting, now 6."], (await room.OnlyPollAsync())["confirmation"]!["worseSince"]!.AsArray().Select(words => (string?)words));
        Assert.Empty(await room.SilentFormatsAsync("Ready?"));

        await room.PatchAsync("""{"confirmed":true,"reason":"Pupil 1 sat there, too."}""");
        Assert.Empty(await room.WarningsAsync());
        await stage.Admin.CallAsync(HttpMethod.Patch, $"/sessions/{room.Session}", Api.Json(new { startsAt = room.Class.Started.AddDays(-4), endsAt = room.Class.Ended.AddDays(-4) }), "*");
        Assert.Contains("It was judged to be doubtful, now another session's.", Assert.Single(await room.WarningsAsync()), StringComparison.Ordinal);
        Assert.Equal(
            ["doubtful", "doubtful"],
            await stage.Server.Database.ReadAsync($"select data::jsonb->>'kind' from audit_events where session_id = '{room.Session}' and action = 'poll.confirmed' order by sequence"));
    }

    [Fact]
    public async Task Poll_IncludedWhileItFitted_IsWarnedAboutWhenTheAttendanceContradictsIt()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("Ready?", Strangers));
        await room.PatchAsync("""{"confirmed":true,"reason":"Asked by the instructor."}""");

        await room.FetchAsync();

        Assert.Contains("It was judged to be this session's, now doubtful. The attendance was not known; by now it is, and 5 of its respondents were not in the meeting.", Assert.Single(await room.WarningsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_OfAProgramsSession_IsWarnedAboutInTheProgramsCompletion()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("Ready?", Strangers));
        var session = await stage.Admin.GetAsync($"/sessions/{room.Session}");
        var program = (await stage.Admin.PostAsync("/programs", new
        {
            title = "A program",
            sessionIds = new[] { room.Session },
            rulesetId = session.Text("rulesetId"),
            sponsorId = session.Text("sponsorId"),
            deliveryMethod = "Group Internet Based",
            maximumCredits = 1,
            fieldsOfStudy = new[] { new { field = "Taxes", credits = 1 } },
        })).Id();
        Assert.Equal(["json", "csv", "xlsx", "pdf"], await Room.SilentFormatsAsync(stage, $"/programs/{program}/completion", "Ready?"));

        await room.FetchAsync();

        Assert.Equal(await room.WarningsAsync(), Messages((await stage.Admin.GetAsync($"/programs/{program}/completion"))["sessions"]![0]!));
        Assert.Empty(await Room.SilentFormatsAsync(stage, $"/programs/{program}/completion", "Ready?"));
    }

    [Fact]
    public async Task Poll_WithALongTitle_IsCutBetweenCharacters()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        var title = $"{new string('?', 79)}\U0001F9FE and more";
        await room.UploadAsync(room.Poll(title, Strangers));

        await room.FetchAsync();

        Assert.Contains($"The poll \"{title[..79]}…\"", Assert.Single(await room.WarningsAsync()), StringComparison.Ordinal);
        Assert.Equal(["json", "csv", "xlsx", "pdf"], await room.SilentFormatsAsync(title));
    }

    [Fact]
    public async Task Poll_ThatFits_IsNeverWarnedAbout()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("Ready?", Pupils));
        Assert.Empty(await room.WarningsAsync());

        await room.FetchAsync();
        await room.UploadAsync(room.Poll("Clear?", Pupils, minute: 30));

        Assert.Empty(await room.WarningsAsync());
        Assert.Equal(["json", "csv", "xlsx", "pdf"], await room.SilentFormatsAsync("Ready?"));
    }

    [Fact]
    public async Task Poll_ThatDoesNotCount_IsNotWarnedAbout()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        await room.UploadAsync(room.Poll("How was it?", ["pupil1@contoso.example"], minute: 24 * 60), purpose: "evaluation");
        await room.FetchAsync();

        await room.UploadAsync(room.Poll("Ready?", Strangers, minute: 30));

        Assert.Equal([false, true], (await stage.Admin.ListAsync($"/sessions/{room.Session}/polls")).Select(poll => (bool)poll["excluded"]!));
        Assert.Empty(await room.WarningsAsync());
    }

    [Fact]
    public async Task Polls_OfOneWorkbook_AreNamedInOneWarning()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        var form = FormsExportFile.Form("Quiz", [.. Enumerable.Range(1, 7).Select(number => $"Question {number}?")]);
        await room.UploadAsync(room.Answered(form, Strangers));

        await room.FetchAsync();

        var warning = Assert.Single(await room.WarningsAsync());
        Assert.StartsWith("The polls \"Question 1?\", \"Question 2?\", \"Question 3?\", \"Question 4?\", \"Question 5?\" and 2 more of the workbook \"Quiz(1-6).xlsx\" count, but", warning, StringComparison.Ordinal);
        Assert.EndsWith($"PATCH /api/v1/sessions/{room.Session}/polls/{{pollId}}.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polls_OfManyWorkbooks_LeaveThePaperReadable()
    {
        var room = await Room.BeforeAttendanceAsync(stage);
        foreach (var number in Enumerable.Range(1, 8))
        {
            await room.UploadAsync(room.Poll($"Question {number}?", Strangers, minute: 6 * number));
        }

        await room.FetchAsync();

        Assert.Equal(8, (await room.WarningsAsync()).Count);
        using var paper = new PdfTool(await stage.Admin.BytesAsync($"/sessions/{room.Session}/completion?format=pdf"));
        var warnings = (await stage.Admin.GetAsync($"/sessions/{room.Session}/completion"))["warnings"]!.AsArray().Count;
        Assert.Contains($"{warnings - 4}, which are shown with the session", paper.RawText().ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.All(paper.WordBoxes(), word => Assert.InRange(word.Bottom, 0, 596));
    }

    private static IReadOnlyList<string> Messages(JsonNode node) =>
        [.. node["warnings"]!.AsArray().Where(warning => warning!.Text("code") == "poll-doubtful").Select(warning => warning!.Text("message"))];

    /// <summary>A class of six pupils whose attendance is not fetched before a provider is named.</summary>
    private sealed class Room(Stage stage, Classroom classroom, string provider, string session)
    {
        public Classroom Class => classroom;

        public string Session => session;

        public SimulatedReport Report { get; } = classroom.Report(6);

        public static async Task<Room> BeforeAttendanceAsync(Stage stage)
        {
            var classroom = new Classroom(stage, TimeSpan.FromDays(2));
            string? provider = null;
            var session = await classroom.DefineAsync(body =>
            {
                provider = (string)body["providerId"]!;
                body.Remove("providerId");
            });

            // The rooms are all at one time, which would be told too if it were one person in all of them.
            await stage.Admin.PostAsync($"/sessions/{session}/participants", $$"""{"participants":[{"externalId":"P1 {{session}}","name":"Pupil 1","email":"pupil1@contoso.example"}]}""");
            return new Room(stage, classroom, provider!, session);
        }

        /// <summary>A poll that was answered from so many minutes after the start on.</summary>
        public FormsExportFile Poll(string question, IEnumerable<string> respondents, int minute = 10) => Answered(FormsExportFile.Poll(question), respondents, minute);

        public FormsExportFile Answered(FormsExportFile form, IEnumerable<string> respondents, int minute = 10)
        {
            var first = TimeZoneInfo.ConvertTime(classroom.Started.AddMinutes(minute), TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).DateTime;
            return respondents.Index().Aggregate(
                form with { ExportedAt = classroom.Started.AddMinutes(minute + 20) },
                (file, respondent) => file.Responding(respondent.Item, respondent.Item, first.AddMinutes(respondent.Index), [.. form.Questions.Select(_ => "Yes")]));
        }

        public async Task UploadAsync(FormsExportFile file, string purpose = "monitoring")
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(file.Build()), "files", file.FileName }, { new StringContent(purpose), "purpose" } };
            await stage.Admin.CallAsync(HttpMethod.Post, $"/sessions/{session}/polls", form);
        }

        public async Task FetchAsync()
        {
            await stage.Admin.CallAsync(HttpMethod.Patch, $"/sessions/{session}", Api.Json(new { providerId = provider }), "*");
            await stage.Job.FetchAsync(session);
        }

        public async Task<JsonNode> OnlyPollAsync() => Assert.Single(await stage.Admin.ListAsync($"/sessions/{session}/polls"));

        public string Verdict(JsonNode poll) => poll["fit"]!.Text("verdict");

        public async Task<JsonNode> PatchAsync(string patch) =>
            await stage.Admin.CallAsync(HttpMethod.Patch, $"/sessions/{session}/polls/{(await OnlyPollAsync()).Id()}", Api.Json(patch), "*");

        public async Task<IReadOnlyList<string>> WarningsAsync() => Messages(await stage.Admin.GetAsync($"/sessions/{session}"));

        /// <summary>The formats of the Completion report in which no warning names the question.</summary>
        public Task<IReadOnlyList<string>> SilentFormatsAsync(string question) => SilentFormatsAsync(stage, $"/sessions/{session}/completion", question);

        public static async Task<IReadOnlyList<string>> SilentFormatsAsync(Stage stage, string report, string question)
        {
            using var paper = new PdfTool(await stage.Admin.BytesAsync($"{report}?format=pdf"));
            var words = new (string Format, string Words)[]
            {
                ("json", Regex.Unescape(Encoding.UTF8.GetString(await stage.Admin.BytesAsync(report)))),
                ("csv", Encoding.UTF8.GetString(await stage.Admin.BytesAsync($"{report}?format=csv")).Replace("\"\"", "\"", StringComparison.Ordinal)),
                ("xlsx", Cells(await stage.Admin.BytesAsync($"{report}?format=xlsx"))),
                ("pdf", paper.Text()),
            };
            return [.. words.Where(row => !row.Words.Contains($"\"{question}\"", StringComparison.Ordinal)).Select(row => row.Format)];
        }

        private static string Cells(byte[] workbook)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(workbook));
            var cells = new List<string>();
            do
            {
                while (reader.Read())
                {
                    cells.AddRange(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).OfType<string>());
                }
            }
            while (reader.NextResult());
            return string.Join('\n', cells);
        }
    }
}
