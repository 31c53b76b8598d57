using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Says in words how a decision came about.</summary>
internal static class Findings
{
    /// <summary>Teams rounds each stay down to whole seconds; below a minute a difference of totals says nothing.</summary>
    private const long NotableDifferenceSeconds = 60;

    internal static IReadOnlyList<Finding> Of(
        CreditCase subject, CreditCalculator.Earned earned, decimal maximum, decimal credits, LimitedBy limitedBy, long present, long scheduled)
    {
        var findings = new List<Finding>();
        void Information(string code, string clause) => findings.Add(new Finding(code, FindingLevel.Information, Sentence(clause)));
        void Warning(string code, string clause) => findings.Add(new Finding(code, FindingLevel.Warning, Sentence(clause)));

        Information("presence", subject.Presence.Instants.Intervals.Count == 0
            ? "not seen in any attendance report"
            : subject.Window is null ? $"seen for {Words.Duration(subject.Presence.Instants.Seconds)}, none of which counts yet"
            : $"present {Words.Duration(present)} of {Words.Duration(scheduled)}");
        if (PollClause(subject, earned) is { } polls)
        {
            Information("polls", polls);
        }

        Information("arithmetic", Arithmetic(subject, earned, present));
        if (Refused(subject, limitedBy, scheduled) is { } refused)
        {
            Warning(refused.Code, refused.Clause);
        }
        else if (Reduced(subject, earned, maximum, credits, limitedBy) is { } reduced)
        {
            Information(reduced.Code, reduced.Clause);
        }

        foreach (var (code, clause) in Doubts(subject, maximum))
        {
            Warning(code, clause);
        }

        return findings;
    }

    internal static string Reason(IEnumerable<Finding> findings) =>
        string.Join("; ", findings.Where(finding => !IsDoubt(finding.Code)).Select(finding => char.ToLowerInvariant(finding.Message[0]) + finding.Message[1..^1]));

    private static bool IsDoubt(string code) => code is "stay-without-times" or "reported-total-differs" or "answer-outside-window" or "answer-while-absent" or "too-few-polls-offered" or "polls-at-equal-intervals" or "unknown-role"
        or "presented-more-than-seen" or "instructor-attendance-unknown";

