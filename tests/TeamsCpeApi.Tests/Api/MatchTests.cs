using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Human decisions: many at once, what they teach later sessions, and what becomes of them when the data changes.</summary>
[Collection(OneServer.Name)]
public class MatchTests(CpeServer server)
{
    [Fact]
    public async Task DecideMany_SomeItemsBad_TakesTheOthersAndSaysWhy()
    {
        var (session, participant) = await NewSessionAsync(server.Integrator);
        var attendees = await AttendeesAsync(session);
        var (first, second, third) = (attendees[0], attendees[1], attendees[2]);

        var answer = (await BulkAsync(
            session,
            Item(first, participant, "Asked by telephone."),
            Item(second, null, "A colleague of the speaker."),
            Item(third, participant, " "),
            Item(first, participant, "Once more."),
            Item(third, Guid.NewGuid(), "Somebody."),
            Item(third, participant, "From another version.", "\"7\""),
            new JsonObject { ["attendeeId"] = Guid.NewGuid(), ["reason"] = "Who?", ["etag"] = "*" })).Expect(200).Json;

        Assert.Equal((2, 5), ((int)answer["decided"]!, (int)answer["refused"]!));
        Assert.Equal(
            ["decided", "decided", "/items/2/reason required", "/items/3/attendeeId duplicate-attendee", "/items/4/participantId participant-unknown", "/items/5/etag precondition-failed", "/items/6/attendeeId attendee-unknown"],
            answer["items"]!.AsArray().Select(item => item!["error"] is { } error ? $"{error["pointer"]} {error["code"]}" : (string)item["outcome"]!));
        Assert.Equal("\"1\"", (string)answer["items"]![0]!["attendee"]!["etag"]!);

        var after = await AttendeesAsync(session);
        Assert.Equal("matched humanDecision", StateOf(after, first));
        Assert.Equal("dismissed humanDecision", StateOf(after, second));
        Assert.NotEqual("humanDecision", (string?)Of(after, third)["match"]!["rung"]);
    }

    [Fact]
    public async Task DecideMany_NothingGood_IsRefusedWhole()
    {
        var (session, _) = await NewSessionAsync(server.Integrator);
        var attendee = (await AttendeesAsync(session))[0];

        Assert.Equal(["/items/0/etag precondition-required"], (await BulkAsync(session, new JsonObject { ["attendeeId"] = (Guid)attendee["id"]!, ["reason"] = "Known." })).Expect(400).Errors);
        Assert.Equal(["/items out-of-range"], (await BulkAsync(session)).Expect(400).Errors);
    }

    [Fact]
    public async Task ConfirmedAddress_OfTheSameLms_MatchesInItsNextSessionAndNowhereElse()
    {
        var lms = await server.ClientOfAsync("integrator");
        var (taught, participant) = await NewSessionAsync(lms);
        var attendee = (await AttendeesAsync(taught))[0];
        (await DecideAsync(taught, attendee, participant)).Expect(200);

        var (next, _) = await NewSessionAsync(lms);
        var (foreign, _) = await NewSessionAsync(server.OtherIntegrator);
        var known = Same(await AttendeesAsync(next), attendee)["match"]!;
        Assert.Equal(("matched", "alias"), ((string)known["state"]!, (string)known["rung"]!));
        Assert.Matches("^A person confirmed this address or account as the participant's in the session \".+\" on \\d{4}-\\d\\d-\\d\\d\\.$", (string)known["evidence"]!);
        Assert.NotEqual("matched", (string)Same(await AttendeesAsync(foreign), attendee)["match"]!["state"]!);

        var alias = Assert.Single((await lms.CallAsync("GET", "/api/v1/aliases")).Expect(200).Json["items"]!.AsArray())!;
        Assert.Equal(("P1", $"email:{attendee["email"]}".ToLowerInvariant(), taught), ((string)alias["externalId"]!, (string)alias["identity"]!, (Guid)alias["sessionId"]!));
        Assert.DoesNotContain((await server.OtherIntegrator.CallAsync("GET", "/api/v1/aliases?limit=200")).Json["items"]!.AsArray(), item => (string)item!["id"]! == (string)alias["id"]!);

        (await server.Operator.CallAsync("DELETE", $"/api/v1/aliases/{alias["id"]}")).Expect(428);
        (await server.Operator.CallAsync("DELETE", $"/api/v1/aliases/{alias["id"]}", null, ("If-Match", (string)alias["etag"]!))).Expect(204);
        Assert.NotEqual("matched", (string)Same(await AttendeesAsync(next), attendee)["match"]!["state"]!);
        Assert.Equal("matched humanDecision", StateOf(await AttendeesAsync(taught), attendee));
        Assert.Equal(["alias.forgotten", "alias.remembered"], await AliasEventsAsync(taught));
    }

