using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Says in words how a decision came about.</summary>
internal sealed class Findings(CreditCase subject, int calculation)
{
    private readonly Ruleset rules = subject.Ruleset;

    /// <summary>What the credit is decided for.</summary>
    private string Whole => subject.IsProgram ? "program" : "session";

    internal IReadOnlyList<Finding> Of(CreditCalculator.Earned earned, decimal maximum, decimal credits, LimitedBy limitedBy, long present, long scheduled)
    {
        var findings = new List<Finding>();
        void Information(string code, string clause) => findings.Add(new Finding(code, FindingLevel.Information, Sentence(clause)));

        Information("presence", Presence(present, scheduled));
        if (PollClause(earned, present) is { } polls)
        {
            Information("polls", polls);
        }

        Information("arithmetic", Arithmetic(earned, present));
        if (EarningRole.IsPresenterWhoEarns(subject))
        {
            Information("presenters-earn", "presenters earn in this session like attendees, by a person's decision");
        }

        if (Refused(limitedBy, present, scheduled) is { } refused)
        {
            findings.Add(refused);
        }
        else if (Reduced(earned, maximum, credits, limitedBy) is { } reduced)
        {
            Information(reduced.Code, reduced.Clause);
        }

        findings.AddRange(new CreditDoubts(subject, calculation).Of(earned, maximum));
        return findings;
    }

    internal static string Reason(IEnumerable<Finding> findings) =>
        string.Join("; ", findings.Where(finding => !IsDoubt(finding.Code)).Select(finding => char.ToLowerInvariant(finding.Message[0]) + finding.Message[1..^1]));

    private static bool IsDoubt(string code) => CreditDoubts.Codes.Contains(code) || code is "presented-more-than-seen" or "instructor-attendance-unknown";

