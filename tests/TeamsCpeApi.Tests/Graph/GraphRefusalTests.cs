using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>What Entra and Graph say, word for word, and what we make of it.</summary>
public class GraphRefusalTests
{
    private const string Link = "https://teams.microsoft.com/meet/26374053457629?p=AbC";
    private static readonly Guid Organizer = Guid.NewGuid();

    [Theory]
    [InlineData("expired token", 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", "graph-token-rejected")]
    [InlineData("no consent, directory", 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", "graph-consent-missing")]
    [InlineData("no consent, meetings", 403, "Forbidden", "Missing role permissions on the request. API requires one of 'OnlineMeetings.Read.All'. Roles on the request ''.", "graph-consent-missing")]
    [InlineData("no consent, delegated wording", 403, "Forbidden", "Missing scope permissions on the request. API requires one of 'X'. Scopes on the request 'Y'", "graph-consent-missing")]
    [InlineData("no consent, short", 403, "Forbidden", "Insufficient permissions", "graph-consent-missing")]
    [InlineData("no consent, shortest", 403, "Forbidden", "Forbidden", "graph-consent-missing")]
    [InlineData("no policy, documented", 403, "Forbidden", "No application access policy found for this app", "graph-no-access-policy")]
    [InlineData("no policy, in capitals", 403, "Forbidden", "NO APPLICATION ACCESS POLICY FOUND for this app.", "graph-no-access-policy")]
    [InlineData("no policy, live", 403, "Forbidden", "No application access policy found for this app 123 on the user", "graph-no-access-policy")]
    [InlineData("no policy, old code", 403, "Unauthorized", "App 123 is not authorized to Create meeting on behalf of user 456", "graph-no-access-policy")]
    [InlineData("no policy, 2025", 403, "Forbidden", "Application is not allowed to perform operations on the user 'a.b@contoso.example', neither is allowed access through RSC permission evaluation.", "graph-no-access-policy")]
    [InlineData("not the organizer", 403, "Forbidden", "3003: User does not have access to lookup meeting", "graph-organizer-not-covered")]
    [InlineData("generic refusal", 403, "Forbidden", "An error has occurred.", "graph-forbidden")]
    [InlineData("another person's meeting", 403, "General", "Organizer ID in token(a) does not match organizer ID in request url(b). With delegated permission only /me endpoint is supported.", "graph-organizer-mismatch")]
    [InlineData("no such meeting", 404, "NotFound", "3004: Specified meeting is not found", "graph-meeting-not-found")]
    [InlineData("no object id in the path", 404, "UnknownError", "", "graph-organizer-unknown")]
    [InlineData("no such user", 404, "Request_ResourceNotFound", "Resource 'x' does not exist or one of its queried reference-property objects are not present.", "graph-user-not-found")]
    [InlineData("meeting of another organizer", 404, "NotFound", "Organizer Id mismatch User Id: 1.", "graph-meeting-id-invalid")]
    [InlineData("corrupted id", 400, "BadRequest", "Meeting Id is corrupted.", "graph-meeting-id-invalid")]
    [InlineData("invalid id", 404, "NotFound", "Invalid meeting id x.", "graph-meeting-id-invalid")]
    [InlineData("no filter", 400, "InvalidArgument", "One of the required parameters to lookup meeting by QueryOptions is null or empty.", "graph-request-refused")]
    [InlineData("odd address", 400, "BadRequest", "1026: An error has occurred.", "graph-request-refused")]
    [InlineData("something new", 418, "Teapot", "Short and stout.", "graph-request-refused")]
    [InlineData("too much", 429, "TooManyRequests", "Slow down.", "graph-throttled")]
    [InlineData("backend", 500, "InternalServerError", "", "graph-unavailable")]
    [InlineData("gateway", 502, "UnknownError", "", "graph-unavailable")]
    [InlineData("maintenance", 503, "ServiceUnavailable", "", "graph-unavailable")]
    [InlineData("slow backend", 504, "GatewayTimeout", "", "graph-unavailable")]
    public async Task FindMeeting_GraphRefuses_TheFailureNamesItsKindStatusCodeAndRequest(string what, int status, string code, string message, string expected)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Error(status, code, message));
        await using var host = server.Host();

        var failure = (await host.Client.FindMeetingAsync(server.Connection, Organizer, Link, default)).Failure;

        Assert.True(failure?.Code == expected, $"{what}: {failure}");
        Assert.Equal((status, code, "r-1"), (failure.HttpStatus, failure.GraphCode, failure.RequestId));
        Assert.Contains($"{status} {code}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status is 429 or >= 500, failure.Transient);
        Assert.NotEmpty(failure.Remedy);
        Assert.DoesNotContain("contoso.example", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong secret", 401, "invalid_client", 7000215, "graph-secret-invalid")]
    [InlineData("expired secret", 401, "invalid_client", 7000222, "graph-secret-expired")]
    [InlineData("unknown application", 400, "unauthorized_client", 700016, "graph-app-not-found")]
    [InlineData("bad certificate", 401, "invalid_client", 700027, "graph-assertion-rejected")]
    [InlineData("clock", 401, "invalid_client", 700024, "graph-assertion-rejected")]
    [InlineData("federated subject, one witness", 400, "invalid_request", 700213, "graph-assertion-rejected")]
    [InlineData("federated subject, the other", 401, "invalid_client", 700213, "graph-assertion-rejected")]
    [InlineData("unknown tenant", 400, "invalid_request", 90002, "graph-tenant-not-found")]
    [InlineData("malformed tenant", 400, "invalid_request", 900023, "graph-tenant-not-found")]
    [InlineData("another national cloud", 400, "invalid_request", 90038, "graph-wrong-cloud")]
    [InlineData("nobody consented", 400, "invalid_grant", 65001, "graph-consent-missing")]
    [InlineData("second factor", 400, "interaction_required", 50076, "graph-reconnect-needed")]
    [InlineData("dead refresh token", 400, "invalid_grant", 700082, "graph-reconnect-needed")]
    [InlineData("client loop", 400, "invalid_grant", 50196, "graph-throttled")]
    [InlineData("anything else", 400, "invalid_request", 900144, "graph-sign-in-refused")]
    public async Task FindUser_EntraRefuses_TheFailureNamesItsKindStatusNumberAndTrace(string what, int status, string error, int number, string expected)
    {
        await using var server = await ScriptedServer.StartAsync(new(200, "{}"), ScriptedAnswer.Entra(status, error, number, "Text about a.b@contoso.example.\r\nTrace ID: x"));
        await using var host = server.Host();

        var failure = (await host.Client.FindUserAsync(server.Connection, Organizer.ToString(), default)).Failure;

        Assert.True(failure?.Code == expected, $"{what}: {failure}");
        Assert.Equal((status, $"AADSTS{number}", "t-1"), (failure.HttpStatus, failure.GraphCode, failure.RequestId));
        Assert.DoesNotContain("contoso.example", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("redirect", 302, "", "graph-redirect-refused")]
    [InlineData("a proxy's page", 403, "<html>Blocked</html>", "graph-forbidden")]
    [InlineData("no JSON", 200, "<html>Welcome</html>", "graph-answer-unreadable")]
    [InlineData("null", 200, "null", "graph-answer-unreadable")]
    [InlineData("no list", 200, "{}", "graph-answer-unreadable")]
    [InlineData("an empty entry", 200, """{"value":[null]}""", "graph-answer-unreadable")]
    [InlineData("an entry without id", 200, """{"value":[{"subject":"x"}]}""", "graph-answer-unreadable")]
    [InlineData("a number for an instant", 200, """{"value":[{"id":"x","startDateTime":5}]}""", "graph-answer-unreadable")]
    [InlineData("success without content", 204, "", "graph-answer-unreadable")]
    public async Task FindMeeting_AnswerIsNotGraphs_TheFailureSaysSo(string what, int status, string body, string expected)
    {
        await using var server = await ScriptedServer.StartAsync(new(status, body, ("Location", "https://elsewhere.example/")));
        await using var host = server.Host();

        var failure = (await host.Client.FindMeetingAsync(server.Connection, Organizer, Link, default)).Failure;

        Assert.True(failure?.Code == expected, $"{what}: {failure}");
        Assert.Equal(status, failure.HttpStatus);
    }

    [Fact]
    public async Task ListReports_AnswerLargerThanAllowed_IsNotRead()
    {
        await using var server = await ScriptedServer.StartAsync(new(200, $$"""{"value":[],"padding":"{{new string('x', 5000)}}"}"""));
        await using var host = server.Host(("Graph:MaxAnswerBytes", "4000"));

        var answer = await host.Client.ListAttendanceReportsAsync(server.Connection, Organizer, "m", default);

        Assert.Equal("graph-answer-too-large", answer.Failure?.Code);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task FindUser_CertificateIsNotTrusted_NothingIsSent()
    {
        await using var server = await ScriptedServer.StartAsync(new(200, "{}"));
        await using var host = server.Host(("Graph:Clouds:test:TrustedCertificate", ""));

        var answer = await host.Client.FindUserAsync(server.Connection, Organizer.ToString(), default);

        Assert.Equal("graph-certificate-untrusted", answer.Failure?.Code);
        Assert.Contains("Graph:Clouds:test:TrustedCertificate", answer.Failure?.Remedy, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public void Catalogue_EveryKind_HasACodeOfItsOwnAndARemedy()
    {
        var subject = new GraphSubject(new("test", Guid.NewGuid(), Guid.NewGuid(), new GraphSecret("s")), Organizer);
        var failures = Enum.GetValues<GraphFailureKind>().Select(kind => GraphFailures.Of(kind, subject, "x")).ToList();

        Assert.All(failures, failure => Assert.Matches("^graph-[a-z-]+$", failure.Code));
        Assert.All(failures, failure => Assert.EndsWith(".", failure.Remedy, StringComparison.Ordinal));
        Assert.Equal(failures.Count, failures.Select(failure => failure.Code).Distinct().Count());
    }

    [Fact]
    public void NoAccessPolicy_Remedy_IsTheCommandsWithBothIdsFilledIn()
    {
        var connection = new GraphConnection("test", Guid.NewGuid(), Guid.NewGuid(), new GraphSecret("s"));

        var failure = GraphFailures.Of(GraphFailureKind.NoAccessPolicy, new(connection, Organizer), "x");

        Assert.Contains($"New-CsApplicationAccessPolicy -Identity TeamsCpeApi -AppIds \"{connection.ClientId}\"", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains($"Grant-CsApplicationAccessPolicy -PolicyName TeamsCpeApi -Identity \"{Organizer}\"", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(30), failure.RetryAfter);
    }
}
