namespace TeamsCpeApi.GraphSimulator;

/// <summary>Finds the mistakes of a scenario that would otherwise show as puzzling answers.</summary>
internal static class ScenarioCheck
{
    public static IReadOnlyList<string> MistakesIn(Scenario scenario) =>
    [
        .. Repeated("tenant", scenario.Tenants.Select(tenant => tenant.Id)),
        .. scenario.PageSize < 1 ? ["pageSize must be at least 1."] : Array.Empty<string>(),
        .. scenario.Faults.SelectMany(rule => rule.Mistakes()),
        .. scenario.Tenants.SelectMany(MistakesIn),
    ];

    private static IEnumerable<string> MistakesIn(SimulatedTenant tenant) =>
    [
        .. Repeated("app", tenant.Apps.Select(app => app.ClientId)),
        .. Repeated("user", tenant.Users.Select(user => user.Id)),
        .. Repeated("report", tenant.Meetings.SelectMany(meeting => meeting.Reports).Select(report => report.Id)),
        .. Repeated("joinWebUrl", tenant.Meetings.Select(meeting => meeting.JoinWebUrl)),
        .. tenant.Meetings.Where(meeting => !tenant.Users.Exists(user => user.Id == meeting.Organizer))
            .Select(meeting => $"The organizer {meeting.Organizer} of '{meeting.Subject}' is not a user of tenant {tenant.Id}."),
        .. tenant.AccessPolicies.Count(policy => policy.Global) > 1
            ? [$"Tenant {tenant.Id} has more than one global access policy."]
            : Array.Empty<string>(),
        .. tenant.AccessPolicies.SelectMany(policy => policy.Users).GroupBy(user => user).Where(grants => grants.Count() > 1)
            .Select(grants => $"User {grants.Key} has more than one direct access policy."),
    ];

    private static IEnumerable<string> Repeated<T>(string kind, IEnumerable<T> ids) =>
        ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"The {kind} {same.Key} occurs twice.");
}
