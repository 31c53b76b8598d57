using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator;

internal static class RequestBody
{
    /// <summary>The object that was sent; null where nothing was, or nothing that can be read.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(this JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    /// <summary>An instant, or a date and time with its zone as calendars write it; null where there is none that makes sense.</summary>
    public static Instant? Instant(this JsonObject? body, string name)
    {
        var (text, zone) = body?[name] is JsonObject pair ? (pair.Text("dateTime"), pair.Text("timeZone")) : (body.Text(name), null);
        if (!DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind, out var time))
        {
            return null;
        }

        return GraphSimulator.Instant.From(time.Kind == DateTimeKind.Unspecified && zone is not null
            ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(time, TimeZoneInfo.FindSystemTimeZoneById(zone)))
            : new DateTimeOffset(DateTime.SpecifyKind(time.ToUniversalTime(), DateTimeKind.Utc)));
    }
}