    [Theory]
    [InlineData("the decision is undone")]
    [InlineData("the next session's person says that it is nobody")]
    [InlineData("the decision becomes a dismissal")]
    public async Task ConfirmedAddress_TakenBack_IsForgotten(string how)
    {
        var lms = await server.ClientOfAsync("integrator");
        var (taught, participant) = await NewSessionAsync(lms);
        var (next, _) = await NewSessionAsync(lms);
        var attendee = (await AttendeesAsync(taught))[0];
        var decided = (await DecideAsync(taught, attendee, participant)).Expect(200).Json;
        Assert.Single((await lms.CallAsync("GET", "/api/v1/aliases")).Json["items"]!.AsArray());

        var undone = how switch
        {
            "the decision is undone" => await server.Operator.CallAsync("DELETE", $"/api/v1/sessions/{taught}/attendees/{attendee["id"]}/match", null, ("If-Match", (string)decided["etag"]!)),
            "the decision becomes a dismissal" => await DecideAsync(taught, decided, null),
            _ => await DecideAsync(next, Same(await AttendeesAsync(next), attendee), null),
        };

        Assert.True(undone.Status is 200 or 204, $"{how}: {undone.Text}");
        Assert.Empty((await lms.CallAsync("GET", "/api/v1/aliases")).Json["items"]!.AsArray());
        Assert.Equal(["alias.forgotten", "alias.remembered"], await AliasEventsAsync(taught));
    }

    [Fact]
    public async Task ConfirmedAddress_ConfirmedForAnotherInAnotherSession_OnlySuggests()
    {
        var lms = await server.ClientOfAsync("integrator");
        var (taught, participant) = await NewSessionAsync(lms);
        var (other, stranger) = await NewSessionAsync(lms, "P2", "Quentin Zed");
        var attendee = (await AttendeesAsync(taught))[0];
        (await DecideAsync(taught, attendee, participant)).Expect(200);
        (await DecideAsync(other, Same(await AttendeesAsync(other), attendee), stranger)).Expect(200);

        var (next, _) = await NewSessionAsync(lms);
        var match = Same(await AttendeesAsync(next), attendee)["match"]!;

        Assert.Equal(("suggested", "alias", 1), ((string)match["state"]!, (string)match["rung"]!, match["candidates"]!.AsArray().Count));
    }

