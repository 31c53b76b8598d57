using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Credit;

/// <summary>What has changed under an award since it was made. The award stays; a person looks at it.</summary>
internal static class AwardReview
{
    internal static IReadOnlyList<string> ChangesSince(StoredDecision then, CreditDecision now, Guid rulesetVersionId) => [.. Changes(then, now, rulesetVersionId)];

    private static IEnumerable<string> Changes(StoredDecision stored, CreditDecision now, Guid rulesetVersionId)
    {
        var then = stored.Outcome;
        if (stored.RulesetVersionId != rulesetVersionId)
        {
            yield return "Another version of a ruleset decides.";
        }

        if (then.Credits != now.Credits)
        {
            yield return $"{Words.Number(then.Credits)} credits were suggested, now {Words.Number(now.Credits)}.";
        }

        if (!then.Fields.SequenceEqual(now.Fields))
        {
            yield return $"The credits per field of study were {List(then.Fields)}, now {List(now.Fields)}.";
        }

        if (then.LimitedBy != now.LimitedBy)
        {
            yield return $"What held the credit down was {Name(then.LimitedBy)}, now {Name(now.LimitedBy)}.";
        }
    }

    private static string List(IReadOnlyList<FieldCredits> fields) => fields.Count == 0 ? "none" : string.Join(", ", fields.Select(field => $"{field.Field} {Words.Number(field.Credits)}"));

    private static string Name(LimitedBy limitedBy) => Reports.ReportFacts.Words(limitedBy.ToString());
}
