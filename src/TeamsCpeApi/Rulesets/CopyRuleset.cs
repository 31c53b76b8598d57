using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>Makes a ruleset of one's own from another, a preset as a rule, with changes.</summary>
internal static class CopyRuleset
{
    internal static async Task<IResult> RunAsync(
        Guid rulesetId, JsonElement patch, CpeDbContext db, StoreRuleset store, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var origin = await db.RulesetVersions.LatestAsync(rulesetId, cancellationToken) ?? throw Problems.NotFound("ruleset");
        if (patch.ValueKind != JsonValueKind.Object)
        {
            throw Problems.InvalidMember("", "unreadable", "Send an object with the members that are to differ, its name at least.");
        }

        var ruleset = Read(Merged(JsonSerializer.SerializeToNode(origin.Content, Json.Options), patch), json.Value.SerializerOptions);
        if (ruleset.Name == origin.Content.Name)
        {
            throw Problems.InvalidMember("/name", "required", "Give the copy a name of its own, so that reports and certificates tell them apart.");
        }

        return await store.NewAsync(ruleset, origin.Id, cancellationToken);
    }

    /// <summary>A merge patch (RFC 7386): what is named replaces, null takes back to the default, objects are merged, lists are not.</summary>
    private static JsonObject Merged(JsonNode? target, JsonElement patch)
    {
        var merged = target as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Null:
                    merged.Remove(member.Name);
                    break;
                case JsonValueKind.Object:
                    var before = merged[member.Name];
                    merged.Remove(member.Name);
                    merged[member.Name] = Merged(before, member.Value);
                    break;
                default:
                    merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
                    break;
            }
        }

        return merged;
    }

    private static Ruleset Read(JsonObject merged, JsonSerializerOptions options)
    {
        try
        {
            return merged.Deserialize<Ruleset>(options)!;
        }
        catch (JsonException unreadable)
        {
            // As if the whole had been sent: the same words about the same members.
            throw new BadHttpRequestException("The ruleset cannot be read.", unreadable);
        }
    }
}
