namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class UserTests : IClassFixture<RunningSimulator>
{
    private readonly RunningSimulator simulator;

    public UserTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    [Theory]
    [InlineData("by id", "33333333-3333-3333-3333-333333333333")]
    [InlineData("by principal name", "olivia@contoso.example")]
    [InlineData("by principal name in another case", "Olivia@Contoso.example")]
    public async Task Get_KnownUser_IsFound(string row, string name)
    {
        var reply = await simulator.GetAsync($"/v1.0/users/{name}");

        Assert.True((string?)reply.Body["id"] == TestTenant.Organizer.ToString(), $"{row}: {reply}");
        Assert.Equal("Olivia O'Brien", (string?)reply.Body["displayName"]);
    }

    [Fact]
    public async Task Get_Select_AnswersThoseMembersAlone()
    {
        var reply = await simulator.GetAsync($"/v1.0/users/{TestTenant.OrganizerUpn}?$select=id,mail");

        Assert.Equal(["@odata.context", "id", "mail"], reply.Body.Select(member => member.Key).Order());
    }

    [Theory]
    [InlineData("everyone", "", "Olivia Otto")]
    [InlineData("mail or principal name", "?$filter=mail eq 'o@contoso.example' or userPrincipalName eq 'o@contoso.example'", "Olivia")]
    [InlineData("a quote in a name", "?$filter=startswith(displayName,'Olivia O''B')", "Olivia")]
    [InlineData("nobody", "?$filter=mail eq 'x@contoso.example'", "")]
    [InlineData("words in a name", "?$search=\"displayName:mül\"", "Otto")]
    [InlineData("one of two", "?$search=\"displayName:mül\" OR \"mail:o@\"", "Olivia Otto")]
    public async Task List_Query_FindsUsers(string row, string query, string found)
    {
        var reply = await simulator.GetAsync($"/v1.0/users{query}", null, ("ConsistencyLevel", "eventual"));

        Assert.True(found == string.Join(' ', reply.Value.Select(user => ((string)user!["displayName"]!).Split(' ')[0])), $"{row}: {reply}");
    }

    [Theory]
    [InlineData("a search without the header", "?$search=\"displayName:mül\"", "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")]
    [InlineData("a filter beyond the simulator", "?$filter=endswith(mail,'x')", "Unsupported Query.")]
    public async Task List_QueryNotSupported_IsRefused(string row, string query, string message)
    {
        var reply = await simulator.GetAsync($"/v1.0/users{query}");

        Assert.True((reply.Status, reply.Code, reply.Message) == (400, "Request_UnsupportedQuery", message), $"{row}: {reply}");
    }

    [Fact]
    public async Task List_Top_PagesWithTheQueryKept()
    {
        var first = await simulator.GetAsync("/v1.0/users?$top=1&$select=id");

        var second = await simulator.GetAsync(first.NextLink!);

        Assert.Equal(TestTenant.Organizer.ToString(), (string?)Assert.Single(first.Value)!["id"]);
        Assert.Equal(["id"], Assert.Single(second.Value)!.AsObject().Select(member => member.Key));
        Assert.Equal(TestTenant.Other.ToString(), (string?)second.Value[0]!["id"]);
        Assert.Null(second.NextLink);
    }
}
