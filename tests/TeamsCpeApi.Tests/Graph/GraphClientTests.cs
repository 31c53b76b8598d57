using System.Text.Json;
using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

public sealed class GraphClientTests : IAsyncLifetime
{
    private readonly SimulatedTenantScenario tenant = new();
    private SimulatorServer simulator = null!;
    private GraphHost host = null!;

    public async Task InitializeAsync()
    {
        simulator = await tenant.StartAsync();
        host = new(simulator.Address, simulator.CertificatePem);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task FindUser_ByIdPrincipalNameOrMail_IsTheSamePerson()
    {
        foreach (var name in new[] { tenant.Organizer.ToString(), SimulatedTenantScenario.Upn, SimulatedTenantScenario.Mail, " OLIVIA@contoso.example " })
        {
            var user = (await host.Client.FindUserAsync(tenant.Connection, name, default)).Value;

            Assert.Equal(new DirectoryUser(tenant.Organizer, "Olivia O'Hara", SimulatedTenantScenario.Mail, SimulatedTenantScenario.Upn), user);
        }
    }

    [Theory]
    [InlineData("nobody@contoso.example")]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    [InlineData("..")]
    public async Task FindUser_Nobody_IsNotFoundWithoutNamingTheAddress(string name)
    {
        var failure = (await host.Client.FindUserAsync(tenant.Connection, name, default)).Failure;

        Assert.Equal("graph-user-not-found", failure?.Code);
        Assert.DoesNotContain("nobody", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchUsers_ByTheStartOfANameWithAQuote_FindsThePerson()
        => Assert.Equal(tenant.Organizer, Assert.Single((await host.Client.SearchUsersAsync(tenant.Connection, "Olivia O'", default)).Value!).Id);

    [Theory]
    [InlineData("verbatim", "%3a", "%3a", 1)]
    [InlineData("canonical", "%3a", "%3A", 2)]
    [InlineData("escaped twice", "%", "%25", 1)]
    public async Task FindMeeting_ByItsLink_TriesTheFormsInOrder(string how, string old, string changed, int requests)
    {
        var answer = await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, tenant.JoinUrl.Replace(old, changed, StringComparison.Ordinal), default);

        Assert.True(answer.Value is { Subject: "Tax update" } meeting && meeting.Id == tenant.MeetingId && meeting.FoundBy == MeetingFoundBy.JoinUrl, how);
        Assert.Equal(requests, GraphRequests().Count);
        Assert.Contains(GraphRequests(), request => request.Query.Contains("%253a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://teams.microsoft.com/meet/" + SimulatedTenantScenario.JoinMeetingId + "?p=AbC")]
    [InlineData("Meeting ID: 263 740 534 576 29")]
    public async Task FindMeeting_ByItsDigits_AsksForTheMeetingId(string text)
        => Assert.Equal(MeetingFoundBy.JoinMeetingId, (await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, text, default)).Value?.FoundBy);

    [Theory]
    [InlineData(UnknownMeetingAnswer.NotFound, 404)]
    [InlineData(UnknownMeetingAnswer.EmptyList, 200)]
    public async Task FindMeeting_UnknownInEitherShape_IsNotFound(UnknownMeetingAnswer shape, int status)
    {
        simulator.Change(scenario => scenario.Answers.UnknownMeeting = shape);

        var failure = (await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, tenant.JoinUrl.Replace("AAA", "BBB", StringComparison.Ordinal), default)).Failure;

        Assert.Equal(("graph-meeting-not-found", status), (failure?.Code, failure?.HttpStatus));
    }

    [Theory]
    [InlineData(FaultKind.MeetingNotFound)]
    [InlineData(FaultKind.EmptyList)]
    public async Task FindMeeting_LookupFindsNothing_TheComputedIdDoes(FaultKind fault)
    {
        simulator.Faults.Add(new(fault, Match: "onlineMeetings$"));

        var answer = await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, tenant.JoinUrl, default);

        Assert.Equal((tenant.MeetingId, MeetingFoundBy.DerivedId), (answer.Value?.Id, answer.Value?.FoundBy));
    }

    [Fact]
    public async Task FindMeeting_LinkOfAnotherTenant_IsRefusedWithoutARequest()
    {
        var other = tenant.JoinUrl.Replace(tenant.TenantId.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal);

        var answer = await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, other, default);

