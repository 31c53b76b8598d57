using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Pdf;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The main job from the first request to the last, held to what was worked out by hand.</summary>
public sealed class MainFlowTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task MainJob_PlayedThroughTheApi_GivesWhatWasWorkedOutByHand()
    {
        await stage.Job.GatherAsync();
        var main = stage.Job.Main;
        Expected.Equal(await stage.Job.CompletionAsync(main));
        await AnotherProgramAgrees(main);
        await new WhatIf(stage.Admin, main).IsToldAndNothingIsStoredAsync();
        await ShortSessionGivesNothing();
        await WaitingAttendeesAreTheReadmes(main);
        await ConfirmedMatchesGiveTheirCreditAndUndoneOnesTakeItBack(main);
        await AnotherProgramAgrees(main);
        await CreditIsApprovedAndAnOverrideStays(main);
        await CertificatesHoldTheFacts(main);
        await RevokedAndReissued(main);
        await TheAuditLogHoldsEveryChange(main);
    }

    /// <summary>A script of its own, in another language, makes of the exported Raw Data alone what the product suggests.</summary>
    private async Task AnotherProgramAgrees(string session)
    {
        var exported = Path.GetTempFileName();
        await File.WriteAllBytesAsync(exported, await stage.Admin.BytesAsync($"/sessions/{session}/raw-data"));
        var lines = Tool.Run("python3", "python3", SampleFolder.PathOf("recompute-credits.py"), exported).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        File.Delete(exported);

        var suggested = (await stage.Job.CompletionAsync(session)).Values.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Text("externalId")},{(decimal)row["suggestedCredits"]!:0.0},{(long)row["presentSeconds"]!},{(int)row["pollsAnswered"]!}"));
        Assert.Equal(60, lines.Length - 1);
        Assert.Equal(suggested.Order(StringComparer.Ordinal), lines.Skip(1).Order(StringComparer.Ordinal));
    }

    private async Task ShortSessionGivesNothing()
    {
        var completion = await stage.Job.CompletionAsync(stage.Job.Short);
        Assert.Equal(8, completion.Count);
        Assert.All(completion.Values, row => Assert.Equal((0m, "firstCredit"), ((decimal)row["suggestedCredits"]!, row.Text("limitedBy"))));
    }

    private async Task WaitingAttendeesAreTheReadmes(string session)
    {
        var waiting = new List<string>();
        foreach (var state in new[] { "suggested", "unmatched" })
        {
            var items = (await stage.Admin.GetAsync($"/sessions/{session}/attendees?match={state}"))["items"]!.AsArray();
            waiting.AddRange(items.Select(item => $"{SeenAs(item!)} | {SourceOf(item!)} | {state}"));
        }

        var told = SampleReadme.Table("seen as").Select(cells => $"{cells[0]} | {cells[1]} | {cells[2]}");
        Assert.Equal(told.Order(StringComparer.Ordinal), waiting.Order(StringComparer.Ordinal));
        Assert.Equal(waiting.Count, (int)(await stage.Admin.GetAsync($"/sessions/{session}/completion"))["unsettledAttendees"]!);
    }

    private async Task ConfirmedMatchesGiveTheirCreditAndUndoneOnesTakeItBack(string session)
    {
        var before = await stage.Job.CompletionAsync(session);
        foreach (var (seen, externalId) in new[] { ("Jordan Rivera (Guest)", "E1017"), ("Maria Garcia (Guest)", "E1016") })
        {
            var decided = await stage.Job.DecideAsync(session, seen, before[externalId].Text("participantId"));
            Assert.Equal("matched", decided["match"]!.Text("state"));
            Assert.Equal(Expected.All[externalId].AfterConfirmingGuest, (decimal)(await stage.Job.CompletionAsync(session))[externalId]["suggestedCredits"]!);

            await stage.Admin.CallAsync(HttpMethod.Delete, $"/sessions/{session}/attendees/{decided.Id()}/match", ifMatch: decided.Text("etag"));
            Expected.Equal(await stage.Job.CompletionAsync(session));
        }

        await stage.Job.DecideAsync(session, "Jordan Rivera (Guest)", before["E1017"].Text("participantId"));
        await stage.Job.DecideAsync(session, "Maria Garcia (Guest)", before["E1016"].Text("participantId"));
        var dismissed = await stage.Job.DecideAsync(session, "Pavel Dvořák", null);
        Assert.Equal("dismissed", dismissed["match"]!.Text("state"));
        var after = await stage.Job.CompletionAsync(session);
        Assert.All(Expected.All.Values, line => Assert.Equal(line.AfterConfirmingGuest ?? line.Credits, (decimal)after[line.ExternalId]["suggestedCredits"]!));
    }

    private async Task CreditIsApprovedAndAnOverrideStays(string session)
    {
        Assert.Equal((59, 1), await stage.Job.ApproveAsync(session));
        Assert.Equal(0, (int)(await stage.Admin.PostAsync($"/sessions/{session}/credits/approve"))["approved"]!);

        var evidence = Encoding.UTF8.GetBytes("The recording shows her answering aloud.");
        var row = (await stage.Job.CompletionAsync(session))["E1006"];
        await stage.Job.OverrideAsync(session, row, 1.6m, evidence);
        Assert.Equal(evidence, await stage.Admin.BytesAsync($"/sessions/{session}/credits/{row.Text("participantId")}/evidence"));

        var again = (await stage.Admin.PostAsync($"/sessions/{session}/credits/approve"))["items"]!.AsArray();
        Assert.Equal("overrideKept", again.Single(item => item!.Text("participantId") == row.Text("participantId"))!.Text("outcome"));
        var award = (await stage.Job.CompletionAsync(session))["E1006"]["award"]!;
        Assert.Equal(("overridden", 1.6m, 0m), (award.Text("kind"), (decimal)award["credits"]!, (decimal)award["suggestedThen"]!));
    }

    private async Task CertificatesHoldTheFacts(string session)
    {
        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/certificates"));
        var completion = await stage.Job.CompletionAsync(session);
        var certificates = await stage.Admin.ListAsync($"/sessions/{session}/certificates");
        Assert.Equal(
            completion.Values.Where(row => (decimal)row["award"]!["credits"]! > 0).Select(row => row.Text("certificateId")).Order(StringComparer.Ordinal),
            certificates.Select(certificate => certificate.Id()).Order(StringComparer.Ordinal));
        Assert.Equal(certificates.Count, certificates.Select(certificate => certificate.Text("number")).Distinct().Count());

        using var archive = new ZipArchive(new MemoryStream(await stage.Admin.BytesAsync($"/sessions/{session}/certificates.zip")));
        Assert.Equal(
            certificates.Select(certificate => $"certificate-{certificate.Text("number")}.pdf").Order(StringComparer.Ordinal),
            archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        foreach (var row in completion.Values.Where(row => row["certificateId"] is not null))
        {
            await CertificateHolds(certificates.Single(certificate => certificate.Id() == row.Text("certificateId")), row, archive);
        }
    }

    /// <summary>What pdftotext makes of right-to-left names depends on its version; that they are drawn right is proven with the documents.</summary>
    private static bool ReadsFromTheLeft(string text) => !text.Any(letter => letter is >= '\u0590' and <= '\u08FF');

    private async Task CertificateHolds(JsonNode certificate, JsonNode row, ZipArchive archive)
    {
        var (number, credits) = (certificate.Text("number"), (decimal)row["award"]!["credits"]!);
        using var packed = await archive.GetEntry($"certificate-{number}.pdf")!.OpenAsync();
        using var bytes = new MemoryStream();
        await packed.CopyToAsync(bytes);
        Assert.Equal(await stage.Admin.BytesAsync($"/certificates/{certificate.Id()}/pdf"), bytes.ToArray());

        using var pdf = new PdfTool(bytes.ToArray());
        var text = pdf.Text();
        string[] parts = [row.Text("name"), number, "Federal Tax Update 2026", "Northwind CPE Institute", FormattableString.Invariant($"{credits:0.0}")];
        Assert.All(
            parts.Where(ReadsFromTheLeft),
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        foreach (var field in row["award"]!["fields"]!.AsArray().Select(field => field!))
        {
            Assert.Matches($@"{field.Text("field")}\s+{FormattableString.Invariant($"{(decimal)field["credits"]!:0.0}")}", text);
        }

        var proof = JsonNode.Parse(await TextAsync(certificate, "application/json"))!;
        Assert.True((bool)proof["valid"]!);
        Assert.Equal((number, row.Text("name"), credits), (proof.Text("number"), proof.Text("participantName"), (decimal)proof["credits"]!));
        var page = System.Net.WebUtility.HtmlDecode(await TextAsync(certificate, "text/html"));
        Assert.All(["This certificate is valid.", number, row.Text("name"), certificate.Text("pdfSha256")], part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    private async Task RevokedAndReissued(string session)
    {
        var former = (await stage.Admin.ListAsync($"/sessions/{session}/certificates"))[0];
        using var refused = await stage.Admin.SendAsync(HttpMethod.Put, $"/sessions/{session}/credits/{former.Text("participantId")}", Api.Json(new { credits = 1.0m, reason = "x" }), "*");
        Assert.Equal(409, (int)refused.StatusCode);

        var successor = await stage.Admin.CallAsync(HttpMethod.Post, $"/certificates/{former.Id()}/reissue", Api.Json(new { reason = "A license was missing." }), "*");
        Assert.Equal(former.Id(), successor.Text("replacesId"));
        Assert.False((bool)JsonNode.Parse(await TextAsync(former, "application/json"))!["valid"]!);
        Assert.Contains("This certificate was revoked on", await TextAsync(former, "text/html"), StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(await TextAsync(successor, "application/json"))!["valid"]!);

        await stage.Admin.CallAsync(HttpMethod.Post, $"/certificates/{successor.Id()}/revoke", Api.Json(new { reason = "Issued by mistake." }), "*");
        Assert.False((bool)JsonNode.Parse(await TextAsync(successor, "application/json"))!["valid"]!);
        using var archive = new ZipArchive(new MemoryStream(await stage.Admin.BytesAsync($"/sessions/{session}/certificates.zip")));
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.Contains(successor.Text("number"), StringComparison.Ordinal) || entry.FullName.Contains(former.Text("number"), StringComparison.Ordinal));
    }

    private async Task TheAuditLogHoldsEveryChange(string session)
    {
        var verdict = await stage.Admin.GetAsync("/audit/verify");
        Assert.True((bool)verdict["intact"]!, verdict.ToJsonString());

        var events = (await stage.Admin.ListAsync($"/audit?sessionId={session}")).CountBy(entry => entry.Text("action")).ToDictionary(pair => pair.Key, pair => pair.Value);
        var certificates = (await stage.Admin.ListAsync($"/sessions/{session}/certificates")).Count;
        Assert.Equal(
            new SortedDictionary<string, int>
            {
                ["attendance.refresh-requested"] = 1,
                ["attendance.snapshot-taken"] = 1,
                ["certificate.issued"] = certificates,
                ["certificate.revoked"] = 2,
                ["certificates.requested"] = 1,
                ["credit.approved"] = 2,
                ["credit.overridden"] = 1,
                ["match.decided"] = 5,
                ["match.undone"] = 2,
                ["poll-file.uploaded"] = 7,
                ["roster.changed"] = 1,
                ["session.created"] = 1,
            },
            new SortedDictionary<string, int>(events));
    }

    private async Task<string> TextAsync(JsonNode certificate, string accept)
    {
        using var answer = await stage.Anonymous.SendAsync(HttpMethod.Get, $"/verify/{certificate.Text("code")}", accept: accept);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string SeenAs(JsonNode attendee) => (bool)attendee["attended"]! ? attendee.Text("displayName") : attendee.Text("email");

    private static string SourceOf(JsonNode attendee) => ((bool)attendee["attended"]!, (bool)attendee["answeredPolls"]!) switch
    {
        (true, true) => "attendance and polls",
        (true, false) => "attendance",
        _ => "polls",
    };
}
