using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>One stay in the meeting; a missing end makes the duration 0, as the service does.</summary>
[JsonConverter(typeof(SimulatedIntervalConverter))]
public sealed record SimulatedInterval(Instant? JoinDateTime, Instant? LeaveDateTime, int? DurationInSeconds = null)
{
    public int Duration => DurationInSeconds
        ?? (JoinDateTime is { } join && LeaveDateTime is { } leave
            ? (int)Math.Floor((leave.Value - join.Value).TotalSeconds)
            : 0);
}

internal sealed class SimulatedIntervalConverter : JsonConverter<SimulatedInterval>
{
    public override SimulatedInterval? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var ends = JsonSerializer.Deserialize<Instant?[]>(ref reader, options);
            return ends is [var join, var leave]
                ? new SimulatedInterval(join, leave)
                : throw new JsonException("An interval is a pair of instants: [join, leave].");
        }

        var written = JsonSerializer.Deserialize<Written>(ref reader, options);
        return written is null ? null : new SimulatedInterval(written.JoinDateTime, written.LeaveDateTime, written.DurationInSeconds);
    }

    public override void Write(Utf8JsonWriter writer, SimulatedInterval value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Written(value.JoinDateTime, value.LeaveDateTime, value.DurationInSeconds), options);

    private sealed record Written(Instant? JoinDateTime = null, Instant? LeaveDateTime = null, int? DurationInSeconds = null);
}
