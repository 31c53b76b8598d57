using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Respondents whom no address tells: by the name that Forms wrote, or by what they typed into questions that ask who answers.</summary>
[Collection(OneServer.Name)]
public class FormsIdentityTests(CpeServer server)
{
    [Fact]
    public async Task Upload_NamesWithoutAddresses_WaitUnderTheirNamesAndAreNotAnonymous()
    {
        var room = await FormsRoom.OpenAsync(server);

        var file = await room.UploadAsync(FormsExportFile.Poll("Which rule?").Responding("notused", "Ada North", FormsRoom.At(14, 21), "A").Responding(null, "Ben South", FormsRoom.At(14, 22), "B"));

        Assert.Equal((0, 0, 0), ((int)file["anonymous"]!, (int)file["matched"]!, (int)file["polls"]![0]!["anonymous"]!));
        Assert.Equal(["Ada North  False", "Ben South  False"], file["unmatched"]!.AsArray().Select(person => $"{person!["name"]} {person["email"]} {(bool)person["typed"]!}"));
        Assert.Equal(
            "Read in America/New_York (UTC-04:00), 2 of 2 answers lie in the session's time; no answer carries an address, only names; it was exported with the last answer.".Split("; it was")[0],
            ((string)file["fit"]!["evidence"]!).Split("; it was")[0].TrimEnd('.'));
        var attendees = await room.AttendeesAsync();
        Assert.Equal(["Ada North suggested uniqueName", "Ben South suggested uniqueName"], attendees.Select(Words).Order());
        Assert.Equal("ada 0/1, ben 0/1", await room.CountsAsync());

        await room.DecideAsync(attendees.Single(attendee => (string?)attendee["displayName"] == "Ada North"), "ada");

        Assert.Equal("ada 1/1, ben 0/1", await room.CountsAsync());
        var answers = (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{room.Session}/raw-data")).Expect(200).Json;
        Assert.Equal(0, (int)answers["polls"]![0]!["anonymous"]!);
    }

    [Fact]
    public async Task Upload_QuestionsThatAskWhoAnswers_AreNoPollsAndWaitForAPerson()
    {
        var room = await FormsRoom.OpenAsync(server);
        var form = FormsExportFile.Form("Poll", "Your full name", "Your e-mail address", "Which rule?") with { HasLastModified = false };
        form = form.RespondingAnonymously(FormsRoom.At(14, 21), "Ada North", "ada.north@example.com", "A").RespondingAnonymously(FormsRoom.At(14, 22), "Ben South", "ben.south@example.com", "A");

        var file = await room.UploadAsync(form);

        Assert.Equal(["Which rule?"], file["questions"]!.AsArray().Select(question => (string?)question));
        Assert.Equal(
            "Columns F \"Your full name\" and G \"Your e-mail address\" are no polls: they ask who answers. What 2 respondents typed there waits among the attendees for a person to say who each is, since anybody can type anybody's name. If some of them are questions that count, replace the workbook by itself with the form field countColumns=F,G.",
            (string?)Assert.Single(file["notes"]!.AsArray()));
        Assert.Equal(0, (int)file["anonymous"]!);
        var attendees = await room.AttendeesAsync();
        Assert.Equal(["Ada North suggested resemblance", "Ben South suggested resemblance"], attendees.Select(Words).Order());
        Assert.Equal("ada 0/1, ben 0/1", await room.CountsAsync());

        var ada = attendees.Single(attendee => (string?)attendee["displayName"] == "Ada North");
        Assert.Equal(("Ada North", "ada.north@example.com", null), ((string?)ada["typedName"], (string?)ada["typedEmail"], (string?)ada["email"]));
        Assert.Equal("This was typed into a question of the form, where anybody can type anybody's name: a person has to decide.", (string?)ada["match"]!["evidence"]);
        await room.DecideAsync(ada, "ada");
        Assert.Equal("ada 1/1, ben 0/1", await room.CountsAsync());

        await room.UploadAsync(form.RespondingAnonymously(FormsRoom.At(14, 23), "Cy West", "cy@example.com", "B"), ("onNewerExport", "replace"));
        Assert.Equal("ada 1/1, ben 0/1", await room.CountsAsync());
    }

    [Fact]
    public async Task Upload_FormThatOnlyAsksWhoAnswers_IsRefusedWithTheWayOut()
    {
        var room = await FormsRoom.OpenAsync(server);
        var form = FormsExportFile.Form("Sign in", "Your name") with { HasLastModified = false };

        var answer = (await room.CallAsync("Sign in.xlsx", form.RespondingAnonymously(FormsRoom.At(14, 21), "Ada North").Build())).Expect(422);

        Assert.Equal(
            "There is no poll in the file: Column F \"Your name\" asks who answers. If it is a question that counts, upload the file with the form field countColumns=F.",
            (string?)answer.Json["errors"]![0]!["message"]);
        (await room.CallAsync("Sign in.xlsx", form.RespondingAnonymously(FormsRoom.At(14, 21), "Ada North").Build(), ("countColumns", "F"))).Expect(201);
    }

    [Fact]
    public async Task Upload_AccountThatTypesAnotherName_AnswersAsItself()
    {
        var room = await FormsRoom.OpenAsync(server);

        await room.UploadAsync(FormsExportFile.Form("Poll", "Your name", "Which?").Responding("ben.south@example.com", "Ben South", FormsRoom.At(14, 21), "Ada North", "A"));

        Assert.Equal("ada 0/1, ben 1/1", await room.CountsAsync());
        Assert.Equal(["Ben South matched email"], (await room.AttendeesAsync()).Select(Words));
    }

    [Fact]
    public async Task Upload_ZoneThatNobodyGave_IsDoubtedForTheTrueReason()
    {
        var room = await FormsRoom.OpenAsync(server);
        var night = FormsExportFile.Poll("Q?") with { ExportedAt = new(2026, 10, 27, 0, 0, 0, TimeSpan.Zero) };
        for (var minute = 20; minute < 24; minute++)
        {
            night = night.RespondingAnonymously(FormsRoom.At(2, minute).AddDays(1), "A");
        }

        var file = await room.UploadAsync(night);

        Assert.Equal(("doubtful", "session"), ((string?)file["fit"]!["verdict"], (string?)file["zoneChosenBy"]));
        Assert.DoesNotContain("was given", (string?)file["fit"]!["evidence"], StringComparison.Ordinal);
        Assert.EndsWith("different offsets would do, and nothing settles which one is right: a person has to name the zone.", (string?)file["fit"]!["evidence"], StringComparison.Ordinal);
        Assert.Equal((string?)file["fit"]!["evidence"], (string?)Assert.Single(await room.PollsAsync())["fit"]!["evidence"]);
    }

    private static string Words(JsonNode attendee) => $"{attendee["displayName"]} {attendee["match"]!["state"]} {attendee["match"]!["rung"]}";
}