    internal static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..] + ".";

    /// <summary>Whoever is in a report was seen, be it that no stay has both its times: the two are never said of one person.</summary>
    private string Presence(long present, long scheduled)
    {
        if (calculation == Calculation.First || subject.Presence.Instants.Intervals.Count > 0)
        {
            return FirstCalculation.Presence(subject, present, scheduled);
        }

        return subject.Presence.UnusableStays > 0 ? "seen, but no stay has both its join and its leave time, so that none counts"
            : subject.Roles.Count > 0 ? "named in an attendance report, without a stay that lasts"
            : "not seen in any attendance report";
    }

    private string? PollClause(CreditCalculator.Earned earned, long present)
    {
        var required = earned.PollsRequired;
        if (rules.LimitedBy == CreditLimit.Time || (rules.Mode == CreditMode.Formula && rules.Polls.Rule == PollRule.None))
        {
            return null;
        }

        if (rules.Polls.Rule == PollRule.Tiers)
        {
            var share = CreditCalculator.TierReached(subject) is { } tier ? $"{Words.Number(tier.CreditPercent)} %" : "none";
            return $"{subject.PollsAnswered} of {subject.PollsOffered} polls, which give {share} of the credit";
        }

        if (calculation == Calculation.First)
        {
            return FirstCalculation.Polls(subject, required);
        }

        return (required, present) switch
        {
            _ when subject.Window is null => FirstCalculation.Polls(subject, required),
            (0, 0) => $"{subject.PollsAnswered} of {Words.Count(subject.PollsOffered, "poll", "polls")} answered, which give nothing without presence",
            (0, _) => $"no polls required for what the presence makes ({subject.PollsAnswered} answered)",
            _ => FirstCalculation.Polls(subject, required) + Share(),
        };
    }

    /// <summary>How the number of required polls comes about where the ruleset asks for a share of those offered.</summary>
    private string Share() => rules.Polls.Rule == PollRule.Percent
        ? $", {Words.Number(rules.Polls.Value)} % of {subject.PollsOffered} offered being asked for"
        : "";

    private string Arithmetic(CreditCalculator.Earned earned, long present)
    {
        var made = Words.Credits(earned.Made * rules.Increment);
        if (rules.LimitedBy == CreditLimit.Polls)
        {
            return $"presence does not limit the credit: {made} before polls";
        }

        if (rules.Mode == CreditMode.Table)
        {
            return $"{Words.Minutes(present)} reach {made} in the table";
        }

        var rounding = rules.Rounding == Rounding.Nearest ? ", to the nearest" : "";
        return $"{Words.Minutes(present)} make {made} in {Words.Steps(rules.Increment)}{rounding}";
    }

    private Finding? Refused(LimitedBy limitedBy, long present, long scheduled)
    {
        Finding Warning(string code, string clause) => new(code, FindingLevel.Warning, Sentence(clause));
        return limitedBy switch
        {
            LimitedBy.NoWindow => Warning("no-window", $"the {Whole} has no end, so nothing is credited until somebody sets it"),
            LimitedBy.Role when subject.IsInstructor =>
                Warning("instructor", $"an instructor of this {Whole} earns no attendee credit; instruction is credited separately"),
            LimitedBy.Role when calculation != Calculation.First && EarningRole.UnknownRoles(subject, calculation) is { Count: > 0 } unknown => UnknownRole(unknown),
            LimitedBy.Role => Warning(
                "role",
                $"the role {Roles(EarningRole.RolesThatDoNotEarn(subject, calculation))} earns no attendee credit by this ruleset; a person may decide otherwise with a reason"),
            LimitedBy.MinimumAttendance when CreditCalculator.IsUnseen(rules, present, calculation) =>
                Warning("no-presence", $"not present in the {Whole}'s time: answers to polls give nothing to somebody who was not there"),
            LimitedBy.MinimumAttendance => Warning("minimum-attendance", $"less than the minimum attendance of {MinimumAttendance(scheduled)}"),
            LimitedBy.Evaluation => Warning(
                "evaluation-missing",
                $"no evaluation of the {Whole} was handed in within {Words.Count(rules.EvaluationWithinDays ?? 0, "day", "days")} after its end"),
            _ => null,
        };
    }

    /// <summary>A guess either way may be wrong credit: one decision a word settles it for the session.</summary>
    private static Finding UnknownRole(IReadOnlyList<string> unknown) => new("role-unknown", FindingLevel.Decision, Sentence(
        $"nobody knows whether {Roles(unknown.Select(role => $"\"{role}\""))} names attendees or people who present, so that nothing is suggested; say once for the session what it means (roleMeanings)"));

    private static string Roles(IEnumerable<string> roles) => string.Join(", ", roles);

    private string MinimumAttendance(long scheduled) => rules.MinimumAttendanceMinutes * 60L * 100 >= rules.MinimumAttendancePercent * scheduled
        ? $"{rules.MinimumAttendanceMinutes} min"
        : $"{rules.MinimumAttendancePercent} % of the {Whole}";

    private (string Code, string Clause)? Reduced(CreditCalculator.Earned earned, decimal maximum, decimal credits, LimitedBy limitedBy) => limitedBy switch
    {
        LimitedBy.FirstCredit => ("first-credit", $"less than the first credit of {Words.Number(rules.MinimumFirstCredit)} earns nothing"),
        LimitedBy.Polls when rules.Polls.Rule == PollRule.Tiers => ("too-few-polls", Tier(earned, credits)),
        LimitedBy.Polls when credits == 0 && rules.MinimumFirstCredit > 0 =>
            ("too-few-polls", $"{PollsAnswered} {(subject.PollsAnswered == 1 ? "does" : "do")} not reach the first credit of {Words.Number(rules.MinimumFirstCredit)}"),
        LimitedBy.Polls => ("too-few-polls", $"{PollsAnswered} {(subject.PollsAnswered == 1 ? "makes" : "make")} {Words.Credits(earned.ByPolls * rules.Increment)}"),
        LimitedBy.AllOrNothing => ("all-or-nothing", $"the ruleset gives {Words.Credits(maximum)} or none"),
        LimitedBy.Table => ("no-row", "no row of the ruleset's table holds"),
        LimitedBy.Nothing when credits > 0 => ("maximum", $"the {Whole} gives {Words.Credits(credits)} at most"),
        _ => null,
    };

    private string Tier(CreditCalculator.Earned earned, decimal credits)
    {
        if (CreditCalculator.TierReached(subject) is not { } tier)
        {
            return $"less than {Words.Number(rules.PollTiers[^1].MinimumPercent)} % of the polls earns nothing";
        }

        var whole = earned.ByTime * rules.Increment;
        var part = earned.ByPolls * rules.Increment;
        var share = $"{Words.Number(tier.CreditPercent)} % of {Words.Credits(whole)}";
        return credits == 0 && part < rules.MinimumFirstCredit
            ? $"{share} does not reach the first credit of {Words.Number(rules.MinimumFirstCredit)}"
            : $"{share} makes {Words.Credits(part)}{(part == whole * tier.CreditPercent / 100m ? "" : $", rounded down in {Words.Steps(rules.Increment)}")}";
    }

    private string PollsAnswered => Words.Count(subject.PollsAnswered, "answered poll", "answered polls");
}
