using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>A session that names no meeting lives from uploaded files alone, through to certificates.</summary>
[Collection(OneServer.Name)]
public sealed class FilesAloneTests(CpeServer server)
{
    private static readonly Pupil Ann = new("E1", "Ann Lee", "ann@example.org", (0, 100));

    [Fact]
    public async Task Session_WithoutMeeting_GoesThroughToCertificates()
    {
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, [Ann with { Stays = [] }], WithoutMeeting);
        var view = await lms.SessionAsync(session);
        Assert.Equal("awaitingAttendance", (string)view["state"]!);
        var need = Assert.Single(view["missing"]!.AsArray(), row => ((string)row!["code"]!).StartsWith("attendance", StringComparison.Ordinal))!;
        Assert.Contains("upload the attendance files that Teams offers for download (POST /api/v1/sessions/{id}/attendance/files)", (string)need["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(view["missing"]!.AsArray(), row => (string)row!["code"]! == "provider");
        Assert.Empty(await server.Database.ReadAsync($"select kind from jobs where session_id = '{session}'"));

        var waiting = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/credits/approve")).Expect(409);
        Assert.Equal("attendance-missing", waiting.Code);
        Assert.Contains("upload the attendance files", waiting.Text, StringComparison.Ordinal);
        Assert.Equal("no-meeting", (string)(await server.Operator.CallAsync("GET", $"/api/v1/sessions/{session}/attendance")).Expect(200).Json["problem"]!["code"]!);

        await lms.UploadAsync(session, Ann);
        Assert.Equal("ready", (string)(await lms.SessionAsync(session))["state"]!);
        await lms.ApproveAsync(session, "Ann Lee");
        Assert.Single(await lms.CertifyAsync($"sessions/{session}"));
        Assert.Equal("completed", (string)(await lms.SessionAsync(session))["state"]!);
    }

    [Theory]
    [InlineData("POST", "attendance/refresh", "no-meeting")]
    [InlineData("POST", "launch", "no-meeting")]
    [InlineData("POST", "meeting", "meeting-not-ours")]
    [InlineData("POST", "registrations", "not-a-webinar")]
    [InlineData("POST", "registrations/refresh", "not-a-webinar")]
    public async Task WhatNeedsAMeeting_IsRefusedInWords(string method, string path, string code)
    {
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, [Ann], WithoutMeeting);
        var body = path switch { "launch" => new JsonObject { ["externalId"] = "E1" }, "registrations" => [], _ => (JsonObject?)null };

        var answer = body is null
            ? await server.Operator.CallAsync(method, $"/api/v1/sessions/{session}/{path}")
            : await server.Operator.JsonAsync(method, $"/api/v1/sessions/{session}/{path}", body);

        Assert.Equal(code, answer.Expect(409).Code);
    }

    [Fact]
    public async Task Session_ThatNamesAMeetingLater_IsFetchedFromThenOn()
    {
        var lms = await Lms.OpenAsync(server);
        var session = await lms.HoldAsync("Taxes", 0, 100, [Ann], WithoutMeeting);
        (await lms.PatchAsync(session, new JsonObject { ["startsAt"] = Lms.At(-10) })).Expect(200);
        Assert.Empty(await server.Database.ReadAsync($"select kind from jobs where session_id = '{session}'"));
        var link = JsonNode.Parse(SampleFolder.Text("session.json"))!["joinUrl"]!.DeepClone();

        (await lms.PatchAsync(session, new JsonObject { ["joinUrl"] = link })).Expect(200);

        Assert.Contains("AttendanceFetch", await server.Database.ReadAsync($"select kind from jobs where session_id = '{session}'"));
        Assert.Equal(["/joinUrl required"], (await lms.PatchAsync(session, new JsonObject { ["create"] = false })).Expect(400).Errors);
    }

    [Fact]
    public async Task ProviderWithoutMeeting_IsRefused()
    {
        var body = await Sample.SessionAsync(server);
        WithoutMeeting(body);
        var provider = JsonNode.Parse(SampleFolder.Text("provider.json"))!.AsObject();
        provider["cloud"] = "global";
        body["providerId"] = (await server.Admin.JsonAsync("POST", "/api/v1/providers", provider)).Expect(201).Id;

        var refused = (await server.Operator.JsonAsync("POST", "/api/v1/sessions", body)).Expect(400);

        Assert.Equal(["/joinUrl required"], refused.Errors);
        Assert.Contains("whose attendance is uploaded as files names none, and no providerId either", refused.Text, StringComparison.Ordinal);
    }

    private static void WithoutMeeting(JsonObject body)
    {
        body.Remove("joinUrl");
        body.Remove("organizer");
    }
}
