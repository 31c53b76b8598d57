using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>
/// Every refusal that Graph and Entra are known to give, made by the simulator, and what an administrator sees of it: in the job that wanted
/// attendance and in the provider's validation, under one stable code, with a remedy, and never as an error of ours.
/// </summary>
[Collection(OneProviderStage.Name)]
public sealed class MicrosoftRefusalTests(ProviderStage stage) : IDisposable
{
    private const string Meetings = "/onlineMeetings";

    public static TheoryData<string, FaultRule, string, string> OfGraph { get; } = new()
    {
        { "an empty token", Graph(401, "InvalidAuthenticationToken", "Access token is empty."), "graph-token-rejected", "clock" },
        { "an expired token", Graph(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."), "graph-token-rejected", "clock" },
        { "a token for somebody else", Graph(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience."), "graph-token-rejected", "cloud" },
        { "no consent, of the directory", Graph(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."), "graph-consent-missing", "Grant admin consent" },
        { "no consent, of the meetings", Graph(403, "Forbidden", "Missing role permissions on the request. API requires one of 'OnlineMeetings.Read.All'. Roles on the request ''.", Meetings), "graph-consent-missing", "OnlineMeetings.Read.All" },
        { "no consent, in fewest words", Graph(403, "Forbidden", "Insufficient permissions", Meetings), "graph-consent-missing", "Grant admin consent" },
        { "no application access policy", Graph(403, "Forbidden", "No application access policy found for this app", Meetings), "graph-no-access-policy", "Grant-CsApplicationAccessPolicy" },
        { "the same, as seen live", Graph(403, "Forbidden", "No application access policy found for this app 1 on the user", Meetings), "graph-no-access-policy", "New-CsApplicationAccessPolicy" },
        { "a policy that does not cover the organizer", Graph(403, "Forbidden", "3003: User does not have access to lookup meeting", Meetings), "graph-organizer-not-covered", "replaces the global one" },
        { "a refusal without a reason", Graph(403, "Forbidden", "An error has occurred.", Meetings), "graph-forbidden", "license" },
        { "the meeting of another person", Graph(403, "General", "Organizer ID in token(a) does not match organizer ID in request url(b). With delegated permission only /me endpoint is supported.", Meetings), "graph-organizer-mismatch", "organized" },
        { "no such meeting", Graph(404, "NotFound", "3004: Specified meeting is not found", Meetings), "graph-meeting-not-found", "link" },
        { "no such meeting, the other shape", new FaultRule(FaultKind.EmptyList, "/onlineMeetings$"), "graph-meeting-not-found", "link" },
        { "an address in place of an object id", Graph(404, "UnknownError", "", Meetings), "graph-organizer-unknown", "object id" },
        { "no such user", Graph(404, "Request_ResourceNotFound", "Resource 'x' does not exist or one of its queried reference-property objects are not present.", Meetings), "graph-user-not-found", "spelling" },
        { "no filter", Graph(400, "InvalidArgument", "One of the required parameters to lookup meeting by QueryOptions is null or empty.", Meetings), "graph-request-refused", "support" },
        { "a filter that cannot be read", Graph(400, "BadRequest", "The query specified in the URI is not valid. Could not find a property named 'JoinWebUrl' on type 'x'.", Meetings), "graph-request-refused", "support" },
        { "an odd address", Graph(400, "BadRequest", "1026: An error has occurred.", Meetings), "graph-request-refused", "support" },
        { "an old bug", Graph(400, "BadRequest", "Value cannot be null. Parameter name: String", Meetings), "graph-request-refused", "support" },
        { "a corrupted meeting id", Graph(400, "BadRequest", "Meeting Id is corrupted.", Meetings), "graph-meeting-id-invalid", "link" },
        { "an invalid meeting id", Graph(404, "NotFound", "Invalid meeting id x.", Meetings), "graph-meeting-id-invalid", "link" },
        { "a meeting id of another organizer", Graph(404, "NotFound", "Organizer Id mismatch User Id: 1.", Meetings), "graph-meeting-id-invalid", "link" },
        { "too many requests, without a word how long", new FaultRule(FaultKind.Throttled, Meetings), "graph-throttled", "repeated later" },
        { "an error inside Graph", new FaultRule(FaultKind.InternalServerError, Meetings), "graph-unavailable", "service health" },
        { "a bad gateway", new FaultRule(FaultKind.BadGateway, Meetings), "graph-unavailable", "service health" },
        { "maintenance", new FaultRule(FaultKind.ServiceUnavailable, Meetings), "graph-unavailable", "service health" },
        { "a gateway that waited too long", new FaultRule(FaultKind.GatewayTimeout, Meetings), "graph-unavailable", "service health" },
    };

    public static TheoryData<string, FaultRule, string, string> OfEntra { get; } = new()
    {
        { "a wrong secret", Entra(7000215, 401, "invalid_client"), "graph-secret-invalid", "not the secret ID" },
        { "an expired secret", Entra(7000222, 401, "invalid_client"), "graph-secret-expired", "create a new client secret" },
        { "an unknown application", Entra(700016, 400, "unauthorized_client"), "graph-app-not-found", "client id" },
        { "a bad certificate", Entra(700027, 401, "invalid_client"), "graph-assertion-rejected", "thumbprint" },
        { "a wrong clock", Entra(700024, 401, "invalid_client"), "graph-assertion-rejected", "clock" },
        { "another issuer", Entra(700211, 400, "invalid_request"), "graph-assertion-rejected", "issuer" },
        { "another audience", Entra(700212, 401, "invalid_client"), "graph-assertion-rejected", "audience" },
        { "another subject", Entra(700213, 400, "invalid_request"), "graph-assertion-rejected", "subject" },
        { "a federated credential that is too new", Entra(70021, 400, "invalid_request"), "graph-assertion-rejected", "minutes" },
        { "an unknown tenant", Entra(90002, 400, "invalid_request"), "graph-tenant-not-found", "tenant id" },
        { "a malformed tenant", Entra(900023, 400, "invalid_request"), "graph-tenant-not-found", "tenant id" },
        { "another national cloud", Entra(90038, 400, "invalid_request"), "graph-wrong-cloud", "national cloud" },
        { "nobody consented", Entra(65001, 400, "invalid_grant"), "graph-consent-missing", "Grant admin consent" },
        { "an application for one tenant at the endpoint for all", Entra(50194, 400, "invalid_request"), "graph-sign-in-refused", "AADSTS" },
        { "a scope that does not exist", Entra(70011, 400, "invalid_scope"), "graph-sign-in-refused", "AADSTS" },
        { "a parameter too few", Entra(900144, 400, "invalid_request"), "graph-sign-in-refused", "AADSTS" },
        { "a loop of requests", Entra(50196, 400, "invalid_grant"), "graph-throttled", "repeated later" },
        { "Entra out of order", Entra(90033, 503, "temporarily_unavailable"), "graph-unavailable", "service health" },
    };

    public void Dispose() => stage.Simulator.Faults.Clear();

    [Theory]
    [MemberData(nameof(OfGraph))]
    [MemberData(nameof(OfEntra))]
    public async Task Refusal_OfMicrosofts_IsNamedWithItsRemedy(string row, FaultRule fault, string code, string remedy)
    {
        // A provider of its own: the token library remembers what it was told about a client.
        var provider = (await stage.Admin.PostAsync("/providers", ProviderStage.Provider(stage.NewApp(app => app.Secrets = [new("right")]), ProviderStage.Credential("secret", ("value", "right"))))).Id();
        stage.Simulator.Faults.Add(fault);
        if (fault.Kind == FaultKind.EmptyList)
        {
            // The link's own id is asked for at last, and an object has no empty shape.
            stage.Simulator.Faults.Add(new FaultRule(FaultKind.MeetingNotFound, "/onlineMeetings/"));
        }

        var job = await stage.FetchAsync(provider);
        var validation = await stage.Admin.PostAsync($"/providers/{provider}/validate", new { organizer = ProviderStage.Organizer, joinUrl = (string?)JsonNode.Parse(SampleData.SampleFolder.Text("short-session.json"))!["joinUrl"] });

        Assert.True(job.Text("state") == "failed" && job["problem"]!.Text("code") == code, $"{row}: {job.ToJsonString()}");
        Assert.Contains(remedy, job["problem"]!.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("unknown error", job["problem"]!.Text("detail"), StringComparison.OrdinalIgnoreCase);
        var step = validation["steps"]!.AsArray().First(step => step!.Text("outcome") == "failed")!;
        Assert.True(step.Text("code") == code, $"{row}: {validation.ToJsonString()}");
        Assert.Contains(remedy, step.Text("remedy"), StringComparison.Ordinal);
        Assert.Equal(code is "graph-no-access-policy" or "graph-organizer-not-covered" ? 5 : 0, step["scripts"]!.AsArray().Count);
    }

    private static FaultRule Graph(int status, string code, string message, string? match = null) => new(FaultKind.Refusal, match, Status: status, Code: code, Message: message);

    private static FaultRule Entra(int number, int status, string error) => new(FaultKind.Refusal, "oauth2/v2.0/token", Status: status, Code: error, Number: number, Message: "Words that may change.");
}
