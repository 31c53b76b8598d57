using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>The table of Graph's refusals, a row each.</summary>
public sealed class GraphErrorTests : IClassFixture<RunningSimulator>
{
    private const string Meetings = "/v1.0/users/{organizer}/onlineMeetings";
    private const string ById = Meetings + "?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'26374053457629'";
    private const string UnknownId = Meetings + "?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'1'";
    private const string Reports = Meetings + "/{meeting}/attendanceReports";
    private const string User = "/v1.0/users/{organizer}";

    private readonly RunningSimulator simulator;

    public GraphErrorTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Theory]
    [InlineData("no bearer at all", "no token", User, 401, "InvalidAuthenticationToken", "Access token is empty.")]
    [InlineData("a bearer that is no token", "a malformed token", User, 401, "InvalidAuthenticationToken", "IDX14100: JWT is not well formed, there are no dots (.).")]
    [InlineData("a token of another issuer", "a foreign token", User, 401, "InvalidAuthenticationToken", "IDX14100: JWT is not well formed, there are no dots (.).")]
    [InlineData("a token past its time", "an expired token", User, 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")]
    [InlineData("a token for another resource", "a token for a vault", User, 401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.")]
    [InlineData("no directory permission", "no roles", User, 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("no directory permission for a search", "no roles", "/v1.0/users?$filter=mail%20eq%20'x'", 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("no permission to read meetings", "no roles", ById, 403, "Forbidden", "Missing role permissions on the request. API requires one of 'OnlineMeetings.Read.All, OnlineMeetings.ReadWrite.All'. Roles on the request ''.")]
    [InlineData("no permission to read reports", "only meetings", Reports, 403, "Forbidden", "Missing role permissions on the request. API requires one of 'OnlineMeetingArtifact.Read.All'. Roles on the request 'OnlineMeetings.Read.All'.")]
    [InlineData("no access policy, as documented", "no policy", ById, 403, "Forbidden", "No application access policy found for this app")]
    [InlineData("no access policy, reports", "no policy", Reports, 403, "Forbidden", "No application access policy found for this app")]
    [InlineData("no access policy, as seen live", "no policy, live wording", ById, 403, "Forbidden", "No application access policy found for this app 22222222-2222-2222-2222-222222222222 on the user")]
    [InlineData("no access policy, with a full stop", "no policy, full stop", ById, 403, "Forbidden", "No application access policy found for this app.")]
    [InlineData("a policy that does not cover the organizer", "a policy for somebody else", ById, 403, "Forbidden", "3003: User does not have access to lookup meeting")]
    [InlineData("a policy that has not spread yet", "a policy of tomorrow", ById, 403, "Forbidden", "No application access policy found for this app")]
    [InlineData("a user who is not the organizer", "nothing", "/v1.0/users/{other}/onlineMeetings?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'26374053457629'", 403, "Forbidden", "3003: User does not have access to lookup meeting")]
    [InlineData("an unknown meeting", "nothing", UnknownId, 404, "NotFound", "3004: Specified meeting is not found")]
    [InlineData("a meeting that expired", "a meeting of the past", ById, 404, "NotFound", "3004: Specified meeting is not found")]
    [InlineData("an unknown meeting, the other shape", "empty lists", UnknownId, 200, null, null)]
    [InlineData("a principal name in the path hides every other reason", "no policy", "/v1.0/users/olivia@contoso.example/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'", 404, "UnknownError", "")]
    [InlineData("no filter", "nothing", Meetings, 400, "InvalidArgument", "One of the required parameters to lookup meeting by QueryOptions is null or empty.")]
    [InlineData("an empty literal", "nothing", Meetings + "?$filter=JoinWebUrl%20eq%20''", 400, "InvalidArgument", "One of the required parameters to lookup meeting by QueryOptions is null or empty.")]
    [InlineData("a filter without its closing quote", "nothing", Meetings + "?$filter=JoinWebUrl%20eq%20'https", 400, "BadRequest", "The query specified in the URI is not valid. Could not find a property named 'JoinWebUrl' on type 'microsoft.graph.onlineMeeting'.")]
    [InlineData("a filter on an unknown property", "nothing", Meetings + "?$filter=Subject%20eq%20'Tax'", 400, "BadRequest", "The query specified in the URI is not valid. Could not find a property named 'Subject' on type 'microsoft.graph.onlineMeeting'.")]
    [InlineData("an unknown address below meetings", "nothing", Meetings + "/{meeting}/nonsense", 400, "BadRequest", "1026: An error has occurred.")]
    [InlineData("an unknown segment", "nothing", "/v1.0/onlineMeetings", 400, "BadRequest", "Resource not found for the segment 'onlineMeetings'.")]
    [InlineData("the signed-in user without one", "nothing", "/v1.0/me/onlineMeetings", 400, "BadRequest", "/me request is only valid with delegated authentication flow.")]
    [InlineData("a meeting id that is not base64", "nothing", Meetings + "/n-o-n-e", 400, "BadRequest", "Invalid meeting id n-o-n-e.")]
    [InlineData("a meeting id of the wrong structure", "nothing", Meetings + "/AAAA", 400, "BadRequest", "Meeting Id is corrupted.")]
    [InlineData("a meeting id of another organizer", "nothing", "/v1.0/users/{other}/onlineMeetings/{meeting}", 404, "NotFound", "Organizer Id mismatch User Id: 44444444-4444-4444-4444-444444444444.")]
    [InlineData("an older id of another organizer", "nothing", Meetings + "/{other}_19:meeting_x@thread.v2", 404, "NotFound", "Organizer Id mismatch User Id: 33333333-3333-3333-3333-333333333333.")]
    [InlineData("a well-formed id of no meeting", "nothing", Meetings + "/{unknownMeeting}", 404, "NotFound", "3004: Specified meeting is not found")]
    [InlineData("an unknown report", "nothing", Reports + "/{nobody}", 404, "NotFound", "Specified attendance report is not found")]
    [InlineData("an unknown user by id", "nothing", "/v1.0/users/{nobody}", 404, "Request_ResourceNotFound", "Resource '55555555-5555-5555-5555-555555555555' does not exist or one of its queried reference-property objects are not present.")]
    [InlineData("an unknown user by name", "nothing", "/v1.0/users/nobody@contoso.example", 404, "Request_ResourceNotFound", "Resource 'nobody@contoso.example' does not exist or one of its queried reference-property objects are not present.")]
    [InlineData("an unknown organizer", "nothing", "/v1.0/users/{nobody}/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'", 404, "Request_ResourceNotFound", "Resource '55555555-5555-5555-5555-555555555555' does not exist or one of its queried reference-property objects are not present.")]
    [InlineData("throttled", "a throttle", User, 429, "TooManyRequests", "Too many requests.")]
    public async Task Get_Refused_AnswersAsTheService(string row, string given, string path, int status, string? code, string? message)
    {
        var token = Arrange(given);

        var reply = await simulator.GetAsync(Filled(path), token);

        Assert.True((reply.Status, reply.Code, reply.Message) == (status, code, message), $"{row}: {reply}");
        Assert.Equal(status == 401, reply.Headers.ContainsKey("WWW-Authenticate"));
        if (status == 200)
        {
            Assert.Empty(reply.Value);
        }
    }

    [Fact]
    public async Task Get_Refused_CarriesTheIdsOfTheRequest()
    {
        var mine = Guid.NewGuid().ToString();

        var reply = await simulator.GetAsync(Filled("/v1.0/users/{nobody}"), null, ("client-request-id", mine));

        var inner = reply.Body["error"]!["innerError"]!;
        Assert.Equal(mine, (string?)inner["client-request-id"]);
        Assert.Equal(mine, reply.Headers["client-request-id"]);
        Assert.Equal(reply.Headers["request-id"], (string?)inner["request-id"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", (string?)inner["date"]);
        Assert.Contains("Date", reply.Headers.Keys);
    }

    [Fact]
    public async Task Get_WithoutClientRequestId_EchoesItsOwn()
    {
        var reply = await simulator.GetAsync(Filled(User));

        Assert.Equal(reply.Headers["request-id"], reply.Headers["client-request-id"]);
    }

    private string? Arrange(string given)
    {
        var token = given switch
        {
            "no token" => "",
            "a malformed token" => "nonsense",
            "a foreign token" => "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.AAAA",
            "an expired token" => simulator.Server.IssueToken(
                TestTenant.Id, TestTenant.App, expires: simulator.Server.Clock.GetUtcNow()),
            "a token for a vault" => simulator.Server.IssueToken(TestTenant.Id, TestTenant.App, "https://vault.azure.net"),
            "no roles" => simulator.Server.IssueToken(TestTenant.Id, TestTenant.App),
            "only meetings" => simulator.Server.IssueToken(TestTenant.Id, TestTenant.App, roles: "OnlineMeetings.Read.All"),
            _ => null,
        };
        simulator.Server.Change(scenario =>
        {
            var tenant = scenario.Tenants[0];
            var policy = tenant.AccessPolicies[0];
            switch (given)
            {
                case "no policy":
                    tenant.AccessPolicies.Clear();
                    break;
                case "no policy, live wording":
                    tenant.AccessPolicies.Clear();
                    scenario.Answers.PolicyRefusal = PolicyRefusalWording.Live;
                    break;
                case "no policy, full stop":
                    tenant.AccessPolicies.Clear();
                    scenario.Answers.PolicyRefusal = PolicyRefusalWording.FullStop;
                    break;
                case "a policy for somebody else":
                    (policy.Global, policy.Users) = (false, [TestTenant.Other]);
                    scenario.Answers.UncoveredOrganizer = UncoveredOrganizerAnswer.NotCovered;
                    break;
                case "a policy of tomorrow":
                    policy.EffectiveAt = Instant.From(simulator.Server.Clock.GetUtcNow().AddDays(1));
                    break;
                case "a meeting of the past":
                    tenant.Meetings[0].LookupUntil = new Instant("2026-02-01T00:00:00Z");
                    break;
                case "empty lists":
                    scenario.Answers.UnknownMeeting = UnknownMeetingAnswer.EmptyList;
                    break;
                case "a throttle":
                    scenario.Throttle = new Throttle(0, 10);
                    break;
            }
        });
        return token;
    }

    private static string Filled(string path) => path
        .Replace("{organizer}", TestTenant.Organizer.ToString(), StringComparison.Ordinal)
        .Replace("{other}", TestTenant.Other.ToString(), StringComparison.Ordinal)
        .Replace("{nobody}", TestTenant.Nobody.ToString(), StringComparison.Ordinal)
        .Replace("{meeting}", Uri.EscapeDataString(TestTenant.MeetingId), StringComparison.Ordinal)
        .Replace(
            "{unknownMeeting}",
            Uri.EscapeDataString(TestTenant.IdOf(TestTenant.Organizer, "19:meeting_unknown@thread.v2")),
            StringComparison.Ordinal);
}
