using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Tests.Pdf;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Several sessions, one total, one certificate, from the sessions' attendance to the verification.</summary>
public sealed class ProgramTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task ThreeHalfHours_NothingEach_MakeOneCertificateTogether()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200, 100);
        Assert.All(await Task.WhenAll(program.Sessions.Select(stage.Job.CompletionAsync)), rows => Assert.Equal(0m, (decimal)rows["P1"]["suggestedCredits"]!));
        var person = await program.PersonAsync("P1");
        Assert.Equal((1.8m, 5400L, 5400L, 0L), ((decimal)person["suggestedCredits"]!, (long)person["presentSeconds"]!, (long)person["windowSeconds"]!, (long)person["overlapSeconds"]!));
        Assert.Equal([1800L, 1800L, 1800L], person["sessions"]!.AsArray().Select(share => (long)share!["presentSeconds"]!));

        var approved = await program.ApproveAsync();
        Assert.Equal((2, 0), ((int)approved["approved"]!, (int)(await program.ApproveAsync())["approved"]!));
        await AwardHoldsItsDecision(program, person);

        await stage.Admin.SucceededAsync(await program.RequestCertificatesAsync());
        var certificates = await stage.Admin.ListAsync($"/programs/{program.Id}/certificates");
        Assert.Equal(2, certificates.Count);
        await CertificateHolds(program, certificates.Single(certificate => certificate["facts"]!.Text("participantName") == "Pupil 1"));
        Assert.Equal("completed", (await stage.Admin.GetAsync($"/programs/{program.Id}")).Text("state"));
        Assert.Equal("certified", (await program.PersonAsync("P1")).Text("status"));
        await RevokedAndReissued(certificates[0]);
        await EverySessionIsFrozen(program);
        await ReportsHoldTheSame(program);
    }

    [Fact]
    public async Task TwoSessionsAtOnce_AreFoundAndCreditedOnce()
    {
        var program = await Curriculum.DefineAsync(stage, 100, 90);
        var person = await program.PersonAsync("P1");

        Assert.Equal((2400L, 1200L), ((long)person["presentSeconds"]!, (long)person["overlapSeconds"]!));
        var overlap = Assert.Single(person["overlaps"]!.AsArray())!;
        Assert.Equal(1200L, (long)overlap["seconds"]!);
        Assert.Equal(program.Sessions, overlap["sessionIds"]!.AsArray().Select(id => (string)id!));
        var finding = person["findings"]!.AsArray().Single(each => each!.Text("code") == "overlapping-attendance")!;
        Assert.StartsWith("Present in \"Morning 1\" and \"Morning 2\" at the same time for 20 min (", finding.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledSession_IsShownAndCountsNothing()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200, 100);
        await stage.Admin.CallAsync(HttpMethod.Delete, $"/sessions/{program.Sessions[1]}", ifMatch: "*");

        var completion = await program.CompletionAsync();
        Assert.Equal([false, true, false], completion["sessions"]!.AsArray().Select(session => (bool)session!["cancelled"]!));
        Assert.Equal(1.2m, (decimal)(await program.PersonAsync("P1"))["suggestedCredits"]!);
        Assert.Equal(["ready", "cancelled", "ready"], (await stage.Admin.GetAsync($"/programs/{program.Id}"))["sessions"]!.AsArray().Select(session => session!.Text("state")));
    }

    [Fact]
    public async Task SingleCertificate_StandsInTheWayOfACombinedOne()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200);
        await program.AwardSingleAsync(program.Sessions[0], "P1");
        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{program.Sessions[0]}/certificates"));
        await program.ApproveAsync();
        var single = Assert.Single((await program.PersonAsync("P1"))["singleCertificates"]!.AsArray())!;

        var refused = await RefusedAsync($"/programs/{program.Id}/certificates", null);
        Assert.Equal("certified-in-session", refused.Text("code"));
        Assert.Contains(single.Text("number"), refused["errors"]![0]!.Text("message"), StringComparison.Ordinal);

        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/programs/{program.Id}/certificates", new { personIds = new[] { (await program.PersonAsync("P2")).Text("personId") } }));
        await RevokeAsync(single.Id());
        await stage.Admin.SucceededAsync(await program.RequestCertificatesAsync());
        Assert.Equal(2, (await stage.Admin.ListAsync($"/programs/{program.Id}/certificates")).Count);
    }

    [Fact]
    public async Task CombinedCertificate_StandsInTheWayOfASingleOne()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200);
        await program.AwardSingleAsync(program.Sessions[0], "P1");
        var combined = await program.CertifyAsync();

        var refused = await RefusedAsync($"/sessions/{program.Sessions[0]}/certificates", null);
        Assert.Equal("certified-in-program", refused.Text("code"));
        var first = combined.Single(certificate => certificate["facts"]!.Text("participantName") == "Pupil 1");
        Assert.Contains(first.Text("number"), refused["errors"]![0]!.Text("message"), StringComparison.Ordinal);

        await RevokeAsync(first.Id());
        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{program.Sessions[0]}/certificates"));
        using var reissued = await stage.Admin.SendAsync(HttpMethod.Post, $"/certificates/{combined.Single(certificate => certificate != first).Id()}/reissue", Api.Json(new { reason = "A typing error." }), "*");
        Assert.Equal(201, (int)reissued.StatusCode);
    }

    [Fact]
    public async Task SingleAndCombinedCertificate_IssuedInTheSameMoment_OneOfThemIsRefused()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200);
        await program.AwardSingleAsync(program.Sessions[1], "P1");
        await program.ApproveAsync();
        var personId = (await program.PersonAsync("P1")).Text("personId");

        // Both are begun before one of them has the session's attendance, so that neither finds the other's certificate when it is asked for.
        var database = new Database(stage.Server.Database.ConnectionString);
        string[] jobs;
        await using (var keeper = await database.OpenAsync())
        {
            await using var hold = new NpgsqlCommand($"select pg_advisory_lock({AdvisoryKey.Of($"attendance {program.Sessions[1]}")})", keeper);
            await hold.ExecuteNonQueryAsync();
            var combined = await stage.Admin.PostAsync($"/programs/{program.Id}/certificates", new { personIds = new[] { personId } });
            var single = await stage.Admin.PostAsync($"/sessions/{program.Sessions[1]}/certificates");
            jobs = [combined.Id(), single.Id()];
            await Wait.UntilAsync("both wait", async () => await database.CountAsync(
                "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") >= 2);
        }

        var ended = await Task.WhenAll(jobs.Select(stage.Admin.OverAsync));
        Assert.Equal(["failed", "succeeded"], ended.Select(job => job.Text("state")).Order(StringComparer.Ordinal));
        Assert.Equal(ended[0].Text("state") == "failed" ? "certified-in-session" : "certified-in-program", ended.Single(job => job.Text("state") == "failed")["problem"]!.Text("code"));
        Assert.Single(await stage.Server.Database.ReadAsync($"select 1 from certificates where revoked_at is null and (program_id = '{program.Id}' or session_id = '{program.Sessions[1]}')"));
    }

    [Fact]
    public async Task ProgramChangedAfterApproval_IsApprovedAgainBeforeItIsCertified()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200, 100);
        await program.ApproveAsync();
        await ChangeAsync(program, await program.RequestAsync(program.Sessions.Take(2), 1.2m));
        Assert.Equal("award-outdated", (await RefusedAsync($"/programs/{program.Id}/certificates", null)).Text("code"));

        Assert.Equal(2, (await program.CertifyAsync()).Count);
        using var refused = await stage.Admin.SendAsync(HttpMethod.Patch, $"/programs/{program.Id}", Api.Json(new { maximumCredits = 2 }), "*");
        Assert.Equal("certificates-issued", JsonNode.Parse(await refused.Content.ReadAsStringAsync())!.Text("code"));
        using var kept = await stage.Admin.SendAsync(HttpMethod.Delete, $"/programs/{program.Id}", ifMatch: "*");
        Assert.Equal(409, (int)kept.StatusCode);
    }

    [Fact]
    public async Task PersonWhoseIdChanged_GetsNoSecondCertificate()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200);
        await program.CertifyAsync();
        var former = (await program.PersonAsync("P1")).Text("personId");
        await stage.Server.Database.ExecuteAsync($"update participants set external_id = 'P1-new' where external_id = 'P1' and session_id in ('{program.Sessions[0]}', '{program.Sessions[1]}')");

        var person = await program.PersonAsync("P1-new");
        Assert.NotEqual(former, person.Text("personId"));
        Assert.Equal("certified", person.Text("status"));
        Assert.Equal([former], (await program.CompletionAsync())["awardsWithoutPerson"]!.AsArray().Select(id => (string)id!));
        Assert.Equal("certifiedKept", (await program.ApproveAsync())["items"]!.AsArray().Single(item => item!.Text("personId") == person.Text("personId"))!.Text("outcome"));
        Assert.Equal("certificates-issued", (await RefusedAsync($"/programs/{program.Id}/certificates", null)).Text("code"));

        using var removed = await stage.Admin.SendAsync(HttpMethod.Put, $"/sessions/{program.Sessions[0]}/participants", Api.Json("""{"participants":[{"externalId":"P9","name":"Pupil 9"}]}"""), "*");
        Assert.Equal("participants-in-use", JsonNode.Parse(await removed.Content.ReadAsStringAsync())!.Text("code"));
    }

    [Fact]
    public async Task Override_WithAReason_StandsUntilItIsWithdrawn()
    {
        var program = await Curriculum.DefineAsync(stage, 300, 200);
        var person = await program.PersonAsync("P1");
        var path = $"/programs/{program.Id}/credits/{person.Text("personId")}";
        var evidence = Encoding.UTF8.GetBytes("The recording shows her throughout.");
        await stage.Admin.PutAsync(path, new { credits = 1.4m, reason = "Seen on the recording.", evidence }, person.Text("etag"));

        Assert.Equal(evidence, await stage.Admin.BytesAsync($"{path}/evidence"));
        Assert.Contains((await program.ApproveAsync())["items"]!.AsArray(), item => item!.Text("outcome") == "overrideKept");
        var award = (await program.PersonAsync("P1"))["award"]!;
        Assert.Equal(("overridden", 1.4m, 1.2m), (award.Text("kind"), (decimal)award["credits"]!, (decimal)award["suggestedThen"]!));
        using var stale = await stage.Admin.SendAsync(HttpMethod.Delete, path, ifMatch: "\"7\"");
        Assert.Equal(412, (int)stale.StatusCode);
        await stage.Admin.CallAsync(HttpMethod.Delete, path, ifMatch: (await program.PersonAsync("P1")).Text("etag"));
        Assert.Equal("suggested", (await program.PersonAsync("P1")).Text("status"));
    }

    private async Task AwardHoldsItsDecision(Curriculum program, JsonNode person)
    {
        var path = $"/programs/{program.Id}/credits/{person.Text("personId")}";
        var award = await stage.Admin.GetAsync(path);
        Assert.Equal(program.Sessions, award["sessionIds"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(1.8m, (decimal)JsonNode.Parse(award.Text("result"))!["credits"]!);
        Assert.Equal((1.8m, true), ((decimal)JsonNode.Parse(award.Text("inputs"))!["maximumCredits"]!, (bool)JsonNode.Parse(award.Text("inputs"))!["isProgram"]!));
        Assert.True((bool)(await stage.Admin.GetAsync("/credits/verify"))["intact"]!);

        await TamperAsync("1.8", "9");
        var difference = (await stage.Admin.GetAsync("/credits/verify"))["differences"]!.AsArray().Single()!;
        Assert.Equal((program.Id, person.Text("personId"), "program", null), (difference.Text("programId"), difference.Text("participantId"), difference.Text("kind"), (string?)difference["sessionId"]));
        await TamperAsync("9", "1.8");
        Assert.True((bool)(await stage.Admin.GetAsync("/credits/verify"))["intact"]!);

        Task TamperAsync(string before, string after) => stage.Server.Database.ExecuteAsync(
            $"""
            alter table credit_decisions disable trigger user;
            update credit_decisions set inputs = replace(inputs, '"maximumCredits":{before},', '"maximumCredits":{after},') where participant_id = '{person.Text("personId")}';
            alter table credit_decisions enable trigger user;
            """);
    }

    private async Task CertificateHolds(Curriculum program, JsonNode certificate)
    {
        var (facts, number) = (certificate["facts"]!, certificate.Text("number"));
        Assert.Equal(program.Id, certificate.Text("programId"));
        Assert.Null(certificate["sessionId"]);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await stage.Admin.GetAsync($"/sessions/{program.Sessions[2]}")).Text("timeZone"));
        var completed = TimeZoneInfo.ConvertTime(program.Rooms[2].Ended, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal((1.8m, completed), ((decimal)facts["credits"]!, facts.Text("completedOn")));
        Assert.Equal(["Morning 1", "Morning 2", "Morning 3"], facts["sessions"]!.AsArray().Select(session => session!.Text("title")));

        var bytes = await stage.Admin.BytesAsync($"/certificates/{certificate.Id()}/pdf");
        using var pdf = new PdfTool(bytes);
        var text = pdf.Text();
        Assert.All(["Revenue in Three Mornings", "Pupil 1", "Morning 1", "Morning 2", "Morning 3", number, "1.8"], part => Assert.Contains(part, text, StringComparison.Ordinal));

        using var archive = new ZipArchive(new MemoryStream(await stage.Admin.BytesAsync($"/programs/{program.Id}/certificates.zip")));
        Assert.Equal(2, archive.Entries.Count);
        var proof = await stage.Anonymous.GetAsync($"/verify/{certificate.Text("code")}");
        Assert.Equal((true, 3), ((bool)proof["valid"]!, proof["sessions"]!.AsArray().Count));
    }

    private async Task RevokedAndReissued(JsonNode former)
    {
        var successor = await stage.Admin.CallAsync(HttpMethod.Post, $"/certificates/{former.Id()}/reissue", Api.Json(new { reason = "A license was missing." }), "*");
        Assert.Equal((former.Id(), former.Text("personId")), (successor.Text("replacesId"), successor.Text("personId")));
        Assert.False((bool)(await stage.Anonymous.GetAsync($"/verify/{former.Text("code")}"))["valid"]!);
        Assert.True((bool)(await stage.Anonymous.GetAsync($"/verify/{successor.Text("code")}"))["valid"]!);
    }

    /// <summary>What a combined certificate rests on stays in all of its sessions: data, schedule, and that they took place.</summary>
    private async Task EverySessionIsFrozen(Curriculum program)
    {
        foreach (var (session, room) in program.Sessions.Zip(program.Rooms))
        {
            Assert.True((bool)(await room.AttendanceAsync(session))["frozen"]!);
            using var changed = await stage.Admin.SendAsync(HttpMethod.Patch, $"/sessions/{session}", Api.Json(new { maximumCredits = 2 }), "*");
            using var cancelled = await stage.Admin.SendAsync(HttpMethod.Delete, $"/sessions/{session}", ifMatch: "*");
            Assert.Equal((409, 409), ((int)changed.StatusCode, (int)cancelled.StatusCode));
        }

        var before = await program.Rooms[1].AttendanceAsync(program.Sessions[1]);
        program.Rooms[1].Report(3, TimeSpan.FromMinutes(1));
        await stage.Job.FetchAsync(program.Sessions[1]);
        var after = await program.Rooms[1].AttendanceAsync(program.Sessions[1]);
        Assert.Equal(before.Text("currentSnapshotId"), after.Text("currentSnapshotId"));
        Assert.NotEqual(after.Text("currentSnapshotId"), after.Text("latestSnapshotId"));
    }

    private async Task ReportsHoldTheSame(Curriculum program)
    {
        var csv = Encoding.UTF8.GetString(await stage.Admin.BytesAsync($"/programs/{program.Id}/completion?format=csv"));
        Assert.All(["Present in 1: Morning 1", "In two sessions at once", "Pupil 2", "1.8"], part => Assert.Contains(part, csv, StringComparison.Ordinal));
        var actor = Assert.Single((await program.CompletionAsync())["actors"]!.AsArray())!;
        Assert.Contains($" UTC by First administrator ({actor.Text("actor")})", csv, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString(await stage.Admin.BytesAsync($"/programs/{program.Id}/completion?format=xlsx"), 0, 2));
        using var pdf = new PdfTool(await stage.Admin.BytesAsync($"/programs/{program.Id}/completion?format=pdf"));
        Assert.All(["Revenue in Three Mornings", "Credit awarded by"], part => Assert.Contains(part, pdf.Text(), StringComparison.Ordinal));
    }

    private async Task ChangeAsync(Curriculum program, JsonObject request)
    {
        using var read = await stage.Admin.SendAsync(HttpMethod.Get, $"/programs/{program.Id}");
        await stage.Admin.CallAsync(HttpMethod.Patch, $"/programs/{program.Id}", Api.Json(request), read.Headers.ETag!.ToString());
    }

    private async Task<JsonNode> RefusedAsync(string path, object? body)
    {
        using var answer = await stage.Admin.SendAsync(HttpMethod.Post, path, body is null ? null : Api.Json(body));
        Assert.Equal(409, (int)answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task RevokeAsync(string certificate) =>
        await stage.Admin.CallAsync(HttpMethod.Post, $"/certificates/{certificate}/revoke", Api.Json(new { reason = "Issued for the whole program instead." }), "*");
}
