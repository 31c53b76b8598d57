using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.Graph;

/// <summary>An instant that Graph writes as a local time with the name of its zone, Windows' or IANA's, or plainly. Null where it cannot be told.</summary>
internal sealed record ZonedTime(DateTimeOffset? Instant);

/// <summary>Reads both forms: the samples of one type have now this one, now that.</summary>
internal sealed class ZonedTimeConverter : JsonConverter<ZonedTime>
{
    public override ZonedTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new(InstantOf(reader.GetString(), "UTC"));
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new(InstantOf(TextOf(document.RootElement, "dateTime"), TextOf(document.RootElement, "timeZone")))
            : throw new JsonException("A time is neither a text nor an object.");
    }

    public override void Write(Utf8JsonWriter writer, ZonedTime value, JsonSerializerOptions options)
        => throw new NotSupportedException("Times are only read.");

    private static string? TextOf(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? InstantOf(string? text, string? zoneName)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return null;
        }

        if (time.Kind != DateTimeKind.Unspecified)
        {
            return new DateTimeOffset(time.ToUniversalTime());
        }

        return zoneName is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone)
            ? new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime()
            : null;
    }
}
