using System.Text;
using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Where one person approves: what changes a certified decision, what does not, and what is flagged.</summary>
[Collection(OneServer.Name)]
public class CorrectionTests(CpeServer server)
{
    [Fact]
    public async Task Certified_ThroughEveryDoor_StaysAsItIs()
    {
        var room = await CertifiedAsync(1);
        var (person, session) = (room.People[0], $"/api/v1/sessions/{room.Session}");
        var before = await room.RowAsync(person);
        var stored = await StoredAsync(person);

        Assert.Equal("unchanged", (string)(await room.ApproveAllAsync(server.Operator)).Expect(200).Json["items"]![0]!["outcome"]!);
        Assert.Equal("certificate-issued", (await room.OverrideAsync(server.Operator, person, 1m)).Expect(409).Code);
        Assert.Equal("certificate-issued", (await room.WithdrawAsync(server.Operator, person)).Expect(409).Code);
        Assert.Equal("participants-in-use", (await server.Operator.JsonAsync("PUT", $"{session}/participants", JsonNode.Parse("""{"participants":[{"externalId":"S1","name":"Somebody Else"}]}"""), ("If-Match", "*"))).Expect(409).Code);
        var preset = (await server.Admin.CallAsync("GET", "/api/v1/rulesets")).Json["items"]![0]!["id"]!.DeepClone();
        foreach (var change in new JsonObject[] { new() { ["rulesetId"] = preset }, new() { ["maximumCredits"] = 1 }, new() { ["endsAt"] = "2026-10-20T19:00:00Z" }, new() { ["breaks"] = new JsonArray() } })
        {
            Assert.Equal("certificates-issued", (await server.Operator.JsonAsync("PATCH", session, change, ("If-Match", "*"))).Expect(409).Code);
        }

        Assert.Equal("certificates-issued", (await server.Operator.CallAsync("DELETE", session, null, ("If-Match", "*"))).Expect(409).Code);
        Assert.Equal("certificates-issued", (await server.Operator.CallAsync("POST", $"{session}/attendance/files", Body.Files(("more.csv", "Full Name"u8.ToArray())))).Expect(409).Code);
        (await server.Operator.CallAsync("POST", $"{session}/polls", Body.Files(Sample.Poll()))).Expect(201);
        var poll = (Guid)(await server.Operator.CallAsync("GET", $"{session}/polls")).Json["items"]![0]!["id"]!;
        (await server.Operator.JsonAsync("PATCH", $"{session}/polls/{poll}", new JsonObject { ["excluded"] = true, ["reason"] = "A test." }, ("If-Match", "*"))).Expect(200);
        await room.ChangeAsync(person);

        var after = await room.RowAsync(person);
        Assert.Equal(stored, await StoredAsync(person));
        Assert.Equal((string)before["certificateId"]!, (string)after["certificateId"]!);
        Assert.Equal(("certified", 1.4m, 2m), ((string)after["status"]!, (decimal)after["award"]!["credits"]!, (decimal)after["suggestedCredits"]!));
        Assert.True((bool)after["award"]!["needsReview"]!);
        Assert.Equal("certifiedKept", (string)(await room.ApproveAsync(server.Operator, person)).Expect(200).Json["items"]![0]!["outcome"]!);
    }

