using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>Webinars and town halls over the wire.</summary>
public sealed class VirtualEventTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 10, 20, 18, 0, 0, TimeSpan.Zero);
    private readonly SimulatedTenantScenario tenant = new();
    private SimulatorServer simulator = null!;
    private GraphHost host = null!;

    private GraphVirtualEvents Events => host.Service<GraphVirtualEvents>();

    private FindVirtualEvent Find => host.Service<FindVirtualEvent>();

    public async Task InitializeAsync()
    {
        simulator = await tenant.StartAsync();
        simulator.Change(scenario =>
        {
            scenario.Tenants[0].Apps[0].Roles.AddRange(["VirtualEvent.Read.All", "VirtualEventRegistration-Anon.ReadWrite.All"]);
            scenario.Tenants[0].Webinars.AddRange(Enumerable.Range(0, 3).Select(day => EventOf("webinar", day)));
            scenario.Tenants[0].TownHalls.Add(EventOf("townhall", 9));
        });
        host = new(simulator.Address, simulator.CertificatePem, ("Graph:Timeout", "00:00:10"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("a webinar", "webinar1", VirtualEventKind.Webinar)]
    [InlineData("a town hall", "townhall9", VirtualEventKind.TownHall)]
    internal async Task ById_EitherKind_IsFoundWithItsSessions(string what, string name, VirtualEventKind kind)
    {
        var found = (await Find.ByIdAsync(tenant.Connection, IdOf(name), default)).Value!;

        Assert.True(found.Event is { Status: "published" } && found.Event.Kind == kind && found.Event.OrganizerId == tenant.Organizer, what);
        Assert.Equal(2, found.Sessions.Count);
    }

    [Fact]
    public async Task ById_Unknown_IsNotFound()
        => Assert.Equal(GraphFailureKind.EventNotFound, (await Find.ByIdAsync(tenant.Connection, IdOf("nothing"), default)).Failure!.Kind);

    [Theory]
    [InlineData("a webinar's session link", "webinar2-1", false, "webinar2")]
    [InlineData("a webinar's session link as attendees get it", "webinar0-0", true, "webinar0")]
    [InlineData("a town hall's attendee link", "townhall9-1", true, "townhall9")]
    [InlineData("a link of no event", "meeting7", true, null)]
    public async Task ByLink_OfASession_FindsTheEvent(string what, string thread, bool broadcast, string? name)
    {
        var link = LinkOf(thread, broadcast ? "%2c%22IsBroadcastMeeting%22%3atrue%2c%22role%22%3a%22a%22" : "");

        var found = await Find.ByLinkAsync(tenant.Connection, tenant.Organizer, JoinLink.Parse(link).Link!, Start, default);

        Assert.True(found.Value?.Event.Id == (name is null ? null : IdOf(name)), $"{what}: {found.Failure}");
        Assert.Equal(name is null, found.Failure is { Kind: GraphFailureKind.EventNotFound });
    }

    [Theory]
    [InlineData("UTC", EventTimeForm.WithTimeZone)]
    [InlineData("UTC", EventTimeForm.Plain)]
    [InlineData("Eastern Standard Time", EventTimeForm.WithTimeZone)]
    [InlineData("Europe/Berlin", EventTimeForm.WithTimeZone)]
    public async Task Sessions_InEveryFormOfTime_BeginAtTheSameInstant(string zone, EventTimeForm form)
    {
        simulator.Change(scenario =>
        {
            scenario.Answers.EventTimes = form;
            scenario.Tenants[0].Webinars[1].TimeZone = zone;
        });

        var sessions = (await Events.ListSessionsAsync(tenant.Connection, VirtualEventKind.Webinar, IdOf("webinar1"), default)).Value!;

        Assert.Equal([Start.AddDays(1), Start.AddDays(8)], sessions.Select(session => session.StartsAt!.Value));
    }

    [Fact]
    public async Task Reports_OfASession_HaveRecordsWithRegistrations()
    {
        var sessionId = simulator.Read(scenario => scenario.Tenants[0].Webinars[0].Sessions[0].Id.ToString());

        var report = Assert.Single((await Events.ListReportsAsync(tenant.Connection, VirtualEventKind.Webinar, IdOf("webinar0"), sessionId, default)).Value!);
        var records = (await Events.ListRecordsAsync(tenant.Connection, VirtualEventKind.Webinar, IdOf("webinar0"), sessionId, report.Id, default)).Value!;

        Assert.Equal(["reg-0", "reg-1", "reg-2"], records.Select(record => record.RegistrationId));
    }

    [Fact]
    public async Task Registration_Made_IsListed()
    {
        Assert.Null(await Events.RegisterAsync(tenant.Connection, VirtualEventKind.Webinar, IdOf("webinar0"), new("Ann", "Lee", "ann@example.org", "UTC", "en-us"), default));

        var registration = Assert.Single((await Events.ListRegistrationsAsync(tenant.Connection, VirtualEventKind.Webinar, IdOf("webinar0"), default)).Value!);
        Assert.Equal(("Ann", "Lee", "ann@example.org", "registered"), (registration.FirstName, registration.LastName, registration.Email, registration.Status));
    }

    [Theory]
    [InlineData("no permission to read events", "VirtualEvent.Read.All")]
    [InlineData("no permission to register", "VirtualEventRegistration-Anon.ReadWrite.All")]
    public async Task Permission_Missing_IsNamed(string what, string role)
    {
        simulator.Change(scenario => scenario.Tenants[0].Apps[0].Roles.Remove(role));

        var failure = role == "VirtualEvent.Read.All"
            ? (await Find.ByIdAsync(tenant.Connection, IdOf("webinar0"), default)).Failure!
            : (await Events.RegisterAsync(tenant.Connection, VirtualEventKind.Webinar, IdOf("webinar0"), new("Ann", "Lee", "ann@example.org", "UTC", "en-us"), default))!;

        Assert.True(failure.Kind == GraphFailureKind.ConsentMissing, what);
        Assert.Contains(role, failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organizer_WithoutPolicy_IsNamed()
    {
        simulator.Change(scenario => scenario.Tenants[0].AccessPolicies.Clear());

        Assert.Equal(GraphFailureKind.NoAccessPolicy, (await Find.ByIdAsync(tenant.Connection, IdOf("webinar0"), default)).Failure!.Kind);
    }

    [Theory]
    [InlineData("usGov")]
    [InlineData("usGovDod")]
    [InlineData("china")]
    public async Task OtherCloud_AskedForAnEvent_IsRefusedAtOnce(string cloud)
    {
        var connection = tenant.Connection with { Cloud = cloud };

        Assert.Equal("graph-webinars-not-in-cloud", (await Find.ByIdAsync(connection, IdOf("webinar0"), default)).Failure!.Code);
        Assert.Equal("graph-webinars-not-in-cloud", (await Events.RegisterAsync(connection, VirtualEventKind.Webinar, "x", new("A", "B", "c@d.e", "UTC", "en-us"), default))!.Code);
    }

    private string IdOf(string name) => $"{new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}@{tenant.TenantId}";

    private string LinkOf(string thread, string more = "") =>
        $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0?context=%7b%22Tid%22%3a%22{tenant.TenantId}%22%2c%22Oid%22%3a%22{tenant.Organizer}%22{more}%7d";

    private SimulatedVirtualEvent EventOf(string kind, int day) => new()
    {
        Id = IdOf($"{kind}{day}"),
        Organizer = tenant.Organizer,
        DisplayName = $"{kind} {day}",
        StartDateTime = Instant.From(Start.AddDays(day)),
        EndDateTime = Instant.From(Start.AddDays(day).AddHours(1)),
        Sessions =
        [
            .. Enumerable.Range(0, 2).Select(week => new SimulatedEventSession
            {
                Id = Guid.NewGuid(),
                JoinWebUrl = LinkOf($"{kind}{day}-{week}"),
                StartDateTime = Instant.From(Start.AddDays(day + (7 * week))),
                EndDateTime = Instant.From(Start.AddDays(day + (7 * week)).AddHours(1)),
                Reports = week > 0 ? [] :
                [
                    new SimulatedReport
                    {
                        Id = Guid.NewGuid(),
                        MeetingStartDateTime = Instant.From(Start.AddDays(day)),
                        MeetingEndDateTime = Instant.From(Start.AddDays(day).AddHours(1)),
                        Records = [.. Enumerable.Range(0, 3).Select(number => new SimulatedRecord { DisplayName = $"Guest {number}", RegistrationId = $"reg-{number}" })],
                    },
                ],
            }),
        ],
    };
}