    internal static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..] + ".";

    private static string? PollClause(CreditCase subject, CreditCalculator.Earned earned)
    {
        var rules = subject.Ruleset;
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

        if (required == 0)
        {
            return $"no polls required ({subject.PollsAnswered} answered)";
        }

        var counted = $"{Math.Min(subject.PollsAnswered, required)} of {required} required polls";
        return subject.PollsAnswered > required ? $"{counted} ({subject.PollsAnswered} answered)" : counted;
    }

    private static string Arithmetic(CreditCase subject, CreditCalculator.Earned earned, long present)
    {
        var rules = subject.Ruleset;
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

    private static (string Code, string Clause)? Refused(CreditCase subject, LimitedBy limitedBy, long scheduled)
    {
        var rules = subject.Ruleset;
        return limitedBy switch
        {
            LimitedBy.NoWindow => ("no-window", $"the {Whole(subject)} has no end, so nothing is credited until somebody sets it"),
            LimitedBy.Role when subject.IsInstructor => ("instructor", $"an instructor of this {Whole(subject)} earns no attendee credit; instruction is credited separately"),
            LimitedBy.Role => ("role", $"the role {string.Join(", ", EarningRole.RolesThatDoNotEarn(subject))} earns no attendee credit by this ruleset; a person may decide otherwise with a reason"),
            LimitedBy.MinimumAttendance => ("minimum-attendance", $"less than the minimum attendance of {MinimumAttendance(subject, scheduled)}"),
            LimitedBy.Evaluation => ("evaluation-missing", $"no evaluation of the {Whole(subject)} was handed in within {rules.EvaluationWithinDays} {Verb(rules.EvaluationWithinDays ?? 0, "day", "days")} after its end"),
            _ => null,
        };
    }

    private static string MinimumAttendance(CreditCase subject, long scheduled)
    {
        var rules = subject.Ruleset;
        return rules.MinimumAttendanceMinutes * 60L * 100 >= rules.MinimumAttendancePercent * scheduled
            ? $"{rules.MinimumAttendanceMinutes} min"
            : $"{rules.MinimumAttendancePercent} % of the {Whole(subject)}";
    }

    /// <summary>What the credit is decided for.</summary>
    private static string Whole(CreditCase subject) => subject.IsProgram ? "program" : "session";

    private static (string Code, string Clause)? Reduced(CreditCase subject, CreditCalculator.Earned earned, decimal maximum, decimal credits, LimitedBy limitedBy)
    {
        var rules = subject.Ruleset;
        return limitedBy switch
        {
            LimitedBy.FirstCredit => ("first-credit", $"less than the first credit of {Words.Number(rules.MinimumFirstCredit)} earns nothing"),
            LimitedBy.Polls when rules.Polls.Rule == PollRule.Tiers => ("too-few-polls", Tier(subject, earned, credits)),
            LimitedBy.Polls when credits == 0 && rules.MinimumFirstCredit > 0 => ("too-few-polls", $"{PollsAnswered(subject)} {Verb(subject.PollsAnswered, "does", "do")} not reach the first credit of {Words.Number(rules.MinimumFirstCredit)}"),
            LimitedBy.Polls => ("too-few-polls", $"{PollsAnswered(subject)} {Verb(subject.PollsAnswered, "makes", "make")} {Words.Credits(earned.ByPolls * rules.Increment)}"),
            LimitedBy.AllOrNothing => ("all-or-nothing", $"the ruleset gives {Words.Credits(maximum)} or none"),
            LimitedBy.Table => ("no-row", "no row of the ruleset's table holds"),
            LimitedBy.Nothing when credits > 0 => ("maximum", $"the {Whole(subject)} gives {Words.Credits(credits)} at most"),
            _ => null,
        };
    }

    private static string Tier(CreditCase subject, CreditCalculator.Earned earned, decimal credits)
    {
        var rules = subject.Ruleset;
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

    private static string PollsAnswered(CreditCase subject) => $"{subject.PollsAnswered} answered {Verb(subject.PollsAnswered, "poll", "polls")}";

    private static string Verb(int count, string one, string several) => count == 1 ? one : several;

    private static IEnumerable<(string Code, string Clause)> Doubts(CreditCase subject, decimal maximum)
    {
        var (rules, presence) = (subject.Ruleset, subject.Presence);
        if (presence.UnusableStays > 0)
        {
            yield return ("stay-without-times", $"{presence.UnusableStays} of the reported stays had no usable join and leave time and {Verb(presence.UnusableStays, "was", "were")} not counted");
        }

        var seen = presence.Instants.Seconds - presence.BreakoutSeconds;
        if (presence.ReportedSeconds is { } reported && Math.Abs((decimal)reported - seen) > NotableDifferenceSeconds)
        {
            yield return ("reported-total-differs", $"Teams states {Words.Duration(reported)} in total; the stays united, each instant once, make {Words.Duration(seen)}");
        }

        if (subject.AnswersOutsideWindow > 0)
        {
            yield return ("answer-outside-window", $"{subject.AnswersOutsideWindow} poll {Verb(subject.AnswersOutsideWindow, "answer was", "answers were")} given outside the {Whole(subject)}'s time and not counted");
        }

        if (subject.AnswersWhileAbsent > 0)
        {
            yield return ("answer-while-absent", $"{subject.AnswersWhileAbsent} poll {Verb(subject.AnswersWhileAbsent, "answer was", "answers were")} given while the participant was not seen in the meeting");
        }

        var needed = PollsForFullCredit(subject, maximum);
        if (rules.LimitedBy != CreditLimit.Time && subject.PollsOffered < needed)
        {
            yield return ("too-few-polls-offered", $"the {Whole(subject)} offered {subject.PollsOffered} {Verb(subject.PollsOffered, "poll", "polls")}; its full credit needs {needed}");
        }

        if (rules.IrregularPollInterval && subject.PollsAtEqualIntervals)
        {
            yield return ("polls-at-equal-intervals", "the polls were all launched at equal intervals, by their first answers; this ruleset wants at least one at an irregular interval");
        }

        if (EarningRole.UnknownRoles(subject) is { Count: > 0 } unknown)
        {
            yield return ("unknown-role", $"the role {string.Join(", ", unknown)} is unknown and was taken as Attendee");
        }
    }

    private static int PollsForFullCredit(CreditCase subject, decimal maximum)
    {
        var (rules, offered) = (subject.Ruleset, subject.PollsOffered);
        if (rules.Mode == CreditMode.Formula)
        {
            return CreditCalculator.PollsRequired(rules, maximum, offered);
        }

        return rules.Table.Where(row => row.Credits >= maximum).Min(row => CreditCalculator.PollsRequired(rules, row, offered));
    }
}
