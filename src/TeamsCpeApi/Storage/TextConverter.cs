using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.Storage;

/// <summary>Texts as PostgreSQL can keep them: U+0000 is valid JSON, but no column takes it.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A text is expected here.");
        }

        var text = reader.GetString()!;
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new JsonException("A text cannot hold the character U+0000: remove it.")
            : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
