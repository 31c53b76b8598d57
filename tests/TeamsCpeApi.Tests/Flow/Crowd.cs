using System.Globalization;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>Tenants with many meetings that ended at the same time, and a session for each.</summary>
internal sealed class Crowd
{
    private const int Attendees = 5;
    private const int PageSize = 2;

    /// <summary>Requests that a session takes when nothing goes wrong: the meeting, its reports, three pages of records.</summary>
    public const int RequestsPerSession = 5;

    private static readonly DateTimeOffset Ended = new(2026, 11, 2, 16, 0, 0, TimeSpan.Zero);

    private readonly List<CrowdTenant> tenants = [];

    public IReadOnlyList<CrowdTenant> Tenants => tenants;

    /// <summary>A tenant whose organizer's id begins with the mark, so that fault rules can name it.</summary>
    public CrowdTenant Add(string mark, int sessions, bool hasPolicy = true)
    {
        var id = $"{mark}-0000-4000-8000-{tenants.Count + 1:D12}";
        var tenant = new CrowdTenant(Guid.Parse(id), Guid.NewGuid(), Guid.NewGuid(), sessions, hasPolicy);
        tenants.Add(tenant);
        return tenant;
    }

    public Scenario ToScenario() => new() { PageSize = PageSize, Tenants = [.. tenants.Select(ToTenant)] };

    /// <summary>Defines all sessions, so that all are due at that time.</summary>
    public async Task DefineAsync(Api api, DateTimeOffset due)
    {
        var sponsor = (await api.PostAsync("/sponsors", SampleFolder.Text("sponsor.json"))).Id();
        var ruleset = (await api.ListAsync("/rulesets")).Single(item => (string?)item["presetKey"] == "nasba-gib-fifths").Id();
        foreach (var tenant in tenants)
        {
            var provider = (await api.PostAsync("/providers", new
            {
                name = tenant.Organizer,
                kind = "application",
                cloud = "simulator",
                tenantId = tenant.Id,
                clientId = tenant.App,
                credential = new { type = "secret", value = $"secret of {tenant.App}" },
            })).Id();
            await Parallel.ForEachAsync(Enumerable.Range(0, tenant.Sessions), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
            {
                var session = JsonNode.Parse(SampleFolder.Text("session.json"))!.AsObject();
                session.Remove("externalId");
                (session["providerId"], session["sponsorId"], session["rulesetId"]) = (provider, sponsor, ruleset);
                (session["organizer"], session["joinUrl"]) = (null, tenant.JoinUrl(number));

                // The first attempt is made five minutes after the end; the meeting's report covers the whole day.
                (session["startsAt"], session["endsAt"]) = (due.AddMinutes(-65), due.AddMinutes(-5));
                await api.PostAsync("/sessions", session);
            });
        }
    }

    private static SimulatedTenant ToTenant(CrowdTenant tenant) => new()
    {
        Id = tenant.Id,
        Domain = $"{tenant.Id:N}.example",
        Apps = [new() { ClientId = tenant.App, Secrets = [new($"secret of {tenant.App}")], Roles = ["OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All", "User.Read.All"] }],
        Users = [new() { Id = tenant.Organizer, UserPrincipalName = $"organizer@{tenant.Id:N}.example" }],
        AccessPolicies = tenant.HasPolicy ? [new() { Name = "CPE", AppIds = [tenant.App], Global = true }] : [],
        Meetings = [.. Enumerable.Range(0, tenant.Sessions).Select(number => new SimulatedMeeting
        {
            Organizer = tenant.Organizer,
            JoinWebUrl = tenant.JoinUrl(number),
            StartDateTime = Instant.From(Ended.AddHours(-1)),
            EndDateTime = Instant.From(Ended),
            Reports = [new() { Id = Guid.NewGuid(), Records = [.. Enumerable.Range(0, Attendees).Select(Record)] }],
        })],
    };

    private static SimulatedRecord Record(int number) => new()
    {
        DisplayName = $"Attendee {number}",
        Intervals = [new(Instant.From(Ended.AddHours(-1)), Instant.From(Ended))],
    };
}

/// <summary>A tenant of the crowd.</summary>
internal sealed record CrowdTenant(Guid Organizer, Guid Id, Guid App, int Sessions, bool HasPolicy)
{
    public string JoinUrl(int number) =>
        $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{Organizer:N}{number.ToString("D5", CultureInfo.InvariantCulture)}%40thread.v2/0?context=%7b%22Tid%22%3a%22{Id}%22%2c%22Oid%22%3a%22{Organizer}%22%7d";

    /// <summary>When this tenant was asked, in order.</summary>
    public IReadOnlyList<RecordedRequest> RequestsOf(SimulatorServer simulator) =>
        [.. simulator.Requests.Where(request => request.Path.Contains($"/users/{Organizer}/", StringComparison.Ordinal)).OrderBy(request => request.Time)];

    /// <summary>The most requests that arrived within any span of that length.</summary>
    public int MostWithin(SimulatorServer simulator, TimeSpan span)
    {
        var times = RequestsOf(simulator).Select(request => request.Time).ToList();
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] > span)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
