namespace TeamsCpeApi.Domain.Rulesets;

/// <summary>
/// What a new version of a ruleset must pass beside <see cref="RulesetCheck"/>: credit could be decided by it, but a part of
/// it could never come true. Versions stored before such a check decide as they always did.
/// </summary>
public static class RulesetSense
{
    /// <summary>All problems of a ruleset that is to be stored as a new version; none when it can be.</summary>
    public static IReadOnlyList<RulesetProblem> Problems(Ruleset ruleset)
    {
        var problems = RulesetCheck.Problems(ruleset);
        return problems.Count > 0 ? problems : [.. Unreachable(ruleset), .. Roles(ruleset)];
    }

    private static IEnumerable<RulesetProblem> Unreachable(Ruleset ruleset)
    {
        if (ruleset.Mode == CreditMode.Table && ruleset.MaximumCredits > ruleset.Table[0].Credits)
        {
            yield return new("/maximumCredits", "maximum-unreachable", $"The best row of the table gives {Number(ruleset.Table[0].Credits)}, so nobody reaches the maximum of {Number(ruleset.MaximumCredits.Value)}: add a row for it, or leave the maximum out.");
        }

        if (ruleset.Mode == CreditMode.Table && ruleset.Table[0].Credits == 0)
        {
            yield return new("/table", "nothing-to-earn", "No row of the table gives credit: give the first row some.");
        }

        if (ruleset.PollTiers is [{ CreditPercent: < 100 }, ..])
        {
            yield return new("/pollTiers/0", "maximum-unreachable", "The first tier gives less than the whole credit, so nobody reaches the maximum: begin with the share of polls that earns 100 percent.");
        }

        if (ruleset is { PollTiers.Count: > 1, PartialCredit: false })
        {
            yield return new("/pollTiers/1", "unreachable", "The ruleset gives full credit or none, so only the first tier can ever count: allow partialCredit, or leave the further tiers out.");
        }

        if (ruleset.PollTiers.Count > 0 && ruleset.LimitedBy == CreditLimit.Time)
        {
            yield return new("/limitedBy", "tiers-ignored", "The time alone limits the credit, so the tiers count for nothing: let time and polls limit it, or leave the tiers out.");
        }

        for (var row = 0; row < ruleset.Table.Count; row++)
        {
            var threshold = ruleset.Table[row];
            if (threshold.Credits > 0 && threshold.Credits < ruleset.MinimumFirstCredit)
            {
                yield return new($"/table/{row}/credits", "below-first-credit", $"Less than the first credit of {Number(ruleset.MinimumFirstCredit)} earns nothing, so this row can never be given: raise its credits or lower minimumFirstCredit.");
            }

            if (ruleset.Table.Take(row).Any(earlier => HoldsWhenever(ruleset, threshold, earlier)))
            {
                yield return new($"/table/{row}", "unreachable", "By what limits the credit, an earlier row already holds for everyone who reaches this one: put the harder row first, or leave this one out.");
            }
        }
    }

    /// <summary>True when <paramref name="earlier"/> holds wherever <paramref name="row"/> does. What does not limit is not looked at; a count per credit asks more of the earlier row.</summary>
    private static bool HoldsWhenever(Ruleset ruleset, Threshold row, Threshold earlier)
    {
        var minutesHold = ruleset.LimitedBy == CreditLimit.Polls || earlier.MinimumMinutes <= row.MinimumMinutes;
        var pollsHold = ruleset.LimitedBy == CreditLimit.Time || (earlier.MinimumPolls <= row.MinimumPolls && ruleset.Polls.Rule is not (PollRule.PerCredit or PollRule.PerHour));
        return minutesHold && pollsHold;
    }

    private static IEnumerable<RulesetProblem> Roles(Ruleset ruleset)
    {
        if (ruleset.EarningRoles.Count > RulesetLimits.MostRoles || ruleset.EarningRoles.Any(role => role.Length > RulesetLimits.LongestRole))
        {
            yield return new("/earningRoles", "too-long", "Name at most 20 roles of at most 100 characters.");
        }
    }

    private static string Number(decimal credits) => Credit.Words.Credits(credits);
}
