using System.Text.Json;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>A tenant with one organizer, one meeting and one report, and the connection to it. Ids are new each time, because token caches outlive a test.</summary>
internal sealed class SimulatedTenantScenario
{
    public const string Secret = "simulated-secret-value";
    public const string Mail = "olivia.mail@contoso.example";
    public const string Upn = "olivia@contoso.example";
    public const string JoinMeetingId = "26374053457629";

    public Guid TenantId { get; } = Guid.NewGuid();

    public Guid ClientId { get; } = Guid.NewGuid();

    public Guid Organizer { get; } = Guid.NewGuid();

    public Guid ReportId { get; } = Guid.NewGuid();

    public string JoinUrl => $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_AAA%40thread.v2/0?context=%7b%22Tid%22%3a%22{TenantId}%22%2c%22Oid%22%3a%22{Organizer}%22%7d";

    public string MeetingId => JoinLink.Parse(JoinUrl).Link!.DerivedMeetingId!;

    public GraphConnection Connection => ConnectionWith(Secret);

    public GraphConnection ConnectionWith(string secret) => new("test", TenantId, ClientId, new GraphSecret(secret));

    public Task<SimulatorServer> StartAsync() => SimulatorServer.StartAsync(Scenario.Parse(ToJson()));

    private string ToJson() => JsonSerializer.Serialize(new
    {
        pageSize = 2,
        tenants = new[]
        {
            new
            {
                id = TenantId,
                apps = new[]
                {
                    new
                    {
                        clientId = ClientId,
                        secrets = new object[] { new { value = Secret }, new { value = "old-secret-value", expires = "2020-01-01T00:00:00Z" } },
                        roles = new[] { "OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All", "User.Read.All" },
                    },
                },
                users = new object[]
                {
                    new { id = Organizer, userPrincipalName = Upn, mail = Mail, displayName = "Olivia O'Hara" },
                    new { id = Guid.NewGuid(), userPrincipalName = "peter@contoso.example", displayName = "Peter" },
                },
                accessPolicies = new[] { new { name = "Cpe", appIds = new[] { ClientId }, users = new[] { Organizer } } },
                meetings = new[]
                {
                    new
                    {
                        organizer = Organizer,
                        joinWebUrl = JoinUrl,
                        joinMeetingId = JoinMeetingId,
                        subject = "Tax update",
                        startDateTime = "2026-01-20T15:00:00Z",
                        reports = new[]
                        {
                            new { id = ReportId, meetingStartDateTime = "2026-01-20T14:58:00.1234567Z", meetingEndDateTime = "2026-01-20T16:01:00Z", records = Records() },
                        },
                    },
                },
            },
        },
    });

    private static object[] Records() =>
    [
        new { objectId = Guid.NewGuid(), emailAddress = "a@contoso.example", displayName = "Ann", role = "Presenter", intervals = new[] { Interval("2026-01-20T15:00:00Z", "2026-01-20T15:30:00.5Z"), Interval("2026-01-20T15:20:00.1234567Z", null) } },
        new { displayName = "Guest", emailAddress = "", role = "Something new", intervals = Array.Empty<string[]>() },
        new { emailAddress = (string?)null, identity = (object?)null, intervals = new[] { Interval(null, "2026-01-20T15:30:00Z") } },
        new { displayName = "x", identity = new Dictionary<string, object?> { ["@odata.type"] = "#microsoft.graph.communicationsHologramIdentity", ["id"] = "8:x", ["displayName"] = "Hologram", ["extra"] = 1 } },
        new { displayName = "+1 555 ***", registrationId = "reg-1", totalAttendanceInSeconds = 90 },
    ];

    private static string?[] Interval(string? join, string? leave) => [join, leave];
}
