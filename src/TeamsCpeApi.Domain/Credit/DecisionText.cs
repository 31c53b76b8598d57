using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// The canonical text of a case and of its decision, so that the same ones have the same hash for ever: JSON without whitespace,
/// members in the order of their names, numbers without needless zeros, instants in UTC, a span as one text "start/end".
/// What is not in a constructor was added later and stands only where it says something, so that earlier texts stay as they are.
/// A case names nobody: it holds times, counts, roles and fields of study, and is read together with its ruleset.
/// </summary>
public static class DecisionText
{
    private static readonly JsonSerializerOptions Canonical = Create();

    /// <summary>The inputs of a decision: the whole case but its ruleset.</summary>
    public static string Of(CreditCase subject) => JsonSerializer.Serialize(subject, Canonical);

    /// <summary>The result of a decision.</summary>
    public static string Of(CreditDecision decision) => JsonSerializer.Serialize(decision, Canonical);

    /// <summary>The inputs of a decision on instruction: the whole case but its ruleset.</summary>
    public static string Of(InstructionCase subject) => JsonSerializer.Serialize(subject, Canonical);

    /// <summary>The result of a decision on instruction.</summary>
    public static string Of(InstructionDecision decision) => JsonSerializer.Serialize(decision, Canonical);

    /// <summary>The case that a text was written from.</summary>
    /// <exception cref="JsonException">It is no text of a case, or one of a later version.</exception>
    public static CreditCase CaseOf(string inputs, Ruleset ruleset) => Read<CreditCase>(inputs) with { Ruleset = ruleset };

    /// <summary>The time that the case of a text certifies, whatever its ruleset.</summary>
    /// <exception cref="JsonException">It is no text of a case, or one of a later version.</exception>
    public static IntervalSet CertifiedTimeOf(string inputs) => CertifiedTime.Of(Read<CreditCase>(inputs));

    /// <summary>The decision that a text was written from.</summary>
    /// <exception cref="JsonException">It is no text of a decision, or one of a later version.</exception>
    public static CreditDecision DecisionOf(string result) => Read<CreditDecision>(result);

    /// <summary>The case of instruction that a text was written from.</summary>
    /// <exception cref="JsonException">It is no text of such a case, or one of a later version.</exception>
    public static InstructionCase InstructionCaseOf(string inputs, Ruleset ruleset) => Read<InstructionCase>(inputs) with { Ruleset = ruleset };

    /// <summary>The decision on instruction that a text was written from.</summary>
    /// <exception cref="JsonException">It is no text of such a decision, or one of a later version.</exception>
    public static InstructionDecision InstructionDecisionOf(string result) => Read<InstructionDecision>(result);

    private static T Read<T>(string text)
        where T : class => JsonSerializer.Deserialize<T>(text, Canonical) ?? throw new JsonException("The text is null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new CanonicalDecimal(), new CanonicalIntervals() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { PutInOrder } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void PutInOrder(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var (place, member) in type.Properties.OrderBy(member => member.Name, StringComparer.Ordinal).Index())
        {
            member.Order = place;
            if (member.PropertyType == typeof(Ruleset))
            {
                (member.IsRequired, member.ShouldSerialize) = (false, (_, _) => false);
            }
            else if (member.AssociatedParameter is null)
            {
                // What is computed is no input and no result of its own.
                member.ShouldSerialize = (_, value) => member.Set is not null && SaysSomething(value);
            }
        }
    }

    private static bool SaysSomething(object? value) => value switch
    {
        null => false,
        System.Collections.ICollection many => many.Count > 0,
        ValueType one => !one.Equals(Activator.CreateInstance(one.GetType())),
        _ => true,
    };

    private sealed class CanonicalDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        /// <summary>Divided by one with as many decimals as the type holds, a decimal loses its trailing zeros.</summary>
        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
    }

    private sealed class CanonicalIntervals : JsonConverter<IntervalSet>
    {
        private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

        public override IntervalSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("Spans of time are a list.");
            }

            var intervals = new List<Interval>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                intervals.Add(Span(reader.GetString() ?? ""));
            }

            return IntervalSet.Of(intervals);
        }

        public override void Write(Utf8JsonWriter writer, IntervalSet value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var interval in value.Intervals)
            {
                writer.WriteStringValue($"{Text(interval.Start)}/{Text(interval.End)}");
            }

            writer.WriteEndArray();
        }

        private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Instant, System.Globalization.CultureInfo.InvariantCulture);

        private static Interval Span(string text) => text.Split('/') is [var start, var end] && At(start) is { } first && At(end) is { } last && first <= last
            ? new Interval(first, last)
            : throw new JsonException("A span of time is written as start/end.");

        private static DateTimeOffset? At(string text) => DateTimeOffset.TryParseExact(
            text, Instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }
}
