using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>What somebody should look at before approving, though the arithmetic is right.</summary>
internal sealed class CreditDoubts(CreditCase subject, int calculation)
{
    /// <summary>Teams rounds each stay down to whole seconds; below a minute a difference of totals says nothing.</summary>
    private const long NotableDifferenceSeconds = 60;

    /// <summary>The codes of what is found here: they are no part of the reasoning in one line.</summary>
    internal static readonly IReadOnlySet<string> Codes = new HashSet<string>(StringComparer.Ordinal)
    {
        "stay-without-times", "reported-total-differs", "answer-outside-window", "answer-while-absent", "answers-at-one-instant",
        "too-few-polls-offered", "polls-at-equal-intervals", "unknown-role",
    };

    private readonly Ruleset rules = subject.Ruleset;

    private string Whole => subject.IsProgram ? "program" : "session";

    internal IEnumerable<Finding> Of(CreditCalculator.Earned earned, decimal maximum)
    {
        var presence = subject.Presence;
        if (presence.UnusableStays > 0)
        {
            yield return Warning(
                "stay-without-times",
                $"{presence.UnusableStays} of the reported stays had no usable join and leave time and {(presence.UnusableStays == 1 ? "was" : "were")} not counted");
        }

        var seen = presence.Instants.Seconds - presence.BreakoutSeconds;
        if (presence.ReportedSeconds is { } reported && Math.Abs((decimal)reported - seen) > NotableDifferenceSeconds)
        {
            yield return Warning(
                "reported-total-differs",
                $"Teams states {Words.Duration(reported)} in total; the stays united, each instant once, make {Words.Duration(seen)}");
        }

        foreach (var doubt in Answers(earned))
        {
            yield return doubt;
        }

        var needed = PollsForFullCredit(maximum);
        if (rules.LimitedBy != CreditLimit.Time && subject.PollsOffered < needed)
        {
            yield return Warning("too-few-polls-offered", TooFewPollsOffered(needed));
        }

        if (rules.IrregularPollInterval && subject.PollsAtEqualIntervals)
        {
            yield return Warning(
                "polls-at-equal-intervals",
                "the polls were all launched at equal intervals, by their first answers; this ruleset wants at least one at an irregular interval");
        }

        if (calculation == Calculation.First && EarningRole.UnknownRoles(subject, calculation) is { Count: > 0 } unknown)
        {
            yield return Warning("unknown-role", FirstCalculation.UnknownRole(unknown));
        }
    }

    private IEnumerable<Finding> Answers(CreditCalculator.Earned earned)
    {
        if (subject.AnswersOutsideWindow > 0)
        {
            yield return Warning("answer-outside-window", $"{Given(subject.AnswersOutsideWindow)} given outside the {Whole}'s time and not counted");
        }

        if (subject.AnswersWhileAbsent > 0)
        {
            var absent = $"{Given(subject.AnswersWhileAbsent)} given while the participant was not seen in the meeting";
            yield return rules.AnswersWhileAbsent switch
            {
                WhileAbsent.DoesNotCount => Warning("answer-while-absent", $"{absent}, and not counted"),
                WhileAbsent.NeedsDecision => new Finding("answer-while-absent", FindingLevel.Decision, Findings.Sentence($"{absent}; this ruleset wants a person to decide about that")),
                _ => Warning("answer-while-absent", absent),
            };
        }

        // Three, five or six events are asked for so that somebody is seen to be there that often (cpe.md §11).
        var shown = Math.Min(earned.PollsRequired, subject.PollsAnswered);
        if (subject.AnswerMoments > 0 && subject.AnswerMoments < shown)
        {
            yield return Warning(
                "answers-at-one-instant",
                $"the {shown} answers that the credit rests on were given at {Words.Count(subject.AnswerMoments, "moment", "moments")}, what lies within a minute being one; "
                + $"{earned.PollsRequired} monitoring events are asked for");
        }
    }

    private string TooFewPollsOffered(int needed) => calculation == Calculation.First || subject.PollsOffered > 0
        ? FirstCalculation.TooFewPollsOffered(subject, Whole, needed)
        : rules is { Mode: CreditMode.Formula, Polls.Rule: PollRule.Percent or PollRule.Tiers }
            ? $"the {Whole} offered no poll, and this ruleset asks for a share of them: without one nobody earns its credit"
            : $"the {Whole} offered no poll; its full credit needs {needed}";

    private int PollsForFullCredit(decimal maximum) => rules.Mode == CreditMode.Formula
        ? CreditCalculator.PollsRequired(rules, maximum, subject.PollsOffered)
        : rules.Table.Where(row => row.Credits >= maximum).Min(row => CreditCalculator.PollsRequired(rules, row, subject.PollsOffered));

    private static string Given(int answers) => $"{answers} poll {(answers == 1 ? "answer was" : "answers were")}";

    private static Finding Warning(string code, string clause) => new(code, FindingLevel.Warning, Findings.Sentence(clause));
}
