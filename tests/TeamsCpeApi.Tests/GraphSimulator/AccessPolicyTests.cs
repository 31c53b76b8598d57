using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

/// <summary>Exactly one access policy is effective for an organizer, and policies do not merge.</summary>
public sealed class AccessPolicyTests : IClassFixture<RunningSimulator>
{
    private static readonly Guid OtherApp = new("99999999-9999-9999-9999-999999999999");
    private readonly RunningSimulator simulator;

    public AccessPolicyTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    // Grants are written "scope:app"; the app asking is "mine". group1 and group2 are ranks, the organizer is in both.
    [Theory]
    [InlineData("no policy at all", "", false)]
    [InlineData("global lets the app in", "global:mine", true)]
    [InlineData("global with another app", "global:other", false)]
    [InlineData("direct lets the app in", "direct:mine", true)]
    [InlineData("direct for somebody else", "else:mine", false)]
    [InlineData("a policy granted to nobody", "nobody:mine", false)]
    [InlineData("a group lets the app in", "group1:mine", true)]
    [InlineData("a group that the organizer is not in", "strangers:mine", false)]
    [InlineData("direct shadows global", "direct:other global:mine", false)]
    [InlineData("direct wins over a refusing global", "direct:mine global:other", true)]
    [InlineData("a group shadows global", "group1:other global:mine", false)]
    [InlineData("a group wins over a refusing global", "group1:mine global:other", true)]
    [InlineData("direct shadows a group", "direct:other group1:mine", false)]
    [InlineData("direct wins over a refusing group", "group1:other direct:mine", true)]
    [InlineData("the lowest rank wins", "group1:mine group2:other", true)]
    [InlineData("the lowest rank wins, listed last", "group2:mine group1:other", false)]
    [InlineData("a stranger's group shadows nothing", "strangers:other global:mine", true)]
    [InlineData("somebody else's policy shadows nothing", "else:other global:mine", true)]
    public async Task Find_GrantedPolicies_OneIsEffective(string row, string grants, bool allowed)
    {
        simulator.Server.Change(scenario => scenario.Tenants[0].AccessPolicies =
            [.. grants.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Policy)]);

        var lookup = await simulator.GetAsync($"/v1.0/users/{TestTenant.Organizer}/onlineMeetings"
            + $"?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'{TestTenant.JoinMeetingId}'");
        var reports = await simulator.GetAsync(
            $"/v1.0/users/{TestTenant.Organizer}/onlineMeetings/{Uri.EscapeDataString(TestTenant.MeetingId)}/attendanceReports");

        var expected = allowed ? (200, null) : (403, "No application access policy found for this app");
        Assert.True((lookup.Status, lookup.Message) == expected, $"{row}: {lookup}");
        Assert.True((reports.Status, reports.Message) == expected, $"{row}: {reports}");
    }

    [Theory]
    [InlineData("the app is in a policy of somebody else", "else:mine", "3003: User does not have access to lookup meeting")]
    [InlineData("the app is in a shadowed policy", "direct:other global:mine", "3003: User does not have access to lookup meeting")]
    [InlineData("the app is in a policy granted to nobody", "nobody:mine", "No application access policy found for this app")]
    [InlineData("the app is in no policy", "global:other", "No application access policy found for this app")]
    public async Task Find_UncoveredOrganizer_MaySurfaceAs3003(string row, string grants, string message)
    {
        simulator.Server.Change(scenario =>
        {
            scenario.Answers.UncoveredOrganizer = UncoveredOrganizerAnswer.NotCovered;
            scenario.Tenants[0].AccessPolicies = [.. grants.Split(' ').Select(Policy)];
        });

        var reply = await simulator.GetAsync($"/v1.0/users/{TestTenant.Organizer}/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'");

        Assert.True((reply.Status, reply.Message) == (403, message), $"{row}: {reply}");
    }

    [Fact]
    public async Task Find_PolicyThatSpreads_IsEffectiveFromThen()
    {
        simulator.Server.Change(scenario => scenario.Tenants[0].AccessPolicies[0].EffectiveAt =
            Instant.From(simulator.Server.Clock.GetUtcNow().AddMinutes(30)));
        var path = $"/v1.0/users/{TestTenant.Organizer}/onlineMeetings?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'{TestTenant.JoinMeetingId}'";
        Assert.Equal(403, (await simulator.GetAsync(path)).Status);

        simulator.Server.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(200, (await simulator.GetAsync(path)).Status);
    }

    private static SimulatedAccessPolicy Policy(string grant)
    {
        var (scope, app) = (grant.Split(':')[0], grant.Split(':')[1]);
        return new SimulatedAccessPolicy
        {
            Name = grant,
            AppIds = [app == "mine" ? TestTenant.App : OtherApp],
            Global = scope == "global",
            Users = scope switch
            {
                "direct" => [TestTenant.Organizer],
                "else" => [TestTenant.Other],
                _ => [],
            },
            Groups = scope switch
            {
                "group1" => [new(Guid.NewGuid(), 1, [TestTenant.Organizer])],
                "group2" => [new(Guid.NewGuid(), 2, [TestTenant.Organizer])],
                "strangers" => [new(Guid.NewGuid(), 1, [TestTenant.Other])],
                _ => [],
            },
        };
    }
}
