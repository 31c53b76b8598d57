using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>
/// The published schema of a ruleset, made from the type itself: what a member means from its documentation, its range from
/// <see cref="RulesetLimits"/>. What one member demands of another is said in words by the check alone.
/// </summary>
internal static class RulesetSchema
{
    private static readonly JsonSerializerOptions Dialect = CreateDialect();

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The ranges by type and member; a list's own stand under its member.</summary>
    private static readonly Dictionary<string, (string Keyword, JsonNode Value)[]> Ranges = new(StringComparer.Ordinal)
    {
        ["Ruleset.Name"] = Characters(RulesetLimits.LongestName),
        ["Ruleset.Source"] = Characters(RulesetLimits.LongestSource),
        ["Ruleset.CertificateStatement"] = Characters(RulesetLimits.LongestStatement),
        ["Ruleset.MinutesPerCredit"] = Between(1, RulesetLimits.MostMinutesPerCredit),
        ["Ruleset.Increment"] = [("enum", new JsonArray([.. RulesetLimits.Increments.Select(increment => (JsonNode)increment)]))],
        ["Ruleset.MinimumFirstCredit"] = Between(0, Ruleset.MostCredits),
        ["Ruleset.MaximumCredits"] = [("exclusiveMinimum", 0), ("maximum", Ruleset.MostCredits)],
        ["Ruleset.MinimumAttendancePercent"] = Between(0, 100),
        ["Ruleset.MinimumAttendanceMinutes"] = Between(0, RulesetLimits.MostMinutes),
        ["Ruleset.EarlyMarginSeconds"] = Between(0, RulesetLimits.MostMarginSeconds),
        ["Ruleset.LateMarginSeconds"] = Between(0, RulesetLimits.MostMarginSeconds),
        ["Ruleset.PollMarginSeconds"] = Between(0, RulesetLimits.MostMarginSeconds),
        ["Ruleset.PollMarginBeforeSeconds"] = Between(0, RulesetLimits.MostMarginSeconds),
        ["Ruleset.RetentionYears"] = Between(1, RulesetLimits.MostYears),
        ["Ruleset.EarningRoles"] = [("minItems", 1), ("maxItems", RulesetLimits.MostRoles)],
        ["Ruleset.PollTiers"] = [("maxItems", RulesetLimits.MostTiers)],
        ["Ruleset.Table"] = [("maxItems", RulesetLimits.MostRows)],
        ["PollRequirement.Value"] = Between(0, RulesetLimits.MostPollCount),
        ["PollTier.MinimumPercent"] = [("exclusiveMinimum", 0), ("maximum", 100)],
        ["PollTier.CreditPercent"] = [("exclusiveMinimum", 0), ("maximum", 100)],
        ["Threshold.MinimumMinutes"] = Between(0, RulesetLimits.MostMinutes),
        ["Threshold.MinimumPolls"] = Between(0, RulesetLimits.MostPolls),
        ["Threshold.Credits"] = Between(0, Ruleset.MostCredits),
        ["InstructorCredit.PreparationFactor"] = Between(0, RulesetLimits.MostPreparation),
        ["InstructorCredit.MaximumCredits"] = [("exclusiveMinimum", 0), ("maximum", Ruleset.MostCredits)],
    };

    /// <summary>The schema as it is served.</summary>
    internal static string Text { get; } = Create().ToJsonString(Written) + "\n";

    private static JsonObject Create()
    {
        var exported = Dialect.GetJsonSchemaAsNode(typeof(Ruleset), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:teams-cpe-api:ruleset:1",
            ["title"] = "Ruleset",
            ["description"] = "How attendance and polls become credit, as data. What is left out has its default; what one member demands of another is checked, and said in words, when the ruleset is sent.",
        };
        foreach (var (keyword, value) in exported.Where(pair => pair.Key != "description"))
        {
            schema[keyword] = value?.DeepClone();
        }

        return WithDefaults(schema);
    }

    /// <summary>What a member is when it is left out.</summary>
    private static JsonObject WithDefaults(JsonObject schema)
    {
        var defaults = JsonSerializer.SerializeToNode(new Ruleset { Name = "", Source = "", CertificateStatement = "" }.AsNewVersion(), Dialect)!.AsObject();
        var required = schema["required"]!.AsArray().Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in schema["properties"]!.AsObject())
        {
            if (!required.Contains(name))
            {
                member!.AsObject()["default"] = defaults[name]?.DeepClone();
            }
        }

        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject node)
        {
            return schema;
        }

        var described = new JsonObject();
        if (context.PropertyInfo is { } property && DocumentationOf(property) is { } text)
        {
            described["description"] = Documentation.Choices(text, context.TypeInfo.Type);
        }
        else if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && Documentation.OfType(context.TypeInfo.Type) is { } summary)
        {
            described["description"] = summary;
        }

        foreach (var (keyword, value) in node)
        {
            described[keyword] = value?.DeepClone();
        }

        if (context.PropertyInfo is { } member && Ranges.TryGetValue($"{member.DeclaringType.Name}.{NameOf(member)}", out var range))
        {
            foreach (var (keyword, value) in range)
            {
                described[keyword] = value.DeepClone();
            }
        }

        return described;
    }

    private static string? DocumentationOf(JsonPropertyInfo property) => Documentation.OfMember(property.DeclaringType, NameOf(property));

    private static string NameOf(JsonPropertyInfo property) => ((MemberInfo)property.AttributeProvider!).Name;

    private static (string, JsonNode)[] Between(decimal least, decimal most) => [("minimum", least), ("maximum", most)];

    private static (string, JsonNode)[] Characters(int longest) => [("minLength", 1), ("maxLength", longest)];

    /// <summary>The dialect of requests without the guard of texts, of which the exporter cannot know that it reads a string.</summary>
    private static JsonSerializerOptions CreateDialect()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Json.ConfigureRequests(options);
        options.Converters.Remove(options.Converters.OfType<TextConverter>().Single());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
