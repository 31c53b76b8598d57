using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.Flow;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Credit for the instructor of a session of 100 minutes, who was seen for 80 of them.</summary>
[Collection(OneServer.Name)]
public class InstructionTests(CpeServer server)
{
    [Fact]
    public async Task Put_SeenPresentation_AwardsWhatTheRulesetMakes()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        var before = await room.InstructorAsync(server.Auditor);
        var answer = (await room.InstructAsync(server.Operator, CreditRoom.Minutes(80, 200), (string)before["etag"]!)).Expect(200);
        var award = answer.Json["award"]!;

        Assert.Equal(("Helena Strand", 4800L, null, "\"0\""), ((string?)before["name"], (long)before["seenSeconds"]!, before["award"], (string?)before["etag"]));
        Assert.Equal((4.8m, 9600L, 64), ((decimal)award["credits"]!, (long)award["preparationCountedSeconds"]!, ((string)award["decisionSha256"]!).Length));
        Assert.Equal("presented 1 h 20 min; 2 h 40 min of 3 h 20 min of preparation counted, at most 2 times the presentation; 4 h make 4.8 credits in fifths", (string?)award["explanation"]);
        Assert.Equal("3.4 1.4", string.Join(' ', award["fields"]!.AsArray().Select(field => (decimal)field!["credits"]!)));
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal("\"1\"", (await room.InstructAsync(server.Operator, CreditRoom.Minutes(80, 200), "\"1\"")).Expect(200).ETag);
        Assert.Equal((await room.InstructorAsync(server.Auditor)).ToJsonString(), (await room.CompletionAsync())["instructors"]![0]!.ToJsonString());
        using var pdf = new PdfTool(await server.Auditor.GetByteArrayAsync($"/api/v1/sessions/{room.Session}/completion?format=pdf"));
        Assert.Matches(@"Helena Strand: 4\.8 credits \(presented 1 h 20 min; .+\), awarded on [\d: -]+ UTC by Test operator", Regex.Replace(pdf.RawText(), @"\s+", " "));
        Assert.True((bool)(await server.Auditor.CallAsync("GET", "/api/v1/credits/verify")).Expect(200).Json["intact"]!);
        var audit = Assert.Single(await server.Database.ReadAsync($"select data::text from audit_events where session_id = '{room.Session}' and action = 'instruction.awarded'"));
        Assert.True(audit.Contains((string)award["decisionSha256"]!, StringComparison.Ordinal) && !audit.Contains("Helena", StringComparison.OrdinalIgnoreCase), audit);
    }

    [Fact]
    public async Task Put_MoreThanSeen_NeedsAReasonAndWarns()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        var refused = (await room.InstructAsync(server.Operator, CreditRoom.Minutes(81, 0))).Expect(400);
        var award = (await room.InstructAsync(server.Operator, CreditRoom.Minutes(100, 0, "She spoke from the room's account."))).Expect(200).Json["award"]!;

        Assert.Equal(["/reason required"], refused.Errors);
        Assert.Contains("seen for 1 h 20 min of the 1 h 21 min claimed", refused.Text, StringComparison.Ordinal);
        Assert.Equal((2m, "She spoke from the room's account."), ((decimal)award["credits"]!, (string?)award["reason"]));
        Assert.Contains(award["findings"]!.AsArray(), finding => (string?)finding!["code"] == "presented-more-than-seen" && (string?)finding["level"] == "warning");
    }

    [Theory]
    [InlineData("""{"presentedMinutes":0,"preparationMinutes":0,"isFirstPresentation":true}""", "/presentedMinutes out-of-range")]
    [InlineData("""{"presentedMinutes":101,"preparationMinutes":0,"isFirstPresentation":true,"reason":"Longer."}""", "/presentedMinutes out-of-range")]
    [InlineData("""{"presentedMinutes":80,"preparationMinutes":-1,"isFirstPresentation":true}""", "/preparationMinutes out-of-range")]
    [InlineData("""{"presentedMinutes":80,"preparationMinutes":60001,"isFirstPresentation":true}""", "/preparationMinutes out-of-range")]
    [InlineData("""{"presentedMinutes":80,"preparationMinutes":0}""", null)]
    [InlineData("""{"presentedMinutes":80,"preparationMinutes":0,"isFirstPresentation":true,"credits":6}""", null)]
    public async Task Put_Nonsense_IsRefused(string body, string? error)
    {
        var room = await Once.Of(server, "a room for nonsense", () => CreditRoom.OpenAsync(server, 1));
        var answer = (await room.InstructAsync(server.Operator, JsonNode.Parse(body)!.AsObject())).Expect(400);

        Assert.True(error is null || answer.Errors is [var only] && only == error, answer.Text);
        Assert.Null((await room.InstructorAsync(server.Operator))["award"]);
    }

    [Fact]
    public async Task Put_RepeatedPresentation_EarnsNothing()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        var minutes = CreditRoom.Minutes(80, 160);
        minutes["isFirstPresentation"] = false;
        var award = (await room.InstructAsync(server.Operator, minutes)).Expect(200).Json["award"]!;

        Assert.Equal(0m, (decimal)award["credits"]!);
        Assert.EndsWith("only the first presentation of a course earns credit by this ruleset, and this is not the first", (string)award["explanation"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WhileAttendanceIsUnknown_NeedsAReason()
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);
        var view = (await server.Integrator.CallAsync("GET", $"/api/v1/sessions/{session}/instruction")).Expect(200).Json;
        var instructor = view["instructors"]![0]!;
        var address = $"/api/v1/sessions/{session}/instruction/{(Guid)instructor["id"]!}";

        Assert.Equal((100, 2m, null), ((int)view["mostPresentedMinutes"]!, (decimal)view["allows"]!["preparationFactor"]!, instructor["seenSeconds"]));
        Assert.Equal("precondition-required", (await server.Operator.JsonAsync("PUT", address, CreditRoom.Minutes(50, 0))).Expect(428).Code);
        Assert.Equal("precondition-failed", (await server.Operator.JsonAsync("PUT", address, CreditRoom.Minutes(50, 0), ("If-Match", "\"7\""))).Expect(412).Code);
        Assert.Equal(["/reason required"], (await server.Operator.JsonAsync("PUT", address, CreditRoom.Minutes(50, 0), ("If-Match", "\"0\""))).Expect(400).Errors);
        (await server.Operator.JsonAsync("PUT", address, CreditRoom.Minutes(50, 0, "Seen by the host."), ("If-Match", "\"0\""))).Expect(200);
    }

    [Fact]
    public async Task Session_WithoutAnAwardedInstructor_IsRefusedUntilTheAwardIsWithdrawn()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        var id = (Guid)(await room.InstructorAsync(server.Operator))["id"]!;
        (await room.InstructAsync(server.Operator, CreditRoom.Minutes(80, 0))).Expect(200);

        Assert.Equal("instruction-awarded", (await PatchAsync(room, """{"instructors":[{"name":"Helena Strand","email":"helena@contoso.example"}]}""")).Expect(409).Code);
        (await PatchAsync(room, """{"instructors":[{"name":"Dr. Helena Strand","email":"HELENA.strand@contoso.example"}]}""")).Expect(200);
        Assert.Equal((id, "Dr. Helena Strand"), ((Guid)(await room.InstructorAsync(server.Operator))["id"]!, (string?)(await room.InstructorAsync(server.Operator))["name"]));
        (await server.Operator.CallAsync("DELETE", $"/api/v1/sessions/{room.Session}/instruction/{id}", null, ("If-Match", "\"1\""))).Expect(204);
        (await PatchAsync(room, """{"instructors":[]}""")).Expect(200);
        Assert.Empty((await room.CompletionAsync())["instructors"]!.AsArray());
    }

    [Fact]
    public async Task InstructorLeftOut_InTheVeryMomentOfTheAward_IsRefused()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        var database = new Database(server.Database.ConnectionString);
        await using var gate = await Gate.CloseAsync(database, "instruction_awards", afterRows: 0);
        var awarding = room.InstructAsync(server.Operator, CreditRoom.Minutes(80, 0));
        await gate.ReachedAsync();
        var leavingOut = PatchAsync(room, """{"instructors":[]}""");
        await gate.AnotherWaitsAsync("the change");
        await gate.OpenAsync();

        (await awarding).Expect(200);
        Assert.Equal("instruction-awarded", (await leavingOut).Expect(409).Code);
    }

    [Fact]
    public async Task Award_WhenTheRulesetChanges_StandsAndSaysSo()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        (await room.InstructAsync(server.Operator, CreditRoom.Minutes(80, 0))).Expect(200);
        var rules = await Sample.RulesetAsync(server);
        (rules["name"], rules["instructorCredit"]) = ($"No credit for instruction {room.Session}", null);
        var ruleset = (await server.Admin.JsonAsync("POST", "/api/v1/rulesets", rules)).Expect(201).Id;
        (await PatchAsync(room, $$"""{"rulesetId":"{{ruleset}}"}""")).Expect(200);

        var award = (await room.InstructorAsync(server.Auditor))["award"]!;
        Assert.Equal((1.6m, true), ((decimal)award["credits"]!, (bool)award["needsReview"]!));
        Assert.Equal(["The session has another version of a ruleset.", "The same minutes made 1.6 credits, now 0."], award["changedSince"]!.AsArray().Select(change => (string)change!));
    }

    [Theory]
    [InlineData("as it was made", "Instruction", "\"credits\":6,", null)]
    [InlineData("another credit", "Instruction", "\"credits\":7,", "What is stored does not fit its hash: it was changed after it was made. The same inputs give another result. /credits")]
    [InlineData("another kind", "Attendance", "\"credits\":6,", "What is stored does not fit its hash: it was changed after it was made. It cannot be recomputed")]
    public void Decision_OnInstruction_IsRecomputedLikeEveryOther(string row, string kind, string credits, string? told)
    {
        var subject = new InstructionCase(RulesetPresets.NasbaGroupInternetBasedFifths, 6000, 12_000, true, 6000, [new("Taxes", 2)]);
        var (session, instructor, version, ruleset) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new string('a', 64));
        var (inputs, result) = (DecisionText.Of(subject), DecisionText.Of(InstructionCalculator.Decide(subject)));
        var stored = new StoredDecision
        {
            Id = Guid.NewGuid(),
            SessionId = session,
            ParticipantId = instructor,
            Kind = Enum.Parse<DecisionKind>(kind),
            RulesetVersionId = version,
            RulesetSha256 = ruleset,
            Calculation = Calculation.Current,
            Inputs = inputs,
            Result = result.Replace("\"credits\":6,\"fields\"", $"{credits}\"fields\"", StringComparison.Ordinal),
            Sha256 = StoredDecision.HashOf(DecisionKind.Instruction, Calculation.Current, session, instructor, version, ruleset, inputs, result),
            DecidedAt = DateTimeOffset.UnixEpoch,
        };

        var difference = DecisionCheck.Of(stored, new KnownRuleset(subject.Ruleset, ruleset)).Difference;
        var words = difference is null ? null : string.Join(' ', [.. difference.Messages, .. difference.Members.Select(member => member.Member)]);
        Assert.True(told is null ? words is null : words!.StartsWith(told, StringComparison.Ordinal), $"{row}: {words}");
    }

    private async Task<Answer> PatchAsync(CreditRoom room, string patch) =>
        await server.Operator.JsonAsync("PATCH", $"/api/v1/sessions/{room.Session}", JsonNode.Parse(patch), ("If-Match", "*"));
}
