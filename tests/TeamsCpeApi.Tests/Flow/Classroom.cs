using System.Globalization;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>A meeting of its own in the sample tenant, and sessions of it, at any time.</summary>
internal sealed class Classroom
{
    public const string Organizer = "a0000000-0000-4000-8000-000000001020";
    public const string CoOrganizer = "a0000000-0000-4000-8000-000000001001";

    private readonly Stage stage;

    /// <summary>A meeting that ended so long ago, an hour after it began, in a thread of the given kind.</summary>
    public Classroom(Stage stage, TimeSpan endedAgo, string thread = "thread.v2", string? channel = null, Action<SimulatedMeeting>? change = null, DateTimeOffset? now = null)
    {
        this.stage = stage;
        Ended = (now ?? DateTimeOffset.UtcNow) - endedAgo;
        Ended = Ended.AddTicks(-(Ended.Ticks % TimeSpan.TicksPerSecond));
        Thread = channel ?? $"meeting_{Guid.NewGuid():N}";
        JoinUrl = LinkOf(Organizer, $"19%3a{Thread}%40{thread}/{(channel is null ? "0" : Random.Shared.NextInt64(1_000_000_000_000).ToString(CultureInfo.InvariantCulture))}");
        Meeting = new SimulatedMeeting
        {
            Organizer = Guid.Parse(Organizer),
            JoinWebUrl = JoinUrl,
            JoinMeetingId = Random.Shared.NextInt64(10_000_000_000_000, 100_000_000_000_000).ToString(CultureInfo.InvariantCulture),
            Subject = "A class",
            StartDateTime = Instant.From(Started),
            EndDateTime = Instant.From(Ended),
        };
        change?.Invoke(Meeting);
        stage.Simulator.Change(scenario => scenario.Tenants[0].Meetings.Add(Meeting));
    }

    public DateTimeOffset Ended { get; }

    public DateTimeOffset Started => Ended.AddHours(-1);

    public string Thread { get; }

    public string JoinUrl { get; }

    public SimulatedMeeting Meeting { get; }

    public static string LinkOf(string organizer, string path) =>
        $"https://teams.microsoft.com/l/meetup-join/{path}?context=%7b%22Tid%22%3a%22c0000000-0000-4000-8000-000000000001%22%2c%22Oid%22%3a%22{organizer}%22%7d";

    /// <summary>A report of the session's time, moved by so much, of so many who stayed throughout.</summary>
    public SimulatedReport Report(int attendees, TimeSpan moved = default)
    {
        var (start, end) = (Instant.From(Started + moved), Instant.From(Ended + moved));
        var report = new SimulatedReport
        {
            Id = Guid.NewGuid(),
            MeetingStartDateTime = start,
            MeetingEndDateTime = end,
            Records = [.. Enumerable.Range(1, attendees).Select(number => new SimulatedRecord { DisplayName = $"Pupil {number}", EmailAddress = $"pupil{number}@contoso.example", Intervals = [new(start, end)] })],
        };
        stage.Simulator.Change(_ => Meeting.Reports.Add(report));
        return report;
    }

    /// <summary>Defines a session of the meeting.</summary>
    public Task<string> DefineAsync(Action<JsonObject>? change = null) => stage.Job.DefineAgainAsync(change: body =>
    {
        (body["startsAt"], body["endsAt"], body["joinUrl"]) = (Started, Ended, JoinUrl);
        change?.Invoke(body);
    });

    /// <summary>Defines a session, lets the schedule and then a person fetch it, and tells how its attendance stands.</summary>
    public async Task<JsonNode> FetchAsync(Action<JsonObject>? change = null)
    {
        var session = await DefineAsync(change);
        await stage.Admin.RefreshAsync(session);
        return await AttendanceAsync(session);
    }

    public Task<JsonNode> AttendanceAsync(string session) => stage.Admin.GetAsync($"/sessions/{session}/attendance");
}
