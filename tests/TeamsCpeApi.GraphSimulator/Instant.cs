using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>An instant that keeps the text it was written with, because the service sends zero to seven fraction digits.</summary>
[JsonConverter(typeof(InstantConverter))]
public sealed record Instant
{
    private const string ShortestForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public Instant(string text)
    {
        Text = text;
        Value = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    public string Text { get; }

    public DateTimeOffset Value { get; }

    public static Instant From(DateTimeOffset value) =>
        new(value.UtcDateTime.ToString(ShortestForm, CultureInfo.InvariantCulture));

    public override string ToString() => Text;
}

internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        try
        {
            return text is null ? null : new Instant(text);
        }
        catch (FormatException refusal)
        {
            throw new JsonException($"'{text}' is not an instant such as 2026-01-20T15:00:00Z.", refusal);
        }
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
