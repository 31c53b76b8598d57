using System.Text.Json.Nodes;
using static TeamsCpeApi.Tests.SampleData.SampleSession;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The simulator's scenario: one tenant with its app, its people, two meetings and their reports.</summary>
internal static class SampleScenario
{
    private static readonly (int Number, string Name, string Account)[] s_colleagues =
    [
        (1071, "Training Room Boston", "room.boston"), (1072, "Training Room Chicago", "room.chicago"), (1073, "Learning Desk", "learning"),
        (1074, "Ximena Castillo", "ximena.castillo"), (1075, "Oluwaseun Adeyemi", "oluwaseun.adeyemi"), (1076, "Freya Lindgren", "freya.lindgren"),
        (1077, "Tariq Mahmood", "tariq.mahmood"), (1078, "Beatriz Souza", "beatriz.souza"), (1079, "Noah Goldberg", "noah.goldberg"),
    ];

    public static string Json()
    {
        var organizer = SamplePeople.Organizer.ObjectId.ToString();
        return
            $$"""
            {
              "tenants": [
                {
                  "id": "{{Tenant}}",
                  "domain": "{{TenantDomain}}",
                  "apps": [
                    {
                      "clientId": "{{App}}",
                      "displayName": "CPE (sample)",
                      "secrets": [{ "value": "{{Secret}}", "expires": null }],
                      "roles": ["OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All", "User.Read.All"]
                    }
                  ],
                  "accessPolicies": [
                    { "name": "CPE attendance", "appIds": ["{{App}}"], "global": false, "users": ["{{organizer}}"], "groups": [] }
                  ],
                  "users": [
            {{Lines(Users(), 8)}}
                  ],
                  "meetings": [
            {{Meeting(Title, JoinUrl, "26374053457629", Day, Starts, Ends, SampleReports.OfMain())}},
            {{Meeting(ShortTitle, ShortJoinUrl, "26374053457630", ShortDay, ShortStarts, ShortEnds, SampleReports.OfShort())}}
                  ]
                }
              ]
            }

            """;
    }

    private static IEnumerable<JsonObject> Users() => SamplePeople.All
        .Where(person => person.IsInTenant)
        .Select(person => User(person.ObjectId, person.SignInName ?? person.Email, person.Email, person.Name))
        .Concat(s_colleagues.Select(colleague => User(Id('a', colleague.Number), $"{colleague.Account}@{TenantDomain}", $"{colleague.Account}@{TenantDomain}", colleague.Name)));

    private static JsonObject User(Guid id, string signInName, string mail, string name) =>
        new() { ["id"] = id, ["userPrincipalName"] = signInName, ["mail"] = mail, ["displayName"] = name };

    private static string Meeting(string subject, string joinUrl, string joinId, DateOnly day, TimeOnly starts, TimeOnly ends, IEnumerable<SampleReport> reports) =>
        $$"""
                {
                  "organizer": "{{SamplePeople.Organizer.ObjectId}}",
                  "joinWebUrl": "{{joinUrl}}",
                  "joinMeetingId": "{{joinId}}",
                  "subject": "{{subject}}",
                  "startDateTime": "{{Utc(day, starts)}}",
                  "endDateTime": "{{Utc(day, ends)}}",
                  "reports": [
        {{string.Join(",\n", reports.Select(Report))}}
                  ]
                }
        """;

    private static string Report(SampleReport report) =>
        $$"""
                    {
                      "id": "{{report.Id}}",
                      "meetingStartDateTime": "{{report.Started}}",
                      "meetingEndDateTime": "{{report.Ended}}",
                      "totalParticipantCount": {{report.StatedCount}},
                      "records": [
        {{Lines(report.Records.Select(Record), 16)}}
                      ]
                    }
        """;

    private static JsonObject Record(SampleRecord record)
    {
        var json = new JsonObject
        {
            ["id"] = record.Id,
            ["emailAddress"] = record.Email,
            ["displayName"] = record.Name,
            ["objectId"] = record.ObjectId,
            ["tenantId"] = record.TenantId,
            ["role"] = record.Role,
        };
        if (record.StatedTotal is { } total)
        {
            json["totalAttendanceInSeconds"] = total;
        }

        json["intervals"] = new JsonArray([.. record.Stays.Select(stay => new JsonArray(stay.Joined, stay.Left))]);
        return json;
    }

    /// <summary>One object a line, so that a person's record is read and compared as a whole.</summary>
    private static string Lines(IEnumerable<JsonObject> objects, int indent) =>
        string.Join(",\n", objects.Select(item => new string(' ', indent) + item.ToJsonString(SampleRequests.OneLine)));
}
