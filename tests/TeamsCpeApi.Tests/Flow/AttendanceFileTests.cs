using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ExcelDataReader;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.AttendanceFiles;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Attendance files as a second source: uploaded, merged with what Microsoft reports, shown, and frozen under certificates.</summary>
public sealed class AttendanceFileTests(Stage stage) : IClassFixture<Stage>
{
    private const string AttendanceFilesMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly SavedForm s_teams = SavedForm.All["as Teams writes it"];

    [Fact]
    public async Task Upload_SessionWithoutProvider_HasAttendanceFromTheFileAlone()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync(body => body.Remove("providerId"));
        Assert.Contains(await NeedsAsync(session), need => need == "provider");

        var upload = await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50))));

        Assert.Equal("numberedSections utf-16le monthDayYear 1", $"{upload["files"]![0]!["file"]!["dialect"]} {upload["files"]![0]!["file"]!["encoding"]} {upload["files"]![0]!["file"]!["dateOrder"]} {upload["files"]![0]!["file"]!["stays"]}");
        var attendance = await stage.Admin.GetAsync($"/sessions/{session}/attendance");
        Assert.Equal("fromFiles", attendance.Text("state"));
        Assert.Equal("report.csv", attendance["files"]![0]!.Text("fileName"));
        Assert.Contains(attendance["warnings"]!.AsArray(), warning => warning!.GetValue<string>().Contains("uploaded files alone", StringComparison.Ordinal));
        Assert.Equal("ready", (await stage.Admin.GetAsync($"/sessions/{session}")).Text("state"));
        Assert.DoesNotContain(await NeedsAsync(session), need => need is "provider" or "attendance");
        Assert.Equal((3000, "fromFiles"), (await PresentAsync(session), (await stage.Admin.GetAsync($"/sessions/{session}/completion")).Text("attendanceState")));
        await stage.Admin.PostAsync($"/sessions/{session}/credits/approve");
    }

    [Fact]
    public async Task Upload_BesideMicrosoftsReport_IsUnitedAndEveryStayNamesItsSource()
    {
        var room = new Room(stage);
        room.Class.Report(1);
        var session = await room.DefineAsync();
        await stage.Job.FetchAsync(session);
        Assert.Equal(3600, await PresentAsync(session));

        await UploadAsync(session, 201, ("same.csv", room.File(room.Visit("Pupil 1", "PUPIL1@contoso.example", 0, 60), room.Visit("Pupil 1", "pupil1@contoso.example", 30, 40))));

        Assert.Equal(3600, await PresentAsync(session));
        Assert.Equal(1, (await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray().Count(item => ((string?)item!["email"])?.StartsWith("pupil1", StringComparison.OrdinalIgnoreCase) == true));
        var sources = (await RowAsync(session))["stays"]!.AsArray().Select(stay => stay!.Text("source")).ToArray();
        Assert.Equal(2, sources.Count(source => source == "file same.csv"));
        Assert.Single(sources, source => source.StartsWith("Graph report ", StringComparison.Ordinal));
        Assert.Equal("available", (await stage.Admin.GetAsync($"/sessions/{session}/attendance")).Text("state"));
        Assert.Contains("file same.csv", Encoding.UTF8.GetString(await stage.Admin.BytesAsync($"/sessions/{session}/raw-data?format=csv")), StringComparison.Ordinal);
        Assert.Contains(Cells(await stage.Admin.BytesAsync($"/sessions/{session}/raw-data?format=xlsx")), cell => cell.Contains("file same.csv", StringComparison.Ordinal));
        using var paper = new PdfTool(await stage.Admin.BytesAsync($"/sessions/{session}/raw-data?format=pdf"));
        Assert.Contains("file same.csv", paper.Text(), StringComparison.Ordinal);
        Assert.Contains("[2]", paper.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_SeveralAtOnce_TellsWhatBecameOfEach()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var good = room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50));
        var list = SavedForm.All["UTF-8 of an editor"].Save([["Full Name", "User Action", "Timestamp"], ["Pupil 2", "Joined", room.Written(0)], ["Pupil 2", "Left", room.Written(20)], ["Pupil 3", "Joined", room.Written(5)]])!;

        var upload = await UploadAsync(
            session,
            207,
            ("report.csv", good),
            ("again.csv", good),
            ("list.csv", list),
            ("morning.csv", room.File(room.Visit("Pupil 1", "pupil1@contoso.example", -600, -540))),
            ("letter.csv", "%PDF-1.7"u8.ToArray()));

        Assert.Equal(
            ["report.csv accepted ", "again.csv refused duplicate-file", "list.csv accepted ", "morning.csv refused attendance-outside-session", "letter.csv refused file-not-text"],
            upload["files"]!.AsArray().Select(file => $"{file!.Text("fileName")} {file!.Text("state")} {file!["error"]?["code"]}"));
        Assert.Contains(upload["files"]![2]!["file"]!["notes"]!.AsArray(), note => note!.GetValue<string>().StartsWith("1 stay has no end: whoever had not left was still there when the list was downloaded", StringComparison.Ordinal));
        Assert.Contains("the session is from", upload["files"]![3]!["error"]!.Text("message"), StringComparison.Ordinal);
        Assert.Equal(["attendance-file.refused 3", "attendance-file.uploaded 2"], await EventsAsync(session));
        Assert.Equal(2, (await stage.Admin.ListAsync($"/sessions/{session}/attendance/files")).Count);
        Assert.Equal("duplicate-file", (await UploadAsync(session, 422, ("third.csv", good)))["errors"]![0]!.Text("code"));
        Assert.Equal(["attendance-file.refused 4", "attendance-file.uploaded 2"], await EventsAsync(session));
    }

    [Fact]
    public async Task Upload_TheSameBytesAtOneMoment_AreTakenOnce()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var file = room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50));

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(async number =>
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "files", $"{number}.csv" } };
            using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/attendance/files", form);
            return (int)answer.StatusCode;
        }));

        Assert.Equal([201, 422, 422, 422], answers.Order());
        Assert.Equal(["attendance-file.refused 3", "attendance-file.uploaded 1"], await EventsAsync(session));
    }

    [Fact]
    public async Task Upload_LiveEvent_IsReadAsUtcWhateverTheZone()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var (start, end) = (room.Class.Started.UtcDateTime, room.Class.Started.AddMinutes(50).UtcDateTime);
        string[][] rows =
        [
            ["SessionId", "ParticipantId", "FullName", "UserAgent", "UtcEventTimestamp", "Action", "Role"],
            ["v1", "pupil1@contoso.example", "Pupil 1", "Edge", start.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture), "Joined", "Attendee"],
            ["v1", "pupil1@contoso.example", "Pupil 1", "Edge", end.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture), "Left", "Attendee"],
        ];

        var upload = await UploadAsync(session, 201, "Asia/Tokyo", null, ("AttendeeReport.csv", (SavedForm.All["CSV UTF-8 of Excel"] with { IsMarked = false }).Save(rows)!));

        Assert.Equal(("UTC", 3000), (upload["files"]![0]!["file"]!.Text("timeZone"), await PresentAsync(session)));
    }

    [Fact]
    public async Task Upload_InAZoneThatIsNotTheFiles_IsTakenWithAWarning()
    {
        var room = new Room(stage);
        room.Class.Report(1);
        var session = await room.DefineAsync();
        await stage.Job.FetchAsync(session);

        await UploadAsync(session, 201, "America/Chicago", null, ("report.csv", room.File(room.Visit("Pupil 1", "pupil1@contoso.example", -30, 30))));

        Assert.Contains(
            (await stage.Admin.GetAsync($"/sessions/{session}/attendance"))["warnings"]!.AsArray(),
            warning => warning!.GetValue<string>().Contains("probably downloaded in another time zone", StringComparison.Ordinal));
    }

    /// <summary>The doubt stands where the file is uploaded and where people approve, not only beside the attendance.</summary>
    [Fact]
    public async Task Upload_ThatLiesBesideTheSchedule_IsWarnedAboutWhereverSomebodyRelies()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var visits = Enumerable.Range(0, 20).Select(number => room.Visit($"Person {(char)('A' + number)}", $"p{number}@contoso.example", -62 + (number % 5), -2 + (number % 4))).ToArray();

        var view = (await UploadAsync(session, 201, ("report.csv", room.File(visits))))["files"]![0]!["file"]!;

        var path = $"/sessions/{session}/attendance/files/{view.Id()}";
        foreach (var warnings in new[]
        {
            view["warnings"], (await stage.Admin.GetAsync(path))["warnings"], (await stage.Admin.ListAsync($"/sessions/{session}/attendance/files"))[0]["warnings"],
            (await stage.Admin.GetAsync($"/sessions/{session}"))["warnings"], (await stage.Admin.GetAsync($"/sessions/{session}/completion"))["warnings"],
        })
        {
            var warning = Assert.Single(warnings!.AsArray(), warning => warning!.Text("code") == "attendance-file-zone-doubtful")!;
            Assert.StartsWith("Read in America/New_York, the file \"report.csv\" is 1 h earlier than the session's schedule", warning.Text("message"), StringComparison.Ordinal);
        }

        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, path, """{"excluded":true,"reason":"Wrong zone."}""", "*"));
        Assert.Empty((await stage.Admin.GetAsync(path))["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Upload_WithOneStayThatDoesNotCount_SaysSoInTheSingularWhereverSomebodyRelies()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var list = SavedForm.All["UTF-8 of an editor"].Save([["Full Name", "User Action", "Timestamp"], ["Pupil 1", "Left", room.Written(20)], ["Pupil 2", "Joined", room.Written(0)], ["Pupil 2", "Left", room.Written(50)]])!;

        await UploadAsync(session, 201, ("list.csv", list));

        var warning = Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}/completion"))["warnings"]!.AsArray(), warning => warning!.Text("code") == "attendance-file-open-stays")!;
        Assert.Equal("The file \"list.csv\" has 1 stay without a usable beginning or end, which does not count: its notes say where.", warning.Text("message"));
    }

    [Fact]
    public async Task Upload_ListInWhichSomebodyHasNotLeft_CreditsUntilItsEndAndSaysSoInTheFindings()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var list = s_teams.Save([["Full Name", "User Action", "Timestamp"], ["Pupil 1", "Joined", room.Written(0)], ["Somebody Else", "Joined", room.Written(1)], ["Somebody Else", "Left", room.Written(58)]])!;
        await UploadAsync(session, 201, ("list.csv", list));
        await stage.Job.DecideAsync(session, "Pupil 1", (await new MainJob(stage.Admin).CompletionAsync(session))["P1"].Text("participantId"));

        var row = (await new MainJob(stage.Admin).CompletionAsync(session))["P1"];

        Assert.Equal(3480, await PresentAsync(session));
        var finding = Assert.Single(row["findings"]!.AsArray(), finding => finding!.Text("code") == "open-end-presumed")!;
        Assert.Equal("warning", finding.Text("level"));
        Assert.StartsWith("58 min of the presence rest on an attendance list without a leave", finding.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain(row["findings"]!.AsArray(), finding => finding!.Text("message").Contains("not seen", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Upload_Workbook_IsReadLikeTheTextAndKeptAsItIs()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var bytes = AttendanceWorkbookFile.Save(room.Rows(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50)), _ => null);

        var view = (await UploadAsync(session, 201, ("report.xlsx", bytes)))["files"]![0]!["file"]!;

        Assert.Equal(("xlsx", 3000), (view.Text("encoding"), await PresentAsync(session)));
        using var answer = await stage.Admin.SendAsync(HttpMethod.Get, $"/sessions/{session}/attendance/files/{view.Id()}/file", null);
        Assert.Equal(AttendanceFilesMediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Upload_ListInAnotherLanguage_IsReadAsTheUploaderNamesItsWords()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var list = s_teams.Save([["Nimi", "Toiminto", "Aika"], ["Pupil 1", "Tuli", room.Written(0)], ["Pupil 2", "Tuli", room.Written(50)]])!;
        Assert.Equal("attendance-action-unknown", (await UploadAsync(session, 422, ("list.csv", list)))["errors"]![0]!.Text("code"));

        using var form = new MultipartFormDataContent { { new ByteArrayContent(list), "files", "list.csv" }, { new StringContent("Tuli"), "joinedWords" } };
        using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/attendance/files", form);

        Assert.Equal(201, (int)answer.StatusCode);
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["files"]![0]!["file"]!;
        Assert.Contains(file["notes"]!.AsArray(), note => note!.GetValue<string>() == "\"Tuli\" was read as joining, as the upload says.");
    }

    [Fact]
    public async Task File_OfAnotherSession_IsNotFound()
    {
        var room = new Room(stage);
        var (session, other) = (await room.DefineAsync(), await room.DefineAsync());
        var id = (await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50)))))["files"]![0]!["file"]!.Id();

        foreach (var (method, path, body) in new[] { (HttpMethod.Get, "", null), (HttpMethod.Get, "/file", null), (HttpMethod.Delete, "", null), (HttpMethod.Patch, "", """{"excluded":false}""") })
        {
            Assert.Equal(404, await ChangeAsync(method, $"/sessions/{other}/attendance/files/{id}{path}", body, "*"));
        }
    }

    [Fact]
    public async Task Upload_InAnotherZoneOrOrder_IsReadAsTheUploaderSays()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        var file = room.FileWritten("dd/MM/yy, HH:mm:ss", room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50, tokyo));

        Assert.Equal("invalid-input", (await UploadAsync(session, 400, "Nowhere/Never", null, ("report.csv", file))).Text("code"));
        Assert.Equal("invalid-input", (await UploadAsync(session, 400, null, "dayFirst", ("report.csv", file))).Text("code"));
        var view = (await UploadAsync(session, 201, "Asia/Tokyo", "dayMonthYear", ("report.csv", file)))["files"]![0]!["file"]!;

        Assert.Equal("Asia/Tokyo dayMonthYear", $"{view.Text("timeZone")} {view.Text("dateOrder")}");
        Assert.Equal(room.Class.Started, DateTimeOffset.Parse(view.Text("firstAt"), CultureInfo.InvariantCulture));
        Assert.Equal(3000, await PresentAsync(session));
    }

    [Fact]
    public async Task File_ExcludedIncludedAndRemoved_CountsAccordinglyAndItsBytesStay()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var bytes = room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 50));
        var path = $"/sessions/{session}/attendance/files/{(await UploadAsync(session, 201, ("report.csv", bytes)))["files"]![0]!["file"]!.Id()}";

        Assert.Equal(bytes, await stage.Admin.BytesAsync($"{path}/file"));
        Assert.Equal((428, 400), (await ChangeAsync(HttpMethod.Patch, path, """{"excluded":true,"reason":"Another class."}""", null), await ChangeAsync(HttpMethod.Patch, path, """{"excluded":true}""", "\"1\"")));
        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, path, """{"excluded":true,"reason":"Another class."}""", "\"1\""));
        Assert.Equal((0, "Another class."), (await PresentAsync(session), (await stage.Admin.GetAsync(path)).Text("excludedReason")));
        Assert.Equal("awaitingAttendance", (await stage.Admin.GetAsync($"/sessions/{session}")).Text("state"));
        Assert.Equal((412, 200), (await ChangeAsync(HttpMethod.Patch, path, """{"excluded":false}""", "\"1\""), await ChangeAsync(HttpMethod.Patch, path, """{"excluded":false}""", "\"2\"")));
        Assert.Equal(3000, await PresentAsync(session));
        Assert.Equal(204, await ChangeAsync(HttpMethod.Delete, path, null, "\"3\""));
        Assert.Equal((0, 404), (await PresentAsync(session), await ChangeAsync(HttpMethod.Get, path, null, null)));
        Assert.Equal(["attendance-file.excluded 1", "attendance-file.included 1", "attendance-file.removed 1", "attendance-file.uploaded 1"], await EventsAsync(session));
        Assert.Equal(["1"], await stage.Server.Database.ReadAsync($"select count(*) from attendance_files join evidence using (sha256) where session_id = '{session}'"));
        await UploadAsync(session, 201, ("report.csv", bytes));
    }

    [Fact]
    public async Task File_WhileCertificatesAreOut_StaysAsItIs()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var path = $"/sessions/{session}/attendance/files/{(await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 60)))))["files"]![0]!["file"]!.Id()}";
        await stage.Job.OverrideAsync(session, (await new MainJob(stage.Admin).CompletionAsync(session))["P1"], 1);
        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/certificates"));

        var other = room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 10));
        Assert.Equal("certificates-issued", (await UploadAsync(session, 409, ("other.csv", other))).Text("code"));
        Assert.Equal((409, 409), (await ChangeAsync(HttpMethod.Patch, path, """{"excluded":true,"reason":"Wrong."}""", "\"1\""), await ChangeAsync(HttpMethod.Delete, path, null, "\"1\"")));
        Assert.Equal(["attendance-file.uploaded 1"], await EventsAsync(session));

        var certificate = Assert.Single(await stage.Admin.ListAsync($"/sessions/{session}/certificates")).Id();
        Assert.Equal(200, await ChangeAsync(HttpMethod.Post, $"/certificates/{certificate}/revoke", """{"reason":"Wrong."}""", "*"));
        await UploadAsync(session, 201, ("other.csv", other));
    }

    [Fact]
    public async Task Guest_WithoutAnAddress_WaitsForAPersonWhoseDecisionSurvivesTheSameReportSavedAgain()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var rows = room.Rows(room.Visit("P. One (Guest)", null, 0, 50));
        var upload = await UploadAsync(session, 201, ("report.csv", s_teams.Save(rows)!));
        Assert.Equal(0, await PresentAsync(session));
        await stage.Job.DecideAsync(session, "P. One (Guest)", (await new MainJob(stage.Admin).CompletionAsync(session))["P1"].Text("participantId"));
        Assert.Equal(3000, await PresentAsync(session));

        Assert.Equal(204, await ChangeAsync(HttpMethod.Delete, $"/sessions/{session}/attendance/files/{upload["files"]![0]!["file"]!.Id()}", null, "\"1\""));
        await UploadAsync(session, 201, ("again.csv", SavedForm.All["CSV UTF-8 of Excel"].Save(rows)!));

        Assert.Equal(3000, await PresentAsync(session));
    }

    [Fact]
    public async Task Guest_InAFileAndInMicrosoftsReport_IsOneAttendeeWhoseStaysCountOnce()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("P. One (Guest)", null, 0, 20), room.Visit("P. One (Guest)", null, 30, 50))));
        await stage.Job.DecideAsync(session, "P. One (Guest)", (await new MainJob(stage.Admin).CompletionAsync(session))["P1"].Text("participantId"));
        Assert.Equal(2400, await PresentAsync(session));

        var report = room.Class.Report(0);
        stage.Simulator.Change(_ => report.Records.Add(new SimulatedRecord
        {
            DisplayName = "P. One",
            Intervals = [new(At(1), At(1199)), new(At(1801), At(2999))],
        }));
        await stage.Job.FetchAsync(session);

        var attendee = Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray())!;
        Assert.Equal(("P. One", "humanDecision", false), (attendee.Text("displayName"), attendee["match"]!.Text("rung"), (bool)attendee["match"]!["needsReview"]!));
        Assert.Equal(2400, await PresentAsync(session));
        Assert.Equal(["Graph report", "Graph report", "file report.csv", "file report.csv"], (await RowAsync(session))["stays"]!.AsArray().Select(stay => string.Join(' ', stay!.Text("source").Split(' ')[..2])).Order(StringComparer.Ordinal));
        var undone = await stage.Job.DecideAsync(session, "P. One", null);
        Assert.Equal(("dismissed", 0), (undone["match"]!.Text("state"), await PresentAsync(session)));

        Instant At(int second) => Instant.From(room.Class.Started.AddSeconds(second));
    }

    [Fact]
    public async Task Guest_DecidedInEachSourceByItself_IsOneAttendeeWhomOneDecisionChanges()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var participant = (await new MainJob(stage.Admin).CompletionAsync(session))["P1"].Text("participantId");
        var file = $"/sessions/{session}/attendance/files/{(await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("P. One", null, 0, 60)))))["files"]![0]!["file"]!.Id()}";
        await stage.Job.DecideAsync(session, "P. One", participant);
        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, file, """{"excluded":true,"reason":"Microsoft has it."}""", "*"));
        room.Class.Report(1);
        stage.Simulator.Change(_ => (room.Class.Meeting.Reports[0].Records[0].DisplayName, room.Class.Meeting.Reports[0].Records[0].EmailAddress) = ("P. One", null));
        await stage.Job.FetchAsync(session);
        await stage.Job.DecideAsync(session, "P. One", participant);
        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, file, """{"excluded":false}""", "*"));
        Assert.Equal(3600, await PresentAsync(session));

        await stage.Job.DecideAsync(session, "P. One", null);

        Assert.Equal("dismissed", Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray())!["match"]!.Text("state"));
        Assert.Equal(0, await PresentAsync(session));
        Assert.Equal(["2"], await stage.Server.Database.ReadAsync($"select count(*) from match_decisions where session_id = '{session}' and participant_id is null"));
    }

    [Fact]
    public async Task Decision_WhoseAttendeeNoSourceNamesAnyMore_IsWarnedAboutAndCanBeTakenBack()
    {
        var room = new Room(stage);
        var session = await room.DefineAsync();
        var file = $"/sessions/{session}/attendance/files/{(await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("P. One", null, 0, 60)))))["files"]![0]!["file"]!.Id()}";
        var attendee = (await stage.Job.DecideAsync(session, "P. One", (await new MainJob(stage.Admin).CompletionAsync(session))["P1"].Text("participantId"))).Id();
        Assert.Empty(await LostDecisionsAsync());

        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, file, """{"excluded":true,"reason":"Of the class next door."}""", "*"));
        Assert.StartsWith($"1 person's decision concerns an attendee whom no report, file or poll names any more: {attendee}. ", Assert.Single(await LostDecisionsAsync()), StringComparison.Ordinal);

        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, file, """{"excluded":false}""", "*"));
        Assert.Empty(await LostDecisionsAsync());
        Assert.Equal(3600, await PresentAsync(session));

        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, file, """{"excluded":true,"reason":"Of the class next door."}""", "*"));
        Assert.Equal(204, await ChangeAsync(HttpMethod.Delete, $"/sessions/{session}/attendees/{attendee}/match", null, "*"));
        Assert.Empty(await LostDecisionsAsync());
        Assert.Equal(404, await ChangeAsync(HttpMethod.Delete, $"/sessions/{session}/attendees/{attendee}/match", null, "*"));
        Assert.Equal(200, await ChangeAsync(HttpMethod.Patch, file, """{"excluded":false}""", "*"));
        Assert.Equal(0, await PresentAsync(session));

        async Task<IEnumerable<string>> LostDecisionsAsync() => (await stage.Admin.GetAsync($"/sessions/{session}"))["warnings"]!.AsArray()
            .Where(warning => warning!.Text("code") == "decision-without-attendee")
            .Select(warning => warning!.Text("message"));
    }

    [Fact]
    public async Task Person_WhoseSignInNameIsAnotherAddress_AnswersUnderItAndIsOnePerson()
    {
        var room = new Room(stage);
        room.Class.Report(1);
        var session = await room.DefineAsync();
        await stage.Job.FetchAsync(session);
        var polls = Enumerable.Range(1, 4).Select(number => room.Answered($"Question {number}?", number * 10, "PUPIL1@corp.contoso.example")).ToArray();
        Assert.Equal(["PUPIL1@corp.contoso.example"], (await AskAsync(session, polls[0]))["unmatched"]!.AsArray().Select(one => one!.Text("email")));
        Assert.Equal(2, (await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray().Count);

        await UploadAsync(session, 201, ("report.csv", room.File(room.Visit("Pupil 1", "pupil1@contoso.example", 0, 60))));
        foreach (var poll in polls[1..])
        {
            var outcome = await AskAsync(session, poll);
            Assert.Empty(outcome["unmatched"]!.AsArray());
            Assert.Equal((1, 1), ((int)outcome["fit"]!["respondentsSeen"]!, (int)outcome["fit"]!["whilePresent"]!));
        }

        var attendee = Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}/attendees"))["items"]!.AsArray())!;
        Assert.Equal(("pupil1@contoso.example", "pupil1@corp.contoso.example", true), (attendee.Text("email"), (string?)Assert.Single(attendee["furtherAddresses"]!.AsArray()), (bool)attendee["answeredPolls"]!));
        var row = (await new MainJob(stage.Admin).CompletionAsync(session))["P1"];
        Assert.Equal((4, 1.2m), ((int)row["pollsAnswered"]!, (decimal)row["suggestedCredits"]!));
        Assert.DoesNotContain(row["findings"]!.AsArray(), finding => finding!.Text("code") == "answer-while-absent");
    }

    private async Task<JsonNode> AskAsync(string session, FormsExportFile poll)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(poll.Build()), "files", poll.FileName } };
        return (await stage.Admin.CallAsync(HttpMethod.Post, $"/sessions/{session}/polls", form))["files"]![0]!;
    }

    private Task<JsonNode> UploadAsync(string session, int status, params (string Name, byte[] Content)[] files) => UploadAsync(session, status, null, null, files);

    private async Task<JsonNode> UploadAsync(string session, int status, string? zone, string? order, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "files", name);
        }

        foreach (var (name, value) in new[] { ("timeZone", zone), ("dateOrder", order) }.Where(field => field.Item2 is not null))
        {
            form.Add(new StringContent(value!), name);
        }

        using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/attendance/files", form, idempotencyKey: Guid.NewGuid().ToString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<int> ChangeAsync(HttpMethod method, string path, string? body, string? ifMatch)
    {
        using var answer = await stage.Admin.SendAsync(method, path, body is null ? null : Api.Json(body), ifMatch);
        return (int)answer.StatusCode;
    }

    private static IEnumerable<string> Cells(byte[] workbook)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(workbook));
        while (reader.Read())
        {
            foreach (var text in Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).OfType<string>())
            {
                yield return text;
            }
        }
    }

    private async Task<JsonNode> RowAsync(string session) =>
        (await stage.Admin.GetAsync($"/sessions/{session}/raw-data"))["rows"]!.AsArray().Single(row => (string?)row!["externalId"] == "P1")!;

    private async Task<int> PresentAsync(string session) => (int)(await RowAsync(session))["presentSeconds"]!;

    private async Task<IReadOnlyList<string>> NeedsAsync(string session) => [.. (await stage.Admin.GetAsync($"/sessions/{session}"))["missing"]!.AsArray().Select(need => need!.Text("code"))];

    private async Task<IReadOnlyList<string>> EventsAsync(string session) =>
        await stage.Server.Database.ReadAsync($"select action || ' ' || count(*) from audit_events where session_id = '{session}' and action like 'attendance-file.%' group by action order by action");

    /// <summary>A class and a session of it without breaks, with one pupil on the roster, and the files that Teams would write in the session's zone.</summary>
    private sealed class Room(Stage stage)
    {
        private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

        public Classroom Class { get; } = new(stage, TimeSpan.FromDays(2));

        public async Task<string> DefineAsync(Action<JsonObject>? change = null)
        {
            var session = await Class.DefineAsync(body =>
            {
                (body["timeZone"], body["breaks"]) = (_zone.Id, new JsonArray());
                change?.Invoke(body);
            });
            await stage.Admin.PostAsync($"/sessions/{session}/participants", """{"participants":[{"externalId":"P1","name":"Pupil 1","email":"pupil1@contoso.example"}]}""");
            return session;
        }

        /// <summary>A stay from and to so many minutes after the session's start, on the clock of the zone.</summary>
        public Visit Visit(string name, string? email, int from, int to, TimeZoneInfo? zone = null) => new(name, email, At(from, zone), At(to, zone));

        public string Written(int minute) => At(minute, null).ToString("M/d/yyyy, h:mm:ss tt", CultureInfo.InvariantCulture);

        public string[][] Rows(params Visit[] visits) => AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: visits);

        public byte[] File(params Visit[] visits) => s_teams.Save(Rows(visits))!;

        public byte[] FileWritten(string time, params Visit[] visits) =>
            s_teams.Save(AttendanceExport.NumberedSections(AttendanceExport.Sections["English"] with { Time = time }, visits: visits))!;

        /// <summary>A poll of one answer, downloaded after the session, on the clock of the zone.</summary>
        public FormsExportFile Answered(string question, int minute, string address) =>
            (FormsExportFile.Poll(question) with { ExportedAt = Class.Ended }).Responding(address, "Pupil 1", At(minute, null), "Yes");

        private DateTime At(int minute, TimeZoneInfo? zone) => TimeZoneInfo.ConvertTime(Class.Started.AddMinutes(minute), zone ?? _zone).DateTime;
    }
}
