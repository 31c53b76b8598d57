using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>
/// Twelve ways to get more credit than is deserved, tried as somebody would try them. For each: what is credited, and what the person who
/// approves is told. docs/credit.md has the same as a table.
/// </summary>
public sealed class TwelveWaysTests(Stage stage) : IClassFixture<Stage>
{
    private const string Ada = "ada.north@contoso.example";
    private const string Ben = "ben.south@contoso.example";
    private static readonly int[] FourTimes = [10, 25, 40, 55];

    [Fact]
    public async Task TwoDevices_CountOnce()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 60)), Record(Ada, "Ada North", (0, 60)));
        await room.AnsweredAsync(Ada, FourTimes);

        Assert.Equal((1.2m, 3600), await room.GetsAsync("P1"));
        Assert.Contains("Teams states 2 h in total", await room.FindingAsync("P1", "reported-total-differs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdleTail_AfterTheEndAndBeforeTheStart_CountsNothing()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (-90, 150)), Record(Ben, "Ben South", (0, 60)));
        await room.AnsweredAsync(Ada, FourTimes);

        Assert.Equal((1.2m, 3600), await room.GetsAsync("P1"));
    }

    [Fact]
    public async Task AnswersWhileAbsentAndBeforeTheStart_WaitForAPersonOrCountNothing()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (-20, 50)), Record(Ben, "Ben South", (0, 60)));
        await room.UploadAsync(room.Poll("Can you hear me?", (Ada, -5), (Ben, 10)), 201);
        await room.AnsweredAsync(Ada, 52, 54, 56);

        Assert.Equal((1m, 3000), await room.GetsAsync("P1"));
        Assert.StartsWith("1 poll answer was given outside the session's time and not counted", await room.FindingAsync("P1", "answer-outside-window"), StringComparison.Ordinal);
        Assert.StartsWith("3 poll answers were given while the participant was not seen", await room.FindingAsync("P1", "answer-while-absent"), StringComparison.Ordinal);
        Assert.Equal("decisionNeeded", await room.ApprovedTogetherAsync("P1"));
    }

    [Fact]
    public async Task ColleaguesLink_CreditsNeitherBeforeAPersonDecides()
    {
        var forwarded = new Attended(Ben, "Ben South", "registration-of-ada", (0, 60));
        var room = await Room.OpenAsync(stage, forwarded, Record("cleo@contoso.example", "Cleo Moss", (0, 60)));
        await room.AnsweredAsync(Ben, FourTimes);

        Assert.Equal((0m, 0), await room.GetsAsync("P1"));
        Assert.Equal((0m, 0), await room.GetsAsync("P2"));
        var attendee = await room.AttendeeAsync("Ben South");
        Assert.Equal("suggested", attendee["match"]!.Text("state"));
        Assert.Equal(2, attendee["match"]!["candidates"]!.AsArray().Count);
        Assert.NotEmpty(await room.FindingAsync("P2", "attendee-waits"));
    }

    [Fact]
    public async Task TwoMeetingsAtOnce_AreToldBeforeApprovalAndCertifiedOnce()
    {
        var first = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 60)));
        await first.AnsweredAsync(Ada, FourTimes);
        var second = await Room.OpenAsync(stage, first, Record(Ada, "Ada North", (0, 60)));
        await second.AnsweredAsync(Ada, FourTimes);

        Assert.NotEmpty(await second.FindingAsync("P1", "overlapping-sessions"));
        Assert.Equal("decisionNeeded", await second.ApprovedTogetherAsync("P1"));
        Assert.Contains("overlapping-sessions", await second.WarningsAsync());

        await first.ApproveByNameAsync("P1");
        await second.ApproveByNameAsync("P1");
        Assert.Equal("succeeded", (await first.IssueAsync()).Text("state"));
        Assert.Contains("overlapping-certificate", await second.RefusedToIssueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EditedAttendanceFile_BesideMicrosoftsReport_WaitsForAPerson()
    {
        var room = await Room.OpenAsync(stage, Record(Ben, "Ben South", (0, 60)));
        await room.AnsweredAsync(Ada, FourTimes);
        await room.AttendanceFileAsync("list.csv", ("Ada North", Ada, 0, 60), ("Ben South", Ben, 0, 60));

        Assert.Equal((1.2m, 3600), await room.GetsAsync("P1"));
        Assert.Equal(
            "1 h of the presence come from the uploaded file \"list.csv\" alone; Microsoft's report does not have them.", await room.FindingAsync("P1", "presence-from-file-alone"));
        Assert.Equal("decisionNeeded", await room.ApprovedTogetherAsync("P1"));
        Assert.NotEqual("decisionNeeded", await room.ApprovedTogetherAsync("P2"));
    }

    [Fact]
    public async Task EditedPollFile_BesideTheExport_IsNotTakenSilently()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 60)), Record(Ben, "Ben South", (0, 60)));
        var export = room.Poll("Which rule applies?", (Ben, 10), ("cleo@contoso.example", 11), ("dora@contoso.example", 12));
        await room.UploadAsync(export, 201);

        var outcome = await room.UploadAsync(room.Answer(export, Ada, 13) with { Title = "Which rule applies" }, 422);

        Assert.Contains("newer-export", outcome, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await room.RowAsync("P1"))["pollsAnswered"]!);
    }

    [Fact]
    public async Task PollRepeated_UnderSixNames_IsOnePoll()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 60)), Record(Ben, "Ben South", (0, 60)));
        var export = room.Poll("Are you there?", (Ada, 10), (Ben, 11));
        await room.UploadAsync(export, 201);
        foreach (var number in Enumerable.Range(2, 5))
        {
            await room.UploadAsync(export with { Title = $"Are you there {number}", HasLastModified = number % 2 == 0 }, 422);
        }

        var row = await room.RowAsync("P1");
        Assert.Equal((1, 1), ((int)row["pollsOffered"]!, (int)row["pollsAnswered"]!));
    }

    [Fact]
    public async Task AllQuestionsAtOnce_AreOneMomentAndTold()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 60)), Record(Ben, "Ben South", (0, 60)));
        await room.AnsweredAsync(Ada, 50, 50, 50, 50);

        Assert.Contains("1 moment", await room.FindingAsync("P1", "answers-at-one-instant"), StringComparison.Ordinal);
        Assert.Contains("answers-at-one-instant", await room.WarningsAsync());
    }

    [Fact]
    public async Task AbsentPersonsName_TypedIntoAForm_CreditsNobodyBeforeAPersonDecides()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 60)), Record(Ben, "Ben South", (0, 60)));
        var form = FormsExportFile.Form("Check", "Your full name", "Your email address", "Are you there?") with { ExportedAt = room.Class.Ended };
        await room.UploadAsync(form.Responding(null, null, room.At(10), "Ada North", Ada, "Yes").Responding(null, null, room.At(11), "Ben South", Ben, "Yes"), 201);

        var row = await room.RowAsync("P1");
        Assert.Equal((1, 0), ((int)row["pollsOffered"]!, (int)row["pollsAnswered"]!));
        Assert.Contains(await room.AttendeesAsync(), attendee => (bool)attendee["answeredPolls"]! && attendee["match"]!.Text("state") is "suggested" or "unmatched");
    }

    [Fact]
    public async Task SharedMailbox_UsedByTwo_WaitsForAPerson()
    {
        var room = await Room.OpenAsync(stage, Record(Ada, "Ada North", (0, 30)), Record(Ada, "Zoltan Varga", (30, 60)), Record(Ben, "Ben South", (0, 60)));
        await room.AnsweredAsync(Ada, FourTimes);

        Assert.Contains("Zoltan Varga", await room.FindingAsync("P1", "key-of-several-names"), StringComparison.Ordinal);
        Assert.Equal("decisionNeeded", await room.ApprovedTogetherAsync("P1"));
    }

    [Fact]
    public async Task PresenterUnderAnotherAddress_EarnsNothingByAttending()
    {
        var room = await Room.OpenAsync(stage, instructor: "prof@contoso.example", Record(Ben, "Ben South", (0, 60)));
        await room.AttendanceFileAsync("list.csv", ("Ada North", Ada, 0, 60), ("Ben South", Ben, 0, 60));
        await room.AnsweredAsync(Ada, FourTimes);
        Assert.Equal(1.2m, (await room.GetsAsync("P1")).Credits);

        await room.AttendanceFileAsync("report.csv", signInName: "prof@contoso.example", ("Ada North", Ada, 0, 60));

        Assert.Equal(0m, (await room.GetsAsync("P1")).Credits);
        Assert.NotEmpty(await room.FindingAsync("P1", "instructor"));
    }

    private static Attended Record(string email, string name, params (int From, int To)[] stays) => new(email, name, null, stays);

    /// <summary>A class of an hour with Ada (P1) and Ben (P2) on its roster.</summary>
    private sealed class Room(Stage stage, Classroom classroom, string session)
    {
        private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

        public Classroom Class => classroom;

        public static Task<Room> OpenAsync(Stage stage, params Attended[] seats) => OpenAsync(stage, null, null, seats);

        public static Task<Room> OpenAsync(Stage stage, string instructor, params Attended[] seats) => OpenAsync(stage, null, instructor, seats);

        /// <summary>Another meeting at the same time, with the same people on its roster.</summary>
        public static Task<Room> OpenAsync(Stage stage, Room other, params Attended[] seats) => OpenAsync(stage, other, null, seats);

        public DateTime At(int minute) => TimeZoneInfo.ConvertTime(classroom.Started.AddMinutes(minute), Zone).DateTime;

        public FormsExportFile Poll(string question, params (string Email, int Minute)[] answers) => answers.Aggregate(
            FormsExportFile.Poll(question) with { ExportedAt = classroom.Ended.AddMinutes(20) }, (poll, answer) => Answer(poll, answer.Email, answer.Minute));

        public FormsExportFile Answer(FormsExportFile poll, string email, int minute) => poll.Responding(email, email, At(minute), "Yes");

        /// <summary>One poll for each minute, which one person answers then.</summary>
        public async Task AnsweredAsync(string email, params int[] minutes)
        {
            foreach (var (index, minute) in minutes.Index())
            {
                await UploadAsync(Poll($"Question {index + 1} for {email}?", (email, minute)), 201);
            }
        }

        public async Task<string> UploadAsync(FormsExportFile file, int status)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(file.Build()), "files", file.FileName } };
            using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/polls", form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
            return text;
        }

        public Task AttendanceFileAsync(string name, params (string Name, string Email, int From, int To)[] stays) => AttendanceFileAsync(name, null, stays);

        public async Task AttendanceFileAsync(string name, string? signInName, params (string Name, string Email, int From, int To)[] stays)
        {
            string Written(int minute) => At(minute).ToString("M/d/yy, h:mm:ss tt", CultureInfo.InvariantCulture);
            string[] rows =
            [
                "1. Summary", "Meeting title\tA class", "", "2. Participants",
                "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
                .. stays.Select(stay => $"{stay.Name}\t{Written(stay.From)}\t{Written(stay.To)}\t\t{stay.Email}\t{signInName ?? stay.Email}\tAttendee"),
                "", "3. In-Meeting Activities", "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole",
                .. stays.Select(stay => $"{stay.Name}\t{Written(stay.From)}\t{Written(stay.To)}\t\t{stay.Email}\tAttendee"),
            ];
            using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', rows))), "files", name } };
            await stage.Admin.CallAsync(HttpMethod.Post, $"/sessions/{session}/attendance/files", form);
        }

        public async Task<JsonNode> RowAsync(string id) => (await stage.Job.CompletionAsync(session))[id];

        public async Task<(decimal Credits, int Seconds)> GetsAsync(string id)
        {
            var row = await RowAsync(id);
            return ((decimal)row["suggestedCredits"]!, (int)row["presentSeconds"]!);
        }

        public async Task<string> FindingAsync(string id, string code)
        {
            var findings = (await RowAsync(id))["findings"]!.AsArray();
            return findings.FirstOrDefault(finding => finding!.Text("code") == code)?.Text("message")
                ?? throw new InvalidOperationException($"No finding {code} among {findings.ToJsonString()}");
        }

        public async Task<IReadOnlyList<string>> WarningsAsync() =>
            [.. (await stage.Admin.GetAsync($"/sessions/{session}/completion"))["warnings"]!.AsArray().Select(warning => warning!.Text("code"))];

        public async Task<IReadOnlyList<JsonNode>> AttendeesAsync() => [.. (await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray().Select(item => item!)];

        public async Task<JsonNode> AttendeeAsync(string name) => (await AttendeesAsync()).Single(attendee => (string?)attendee["displayName"] == name);

        public async Task<string> ApprovedTogetherAsync(string id)
        {
            var participant = (await RowAsync(id)).Text("participantId");
            return (await stage.Admin.PostAsync($"/sessions/{session}/credits/approve"))["items"]!.AsArray().Single(item => item!.Text("participantId") == participant)!.Text("outcome");
        }

        public async Task ApproveByNameAsync(string id) =>
            await stage.Admin.PostAsync($"/sessions/{session}/credits/approve", new { participantIds = new[] { (await RowAsync(id)).Text("participantId") } });

        public async Task<JsonNode> IssueAsync() => await stage.Admin.OverAsync((await stage.Admin.PostAsync($"/sessions/{session}/certificates")).Id());

        public async Task<string> RefusedToIssueAsync()
        {
            using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/certificates");
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }

        private static async Task<Room> OpenAsync(Stage stage, Room? other, string? instructor, Attended[] seats)
        {
            var classroom = other is null ? new Classroom(stage, OfItsOwn()) : new Classroom(stage, TimeSpan.Zero, now: other.Class.Ended);
            var report = classroom.Report(0);
            stage.Simulator.Change(_ => report.Records.AddRange(seats.Select(seat => seat.In(classroom))));
            var session = await classroom.DefineAsync(body => body["instructors"] = new JsonArray(
                new JsonObject { ["name"] = "Helena Strand", ["email"] = instructor ?? "helena.strand@contoso.example" }));
            await stage.Admin.PostAsync($"/sessions/{session}/participants", new
            {
                participants = new object[]
                {
                    new { externalId = "P1", name = "Ada North", email = Ada, registrationId = "registration-of-ada" },
                    new { externalId = "P2", name = "Ben South", email = Ben },
                },
            });
            await stage.Job.FetchAsync(session);
            return new Room(stage, classroom, session);
        }

        /// <summary>No two classes overlap: the same people attend them all.</summary>
        private static TimeSpan OfItsOwn() => TimeSpan.FromDays(Interlocked.Increment(ref days));

        private static int days = 1;
    }

    /// <summary>An attendance record of Microsoft's report.</summary>
    private sealed record Attended(string Email, string Name, string? RegistrationId, params (int From, int To)[] Stays)
    {
        public SimulatedRecord In(Classroom classroom) => new()
        {
            EmailAddress = Email,
            DisplayName = Name,
            RegistrationId = RegistrationId,
            Intervals = [.. Stays.Select(stay => new SimulatedInterval(Instant.From(classroom.Started.AddMinutes(stay.From)), Instant.From(classroom.Started.AddMinutes(stay.To))))],
        };
    }
}
