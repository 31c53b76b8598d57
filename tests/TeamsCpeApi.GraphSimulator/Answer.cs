using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>What a request is answered with, before faults touch it.</summary>
internal sealed record Answer(int Status, JsonObject Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static Answer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    public static Answer Created(JsonObject body) => new(StatusCodes.Status201Created, body);

    public static Answer NoContent() => new(StatusCodes.Status204NoContent, []);

    public Answer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
