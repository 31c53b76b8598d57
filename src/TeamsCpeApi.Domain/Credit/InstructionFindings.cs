using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Says in words how the credit for a presentation came about.</summary>
internal static class InstructionFindings
{
    /// <param name="subject">The case.</param>
    /// <param name="preparation">Preparation that counts, in seconds.</param>
    /// <param name="made">Credits that the time makes.</param>
    /// <param name="limited">The same, at most what the ruleset gives one presentation.</param>
    internal static IReadOnlyList<Finding> Of(InstructionCase subject, long preparation, decimal made, decimal limited) =>
        [.. Clauses(subject, preparation, made, limited).Select(clause => new Finding(clause.Code, clause.Level, Findings.Sentence(clause.Text)))];

    private static IEnumerable<(string Code, FindingLevel Level, string Text)> Clauses(InstructionCase subject, long preparation, decimal made, decimal limited)
    {
        var rules = subject.Ruleset;
        yield return ("presentation", FindingLevel.Information, $"presented {Words.Duration(subject.PresentedSeconds)}");
        if (rules.InstructorCredit is not { } terms)
        {
            yield return ("no-instructor-credit", FindingLevel.Warning, "this ruleset gives no credit for instruction");
        }
        else
        {
            yield return ("preparation", FindingLevel.Information, Preparation(subject, terms, preparation));
            var rounding = rules.Rounding == Rounding.Nearest ? ", to the nearest" : "";
            yield return ("arithmetic", FindingLevel.Information, $"{Words.Duration(subject.PresentedSeconds + preparation)} make {Words.Credits(made)} in {Words.Steps(rules.Increment)}{rounding}");
            if (InstructionCalculator.IsRepeated(subject))
            {
                yield return ("repeated-presentation", FindingLevel.Warning, "only the first presentation of a course earns credit by this ruleset, and this is not the first");
            }
            else if (limited < rules.MinimumFirstCredit)
            {
                yield return ("first-credit", FindingLevel.Information, $"less than the first credit of {Words.Number(rules.MinimumFirstCredit)} earns nothing");
            }
            else if (limited < made)
            {
                yield return ("maximum", FindingLevel.Information, $"one presentation gives {Words.Credits(limited)} at most");
            }
        }

        if (subject.SeenSeconds is not { } seen)
        {
            yield return ("instructor-attendance-unknown", FindingLevel.Warning, "how long the instructor was in the meeting is unknown");
        }
        else if (!subject.IsSeen)
        {
            yield return ("presented-more-than-seen", FindingLevel.Warning, $"{Words.Duration(subject.PresentedSeconds)} of presentation are claimed; the instructor was seen for {Words.Duration(seen)} in the session's time");
        }
    }

    private static string Preparation(InstructionCase subject, InstructorCredit terms, long counted)
    {
        if (subject.PreparationSeconds == 0)
        {
            return "no preparation claimed";
        }

        if (terms.PreparationFactor == 0)
        {
            return $"none of {Words.Duration(subject.PreparationSeconds)} of preparation counted by this ruleset";
        }

        var claimed = counted < subject.PreparationSeconds ? $" of {Words.Duration(subject.PreparationSeconds)}" : "";
        var most = terms.PreparationFactor == 1 ? "as long as" : $"{Words.Number(terms.PreparationFactor)} times";
        return $"{Words.Duration(counted)}{claimed} of preparation counted, at most {most} the presentation";
    }
}
