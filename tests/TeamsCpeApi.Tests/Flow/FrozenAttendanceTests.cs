using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>What happens to the data after it was there first: checked twice more, and frozen once certificates are out.</summary>
public sealed class FrozenAttendanceTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task FirstData_IsCheckedAgainADayAndThreeDaysLater_TheSameDataTakesNoSnapshot()
    {
        var room = new Classroom(stage, TimeSpan.FromDays(2));
        var report = room.Report(2);
        var session = await room.DefineAsync();
        await stage.Admin.RefreshAsync(session);
        var first = Instant((await room.AttendanceAsync(session))["snapshots"]![0]!, "takenAt");

        var checks = await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceRecheck");
        Assert.All(checks.Zip([24, 72]), check => Assert.InRange(Instant(check.First, "nextAttemptAt") - first, TimeSpan.FromHours(check.Second), TimeSpan.FromHours(check.Second).Add(TimeSpan.FromMinutes(1))));
        Assert.Equal(2, checks.Count);

        await RunAsync(checks[0]);
        Assert.Single((await room.AttendanceAsync(session))["snapshots"]!.AsArray());
        stage.Simulator.Change(_ => report.Records.RemoveAt(0));
        await RunAsync(checks[1]);
        var attendance = await room.AttendanceAsync(session);
        Assert.Equal(2, attendance["snapshots"]!.AsArray().Count);
        Assert.Contains("1 attendees gone", Assert.Single(attendance["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceRecheck&state=queued"));
    }

    [Fact]
    public async Task DataThatChangesAfterCertificates_IsKeptAndReportedButCountsOnlyOnceApplied()
    {
        var (room, session, certificate) = await CertifiedAsync();
        var before = await room.AttendanceAsync(session);
        Assert.True((bool)before["frozen"]!);

        room.Report(3, TimeSpan.FromMinutes(1));
        await stage.Job.FetchAsync(session);
        await stage.Job.FetchAsync(session);

        var after = await room.AttendanceAsync(session);
        Assert.Equal(2, after["snapshots"]!.AsArray().Count);
        Assert.Equal(before.Text("currentSnapshotId"), after.Text("currentSnapshotId"));
        Assert.Equal(after["snapshots"]![1]!.Id(), after.Text("latestSnapshotId"));
        Assert.Contains("changed after certificates were issued", Assert.Single(after["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, await EventsAsync(session, "attendance.changed-after-certificates"));
        Assert.Equal(409, await ApplyAsync(session));

        await RevokeAsync(certificate);
        Assert.Equal(200, await ApplyAsync(session));
        var applied = await room.AttendanceAsync(session);
        Assert.Equal(after.Text("latestSnapshotId"), applied.Text("currentSnapshotId"));
        Assert.False((bool)applied["frozen"]!);
        Assert.Equal(1, await EventsAsync(session, "attendance.snapshot-applied"));
        Assert.Equal(409, await ApplyAsync(session));
    }

    [Fact]
    public async Task DataThatChangedAfterCertificates_CountsWithTheNextFetchOnceTheyAreRevoked()
    {
        var (room, session, certificate) = await CertifiedAsync();
        room.Report(3, TimeSpan.FromMinutes(1));
        await stage.Job.FetchAsync(session);
        await RevokeAsync(certificate);
        Assert.Contains("apply it, or fetch again", Assert.Single((await room.AttendanceAsync(session))["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);

        await stage.Job.FetchAsync(session);
        var attendance = await room.AttendanceAsync(session);
        Assert.Equal(attendance.Text("latestSnapshotId"), attendance.Text("currentSnapshotId"));
        Assert.Equal(2, attendance["snapshots"]!.AsArray().Count);
    }

    [Fact]
    public async Task DataThatChangesInTheVeryMomentOfIssuing_FindsTheCertificate()
    {
        var (room, session) = await AwardedAnewAsync();
        await using var gate = await CloseBeforeCertificatesAsync();
        var issuing = await IssuingAtAsync(gate, session);
        room.Report(3, TimeSpan.FromMinutes(1));
        var check = (await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=attendanceRecheck"))[0];
        await LetComeAsync(check);
        await gate.AnotherWaitsAsync("the fetch");

        await gate.OpenAsync();
        await stage.Admin.SucceededAsync(issuing);
        Assert.Equal("succeeded", (await stage.Admin.OverAsync(check.Id())).Text("state"));

        var attendance = await room.AttendanceAsync(session);
        Assert.True((bool)attendance["frozen"]!);
        Assert.Equal(2, attendance["snapshots"]!.AsArray().Count);
        Assert.Equal(attendance["snapshots"]![0]!.Id(), attendance.Text("currentSnapshotId"));
    }

    [Theory]
    [InlineData("PATCH", """{"maximumCredits":1}""")]
    [InlineData("DELETE", null)]
    public async Task SessionThatChangesInTheVeryMomentOfIssuing_FindsTheCertificate(string method, string? change)
    {
        var (_, session) = await AwardedAnewAsync();
        await using var gate = await CloseBeforeCertificatesAsync();
        var issuing = await IssuingAtAsync(gate, session);
        var changing = stage.Admin.SendAsync(new HttpMethod(method), $"/sessions/{session}", change is null ? null : Api.Json(change), ifMatch: "*");
        await gate.AnotherWaitsAsync("the change");

        await gate.OpenAsync();
        await stage.Admin.SucceededAsync(issuing);
        using var refused = await changing;

        Assert.Equal(409, (int)refused.StatusCode);
        Assert.Contains("certificates-issued", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataThatChangesBack_LeavesNothingToReport()
    {
        var (room, session, _) = await CertifiedAsync();
        var extra = room.Report(1, TimeSpan.FromMinutes(1));
        await stage.Job.FetchAsync(session);
        stage.Simulator.Change(_ => room.Meeting.Reports.Remove(extra));
        await stage.Job.FetchAsync(session);

        var attendance = await room.AttendanceAsync(session);
        Assert.Equal(attendance.Text("currentSnapshotId"), attendance.Text("latestSnapshotId"));
        Assert.Empty(attendance["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Apply_WithoutAReason_IsRefused()
    {
        var (_, session, _) = await CertifiedAsync();
        using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/attendance/apply", Api.Json(new { reason = " " }));
        Assert.Equal(400, (int)answer.StatusCode);
    }

    /// <summary>The certificate is revoked, and another one can be issued.</summary>
    private async Task<(Classroom Room, string Session)> AwardedAnewAsync()
    {
        var (room, session, certificate) = await CertifiedAsync();
        await RevokeAsync(certificate);
        await stage.Job.OverrideAsync(session, (await stage.Job.CompletionAsync(session))["P1"], 1);
        return (room, session);
    }

    private Task<Gate> CloseBeforeCertificatesAsync() => Gate.CloseAsync(new Database(stage.Server.Database.ConnectionString), "certificates", afterRows: 0);

    private async Task<JsonNode> IssuingAtAsync(Gate gate, string session)
    {
        var issuing = await stage.Admin.PostAsync($"/sessions/{session}/certificates");
        await gate.ReachedAsync();
        return issuing;
    }

    private async Task<(Classroom Room, string Session, string Certificate)> CertifiedAsync()
    {
        var room = new Classroom(stage, TimeSpan.FromDays(2));
        room.Report(1);
        var session = await room.DefineAsync();
        await stage.Admin.PostAsync($"/sessions/{session}/participants", """{"participants":[{"externalId":"P1","name":"Pupil 1","email":"pupil1@contoso.example"}]}""");
        await stage.Job.FetchAsync(session);
        var row = (await new MainJob(stage.Admin).CompletionAsync(session))["P1"];
        await stage.Job.OverrideAsync(session, row, 1);
        await stage.Admin.SucceededAsync(await stage.Admin.PostAsync($"/sessions/{session}/certificates"));
        return (room, session, Assert.Single(await stage.Admin.ListAsync($"/sessions/{session}/certificates")).Id());
    }

    private async Task RevokeAsync(string certificate)
    {
        using var read = await stage.Admin.SendAsync(HttpMethod.Get, $"/certificates/{certificate}");
        await stage.Admin.CallAsync(HttpMethod.Post, $"/certificates/{certificate}/revoke", Api.Json(new { reason = "The data changed." }), read.Headers.ETag!.ToString());
    }

    private async Task<int> ApplyAsync(string session)
    {
        using var answer = await stage.Admin.SendAsync(HttpMethod.Post, $"/sessions/{session}/attendance/apply", Api.Json(new { reason = "Looked at with the instructor." }), idempotencyKey: Guid.NewGuid().ToString());
        return (int)answer.StatusCode;
    }

    private async Task<int> EventsAsync(string session, string action) =>
        (await stage.Server.Database.ReadAsync($"select 1 from audit_events where session_id = '{session}' and action = '{action}'")).Count;

    private async Task RunAsync(JsonNode job)
    {
        await LetComeAsync(job);
        Assert.Equal("succeeded", (await stage.Admin.OverAsync(job.Id())).Text("state"));
    }

    /// <summary>Its time has come: the sweep finds it.</summary>
    private Task LetComeAsync(JsonNode job) => stage.Server.Database.ExecuteAsync($"update jobs set next_attempt_at = now() - interval '3 minutes' where id = '{job.Id()}'");

    private static DateTimeOffset Instant(JsonNode node, string name) => DateTimeOffset.Parse(node.Text(name), CultureInfo.InvariantCulture);
}
