using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>
/// A meeting as most are: with the default settings of Teams, so that all of its 60 people may present; they came with private accounts, and
/// the list of joins and leaves was downloaded while 58 of them were still there.
/// </summary>
public sealed class SixtyPeopleTests(CpeServer server) : IClassFixture<CpeServer>
{
    private const int People = 60;

    [Fact]
    public async Task DefaultsOfTeams_NeedThreeDecisionsOfOneRequestEach()
    {
        var hall = await Hall.OpenAsync(server, People);
        var seats = Enumerable.Range(1, People).Select(Hall.Person)
            .Select((person, index) => new Seat(person.Name, $"{person.Name.Replace(" ", "", StringComparison.Ordinal)}@mail.example", $"13:5{index % 10}:00", $"15:4{index % 5}:30", "Presenter"))
            .ToArray();
        await hall.AttendAsync([new Seat("Helena Strand", "helena@example.org", "13:45:00", "15:46:00", "Organizer"), .. seats]);
        await hall.ListAsync(seats.Select((seat, index) => (seat.Name, seat.Joined, index < 2 ? "15:35:00" : null)));
        await hall.SixPollsAsync([.. Enumerable.Range(1, People).Select(number => Hall.Person(number).Email)]);
        var told = await hall.WarningsAsync();
        Assert.StartsWith("60 of 60 people", told["everybody-presents"], StringComparison.Ordinal);
        Assert.Contains("By this ruleset 60 attendees who wait for a match would get nothing for it.", told["everybody-presents"], StringComparison.Ordinal);
        Assert.Equal(["everybody-presents"], told.Keys);

        (await hall.PatchAsync(server.Operator, """{"presentersEarn": true, "reason": "The meeting let everybody present."}""")).Expect(200);
        var waiting = (await server.Operator.CallAsync("GET", $"{hall.Path}/attendees?match=suggested")).Expect(200).Json["items"]!.AsArray();
        Assert.Equal(2 * People, waiting.Count);
        var decided = (await server.Operator.JsonAsync("POST", $"{hall.Path}/attendees/matches", new JsonObject
        {
            ["items"] = new JsonArray([.. waiting.Select(attendee => new JsonObject
            {
                ["attendeeId"] = (string?)attendee!["id"],
                ["participantId"] = (string?)attendee["match"]!["candidates"]![0]!["participantId"],
                ["etag"] = (string?)attendee["etag"],
                ["reason"] = "The names are those of the sign-in sheet.",
            })]),
        })).Expect(200).Json;
        Assert.All(decided["items"]!.AsArray(), item => Assert.Equal("decided", (string?)item!["outcome"]));
        var approved = await hall.ApproveAllAsync();

        Assert.Equal(People, (int)approved["approved"]!);
        var rows = (await hall.CompletionAsync())["participants"]!.AsArray();
        Assert.All(rows, row => Assert.Equal((2m, "approved"), (Hall.Suggested(row!), (string?)row!["status"])));
        Assert.All(rows, row => Assert.Null(Hall.Finding(row!, "attendee-waits")));
        Assert.DoesNotContain("everybody-presents", (await hall.WarningsAsync()).Keys);
    }
}
