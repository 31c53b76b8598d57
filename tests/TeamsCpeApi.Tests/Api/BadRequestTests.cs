using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Everything else that is refused: what administrators send, decisions, addresses, methods.</summary>
[Collection(OneServer.Name)]
public class BadRequestTests(CpeServer server)
{
    [Theory]
    [InlineData("name", "\"\"", "/name required")]
    [InlineData("source", "\" \"", "/source required")]
    [InlineData("certificateStatement", "\"\"", "/certificateStatement required")]
    [InlineData("minutesPerCredit", "0", "/minutesPerCredit out-of-range")]
    [InlineData("increment", "0.3", "/increment increment-unknown")]
    [InlineData("minimumFirstCredit", "0.3", "/minimumFirstCredit not-a-multiple")]
    [InlineData("maximumCredits", "0.2", "/maximumCredits maximum-below-minimum")]
    [InlineData("minimumAttendancePercent", "101", "/minimumAttendancePercent out-of-range")]
    [InlineData("minimumAttendanceMinutes", "-1", "/minimumAttendanceMinutes out-of-range")]
    [InlineData("earlyMarginSeconds", "7201", "/earlyMarginSeconds out-of-range")]
    [InlineData("lateMarginSeconds", "-1", "/lateMarginSeconds out-of-range")]
    [InlineData("pollMarginSeconds", "7201", "/pollMarginSeconds out-of-range")]
    [InlineData("earningRoles", "[]", "/earningRoles required")]
    [InlineData("earningRoles", "[null]", "/earningRoles/0 required")]
    [InlineData("earningRoles", "null", "/earningRoles unreadable")]
    [InlineData("retentionYears", "0", "/retentionYears out-of-range")]
    [InlineData("mode", "\"guess\"", "/mode unreadable")]
    [InlineData("mode", "0", "/mode unreadable")]
    [InlineData("mode", "\"table\"", "/table table-mode")]
    [InlineData("polls", """{"rule":"percent","value":101}""", "/polls/value out-of-range")]
    [InlineData("polls", "null", "/polls unreadable")]
    [InlineData("table", "[null]", "/table/0 required")]
    [InlineData("table", """[{"minimumMinutes":-1,"minimumPolls":0,"credits":1}]""", "/table/0 out-of-range")]
    [InlineData("table", """[{"minimumMinutes":0,"minimumPolls":0,"credits":1}]""", "/table table-mode")]
    [InlineData("table", """[{"minimumMinutes":50,"minimumPolls":0,"credits":1},{"minimumMinutes":60,"minimumPolls":0,"credits":2}]""", "/table/1/credits out-of-order")]
    [InlineData("table", """[{"minimumMinutes":50,"minimumPolls":0,"credits":1},{"minimumMinutes":60,"minimumPolls":0,"credits":1}]""", "/table/1 unreachable")]
    [InlineData("effectiveUntil", "\"soon\"", "/effectiveUntil unreadable")]
    [InlineData("pollTiers", """[{"minimumPercent":75,"creditPercent":100}]""", "/pollTiers tiers-rule")]
    [InlineData("pollTiers", "[null]", "/pollTiers/0 required")]
    [InlineData("polls", """{"rule":"tiers","value":0}""", "/pollTiers tiers-rule")]
    [InlineData("windowBasis", "\"actual\"", "/windowBasis unreadable")]
    [InlineData("instructorCredit", """{"preparationFactor":3,"firstPresentationOnly":true}""", "/instructorCredit/preparationFactor out-of-range")]
    [InlineData("instructorCredit", """{"preparationFactor":1}""", "/instructorCredit unreadable")]
    [InlineData("earlyMargin", "5", "/earlyMargin unreadable")]
    public async Task Ruleset_Wrong_IsRefused(string member, string json, string error)
    {
        var ruleset = await Sample.RulesetAsync(server);
        ruleset[member] = JsonNode.Parse(json);
        var before = await Sample.StoredAsync(server);

        var answer = await server.Admin.JsonAsync("POST", "/api/v1/rulesets", ruleset);

        Assert.True(answer.Expect(400).Errors.Contains(error), answer.Text);
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Theory]
    [InlineData("/api/v1/providers", """{"name":"","kind":"application","tenantId":"11111111-1111-4111-8111-111111111111","clientId":"22222222-2222-4222-8222-222222222222","credential":{"type":"secret","value":"s"}}""", "/name required")]
    [InlineData("/api/v1/providers", """{"name":"P","kind":"personal","tenantId":"11111111-1111-4111-8111-111111111111","clientId":"22222222-2222-4222-8222-222222222222","credential":{"type":"secret","value":"s"}}""", "/kind unreadable")]
    [InlineData("/api/v1/providers", """{"name":"P","kind":"application","cloud":"moon","tenantId":"11111111-1111-4111-8111-111111111111","clientId":"22222222-2222-4222-8222-222222222222","credential":{"type":"secret","value":"s"}}""", "/cloud cloud-unknown")]
    [InlineData("/api/v1/providers", """{"name":"P","kind":"application","cloud":"china","tenantId":"11111111-1111-4111-8111-111111111111","clientId":"22222222-2222-4222-8222-222222222222","credential":{"type":"secret","value":"s"}}""", "/cloud attendance-not-in-cloud")]
    [InlineData("/api/v1/providers", """{"name":"P","kind":"application","tenantId":"00000000-0000-0000-0000-000000000000","clientId":"22222222-2222-4222-8222-222222222222","credential":{"type":"secret","value":""}}""", "/credential/value required")]
    [InlineData("/api/v1/sponsors", """{"name":"S","logoPng":"JVBERi0xLjcK"}""", "/logoPng png-not-a-png")]
    [InlineData("/api/v1/sponsors", """{"name":"S","signaturePng":"iVBORw0KGgo="}""", "/signaturePng png-damaged")]
    [InlineData("/api/v1/sponsors", """{"name":"S","logoPng":"not base64"}""", "/logoPng unreadable")]
    [InlineData("/api/v1/sponsors", """{"name":"S","stateRegistrations":[null]}""", "/stateRegistrations/0 required")]
    [InlineData("/api/v1/sponsors", """{"name":"S\u0000"}""", "/name unreadable")]
    [InlineData("/api/v1/keys", """{"name":"K","role":"admin","expiresAt":"2020-01-01T00:00:00Z"}""", "/expiresAt out-of-range")]
    [InlineData("/api/v1/keys", """{"name":"K","role":"king"}""", "/role unreadable")]
    [InlineData("/api/v1/keys", """{"name":"K"}""", "unreadable")]
    public async Task Administration_Wrong_IsRefused(string address, string json, string error)
    {
        var before = await Sample.StoredAsync(server);

        var answer = await server.Admin.CallAsync("POST", address, Body.Json(json));

        Assert.True(answer.Expect(400).Errors.Contains(error), answer.Text);
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Theory]
    [InlineData("GET", "/audit?subject=0198a000-0000-7000-8000-000000000000", "/subject", "sessionId, subjectId, actor, from, to, limit, cursor")]
    [InlineData("GET", "/audit/verify?from=2026-01-01T00:00:00Z", "/from", "takes no query parameters")]
    [InlineData("GET", "/jobs?sessionID=0198a000-0000-7000-8000-000000000000&kinds=attendanceRefresh", "/kinds", "kind")]
    [InlineData("GET", "/sessions?limit=1&page=2", "/page", "limit, cursor")]
    [InlineData("POST", "/tokens?role=admin", "/role", "takes no query parameters")]
    public async Task QueryParameter_Unknown_IsRefused(string method, string address, string pointer, string detail)
    {
        var answer = (await server.Admin.CallAsync(method, $"/api/v1{address}")).Expect(400);

        Assert.Equal([$"{pointer} unknown-parameter"], answer.Errors);
        Assert.Contains(detail, (string)answer.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryParameter_KnownInOtherLetters_IsTaken() => (await server.Admin.CallAsync("GET", "/api/v1/sessions?LIMIT=1")).Expect(200);

    [Theory]
    [InlineData("a credit between the steps", """{"credits":1.1,"reason":"Known."}""", "/credits out-of-range")]
    [InlineData("more than the maximum", """{"credits":2.2,"reason":"Known."}""", "/credits out-of-range")]
    [InlineData("less than none", """{"credits":-1,"reason":"Known."}""", "/credits out-of-range")]
    [InlineData("less than the first credit", """{"credits":0.8,"reason":"Known."}""", "/credits below-first-credit")]
    [InlineData("no reason", """{"credits":1,"reason":" "}""", "/reason required")]
    [InlineData("evidence that is not base64", """{"credits":1,"reason":"Known.","evidence":"?"}""", "/evidence unreadable")]
    public async Task Override_Wrong_IsRefused(string sentence, string json, string error)
    {
        var (session, participant, _, _) = await FilledAsync();
        var before = await Sample.StoredAsync(server);

        var answer = await server.Operator.CallAsync("PUT", $"/api/v1/sessions/{session}/credits/{participant}", Body.Json(json), ("If-Match", "\"0\""));

        Assert.True(answer.Expect(400).Errors.Contains(error), $"{sentence}: {answer.Text}");
        Assert.Equal(before, await Sample.StoredAsync(server));
    }

    [Theory]
    [InlineData("""{"reason":""}""", "/reason required")]
    [InlineData("""{"participantId":"0198a000-0000-7000-8000-000000000000","reason":"Known."}""", "/participantId participant-unknown")]
    public async Task Match_Wrong_IsRefused(string json, string error)
    {
        var (session, _, _, attendee) = await FilledAsync();

        var answer = await server.Operator.CallAsync("PUT", $"/api/v1/sessions/{session}/attendees/{attendee}/match", Body.Json(json), ("If-Match", "\"0\""));

        Assert.Equal([error], answer.Expect(400).Errors);
    }

    [Theory]
    [InlineData("/api/v1/sessions?limit=0", "/limit out-of-range")]
    [InlineData("/api/v1/sessions?limit=201", "/limit out-of-range")]
    [InlineData("/api/v1/sessions?limit=-1", "/limit out-of-range")]
    [InlineData("/api/v1/sessions?cursor=garbage", "/cursor unknown-cursor")]
    [InlineData("/api/v1/sessions?cursor=!!!!!!!!!!!!!!!!!!!!!!", "/cursor unknown-cursor")]
    [InlineData("/api/v1/audit?limit=0", "/limit out-of-range")]
    [InlineData("/api/v1/audit?cursor=-1", "/cursor unknown-cursor")]
    [InlineData("/api/v1/jobs?state=lost", "/state unknown-value")]
    [InlineData("/api/v1/jobs?kind=0", "/kind unknown-value")]
    public async Task List_AskedWrongly_IsRefused(string address, string error) =>
        Assert.Equal([error], (await server.Admin.CallAsync("GET", address)).Expect(400).Errors);

    [Theory]
    [InlineData("/api/v1/sessions?limit=many", 400)]
    [InlineData("/api/v1/sessions?externalId=%00", 400)]
    [InlineData("/api/v1/audit?actor=%00", 400)]
    [InlineData("/api/v1/audit?from=yesterday", 400)]
    [InlineData("/api/v1/audit?from=2026-10-20T00:00:00%2B02:00", 200)]
    [InlineData("/api/v1/jobs?sessionId=1", 400)]
    [InlineData("/api/v1/sessions/not-an-id", 404)]
    [InlineData("/api/v1/nowhere", 404)]
    [InlineData("/verify/%00", 400)]
    public async Task Address_Odd_IsAnsweredWithoutFailing(string address, int status) =>
        (await server.Admin.CallAsync("GET", address)).Expect(status);

    [Theory]
    [InlineData("HEAD", "/api/v1/sessions", 405)]
    [InlineData("OPTIONS", "/api/v1/sessions", 405)]
    [InlineData("BREW", "/api/v1/sessions", 405)]
    [InlineData("PUT", "/api/v1/sessions", 405)]
    [InlineData("GET", "/api/v1/nowhere", 404)]
    public async Task Method_NotOffered_IsAProblem(string method, string address, int status)
    {
        var answer = (await server.Admin.CallAsync(method, address)).Expect(status);

        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(status == 405, answer.Headers.ContainsKey("Allow"));
    }

    private Task<(Guid Session, Guid Participant, Guid Poll, Guid Attendee)> FilledAsync() => Once.Of(server, "filled session", () => Sample.FilledSessionAsync(server, server.Integrator));
}
