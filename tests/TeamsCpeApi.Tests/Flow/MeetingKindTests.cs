using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>A meeting by every form of its link and its id, whoever organizes it, wherever it takes place.</summary>
public sealed class MeetingKindTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1.5);

    /// <summary>How people paste it, from the link and the digits, and how it is found then.</summary>
    public static TheoryData<string, string, string> Forms { get; } = new()
    {
        { "the link as it stands in the invitation", "{0}", "joinUrl" },
        { "with trailing junk", "  <{0}>.  ", "joinUrl" },
        { "wrapped by a mail gateway", "https://eur01.safelinks.protection.outlook.com/?url={1}&data=05%7C02&reserved=0", "joinUrl" },
        { "copied from the source of a mail", "{0}&amp;anon=true", "joinUrl" },
        { "escaped twice", "{2}", "joinUrl" },
        { "with escapes in upper case", "{3}", "joinUrl" },
        { "a short link", "https://teams.microsoft.com/meet/{4}?p=AbC123", "joinMeetingId" },
        { "a short link of the web client", "https://teams.microsoft.com/v2/?meetingjoin=true#/meet/{4}?p=AbC123&anon=true", "joinMeetingId" },
        { "the printed id", "Meeting ID: {5}", "joinMeetingId" },
    };

    public void Dispose() => stage.Simulator.Change(scenario => scenario.Answers = new AnswerShapes());

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Fetch_ByEveryFormOfTheLink_FindsTheMeeting(string row, string form, string foundBy)
    {
        var room = new Classroom(stage, Day);
        room.Report(2);
        var text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            form,
            room.JoinUrl,
            Uri.EscapeDataString(room.JoinUrl),
            room.JoinUrl.Replace("%", "%25", StringComparison.Ordinal),
            room.JoinUrl.Replace("%3a", "%3A", StringComparison.Ordinal).Replace("%7b", "%7B", StringComparison.Ordinal),
            room.Meeting.JoinMeetingId,
            Spaced(room.Meeting.JoinMeetingId!));

        var attendance = await room.FetchAsync(body => body["joinUrl"] = text);

        Assert.True((attendance.Text("state"), attendance["meeting"]?.Text("foundBy")) == ("available", foundBy), $"{row}: {attendance.ToJsonString()}");
    }

    [Fact]
    public async Task Fetch_ByTheMeetingIdWithSpaces_FindsItAndLaunchesItsOwnLink()
    {
        var room = new Classroom(stage, -TimeSpan.FromMinutes(90));
        room.Report(2);
        var session = await room.DefineAsync(body => (body["joinUrl"], body["joinMeetingId"]) = (null, Spaced(room.Meeting.JoinMeetingId!)));
        var view = await stage.Admin.GetAsync($"/sessions/{session}");
        Assert.Equal((room.Meeting.JoinMeetingId, null), (view.Text("joinMeetingId"), (string?)view["joinUrl"]));

        await stage.Admin.PostAsync($"/sessions/{session}/participants", """{"participants":[{"externalId":"P1","name":"Pupil 1","email":"pupil1@contoso.example"}]}""");
        await Wait.UntilAsync("the meeting is found", async () => (await room.AttendanceAsync(session))["meeting"] is not null);
        Assert.Equal(room.JoinUrl, (await stage.Admin.PostAsync($"/sessions/{session}/launch", new { externalId = "P1" })).Text("joinUrl"));
        Assert.Equal("succeeded", (await stage.Admin.RefreshAsync(session)).Text("state"));
    }

    [Theory]
    [InlineData("both", "26374053457629", true, "/joinMeetingId one-of")]
    [InlineData("neither", null, false, "/joinUrl required")]
    [InlineData("too short", "123 456", false, "/joinMeetingId join-meeting-id-malformed")]
    [InlineData("no digits", "26374053457x29", false, "/joinMeetingId join-meeting-id-malformed")]
    public async Task Define_WithoutExactlyOneMeeting_IsRefused(string row, string? id, bool hasUrl, string error)
    {
        var room = new Classroom(stage, Day);
        var body = new JsonObject();
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => room.DefineAsync(session =>
        {
            (session["joinMeetingId"], session["joinUrl"]) = (id, hasUrl ? room.JoinUrl : null);
            body = session.DeepClone().AsObject();
        }));
        using var answer = await stage.Admin.SendAsync(HttpMethod.Post, "/sessions", Api.Json(body));
        var refusal = Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsArray())!;
        Assert.True($"{refusal["pointer"]} {refusal["code"]}" == error, $"{row}: {refusal.ToJsonString()}");
    }

    [Fact]
    public async Task Change_FromLinkToMeetingId_LooksTheMeetingUpAnew()
    {
        var (room, other) = (new Classroom(stage, Day), new Classroom(stage, Day));
        room.Report(1);
        other.Report(3);
        var session = await room.DefineAsync();
        await stage.Admin.RefreshAsync(session);
        using var read = await stage.Admin.SendAsync(HttpMethod.Get, $"/sessions/{session}");
        var changed = await stage.Admin.CallAsync(HttpMethod.Patch, $"/sessions/{session}", Api.Json(new { joinMeetingId = Spaced(other.Meeting.JoinMeetingId!) }), read.Headers.ETag!.ToString());
        Assert.Null(changed["joinUrl"]);

        await stage.Admin.RefreshAsync(session);
        var snapshots = (await room.AttendanceAsync(session))["snapshots"]!.AsArray();
        Assert.Equal([1, 3], snapshots.Select(snapshot => (int)snapshot!["recordCount"]!));
    }

    [Fact]
    public async Task Fetch_LinkThatTheLookupDoesNotFind_UsesTheComputedId()
    {
        stage.Simulator.Faults.Add(new(FaultKind.EmptyList, Match: "/onlineMeetings$"));
        try
        {
            var room = new Classroom(stage, Day);
            room.Report(2);
            var attendance = await room.FetchAsync();
            Assert.Equal(("available", "derivedId"), (attendance.Text("state"), attendance["meeting"]!.Text("foundBy")));
        }
        finally
        {
            stage.Simulator.Faults.Clear();
        }
    }

    [Fact]
    public async Task Fetch_SessionNamesACoOrganizer_TheLinksOrganizerIsAskedTooAndAWarningSaysSo()
    {
        var room = new Classroom(stage, Day, change: meeting => meeting.CoOrganizers.Add(Guid.Parse(Classroom.CoOrganizer)));
        room.Report(2);
        var session = await room.DefineAsync(body => body["organizer"] = Classroom.CoOrganizer);
        await stage.Admin.RefreshAsync(session);

        var attendance = await room.AttendanceAsync(session);
        Assert.Equal(("available", Classroom.Organizer), (attendance.Text("state"), attendance["meeting"]!.Text("organizerId")));
        Assert.Contains("whom its link names", Assert.Single(attendance["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}"))["warnings"]!.AsArray(), warning => warning!.Text("code") == "other-organizer");
    }

    [Fact]
    public async Task Fetch_CoOrganizerWhereTeamsAllowsIt_IsFetchedAsTheCoOrganizer()
    {
        stage.Simulator.Change(scenario =>
        {
            scenario.Answers.CoOrganizerLookup = CoOrganizerAnswer.Allowed;
            scenario.Tenants[0].AccessPolicies[0].Users.Add(Guid.Parse(Classroom.CoOrganizer));
        });
        try
        {
            var room = new Classroom(stage, Day, change: meeting => meeting.CoOrganizers.Add(Guid.Parse(Classroom.CoOrganizer)));
            room.Report(2);
            var attendance = await room.FetchAsync(body => body["organizer"] = Classroom.CoOrganizer);
            Assert.Equal(("available", Classroom.CoOrganizer), (attendance.Text("state"), attendance["meeting"]!.Text("organizerId")));
            Assert.Empty(attendance["warnings"]!.AsArray());
        }
        finally
        {
            stage.Simulator.Change(scenario => scenario.Tenants[0].AccessPolicies[0].Users.Remove(Guid.Parse(Classroom.CoOrganizer)));
        }
    }

    [Fact]
    public async Task Fetch_CoOrganizerOfAShortLink_IsRefusedAndExplained()
    {
        stage.Simulator.Change(scenario => scenario.Tenants[0].AccessPolicies[0].Users.Add(Guid.Parse(Classroom.CoOrganizer)));
        try
        {
            var room = new Classroom(stage, Day, change: meeting => meeting.CoOrganizers.Add(Guid.Parse(Classroom.CoOrganizer)));
            var attendance = await room.FetchAsync(body => (body["organizer"], body["joinUrl"]) = (Classroom.CoOrganizer, $"https://teams.microsoft.com/meet/{room.Meeting.JoinMeetingId}"));
            Assert.Equal("graph-organizer-not-covered", attendance["problem"]!.Text("code"));
            Assert.Contains("Teams answers for its organizer alone", attendance["problem"]!.Text("detail"), StringComparison.Ordinal);
        }
        finally
        {
            stage.Simulator.Change(scenario => scenario.Tenants[0].AccessPolicies[0].Users.Remove(Guid.Parse(Classroom.CoOrganizer)));
        }
    }

    [Fact]
    public async Task Fetch_NeitherOrganizerFits_TheFailureNamesBoth()
    {
        var room = new Classroom(stage, Day, change: meeting => meeting.LookupUntil = new("2020-01-01T00:00:00Z"));
        var detail = (await room.FetchAsync(body => body["organizer"] = Classroom.CoOrganizer))["problem"]!.Text("detail");
        Assert.Contains(Classroom.Organizer, detail, StringComparison.Ordinal);
        Assert.Contains("whom the session names", detail, StringComparison.Ordinal);
        Assert.Contains("3004", detail, StringComparison.Ordinal);
        Assert.Contains("No application access policy", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ChannelMeeting_TakesTheReportOfItsTimeAmongAllOfTheChannelWithAWarning()
    {
        var channel = $"{Guid.NewGuid():N}";
        var room = new Classroom(stage, Day, "thread.tacv2", channel);
        var own = room.Report(2);
        var other = new Classroom(stage, Day * 3, "thread.tacv2", channel, meeting => meeting.Id = $"other-{channel}");
        other.Report(5);
        var session = await room.DefineAsync();
        Assert.Single((await stage.Admin.GetAsync($"/sessions/{session}"))["warnings"]!.AsArray(), warning => warning!.Text("code") == "channel-meeting");
        await stage.Admin.RefreshAsync(session);

        var attendance = await room.AttendanceAsync(session);
        var snapshot = Assert.Single(attendance["snapshots"]!.AsArray())!;
        Assert.Equal((2, 2), (snapshot["reports"]!.AsArray().Count, (int)snapshot["recordCount"]!));
        Assert.Equal(own.Id.ToString(), Assert.Single(snapshot["reports"]!.AsArray(), report => (bool)report!["chosen"]!)!.Text("reportId"));
        Assert.Equal("channel", attendance["meeting"]!.Text("kind"));
        Assert.Contains("in a channel", Assert.Single(attendance["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no start and end", null)]
    [InlineData("the meeting's own type", "meetNow")]
    public async Task Fetch_MeetNow_CountsTheSessionsOwnTimeWithAWarning(string row, string? type)
    {
        var room = new Classroom(stage, Day, change: meeting =>
        {
            meeting.MeetingType = type;
            (meeting.StartDateTime, meeting.EndDateTime) = type is null ? (null, null) : (meeting.StartDateTime, Instant.From(DateTimeOffset.UtcNow));
        });
        room.Report(2);
        var attendance = await room.FetchAsync();
        Assert.True((attendance.Text("state"), attendance["meeting"]!.Text("kind")) == ("available", "meetNow"), row);
        Assert.Contains("started on the spot", Assert.Single(attendance["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a weekly class of half a year", 26, 0)]
    [InlineData("a weekly class of a year: the list may be cut", 52, 1)]
    public async Task Fetch_Series_TakesTheOccurrenceOfItsTime(string row, int weeks, int warnings)
    {
        var room = new Classroom(stage, Day, change: meeting => meeting.MeetingType = "recurring");
        for (var week = 0; week < weeks; week++)
        {
            room.Report(week == 0 ? 3 : 1, TimeSpan.FromDays(-7 * week));
        }

        var attendance = await room.FetchAsync();
        var snapshot = Assert.Single(attendance["snapshots"]!.AsArray())!;
        Assert.True(((int)snapshot["recordCount"]!, snapshot["reports"]!.AsArray().Count) == (3, Math.Min(weeks, 50)), row);
        Assert.Equal(("recurring", warnings), (attendance["meeting"]!.Text("kind"), attendance["warnings"]!.AsArray().Count));
    }

    [Fact]
    public async Task Define_MeetingThatCannotBeLookedUp_IsSaidBeforeTheSession()
    {
        var room = new Classroom(stage, -TimeSpan.FromDays(1), change: meeting => meeting.LookupUntil = new("2020-01-01T00:00:00Z"));
        var session = await room.DefineAsync();
        var missing = await Wait.ForAsync("it is said", async () =>
            (await stage.Admin.GetAsync($"/sessions/{session}"))["missing"]!.AsArray().FirstOrDefault(need => need!.Text("code") == "meeting"));
        Assert.Contains("Check that the link is complete", missing.Text("message"), StringComparison.Ordinal);
    }

    private static string Spaced(string digits) => string.Join(' ', digits.Chunk(3).Select(part => new string(part)));
}
