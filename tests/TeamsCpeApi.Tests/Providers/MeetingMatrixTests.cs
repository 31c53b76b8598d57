using System.Globalization;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.Flow;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>Every kind of credential fetches the attendance of every kind of meeting.</summary>
[Collection(OneProviderStage.Name)]
public sealed class MeetingMatrixTests(ProviderStage stage)
{
    private static readonly DateTimeOffset Ended = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds());
    private static readonly DateTimeOffset Started = Ended.AddMinutes(-100);

    private static readonly string[] Credentials = ["secret", "certificate", "federated", "delegated"];
    private static readonly string[] Meetings = ["long link", "short link", "printed id", "channel", "recurring", "meet now", "created"];

    /// <summary>All but one: a person who signs in is asked for reading alone, which makes no meeting.</summary>
    public static IEnumerable<object[]> Cells =>
        from credential in Credentials
        from meeting in Meetings
        where (credential, meeting) != ("delegated", "created")
        select new object[] { credential, meeting };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Attendance_ByThisCredentialOfThisMeeting_IsFetched(string credential, string meeting)
    {
        var provider = await ProviderAsync(credential);
        var session = await stage.Job.DefineAgainAsync(change: body =>
        {
            (body["startsAt"], body["endsAt"], body["providerId"], body["organizer"]) = (Started, Ended, provider, ProviderStage.Organizer.ToString());
            Name(body, meeting);
        });
        if (meeting == "created")
        {
            var made = Assert.Single(await stage.Admin.ListAsync($"/jobs?sessionId={session}&kind=meetingSync"));
            await stage.Admin.SucceededAsync(made);
            var link = (await stage.Admin.GetAsync($"/sessions/{session}")).Text("joinUrl");
            stage.Simulator.Change(scenario => AddReports(scenario.Tenants[0].Meetings.Single(each => each.JoinWebUrl == link), recurring: false));
        }

        var job = await stage.Admin.RefreshAsync(session);

        Assert.True(job.Text("state") == "succeeded", $"{credential}, {meeting}: {job.ToJsonString()}");
        var attendance = await stage.Admin.GetAsync($"/sessions/{session}/attendance");
        Assert.Equal("available", attendance.Text("state"));
        Assert.Equal(
            meeting switch { "channel" => "channel", "recurring" => "recurring", "meet now" => "meetNow", "created" => null, _ => "scheduled" },
            (string?)attendance["meeting"]?["kind"]);
        var records = attendance["snapshots"]!.AsArray()[^1]!;
        Assert.Equal(2, (int)records["recordCount"]!);
    }

    private async Task<string> ProviderAsync(string credential)
    {
        string[] roles = ["OnlineMeetings.ReadWrite.All", "OnlineMeetingArtifact.Read.All", "User.Read.All"];
        if (credential == "delegated")
        {
            var steps = new SignInSteps(stage);
            var provider = await steps.NewProviderAsync();
            Assert.Equal(200, (await steps.SignInAsync(provider)).Status);
            return provider;
        }

        var good = TestCertificate.Good;
        var app = stage.NewApp(app =>
        {
            app.Roles = [.. roles];
            app.Secrets.Add(new("right"));
            app.Certificates.Add(good.ExportCertificatePem());
            app.FederatedCredentials.Add(new($"/issuers/{ProviderStage.Issuer}", ProviderStage.IssuerSubject));
        });
        var sent = credential switch
        {
            "certificate" => ProviderStage.Credential("certificate", ("pem", good.Pem())),
            "federated" => ProviderStage.Credential(
                "federated",
                ("source", "issuer"),
                ("tokenEndpoint", $"{stage.Simulator.Address}issuers/{ProviderStage.Issuer}/token"),
                ("issuerClientId", ProviderStage.IssuerClient),
                ("issuerClientSecret", ProviderStage.IssuerSecret)),
            _ => ProviderStage.Credential("secret", ("value", "right")),
        };
        return (await stage.Admin.PostAsync("/providers", ProviderStage.Provider(app, sent))).Id();
    }

    /// <summary>Makes the meeting in the tenant, unless the product is to make it, and names it in the request as an LMS would.</summary>
    private void Name(JsonObject body, string kind)
    {
        body.Remove("joinUrl");
        if (kind == "created")
        {
            body["create"] = true;
            return;
        }

        var digits = Random.Shared.NextInt64(10_000_000_000_000, 100_000_000_000_000).ToString(CultureInfo.InvariantCulture);
        var suffix = kind == "channel" ? "thread.tacv2/1700000000000" : "thread.v2/0";
        var link = Classroom.LinkOf(ProviderStage.Organizer.ToString(), $"19%3ameeting_{Guid.NewGuid():N}%40{suffix}");
        var meeting = new SimulatedMeeting
        {
            Organizer = ProviderStage.Organizer,
            JoinWebUrl = link,
            JoinMeetingId = digits,
            Subject = kind,
            MeetingType = kind switch { "recurring" => "recurring", "meet now" => "meetnow", _ => "scheduled" },
            StartDateTime = kind == "meet now" ? null : Instant.From(Started),
            EndDateTime = kind == "meet now" ? null : Instant.From(Ended),
        };
        AddReports(meeting, recurring: kind is "recurring" or "channel");
        stage.Simulator.Change(scenario => scenario.Tenants[0].Meetings.Add(meeting));
        switch (kind)
        {
            case "short link":
                body["joinUrl"] = $"https://teams.microsoft.com/meet/{digits}?p=AbCdEf";
                break;
            case "printed id":
                body["joinMeetingId"] = $"{digits[..3]} {digits[3..6]} {digits[6..9]} {digits[9..]}";
                break;
            default:
                body["joinUrl"] = link;
                break;
        }
    }

    /// <summary>Two people in the session's report; a series and a channel have reports of other weeks too.</summary>
    private static void AddReports(SimulatedMeeting meeting, bool recurring)
    {
        foreach (var weeks in recurring ? new[] { 0, 1, 2 } : [0])
        {
            var (start, end) = (Instant.From(Started.AddDays(-7 * weeks)), Instant.From(Ended.AddDays(-7 * weeks)));
            meeting.Reports.Add(new SimulatedReport
            {
                Id = Guid.NewGuid(),
                MeetingStartDateTime = start,
                MeetingEndDateTime = end,
                Records = [.. Enumerable.Range(0, 2 + weeks).Select(number => new SimulatedRecord { DisplayName = $"Pupil {number}", Intervals = [new(start, end)] })],
            });
        }
    }
}