        Assert.Equal("graph-tenant-mismatch", answer.Failure?.Code);
        Assert.Empty(simulator.Requests);
    }

    [Theory]
    [InlineData("https://teams.live.com/meet/9312345678901", "test", "graph-join-link-refused")]
    [InlineData("nonsense", "test", "graph-join-link-refused")]
    [InlineData("https://gov.teams.microsoft.us/meet/26374053457629?p=x", "test", "graph-cloud-mismatch")]
    [InlineData("https://teams.microsoft.com/meet/26374053457629?p=x", "usGov", "graph-cloud-mismatch")]
    [InlineData("https://gov.teams.microsoft.us/meet/26374053457629?p=x", "usGovDod", "graph-cloud-mismatch")]
    [InlineData("https://teams.example/meet/26374053457629?p=x", "test", "graph-join-link-refused")]
    [InlineData("26374053457629", "china", "graph-attendance-not-in-cloud")]
    [InlineData("26374053457629", "atlantis", "graph-cloud-unknown")]
    public async Task FindMeeting_WhatCannotBeAsked_IsRefusedWithoutARequest(string link, string cloud, string code)
    {
        var answer = await host.Client.FindMeetingAsync(tenant.Connection with { Cloud = cloud }, tenant.Organizer, link, default);

        Assert.Equal(code, answer.Failure?.Code);
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task ListReports_OfAMeeting_KeepsFractionsOfSeconds()
    {
        var report = Assert.Single((await host.Client.ListAttendanceReportsAsync(tenant.Connection, tenant.Organizer, tenant.MeetingId, default)).Value!);

        Assert.Equal(tenant.ReportId.ToString(), report.Id);
        Assert.Equal(new DateTimeOffset(2026, 1, 20, 14, 58, 0, TimeSpan.Zero).AddTicks(1234567), report.MeetingStartedAt);
        Assert.Equal(5, report.TotalParticipantCount);
    }

    [Fact]
    public async Task ListRecords_OverSeveralPages_ReadsEveryOddRecord()
    {
        simulator.Faults.Add(new(FaultKind.UnknownProperties));

        var answer = await ListRecordsAsync();

        Assert.Equal(3, answer.RawPages.Count);
        Assert.Equal(3, answer.RequestIds.Distinct().Count());
        Assert.Collection(
            answer.Value!,
            ann =>
            {
                Assert.Equal(("a@contoso.example", "Presenter", "Ann", "communicationsUserIdentity"), (ann.Email, ann.Role, ann.Identity?.DisplayName, ann.Identity?.Kind));
                Assert.Equal([1800, 0], ann.Intervals.Select(interval => interval.DurationSeconds));
                Assert.Equal((2026, null), (ann.Intervals[1].JoinedAt?.Year, ann.Intervals[1].LeftAt));
            },
            guest => Assert.Equal((null, "Something new", null), (guest.Email, guest.Role, guest.Identity?.Id)),
            nobody => Assert.Equal((null, null), (nobody.Identity, nobody.Intervals[0].JoinedAt)),
            hologram => Assert.Equal(new AttendeeIdentity("8:x", "Hologram", null, "communicationsHologramIdentity"), hologram.Identity),
            caller => Assert.Equal(("reg-1", 90), (caller.RegistrationId, caller.TotalAttendanceSeconds)));
    }

    [Fact]
    public async Task ListRecords_RawPages_AreTheBytesThatWereSent()
    {
        using var plain = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.ExportCertificatePem() == simulator.CertificatePem });
        plain.DefaultRequestHeaders.Authorization = new("Bearer", simulator.IssueToken(tenant.TenantId, tenant.ClientId, roles: "OnlineMeetingArtifact.Read.All"));

        var answer = await ListRecordsAsync();

        foreach (var page in answer.RawPages)
        {
            Assert.Equal(await plain.GetByteArrayAsync(new Uri(simulator.Address, page.RequestPath)), page.Body);
            Assert.Equal(TimeSpan.Zero, page.ReceivedAt.Offset);
        }

        using var first = JsonDocument.Parse(answer.RawPages[0].Body);
        Assert.Equal(2, first.RootElement.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task ListRecords_UnknownReport_IsNotFound()
        => Assert.Equal("graph-report-not-found", (await host.Client.ListAttendanceRecordsAsync(tenant.Connection, tenant.Organizer, tenant.MeetingId, Guid.NewGuid().ToString(), default)).Failure?.Code);

    [Theory]
    [InlineData("no policy", FaultKind.NoPolicy, "graph-no-access-policy")]
    [InlineData("another organizer's policy", FaultKind.NotCovered, "graph-organizer-not-covered")]
    [InlineData("no consent", FaultKind.MissingRole, "graph-consent-missing")]
    [InlineData("a list that leads back to its start", FaultKind.NextLinkLoop, "graph-paging-endless")]
    [InlineData("JSON cut off", FaultKind.TruncatedJson, "graph-answer-unreadable")]
    [InlineData("no JSON", FaultKind.NotJson, "graph-answer-unreadable")]
    public async Task ListRecords_Faults_AreToldApartAndNotRepeated(string what, FaultKind fault, string code)
    {
        simulator.Faults.Add(new(fault));

        var answer = await ListRecordsAsync();

        Assert.True(answer.Failure?.Code == code, $"{what}: {answer.Failure}");
        Assert.Empty(host.Clock.Pauses);
    }

    [Fact]
    public async Task ListRecords_EmptyPageThatNamesAnother_EndsTheList()
    {
        simulator.Faults.Add(new(FaultKind.EmptyPageWithNextLink));

        var answer = await ListRecordsAsync();

        Assert.Equal((true, 0, 1), (answer.Succeeded, answer.Value?.Count, GraphRequests().Count));
    }

    [Fact]
    public async Task ListRecords_MorePagesThanAllowed_AreNotFollowed()
    {
        await using var strict = new GraphHost(simulator.Address, simulator.CertificatePem, ("Graph:MaxPages", "2"));

        var answer = await strict.Client.ListAttendanceRecordsAsync(tenant.Connection, tenant.Organizer, tenant.MeetingId, tenant.ReportId.ToString(), default);

        Assert.Equal(("graph-paging-endless", 2), (answer.Failure?.Code, answer.RawPages.Count));
    }

    [Fact]
    public async Task ListRecords_NextLinkOnAnotherHost_IsNeverAsked()
    {
        await using var elsewhere = await SimulatorServer.StartAsync(new Scenario());
        simulator.Faults.Add(new(FaultKind.NextLinkElsewhere, Origin: elsewhere.Address.ToString()));

        var answer = await ListRecordsAsync();

        Assert.Equal(("graph-foreign-next-link", 1), (answer.Failure?.Code, answer.RawPages.Count));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task EveryCall_Logs_RequestIdsButNoSecretTokenOrAddress()
    {
        simulator.Faults.Add(new(FaultKind.ExpiredToken, Times: 1));
        await host.Client.FindUserAsync(tenant.Connection, SimulatedTenantScenario.Mail, default);
        await host.Client.FindUserAsync(tenant.ConnectionWith("wrong-secret-value"), SimulatedTenantScenario.Mail, default);
        await host.Client.FindMeetingAsync(tenant.Connection, tenant.Organizer, tenant.JoinUrl, default);
        var answer = await ListRecordsAsync();

        var logged = string.Join('\n', host.Logs.Lines);
        Assert.All(answer.RequestIds, id => Assert.Contains(id, logged, StringComparison.Ordinal));
        foreach (var secret in new[] { "secret-value", "eyJ", "Bearer", "contoso.example", "Olivia", "Ann" })
        {
            Assert.DoesNotContain(secret, logged, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Connection_AsText_ShowsNoSecret()
        => Assert.DoesNotContain(SimulatedTenantScenario.Secret, tenant.Connection + JsonSerializer.Serialize(tenant.Connection), StringComparison.Ordinal);

    private Task<GraphAnswer<IReadOnlyList<AttendanceRecordData>>> ListRecordsAsync()
        => host.Client.ListAttendanceRecordsAsync(tenant.Connection, tenant.Organizer, tenant.MeetingId, tenant.ReportId.ToString(), default);

    private List<RecordedRequest> GraphRequests() => [.. simulator.Requests.Where(request => request.Path.StartsWith("/v1.0", StringComparison.Ordinal))];
}
