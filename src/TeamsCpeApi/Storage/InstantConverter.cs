using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.Storage;

/// <summary>
/// Instants are ISO 8601 with Z or an offset. A time without either is refused: read in the server's own zone it would
/// silently move a session.
/// </summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (text is not null
            && text.Contains('T', StringComparison.Ordinal)
            && (text.EndsWith('Z') || HasOffset(text))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant.ToUniversalTime();
        }

        throw new JsonException("An instant is written in ISO 8601 with Z or an offset, for example 2026-10-20T18:00:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    private static bool HasOffset(string text) => text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':';
}
