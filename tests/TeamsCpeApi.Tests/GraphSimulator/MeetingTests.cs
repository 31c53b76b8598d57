using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.GraphSimulator;

public sealed class MeetingTests : IClassFixture<RunningSimulator>
{
    private static readonly string Meetings = $"/v1.0/users/{TestTenant.Organizer}/onlineMeetings";
    private static readonly string Quoted = TestTenant.JoinWebUrl.Replace("'", "''", StringComparison.Ordinal);
    private readonly RunningSimulator simulator;

    public MeetingTests(RunningSimulator simulator)
    {
        this.simulator = simulator;
        simulator.Reset();
    }

    // {quoted} is the stored URL with its quotes doubled; the whole filter is encoded once unless the row says otherwise.
    [Theory]
    [InlineData("verbatim and encoded once", "JoinWebUrl eq '{quoted}'", 200)]
    [InlineData("lower-case property", "joinWebUrl eq '{quoted}'", 200)]
    [InlineData("encoded before it is put in the filter", "JoinWebUrl eq '{encoded}'", 404)]
    [InlineData("decoded before it is put in the filter", "JoinWebUrl eq '{decoded}'", 404)]
    [InlineData("upper-case escapes", "JoinWebUrl eq '{upper}'", 404)]
    [InlineData("another case of a letter", "JoinWebUrl eq '{lower}'", 404)]
    [InlineData("quotes not doubled", "JoinWebUrl eq '{verbatim}'", 400)]
    [InlineData("a trailing space", "JoinWebUrl eq '{quoted} '", 404)]
    public async Task Find_JoinWebUrl_IsDecodedOnceAndComparedOrdinally(string row, string filter, int status)
    {
        var reply = await simulator.GetAsync($"{Meetings}?$filter={Uri.EscapeDataString(Filled(filter))}");

        Assert.True(reply.Status == status, $"{row}: {reply}");
        Assert.Equal(status == 404 ? "3004: Specified meeting is not found" : null, status == 404 ? reply.Message : null);
    }

    [Fact]
    public async Task Find_WholeFilterEncodedTwice_IsMalformed()
    {
        var twice = Uri.EscapeDataString(Uri.EscapeDataString(Filled("JoinWebUrl eq '{quoted}'")));

        Assert.Equal(400, (await simulator.GetAsync($"{Meetings}?$filter={twice}")).Status);
    }

    [Fact]
    public async Task Find_HexEscapesIgnoreCase_IsASwitch()
    {
        simulator.Server.Change(scenario => scenario.Answers.HexEscapes = HexEscapeComparison.IgnoreCase);

        var reply = await simulator.GetAsync($"{Meetings}?$filter={Uri.EscapeDataString(Filled("JoinWebUrl eq '{upper}'"))}");

        Assert.Equal(200, reply.Status);
    }

    [Theory]
    [InlineData("by join URL", "?$filter={url}")]
    [InlineData("by join meeting id", "?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'26374053457629'")]
    public async Task Find_OwnMeeting_IsTheOnlyOne(string row, string query)
    {
        var url = Uri.EscapeDataString(Filled("JoinWebUrl eq '{quoted}'"));

        var reply = await simulator.GetAsync(Meetings + query.Replace("{url}", url, StringComparison.Ordinal));

        var meeting = Assert.Single(reply.Value)!;
        Assert.True((string?)meeting["id"] == TestTenant.MeetingId, row);
        Assert.Equal(TestTenant.JoinWebUrl, (string?)meeting["joinWebUrl"]);
        Assert.Equal("19:meeting_O'Brien@thread.v2", (string?)meeting["chatInfo"]!["threadId"]);
        Assert.Equal(TestTenant.Organizer.ToString(), (string?)meeting["participants"]!["organizer"]!["identity"]!["user"]!["id"]);
        Assert.Equal(TestTenant.JoinMeetingId, (string?)meeting["joinMeetingIdSettings"]!["joinMeetingId"]);
        Assert.Empty(meeting["participants"]!["attendees"]!.AsArray());
    }

    [Fact]
    public async Task Get_ById_IsTheMeeting()
    {
        var reply = await simulator.GetAsync($"{Meetings}/{Uri.EscapeDataString(TestTenant.MeetingId)}");

        Assert.Equal((200, "Tax update"), (reply.Status, (string?)reply.Body["subject"]));
    }

    [Fact]
    public async Task Get_GivenIdWithSlashAndPlus_IsFound()
    {
        simulator.Server.Change(scenario => scenario.Tenants[0].Meetings[0].Id = "MSo/Pz8+Kg==");

        var reply = await simulator.GetAsync($"{Meetings}/{Uri.EscapeDataString("MSo/Pz8+Kg==")}");

        Assert.Equal((200, "MSo/Pz8+Kg=="), (reply.Status, (string?)reply.Body["id"]));
    }

    private static string Filled(string filter) => filter
        .Replace("{quoted}", Quoted, StringComparison.Ordinal)
        .Replace("{verbatim}", TestTenant.JoinWebUrl, StringComparison.Ordinal)
        .Replace("{encoded}", Uri.EscapeDataString(TestTenant.JoinWebUrl), StringComparison.Ordinal)
        .Replace("{decoded}", Uri.UnescapeDataString(Quoted), StringComparison.Ordinal)
        .Replace("{upper}", Quoted.Replace("%3a", "%3A", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{lower}", Quoted.Replace("O''Brien", "o''brien", StringComparison.Ordinal), StringComparison.Ordinal);
}
