using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Breakout rooms: suspected, declared with a reason, told in every report, and counted for those alone who were seen on both sides.</summary>
[Collection(OneServer.Name)]
public sealed class BreakoutTests(CpeServer server)
{
    private static readonly Pupil Late = new("L1", "Lea Late", "lea@example.org", (0, 30));

    /// <summary>42 in rooms from 14:30 to 14:50, one who left then for good, 17 who stayed.</summary>
    private static readonly Pupil[] Class =
    [
        .. Enumerable.Range(1, 42).Select(number => new Pupil($"R{number}", $"Room {number}", $"room{number}@example.org", (0, 30), (50, 100))),
        Late,
        .. Enumerable.Range(1, 17).Select(number => new Pupil($"S{number}", $"Stay {number}", $"stay{number}@example.org", (0, 100))),
    ];

    [Fact]
    public async Task Rooms_AreSuspectedDeclaredAndToldEverywhere()
    {
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, Class);
        Assert.Equal(4800, (long)(await lms.RowAsync(session, "Room 1"))["presentSeconds"]!);
        var suspicion = Suspicion(await lms.SessionAsync(session))!;
        Assert.StartsWith("42 of 60 left between 14:30 and 14:30 and were back by 14:50 (America/New_York): breakout rooms, for which Microsoft reports no time? If so, declare the span", suspicion, StringComparison.Ordinal);
        Assert.Contains($"PATCH /api/v1/sessions/{session} {{\"breakouts\": [{{\"startsAt\": \"{Lms.At(30)}\", \"endsAt\": \"{Lms.At(50)}\"", suspicion, StringComparison.Ordinal);

        var changed = (await lms.PatchAsync(session, Declared())).Expect(200).Json;

        Assert.Equal("Ruth Abara", (string)changed["breakouts"]![0]!["attestedBy"]!);
        Assert.Null(Suspicion(changed));
        var room = await lms.RowAsync(session, "Room 1");
        Assert.Equal((6000L, 2m), ((long)room["presentSeconds"]!, (decimal)room["suggestedCredits"]!));
        var finding = room["findings"]!.AsArray().Single(each => (string)each!["code"]! == "breakout-presence")!;
        Assert.Equal(
            "20 min in breakout rooms (2026-10-20 18:30:00–18:50:00 UTC) count as presence, although Microsoft reports none there: seen just before and just after. Attested by Ruth Abara: Four rooms for the case study.",
            (string)finding["message"]!);
        Assert.Equal(1800, (long)(await lms.RowAsync(session, "Lea Late"))["presentSeconds"]!);
        Assert.DoesNotContain((await lms.RowAsync(session, "Stay 1"))["findings"]!.AsArray(), each => (string)each!["code"]! == "breakout-presence");

        foreach (var report in new[] { "completion", "raw-data" })
        {
            using var paper = new Pdf.PdfTool((await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/{report}?format=pdf")).Expect(200).Content);
            Assert.Contains("14:30:00 to 14:50:00: Four rooms for the case study. (attested by Ruth Abara)", paper.RawText().ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        var audited = Assert.Single(await server.Database.ReadAsync($"select data from audit_events where session_id = '{session}' and action = 'session.breakouts-declared'"));
        Assert.Contains("Four rooms for the case study.", audited, StringComparison.Ordinal);
        Assert.DoesNotContain("Abara", audited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeclaredPresence_IsWhatIsCertifiedAndFrozen()
    {
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, [Class[0]]);
        (await lms.PatchAsync(session, Declared())).Expect(200);
        await lms.ApproveAsync(session, "Room 1");
        var certificate = Assert.Single(await lms.CertifyAsync($"sessions/{session}"));

        Assert.Equal("certificates-issued", (await lms.PatchAsync(session, new JsonObject { ["breakouts"] = new JsonArray() })).Expect(409).Code);
        Assert.True((bool)(await server.Auditor.CallAsync("GET", "/api/v1/credits/verify")).Expect(200).Json["intact"]!);
        await lms.RevokeAsync(certificate);
        (await lms.PatchAsync(session, new JsonObject { ["breakouts"] = new JsonArray() })).Expect(200);
        Assert.Equal(4800, (long)(await lms.RowAsync(session, "Room 1"))["presentSeconds"]!);
    }

    [Fact]
    public async Task Lms_DeclaresNothing()
    {
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, [Class[0]]);

        Assert.Equal("forbidden", (await lms.PatchAsync(session, Declared(), lms.Client)).Expect(403).Code);
        Assert.Equal(4800, (long)(await lms.RowAsync(session, "Room 1"))["presentSeconds"]!);
        (await lms.PatchAsync(session, new JsonObject { ["title"] = "Taxes again" }, lms.Client)).Expect(200);
    }

    [Theory]
    [InlineData("outside the session", 90, 110, "Rooms.", "Ruth", "breakout-outside-session")]
    [InlineData("backwards", 50, 30, "Rooms.", "Ruth", "breakout-outside-session")]
    [InlineData("without a reason", 30, 50, " ", "Ruth", "required")]
    [InlineData("without somebody who answers for it", 30, 50, "Rooms.", "", "required")]
    public async Task Breakout_ThatCannotBe_IsRefused(string description, int from, int until, string reason, string attestedBy, string code)
    {
        Assert.True(description.Length > 0);
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, [Class[0]]);

        var refused = (await lms.PatchAsync(session, new JsonObject { ["breakouts"] = new JsonArray(Span(from, until, reason, attestedBy)) })).Expect(400);
        Assert.EndsWith($" {code}", Assert.Single(refused.Errors), StringComparison.Ordinal);
        (await lms.PatchAsync(session, new JsonObject { ["breakouts"] = new JsonArray(Span(10, 30), Span(20, 40)) })).Expect(400);
        (await lms.PatchAsync(session, new JsonObject { ["breakouts"] = new JsonArray(Span(10, 30), Span(30, 40)) })).Expect(200);
    }

    private static JsonObject Declared() => new() { ["breakouts"] = new JsonArray(Span(30, 50)) };

    private static JsonObject Span(int from, int until, string reason = "Four rooms for the case study.", string attestedBy = "Ruth Abara") =>
        new() { ["startsAt"] = Lms.At(from), ["endsAt"] = Lms.At(until), ["reason"] = reason, ["attestedBy"] = attestedBy };

    private static string? Suspicion(JsonNode session) =>
        (string?)session["warnings"]!.AsArray().SingleOrDefault(warning => (string)warning!["code"]! == "breakout-suspected")?["message"];
}
