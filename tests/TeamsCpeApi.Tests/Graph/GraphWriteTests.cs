using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>Changes over the wire: what is repeated, what must not be, and what comes of them.</summary>
public sealed class GraphWriteTests : IAsyncLifetime
{
    private static readonly MeetingPlan Plan = new("Tax update", new(2026, 10, 20, 18, 0, 0, TimeSpan.Zero), new(2026, 10, 20, 19, 40, 0, TimeSpan.Zero));
    private readonly SimulatedTenantScenario tenant = new();
    private SimulatorServer simulator = null!;
    private GraphHost host = null!;

    public async Task InitializeAsync()
    {
        simulator = await tenant.StartAsync();
        simulator.Change(scenario => scenario.Tenants[0].Apps[0].Roles.AddRange(["OnlineMeetings.ReadWrite.All", "Calendars.ReadWrite"]));
        host = new(simulator.Address, simulator.CertificatePem, ("Graph:Timeout", "00:00:10"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task CreateOrGet_SameKeyTwice_IsOneMeeting()
    {
        var first = await MeetAsync("key-1");
        var again = await MeetAsync("key-1");
        var other = await MeetAsync("key-2");

        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.NotEqual(first.Value.Id, other.Value!.Id);
        Assert.Equal((Plan.Subject, Plan.StartsAt, Plan.EndsAt), (first.Value.Subject, first.Value.StartsAt, first.Value.EndsAt));
        Assert.StartsWith("https://teams.microsoft.com/l/meetup-join/", first.Value.JoinWebUrl, StringComparison.Ordinal);
        Assert.Equal(3, simulator.Read(scenario => scenario.Tenants[0].Meetings.Count));
    }

    [Theory]
    [InlineData("throttled", FaultKind.Throttled, null, true, true)]
    [InlineData("no service for a named time", FaultKind.ServiceUnavailable, 1, true, true)]
    [InlineData("no service, without a time", FaultKind.ServiceUnavailable, null, true, false)]
    [InlineData("an error inside", FaultKind.InternalServerError, null, true, false)]
    [InlineData("an error inside that names a time", FaultKind.InternalServerError, 1, true, false)]
    [InlineData("a cut connection", FaultKind.ConnectionAborted, null, true, false)]
    [InlineData("half an answer", FaultKind.TruncatedBody, null, true, false)]
    [InlineData("an expired token", FaultKind.ExpiredToken, null, true, true)]
    public async Task Change_SpoiledOnce_IsRepeatedWhereThatIsSafe(string what, FaultKind fault, int? seconds, bool withKey, bool withoutKey)
    {
        await MeetAsync("warm-up");
        simulator.Faults.Add(new(fault, Match: "^POST .*/createOrGet$", Times: 1, RetryAfterSeconds: seconds));
        simulator.Faults.Add(new(fault, Match: "^POST .*/events$", Times: 1, RetryAfterSeconds: seconds));

        var meeting = await MeetAsync("key");
        var calendar = await ScheduleAsync("key");

        Assert.True((withKey, withoutKey) == (meeting.Succeeded, calendar.Succeeded), $"{what}: {meeting.Failure} {calendar.Failure}");
        Assert.Equal(withoutKey ? 2 : 1, simulator.Requests.Count(request => request is { Method: "POST" } && request.Path.EndsWith("/events", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Meeting_ChangedThenRemovedTwice_IsChangedThenGone()
    {
        var meeting = (await MeetAsync("key")).Value!;
        var meetings = host.Service<GraphMeetings>();

        Assert.Null(await meetings.ChangeAsync(tenant.Connection, tenant.Organizer, meeting.Id, Plan with { Subject = "Later" }, default));
        Assert.Equal("Later", (await host.Client.GetMeetingAsync(tenant.Connection, tenant.Organizer, meeting.Id, default)).Value!.Subject);
        Assert.Null(await meetings.RemoveAsync(tenant.Connection, tenant.Organizer, meeting.Id, default));
        Assert.Null(await meetings.RemoveAsync(tenant.Connection, tenant.Organizer, meeting.Id, default));
        Assert.Equal(GraphFailureKind.MeetingNotFound, (await meetings.ChangeAsync(tenant.Connection, tenant.Organizer, meeting.Id, Plan, default))!.Kind);
    }

    [Theory]
    [InlineData(RepeatedTransactionAnswer.SameEvent)]
    [InlineData(RepeatedTransactionAnswer.Conflict)]
    public async Task Event_MadeTwice_IsFoundByItsKey(RepeatedTransactionAnswer answer)
    {
        simulator.Change(scenario => scenario.Answers.RepeatedTransaction = answer);
        var made = await ScheduleAsync("key");
        var again = await ScheduleAsync("key");

        Assert.Equal(answer == RepeatedTransactionAnswer.Conflict ? 409 : null, again.Failure?.HttpStatus);
        var found = await host.Service<GraphEvents>().FindAsync(tenant.Connection, tenant.Organizer, "key", default);
        Assert.Equal(made.Value!.Id, Assert.Single(found.Value!).Id);
        Assert.Empty((await host.Service<GraphEvents>().FindAsync(tenant.Connection, tenant.Organizer, "other key", default)).Value!);
    }

    [Fact]
    public async Task Event_WithoutItsLinkForAMoment_HasItWhenAskedAgain()
    {
        simulator.Change(scenario => scenario.Answers.EventsWithoutJoinUrl = 2);
        var events = host.Service<GraphEvents>();

        var made = (await ScheduleAsync("key")).Value!;
        Assert.Null(made.JoinUrl);
        Assert.Null((await events.GetAsync(tenant.Connection, tenant.Organizer, made.Id, default)).Value!.JoinUrl);
        var link = (await events.GetAsync(tenant.Connection, tenant.Organizer, made.Id, default)).Value!.JoinUrl!;

        Assert.Equal("Tax update", (await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, link, default)).Value!.Subject);
        var stored = simulator.Read(scenario => scenario.Tenants[0].Events[0]);
        Assert.Equal(["ann@example.org"], stored.Attendees);
        Assert.True(stored.HideAttendees);
        Assert.Null(await events.ChangeAsync(tenant.Connection, tenant.Organizer, made.Id, Plan with { Subject = "Later" }, [], default));
        Assert.Equal("Later", (await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, link, default)).Value!.Subject);
        Assert.Null(await events.RemoveAsync(tenant.Connection, tenant.Organizer, made.Id, default));
        Assert.Null(await events.RemoveAsync(tenant.Connection, tenant.Organizer, made.Id, default));
    }

    [Theory]
    [InlineData("no permission to write meetings", "OnlineMeetings.ReadWrite.All", "OnlineMeetings.ReadWrite.All")]
    [InlineData("no permission to write calendars", "Calendars.ReadWrite", "Calendars.ReadWrite")]
    public async Task Permission_Missing_IsNamed(string what, string role, string named)
    {
        simulator.Change(scenario => scenario.Tenants[0].Apps[0].Roles.Remove(role));

        var failure = role.StartsWith("Calendars", StringComparison.Ordinal) ? (await ScheduleAsync("key")).Failure : (await MeetAsync("key")).Failure;

        Assert.True(failure!.Kind == GraphFailureKind.ConsentMissing, what);
        Assert.Contains(named, failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the object id, whatever the field", DirectoryField.EmployeeId, "{oid}", null)]
    [InlineData("an address by mail", DirectoryField.Mail, SimulatedTenantScenario.Mail, null)]
    [InlineData("a sign-in name by mail", DirectoryField.Mail, SimulatedTenantScenario.Upn, GraphFailureKind.UserNotFound)]
    [InlineData("a sign-in name", DirectoryField.UserPrincipalName, SimulatedTenantScenario.Upn, null)]
    [InlineData("an employee number", DirectoryField.EmployeeId, "E-1", null)]
    [InlineData("an employee number with a quote", DirectoryField.EmployeeId, "E'1", GraphFailureKind.UserNotFound)]
    [InlineData("an employee number of two people", DirectoryField.EmployeeId, "E-2", GraphFailureKind.UserAmbiguous)]
    [InlineData("no field: either of the addresses", null, SimulatedTenantScenario.Mail, null)]
    [InlineData("object ids only", DirectoryField.ObjectId, "E-1", GraphFailureKind.UserNotFound)]
    internal async Task Person_ByAField_IsOneOrNobodyOrSeveral(string what, DirectoryField? field, string value, GraphFailureKind? failure)
    {
        simulator.Change(scenario =>
        {
            var users = scenario.Tenants[0].Users;
            users[0].EmployeeId = "E-1";
            users[1].EmployeeId = "E-2";
            users.Add(new() { Id = Guid.NewGuid(), UserPrincipalName = "twin@contoso.example", EmployeeId = "E-2" });
        });

        var found = await host.Service<GraphDirectory>().FindAsync(tenant.Connection, field, value.Replace("{oid}", tenant.Organizer.ToString(), StringComparison.Ordinal), default);

        Assert.True(found.Failure?.Kind == failure && (failure is not null || found.Value!.Id == tenant.Organizer), $"{what}: {found.Failure}");
    }

    private Task<GraphAnswer<OnlineMeeting>> MeetAsync(string key) => host.Service<GraphMeetings>().CreateOrGetAsync(tenant.Connection, tenant.Organizer, key, Plan, default);

    private Task<GraphAnswer<CalendarEvent>> ScheduleAsync(string key) =>
        host.Service<GraphEvents>().CreateAsync(tenant.Connection, tenant.Organizer, key, Plan, [new("ann@example.org", "Ann")], default);
}
