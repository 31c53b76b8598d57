using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TeamsCpeApi.Tests.Api;
using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>A stay as an attendance report of Teams has it; times are those of the session's zone.</summary>
internal sealed record Seat(string Name, string Email, string Joined, string Left, string Role = "Attendee");

/// <summary>An answer to a poll, and when it was given in the session's zone.</summary>
internal sealed record Reply(string? Email, string? Name, string At);

/// <summary>
/// A session on a summer's day of its own, from 14:00 to 15:40 in New York, for two credits in fifths, that lives from uploaded files: what
/// an administrator does with it over HTTP, step by step. Everybody on the roster is called as in <see cref="Person"/>.
/// </summary>
internal sealed class Hall
{
    /// <summary>The same people attend all halls, and no two at once.</summary>
    private static int days;

    private readonly CpeServer server;

    private readonly DateOnly day;

    private Hall(CpeServer server, DateOnly day, Guid session) => (this.server, this.day, Session) = (server, day, session);

    public Guid Session { get; }

    public string Path => $"/api/v1/sessions/{Session}";

    /// <summary>A participant: external id P1, Person 1, person1@example.org.</summary>
    public static (string Id, string Name, string Email) Person(int number) => ($"P{number}", NameOf(number), $"person{number}@example.org");

    public static async Task<Hall> OpenAsync(CpeServer server, int people, Action<JsonObject>? change = null)
    {
        var body = await Sample.SessionAsync(server);
        body["instructors"] = new JsonArray(new JsonObject { ["name"] = "Helena Strand", ["email"] = "helena@example.org" });
        body["sponsorId"] = (await server.Admin.JsonAsync("POST", "/api/v1/sponsors", JsonNode.Parse(SampleFolder.Text("sponsor.json")))).Expect(201).Id;
        var day = new DateOnly(2026, 10, 20).AddDays(-(Interlocked.Increment(ref days) % 200));
        (body["startsAt"], body["endsAt"]) = ($"{day:yyyy-MM-dd}T18:00:00Z", $"{day:yyyy-MM-dd}T19:40:00Z");
        change?.Invoke(body);
        var hall = new Hall(server, day, (await server.Operator.JsonAsync("POST", "/api/v1/sessions", body)).Expect(201).Id);
        var roster = new JsonArray([.. Enumerable.Range(1, people).Select(Person).Select(person =>
            new JsonObject { ["externalId"] = person.Id, ["name"] = person.Name, ["email"] = person.Email })]);
        (await server.Operator.JsonAsync("POST", $"{hall.Path}/participants", new JsonObject { ["participants"] = roster })).Expect(200);
        return hall;
    }

