using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.Storage;

/// <summary>One JSON dialect for the API and for what is stored: camelCase, enums by name, instants in UTC with Z.</summary>
internal static class Json
{
    internal static readonly JsonSerializerOptions Options = Create();

    internal static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
