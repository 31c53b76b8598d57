using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>One tenant with one class of one report; each test changes what it is about.</summary>
internal static class TestTenant
{
    public const string Secret = "right-secret";
    public const string ExpiredSecret = "old-secret";
    public const string JoinMeetingId = "26374053457629";
    public const string OtherJoinMeetingId = "11122233344455";
    public const string OrganizerUpn = "olivia@contoso.example";

    public const string JoinWebUrl =
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_O'Brien%40thread.v2/0"
        + "?context=%7b%22Tid%22%3a%2211111111-1111-1111-1111-111111111111%22%7d";

    public static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");
    public static readonly Guid App = new("22222222-2222-2222-2222-222222222222");
    public static readonly Guid Organizer = new("33333333-3333-3333-3333-333333333333");
    public static readonly Guid Other = new("44444444-4444-4444-4444-444444444444");
    public static readonly Guid Nobody = new("55555555-5555-5555-5555-555555555555");
    public static readonly Guid Report = new("66666666-6666-6666-6666-666666666666");

    public static readonly string MeetingId = IdOf(Organizer, "19:meeting_O'Brien@thread.v2");

    public static string IdOf(Guid organizer, string thread) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"1*{organizer}*0**{thread}"));

    public static Scenario Scenario() => new()
    {
        OtherResources = ["https://vault.azure.net"],
        Tenants =
        [
            new SimulatedTenant
            {
                Id = Id,
                Apps =
                [
                    new SimulatedApp
                    {
                        ClientId = App,
                        Secrets = [new(Secret), new(ExpiredSecret, new Instant("2020-01-01T00:00:00Z"))],
                        Roles = ["OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All", "User.Read.All"],
                    },
                ],
                Users =
                [
                    new SimulatedUser { Id = Organizer, UserPrincipalName = OrganizerUpn, Mail = "o@contoso.example", DisplayName = "Olivia O'Brien" },
                    new SimulatedUser { Id = Other, UserPrincipalName = "otto@contoso.example", DisplayName = "Otto Müller" },
                ],
                AccessPolicies = [new SimulatedAccessPolicy { Name = "CPE", AppIds = [App], Global = true }],
                Meetings =
                [
                    new SimulatedMeeting
                    {
                        Organizer = Organizer,
                        JoinWebUrl = JoinWebUrl,
                        JoinMeetingId = JoinMeetingId,
                        Subject = "Tax update",
                        StartDateTime = new Instant("2026-01-20T15:00:00Z"),
                        EndDateTime = new Instant("2026-01-20T16:00:00Z"),
                        Reports = [ReportOf(Report, "2026-01-20T15:00:00Z")],
                    },
                    new SimulatedMeeting
                    {
                        Organizer = Other,
                        JoinWebUrl = "https://teams.microsoft.com/meet/11122233344455?p=abc",
                        JoinMeetingId = OtherJoinMeetingId,
                    },
                ],
            },
        ],
    };

    public static SimulatedReport ReportOf(Guid id, string start, int attendees = 1) => new()
    {
        Id = id,
        MeetingStartDateTime = new Instant(start),
        Records =
        [
            .. Enumerable.Range(1, attendees).Select(number => new SimulatedRecord
            {
                DisplayName = $"Attendee {number}",
                Intervals = [new(new Instant("2026-01-20T15:00:00Z"), new Instant("2026-01-20T15:50:00Z"))],
            }),
        ],
    };
}
