using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Who may call what, written by hand: a change of policy must be made here too.</summary>
internal static class RouteTable
{
    private const string Everyone = "admin operator integrator auditor";
    private const string Sessions = "admin operator integrator";
    private const string Operators = "admin operator";
    private const string Admins = "admin";
    private const string Auditors = "admin auditor";

    /// <summary>Method, address, roles, and a body good enough to come as far as looking for the ids.</summary>
    public static readonly IReadOnlyList<(string Method, string Address, string Roles, string? Body)> Rows =
    [
        ("POST", "/api/v1/keys", Admins, "{}"),
        ("GET", "/api/v1/keys", Admins, null),
        ("GET", "/api/v1/keys/{keyId}", Admins, null),
        ("POST", "/api/v1/keys/{keyId}/rotate", Admins, null),
        ("DELETE", "/api/v1/keys/{keyId}", Admins, null),
        ("POST", "/api/v1/tokens", Everyone, null),
        ("POST", "/api/v1/providers", Admins, "{}"),
        ("GET", "/api/v1/providers", Everyone, null),
        ("GET", "/api/v1/providers/{providerId}", Everyone, null),
        ("PATCH", "/api/v1/providers/{providerId}", Admins, "{}"),
        ("DELETE", "/api/v1/providers/{providerId}", Admins, null),
        ("POST", "/api/v1/providers/{providerId}/authorize", Admins, null),
        ("POST", "/api/v1/providers/{providerId}/validate", Operators, "{}"),
        ("GET", "/api/v1/providers/{providerId}/setup-guide", Everyone, null),
        ("GET", "/api/v1/providers/{providerId}/organizers", Sessions, null),
        ("GET", "/api/v1/providers/{providerId}/meeting-settings", Everyone, null),
        ("PUT", "/api/v1/providers/{providerId}/meeting-settings", Admins, """{"onCalendar":false}"""),
        ("POST", "/api/v1/sponsors", Admins, "{}"),
        ("GET", "/api/v1/sponsors", Everyone, null),
        ("GET", "/api/v1/sponsors/{sponsorId}", Everyone, null),
        ("PUT", "/api/v1/sponsors/{sponsorId}", Admins, """{"name":"Sponsor"}"""),
        ("DELETE", "/api/v1/sponsors/{sponsorId}", Admins, null),
        ("GET", "/api/v1/rulesets", Everyone, null),
        ("POST", "/api/v1/rulesets", Admins, "{}"),
        ("GET", "/api/v1/rulesets/schema", Everyone, null),
        ("POST", "/api/v1/rulesets/preview", Everyone, """{"sessionId":"00000000-0000-4000-8000-000000000000"}"""),
        ("GET", "/api/v1/rulesets/{rulesetId}", Everyone, null),
        ("POST", "/api/v1/rulesets/{rulesetId}/copy", Admins, """{"name":"A ruleset of our own"}"""),
        ("GET", "/api/v1/rulesets/{rulesetId}/versions", Everyone, null),
        ("POST", "/api/v1/rulesets/{rulesetId}/versions", Admins, """{"name":"R","source":"S","certificateStatement":"C"}"""),
        ("POST", "/api/v1/sessions", Sessions, "{}"),
        ("GET", "/api/v1/sessions", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}", Everyone, null),
        ("PATCH", "/api/v1/sessions/{sessionId}", Sessions, "{}"),
        ("DELETE", "/api/v1/sessions/{sessionId}", Sessions, null),
        ("GET", "/api/v1/sessions/{sessionId}/participants", Everyone, null),
        ("POST", "/api/v1/sessions/{sessionId}/participants", Sessions, "{}"),
        ("PUT", "/api/v1/sessions/{sessionId}/participants", Sessions, "{}"),
        ("POST", "/api/v1/sessions/{sessionId}/launch", Sessions, """{"externalId":"P1"}"""),
        ("GET", "/api/v1/sessions/{sessionId}/attendance", Everyone, null),
        ("POST", "/api/v1/sessions/{sessionId}/attendance/refresh", Sessions, null),
        ("POST", "/api/v1/sessions/{sessionId}/attendance/apply", Operators, """{"reason":"Looked at."}"""),
        ("POST", "/api/v1/sessions/{sessionId}/attendance/files", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/attendance/files", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/attendance/files/{fileId}", Everyone, null),
        ("PATCH", "/api/v1/sessions/{sessionId}/attendance/files/{fileId}", Operators, """{"excluded":false}"""),
        ("DELETE", "/api/v1/sessions/{sessionId}/attendance/files/{fileId}", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/attendance/files/{fileId}/file", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/registrations", Everyone, null),
        ("POST", "/api/v1/sessions/{sessionId}/registrations", Sessions, "{}"),
        ("POST", "/api/v1/sessions/{sessionId}/registrations/refresh", Sessions, null),
        ("POST", "/api/v1/sessions/{sessionId}/meeting", Sessions, null),
        ("POST", "/api/v1/sessions/{sessionId}/polls", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/polls", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/polls/{pollId}", Everyone, null),
        ("PATCH", "/api/v1/sessions/{sessionId}/polls/{pollId}", Operators, """{"excluded":false}"""),
        ("DELETE", "/api/v1/sessions/{sessionId}/polls/{pollId}", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/polls/{pollId}/file", Everyone, null),
        ("PUT", "/api/v1/sessions/{sessionId}/polls/{pollId}/file", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/polls/{pollId}/versions", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/polls/{pollId}/versions/{fileId}/file", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/attendees", Everyone, null),
        ("PUT", "/api/v1/sessions/{sessionId}/attendees/{attendeeId}/match", Operators, """{"reason":"Known."}"""),
        ("DELETE", "/api/v1/sessions/{sessionId}/attendees/{attendeeId}/match", Operators, null),
        ("POST", "/api/v1/sessions/{sessionId}/attendees/matches", Operators, """{"items":[{"attendeeId":"00000000-0000-4000-8000-000000000001","participantId":null,"reason":"Known.","etag":"*"}]}"""),
        ("GET", "/api/v1/aliases", Everyone, null),
        ("DELETE", "/api/v1/aliases/{aliasId}", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/raw-data", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/completion", Everyone, null),
        ("POST", "/api/v1/sessions/{sessionId}/credits/approve", Operators, "{}"),
        ("PUT", "/api/v1/sessions/{sessionId}/credits/{participantId}", Operators, """{"credits":1,"reason":"Known."}"""),
        ("DELETE", "/api/v1/sessions/{sessionId}/credits/{participantId}", Operators, null),
        ("GET", "/api/v1/sessions/{sessionId}/credits/{participantId}/evidence", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/instruction", Everyone, null),
        ("PUT", "/api/v1/sessions/{sessionId}/instruction/{instructorId}", Operators, """{"presentedMinutes":50,"preparationMinutes":0,"isFirstPresentation":true,"reason":"Known."}"""),
        ("DELETE", "/api/v1/sessions/{sessionId}/instruction/{instructorId}", Operators, null),
        ("GET", "/api/v1/credits/verify", Auditors, null),
        ("POST", "/api/v1/sessions/{sessionId}/certificates", Operators, "{}"),
        ("GET", "/api/v1/sessions/{sessionId}/certificates", Everyone, null),
        ("GET", "/api/v1/sessions/{sessionId}/certificates.zip", Everyone, null),
        ("GET", "/api/v1/certificates/{certificateId}", Everyone, null),
        ("GET", "/api/v1/certificates/{certificateId}/pdf", Everyone, null),
        ("POST", "/api/v1/certificates/{certificateId}/revoke", Operators, """{"reason":"Wrong."}"""),
        ("POST", "/api/v1/certificates/{certificateId}/reissue", Operators, """{"reason":"Wrong."}"""),
        ("POST", "/api/v1/programs", Sessions, "{}"),
        ("GET", "/api/v1/programs", Everyone, null),
        ("GET", "/api/v1/programs/{programId}", Everyone, null),
        ("PATCH", "/api/v1/programs/{programId}", Sessions, "{}"),
        ("DELETE", "/api/v1/programs/{programId}", Sessions, null),
        ("GET", "/api/v1/programs/{programId}/completion", Everyone, null),
        ("POST", "/api/v1/programs/{programId}/credits/approve", Operators, "{}"),
        ("GET", "/api/v1/programs/{programId}/credits/{personId}", Everyone, null),
        ("PUT", "/api/v1/programs/{programId}/credits/{personId}", Operators, """{"credits":1,"reason":"Known."}"""),
        ("DELETE", "/api/v1/programs/{programId}/credits/{personId}", Operators, null),
        ("GET", "/api/v1/programs/{programId}/credits/{personId}/evidence", Everyone, null),
        ("POST", "/api/v1/programs/{programId}/certificates", Operators, "{}"),
        ("GET", "/api/v1/programs/{programId}/certificates", Everyone, null),
        ("GET", "/api/v1/programs/{programId}/certificates.zip", Everyone, null),
        ("GET", "/api/v1/jobs", Everyone, null),
        ("GET", "/api/v1/jobs/{jobId}", Everyone, null),
        ("POST", "/api/v1/jobs/{jobId}/cancel", Operators, null),
        ("GET", "/api/v1/audit", Auditors, null),
        ("GET", "/api/v1/audit/verify", Auditors, null),
    ];

    /// <summary>Open to everybody.</summary>
    public static readonly IReadOnlyList<string> Anonymous = ["/health/live", "/health/ready", "/verify/{code}", "/oauth/start/{token}", "/oauth/callback", "POST /graph/notifications"];

    /// <summary>Every endpoint of the running server: "METHOD address", and whether it is anonymous.</summary>
    public static IReadOnlyList<(string Route, bool IsAnonymous)> Mapped(CpeServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [""]).Select(method => (
                $"{method} {endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/')}".Trim(),
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))),
    ];

    /// <summary>The address with ids: those given by name, random ones else.</summary>
    public static string WithIds(string address, params IEnumerable<(string Name, Guid Id)> known)
    {
        foreach (var (name, id) in known)
        {
            address = address.Replace($"{{{name}}}", id.ToString(), StringComparison.Ordinal);
        }

        while (address.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
        {
            address = $"{address[..start]}{Guid.CreateVersion7()}{address[(address.IndexOf('}', start) + 1)..]}";
        }

        return address.EndsWith("/organizers", StringComparison.Ordinal) ? $"{address}?search=ann" : address;
    }

    /// <summary>The body of a row: JSON, or a file where one is expected.</summary>
    public static HttpContent? ContentOf((string Method, string Address, string Roles, string? Body) row) => row switch
    {
        { Body: { } json } => Body.Json(JsonNode.Parse(json)!.ToJsonString()),
        { Method: "POST" or "PUT" } when row.Address.Contains("/polls", StringComparison.Ordinal) || row.Address.EndsWith("/files", StringComparison.Ordinal) => Body.Files(("poll.xlsx", [1])),
        _ => null,
    };
}
