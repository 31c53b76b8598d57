using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Api;

/// <summary>The part of JSON schema that the schema of rulesets uses; an unknown keyword fails, so that nothing is passed over.</summary>
internal static class SchemaCheck
{
    /// <summary>"pointer keyword" of everything that is not as the schema says; of a missing member its name.</summary>
    public static IEnumerable<string> Problems(JsonNode? value, JsonNode schema, string pointer = "") => schema.AsObject().SelectMany(keyword => keyword.Key switch
    {
        "$schema" or "$id" or "title" or "description" or "default" or "format" => [],
        "type" => Unless(Types(keyword.Value!).Any(type => IsOf(value, type)), $"{pointer} type"),
        "enum" => Unless(keyword.Value!.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)), $"{pointer} enum"),
        "minimum" => Unless(value is null || Number(value) >= Number(keyword.Value), $"{pointer} minimum"),
        "exclusiveMinimum" => Unless(value is null || Number(value) > Number(keyword.Value), $"{pointer} exclusiveMinimum"),
        "maximum" => Unless(value is null || Number(value) <= Number(keyword.Value), $"{pointer} maximum"),
        "minLength" => Unless(value?.GetValueKind() != JsonValueKind.String || ((string)value!).Length >= (int)keyword.Value!, $"{pointer} minLength"),
        "maxLength" => Unless(value?.GetValueKind() != JsonValueKind.String || ((string)value!).Length <= (int)keyword.Value!, $"{pointer} maxLength"),
        "minItems" => Unless(value is not JsonArray items || items.Count >= (int)keyword.Value!, $"{pointer} minItems"),
        "maxItems" => Unless(value is not JsonArray items || items.Count <= (int)keyword.Value!, $"{pointer} maxItems"),
        "items" => value is JsonArray items ? items.SelectMany((item, index) => Problems(item, keyword.Value!, $"{pointer}/{index}")) : [],
        "required" => value is JsonObject members ? keyword.Value!.AsArray().Select(name => (string)name!).Where(name => !members.ContainsKey(name)).Select(name => $"{pointer} {name}") : [],
        "properties" => value is JsonObject members ? keyword.Value!.AsObject().Where(member => members.ContainsKey(member.Key)).SelectMany(member => Problems(members[member.Key], member.Value!, $"{pointer}/{member.Key}")) : [],
        "additionalProperties" => value is JsonObject members ? members.Where(member => !schema["properties"]!.AsObject().ContainsKey(member.Key)).Select(member => $"{pointer}/{member.Key} additionalProperties") : [],
        var unknown => throw new NotSupportedException($"The schema uses {unknown} at {pointer}, which this check does not know."),
    });

    private static string[] Unless(bool holds, string problem) => holds ? [] : [problem];

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(one => (string)one!) : [(string)type!];

    private static decimal? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => Number(value) % 1 == 0,
        _ => false,
    };
}