    [Fact]
    public async Task Correction_BySuggestion_ReplacesTheCertificateAndTellsTheFormer()
    {
        var room = await CertifiedAsync(1);
        var person = room.People[0];
        var former = await room.RowAsync(person);
        await room.ChangeAsync(person);

        var successor = (await room.ReissueAsync(server.Operator, person, new JsonObject { ["useSuggestion"] = true })).Expect(201).Json;

        Assert.Equal(((string)former["certificateId"]!, 2m), ((string)successor["replacesId"]!, (decimal)successor["facts"]!["credits"]!));
        var row = await room.RowAsync(person);
        Assert.Equal(("corrected", "approved", 2m, false), ((string)row["status"]!, (string)row["award"]!["kind"]!, (decimal)row["award"]!["credits"]!, (bool)row["award"]!["needsReview"]!));
        Assert.Equal(((string)former["certificateNumber"]!, 1.4m, "A mistake."), ((string)row["formerCertificate"]!["number"]!, (decimal)row["formerCertificate"]!["credits"]!, (string)row["formerCertificate"]!["revokedReason"]!));
        Assert.Equal(2, (await server.Database.ReadAsync($"select 1 from credit_decisions where participant_id = '{person}'")).Count);
        Assert.Contains($"{(string)former["certificateNumber"]!} (1.4 credits) revoked on ", (await server.Operator.CallAsync("GET", $"/api/v1/sessions/{room.Session}/completion?format=csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_ByOverride_KeepsItsReasonAndEvidence()
    {
        var room = await CertifiedAsync(1);
        var person = room.People[0];
        var evidence = Encoding.UTF8.GetBytes("She answered aloud.");

        var successor = (await room.ReissueAsync(server.Operator, person, new JsonObject
        {
            ["override"] = new JsonObject { ["credits"] = 1.8, ["reason"] = "Seen on the recording.", ["evidence"] = Convert.ToBase64String(evidence), ["evidenceName"] = "recording.txt" },
        })).Expect(201).Json;

        Assert.Equal(1.8m, (decimal)successor["facts"]!["credits"]!);
        var row = await room.RowAsync(person);
        Assert.Equal(("corrected", "overridden", "Seen on the recording."), ((string)row["status"]!, (string)row["award"]!["kind"]!, (string)row["award"]!["reason"]!));
        Assert.Equal(evidence, (await server.Auditor.CallAsync("GET", $"/api/v1/sessions/{room.Session}/credits/{person}/evidence")).Expect(200).Content);
    }

    [Theory]
    [InlineData("""{"useSuggestion":true,"override":{"credits":1,"reason":"x"}}""", 400, "/override two-corrections")]
    [InlineData("""{"override":{"credits":1.5,"reason":"x"}}""", 400, "/override/credits out-of-range")]
    [InlineData("""{"override":{"credits":1,"reason":" "}}""", 400, "/override/reason required")]
    [InlineData("""{"override":{"credits":0,"reason":"x"}}""", 409, "no-credit")]
    public async Task Correction_ThatCannotBe_ChangesNothing(string correction, int status, string expected)
    {
        var room = await Once.Of(server, "certified room", () => CertifiedAsync(1));
        var before = await StoredAsync(room.People[0]);

        var answer = (await room.ReissueAsync(server.Operator, room.People[0], JsonNode.Parse(correction)!.AsObject())).Expect(status);

        Assert.Contains(expected, status == 400 ? answer.Errors : [answer.Code!]);
        Assert.Equal(before, await StoredAsync(room.People[0]));
        Assert.Equal("certified", await room.StatusAsync(room.People[0]));
    }

    [Fact]
    public async Task Revoked_WhenAllAreApproved_WaitsToBeNamed()
    {
        var room = await CertifiedAsync(2);
        var (person, other) = (room.People[0], room.People[1]);
        (await room.RevokeAsync(server.Operator, person)).Expect(200);
        var row = await room.RowAsync(person);
        Assert.Equal(("revoked", "A mistake."), ((string)row["status"]!, (string)row["formerCertificate"]!["revokedReason"]!));

        var items = (await room.ApproveAllAsync(server.Operator)).Expect(200).Json["items"]!.AsArray();
        Assert.Equal(["revokedKept", "unchanged"], items.OrderByDescending(item => (Guid)item!["participantId"]! == person).Select(item => (string)item!["outcome"]!));
        await room.IssueAsync(server.Operator, person, other);
        Assert.Equal("revoked", await room.StatusAsync(person));

        Assert.Equal(1, (int)(await room.ApproveAsync(server.Operator, person)).Expect(200).Json["approved"]!);
        Assert.Equal("approved", await room.StatusAsync(person));
        (await room.IssueAsync(server.Operator, person)).Expect(202);
        var again = await room.RowAsync(person);
        Assert.Equal("certified", (string)again["status"]!);
        var certificate = (await server.Operator.CallAsync("GET", $"/api/v1/certificates/{(string)again["certificateId"]!}")).Expect(200).Json;
        Assert.Equal((string)row["formerCertificate"]!["id"]!, (string)certificate["replacesId"]!);
    }

    [Fact]
    public async Task Awards_WhoseSuggestionChanged_AreCountedListedAndApprovedAnew()
    {
        var room = await CreditRoom.OpenAsync(server, 3);
        (await room.OverrideAsync(server.Operator, room.People[1], 1.6m)).Expect(200);
        (await room.ApproveAllAsync(server.Operator)).Expect(200);
        Assert.Equal(0, (int)(await room.CompletionAsync())["needsReview"]!);
        await room.ChangeAsync(room.People[0]);
        await room.ChangeAsync(room.People[1]);

        var view = await room.CompletionAsync("?needsReview=true");
        Assert.Equal(2, (int)view["needsReview"]!);
        Assert.Equal(["P000", "P001"], view["participants"]!.AsArray().Select(row => ((string)row!["externalId"]!)[..4]).Order(StringComparer.Ordinal));
        var overridden = (await room.RowAsync(room.People[1]))["award"]!;
        Assert.Equal((1.6m, 1.4m, "1.4 credits were suggested, now 2."), ((decimal)overridden["credits"]!, (decimal)overridden["suggestedThen"]!, (string)overridden["changedSince"]![0]!));

        Assert.Equal(1, (int)(await room.ApproveAllAsync(server.Operator)).Expect(200).Json["approved"]!);
        Assert.Equal(1, (int)(await room.CompletionAsync())["needsReview"]!);
        Assert.Equal(2m, (decimal)(await room.RowAsync(room.People[0]))["award"]!["credits"]!);
        Assert.Equal(1.6m, (decimal)(await room.RowAsync(room.People[1]))["award"]!["credits"]!);
    }

    [Fact]
    public async Task Award_OfEqualCreditInOtherFields_NeedsAReviewAndTakesThemWhenApproved()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        (await room.ApproveAllAsync(server.Operator)).Expect(200);
        (await server.Operator.JsonAsync("PATCH", $"/api/v1/sessions/{room.Session}", JsonNode.Parse("""{"fieldsOfStudy":[{"field":"Ethics","credits":2}]}"""), ("If-Match", "*"))).Expect(200);

        var award = (await room.RowAsync(room.People[0]))["award"]!;
        Assert.Equal("The credits per field of study were Taxes 1, Business Law 0.4, now Ethics 1.4.", (string)Assert.Single(award["changedSince"]!.AsArray())!);

        Assert.Equal(1, (int)(await room.ApproveAllAsync(server.Operator)).Expect(200).Json["approved"]!);
        Assert.Equal("Ethics", (string)(await room.RowAsync(room.People[0]))["award"]!["fields"]![0]!["field"]!);
    }

    [Theory]
    [InlineData("notes.pdf", "application/pdf", "notes.pdf")]
    [InlineData("../../etc/passwd", "application/octet-stream", "passwd")]
    [InlineData("scan\r\nX-Evil: 1.png", "image/png", "scanX-Evil: 1.png")]
    [InlineData(null, "application/octet-stream", "evidence-")]
    public async Task Evidence_Downloaded_HasItsNameAndKind(string? name, string mediaType, string expected)
    {
        var room = await Once.Of(server, "evidence room", () => CreditRoom.OpenAsync(server, 1));
        (await room.OverrideAsync(server.Operator, room.People[0], 1.6m, new JsonObject { ["evidence"] = Convert.ToBase64String("Seen."u8), ["evidenceName"] = name })).Expect(200);

        var answer = (await server.Auditor.CallAsync("GET", $"/api/v1/sessions/{room.Session}/credits/{room.People[0]}/evidence")).Expect(200);

        Assert.Equal((mediaType, "Seen."), (answer.MediaType, answer.Text));
        Assert.StartsWith("attachment", answer.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains(expected, Uri.UnescapeDataString(answer.Headers["Content-Disposition"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_OverItsLimit_IsRefusedWithWhatToDo()
    {
        var room = await CreditRoom.OpenAsync(server, 1);
        var answer = await room.OverrideAsync(server.Operator, room.People[0], 1.6m, new JsonObject { ["evidence"] = Convert.ToBase64String(new byte[(10 * 1024 * 1024) + 1]) });

        Assert.Equal("payload-too-large", answer.Expect(413).Code);
        Assert.Contains("at most 10 MiB", (string)answer.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal("suggested", await room.StatusAsync(room.People[0]));
    }

    private async Task<CreditRoom> CertifiedAsync(int people)
    {
        var room = await CreditRoom.OpenAsync(server, people);
        (await room.ApproveAllAsync(server.Operator)).Expect(200);
        (await room.IssueAsync(server.Operator, room.People)).Expect(202);
        return room;
    }

    /// <summary>Award, decision and certificates of one participant, to the letter.</summary>
    private async Task<string> StoredAsync(Guid person) => string.Join('\n', await server.Database.ReadAsync(
        $"""
        select 'award', row_to_json(row)::text from credit_awards row where participant_id = '{person}'
        union all select 'decision', row_to_json(row)::text from credit_decisions row where participant_id = '{person}'
        union all select 'certificate', row_to_json(row)::text from certificates row where participant_id = '{person}' order by 1, 2
        """));
}