    /// <summary>Uploads an attendance report in numbered sections.</summary>
    public async Task<JsonNode> AttendAsync(params IReadOnlyList<Seat> seats)
    {
        string[] rows =
        [
            "1. Summary",
            "Meeting title\tA class",
            $"Attended participants\t{seats.Count}",
            $"Start time\t{Written("14:00:00")}",
            $"End time\t{Written("15:40:00")}",
            "",
            "2. Participants",
            "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
            .. seats.Select(seat => $"{seat.Name}\t{Written(seat.Joined)}\t{Written(seat.Left)}\t\t{seat.Email}\t{seat.Email}\t{seat.Role}"),
            "",
            "3. In-Meeting Activities",
            "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole",
            .. seats.Select(seat => $"{seat.Name}\t{Written(seat.Joined)}\t{Written(seat.Left)}\t\t{seat.Email}\t{seat.Role}"),
        ];
        return await UploadAsync($"{Path}/attendance/files", "report.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows)));
    }

    /// <summary>Uploads the list of joins and leaves that Teams offered before there were reports; who has no leave had not left when it was downloaded.</summary>
    public async Task<JsonNode> ListAsync(params IEnumerable<(string Name, string Joined, string? Left)> people)
    {
        string[] rows =
        [
            "Full Name\tUser Action\tTimestamp",
            .. people.SelectMany(person => new[] { $"{person.Name}\tJoined\t{Written(person.Joined)}", person.Left is { } left ? $"{person.Name}\tLeft\t{Written(left)}" : "" }),
        ];
        return await UploadAsync($"{Path}/attendance/files", "meetingAttendanceList.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows.Where(row => row.Length > 0))));
    }

    /// <summary>Uploads one workbook with one question.</summary>
    public async Task<JsonNode> PollAsync(string question, params IEnumerable<Reply> replies)
    {
        var file = replies.Aggregate(
            FormsExportFile.Poll(question) with { ExportedAt = new DateTimeOffset(day, new(20, 30), TimeSpan.Zero) },
            (poll, reply) => poll.Responding(reply.Email, reply.Name, day.ToDateTime(TimeOnly.Parse(reply.At, CultureInfo.InvariantCulture)), "Yes"));
        return await UploadAsync($"{Path}/polls", file.FileName, file.Build());
    }

    /// <summary>Six polls, a quarter of an hour apart, which everybody of the list answers by address.</summary>
    public async Task SixPollsAsync(params IReadOnlyList<string> emails)
    {
        foreach (var (at, index) in new[] { "14:10", "14:25", "14:40", "14:55", "15:10", "15:25" }.Select((at, index) => (at, index)))
        {
            await PollAsync($"Question {index + 1}?", emails.Select(email => new Reply(email, email, at)));
        }
    }

    public async Task<JsonNode> CompletionAsync() => (await server.Operator.CallAsync("GET", $"{Path}/completion")).Expect(200).Json;

    public async Task<JsonNode> RowAsync(int number) =>
        (await CompletionAsync())["participants"]!.AsArray().Single(row => (string?)row!["externalId"] == Person(number).Id)!;

    public async Task<IReadOnlyDictionary<string, string>> WarningsAsync() => (await server.Operator.CallAsync("GET", Path)).Expect(200).Json["warnings"]!.AsArray()
        .GroupBy(warning => (string)warning!["code"]!).ToDictionary(group => group.Key, group => string.Join('\n', group.Select(warning => (string)warning!["message"]!)));

    public Task<Answer> PatchAsync(HttpClient client, string patch) => client.JsonAsync("PATCH", Path, JsonNode.Parse(patch), ("If-Match", "*"));

    public async Task<JsonNode> ApproveAllAsync() => (await server.Operator.CallAsync("POST", $"{Path}/credits/approve")).Expect(200).Json;

    public async Task<JsonNode> ApproveAsync(params IEnumerable<string> participantIds) => (await server.Operator.JsonAsync(
        "POST", $"{Path}/credits/approve", new JsonObject { ["participantIds"] = new JsonArray([.. participantIds.Select(id => JsonValue.Create(id))]) })).Expect(200).Json;

    public static string? Finding(JsonNode row, string code) =>
        (string?)row["findings"]!.AsArray().SingleOrDefault(finding => (string?)finding!["code"] == code)?["message"];

    public static decimal Suggested(JsonNode row) => (decimal)row["suggestedCredits"]!;

    private async Task<JsonNode> UploadAsync(string path, string name, byte[] content) =>
        (await server.Operator.CallAsync("POST", path, Body.Files((name, content)))).Expect(201).Json["files"]![0]!;

    private string Written(string time) =>
        day.ToDateTime(TimeOnly.Parse(time, CultureInfo.InvariantCulture)).ToString("M/d/yy, h:mm:ss tt", CultureInfo.InvariantCulture);

    /// <summary>Names that resemble nobody else's, whatever their number.</summary>
    private static string NameOf(int number)
    {
        string[] first = ["Ada", "Ben", "Cleo", "Dario", "Esra", "Finn", "Greta", "Hugo", "Ines", "Jonas"];
        string[] last = ["Aalto", "Brandt", "Castillo", "Drummond", "Eriksen", "Fontaine", "Grimaldi", "Hashimoto", "Ivanova", "Jankowski"];
        return $"{first[number % first.Length]} {last[number / first.Length % last.Length]}{(number >= 100 ? $" {number}" : "")}";
    }
}