    [Fact]
    public async Task Decision_DataChangesUnderIt_StandsAndIsFlaggedUntilConfirmedAgain()
    {
        var (session, participant) = await NewSessionAsync(server.Integrator);
        var attendee = (await AttendeesAsync(session))[0];
        var decided = (await DecideAsync(session, attendee, participant)).Expect(200).Json;
        Assert.False((bool)decided["match"]!["needsReview"]!);

        var poll = (Guid)(await server.Admin.CallAsync("GET", $"/api/v1/sessions/{session}/polls")).Json["items"]![0]!["id"]!;
        (await server.Operator.CallAsync("DELETE", $"/api/v1/sessions/{session}/polls/{poll}", null, ("If-Match", "*"))).Expect(204);
        Assert.DoesNotContain(await AttendeesAsync(session), one => (Guid)one["id"]! == (Guid)attendee["id"]!);
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll()))).Expect(201);
        Assert.False((bool)Of(await AttendeesAsync(session), attendee)["match"]!["needsReview"]!);

        await EnrollAsync(server.Integrator, session, "P1", "Somebody Else");
        var flagged = Of(await AttendeesAsync(session), attendee);
        Assert.Equal("matched humanDecision", $"{flagged["match"]!["state"]} {flagged["match"]!["rung"]}");
        Assert.Equal("The participant has another name on the roster than when it was decided.", (string?)Assert.Single(flagged["match"]!["reviewReasons"]!.AsArray()));

        var confirmed = (await DecideAsync(session, flagged, participant)).Expect(200).Json;
        Assert.False((bool)confirmed["match"]!["needsReview"]!);
    }

    private Task<Answer> BulkAsync(Guid session, params JsonNode[] items) =>
        server.Operator.JsonAsync("POST", $"/api/v1/sessions/{session}/attendees/matches", new JsonObject { ["items"] = new JsonArray(items) });

    private static JsonObject Item(JsonNode attendee, Guid? participant, string reason, string? etag = null) =>
        new() { ["attendeeId"] = (Guid)attendee["id"]!, ["participantId"] = participant, ["reason"] = reason, ["etag"] = etag ?? (string)attendee["etag"]! };

    private Task<Answer> DecideAsync(Guid session, JsonNode attendee, Guid? participant) => server.Operator.JsonAsync(
        "PUT",
        $"/api/v1/sessions/{session}/attendees/{attendee["id"]}/match",
        new JsonObject { ["participantId"] = participant, ["reason"] = "Asked by telephone." },
        ("If-Match", (string)attendee["etag"]!));

    /// <summary>A session with a poll, whose respondents are strangers, and one participant.</summary>
    private async Task<(Guid Session, Guid Participant)> NewSessionAsync(HttpClient owner, string externalId = "P1", string name = "Zebulon Quist")
    {
        var session = await Sample.NewSessionAsync(server, owner);
        var participant = await EnrollAsync(owner, session, externalId, name);
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll()))).Expect(201);
        return (session, participant);
    }

    private static async Task<Guid> EnrollAsync(HttpClient owner, Guid session, string externalId, string name)
    {
        var body = new JsonObject { ["participants"] = new JsonArray(new JsonObject { ["externalId"] = externalId, ["name"] = name }) };
        return (Guid)(await owner.JsonAsync("POST", $"/api/v1/sessions/{session}/participants", body)).Expect(200).Json["items"]![0]!["participant"]!["id"]!;
    }

    private async Task<JsonNode[]> AttendeesAsync(Guid session) =>
        [.. (await server.Admin.CallAsync("GET", $"/api/v1/sessions/{session}/attendees?class=attendee")).Expect(200).Json["items"]!.AsArray().Select(item => item!)];

    private async Task<IEnumerable<string>> AliasEventsAsync(Guid session) =>
        (await server.Database.ReadAsync($"select action from audit_events where session_id = '{session}' and action like 'alias.%' order by action")).Select(row => row.Trim());

    private static JsonNode Of(JsonNode[] attendees, JsonNode attendee) => attendees.Single(one => (Guid)one["id"]! == (Guid)attendee["id"]!);

    /// <summary>The same person in another session.</summary>
    private static JsonNode Same(JsonNode[] attendees, JsonNode attendee) => attendees.Single(one => (string?)one["email"] == (string?)attendee["email"]);

    private static string StateOf(JsonNode[] attendees, JsonNode attendee) => $"{Of(attendees, attendee)["match"]!["state"]} {Of(attendees, attendee)["match"]!["rung"]}";
}
