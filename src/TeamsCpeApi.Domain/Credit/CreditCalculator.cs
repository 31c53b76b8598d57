using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Turns presence and polls into suggested credit by a ruleset, exactly: whole seconds, whole increments, decimals.</summary>
public static class CreditCalculator
{
    /// <summary>Decides one participant's credit.</summary>
    /// <exception cref="ArgumentException">The ruleset has problems, or the counts make no sense.</exception>
    public static CreditDecision Decide(CreditCase subject) => Decide(subject, Calculation.Current);

    /// <summary>Decides one participant's credit as a calculation of before did, so that what was stored then comes out the same.</summary>
    /// <exception cref="ArgumentException">The ruleset has problems, the counts make no sense, or the calculation is unknown.</exception>
    public static CreditDecision Decide(CreditCase subject, int calculation)
    {
        if (!Calculation.IsKnown(calculation))
        {
            throw new ArgumentException($"Calculation {calculation} is not known to this version.", nameof(calculation));
        }

        if (RulesetCheck.Problems(subject.Ruleset) is [var problem, ..])
        {
            throw new ArgumentException($"The ruleset cannot be used: {problem.Message}", nameof(subject));
        }

        if (subject.PollsAnswered < 0 || subject.PollsAnswered > subject.PollsOffered || subject.MaximumCredits is < 0 or > Ruleset.MostCredits)
        {
            throw new ArgumentException($"Answered polls lie between zero and the polls offered, the maximum between zero and {Ruleset.MostCredits:0} credits.", nameof(subject));
        }

        var rules = subject.Ruleset;
        var present = subject.Window is { } window ? subject.Presence.Instants.Intersect(window.Instants).Seconds : 0;
        var scheduled = subject.Window?.ScheduledSeconds ?? 0;
        var maximum = WholeUnits(Maximum(subject), rules.Increment);

        var earned = rules.Mode == CreditMode.Formula
            ? Formula(subject, present, maximum)
            : Table(subject, present, maximum);
        var (units, limitedBy) = Refusal(subject, present, scheduled, calculation) is { } refusal
            ? (0L, refusal)
            : Rounded(rules, earned, maximum);

        var credits = units * rules.Increment;
        var findings = new Findings(subject, calculation).Of(earned, maximum * rules.Increment, credits, limitedBy, present, scheduled);
        return new CreditDecision(
            credits,
            FieldSplit.Of(credits, rules.Increment, subject.Fields, calculation),
            limitedBy,
            present,
            scheduled,
            earned.PollsRequired,
            subject.PollsAnswered,
            subject.PollsOffered,
            Findings.Reason(findings),
            findings);
    }

    /// <summary>
    /// Polls that must be answered for <paramref name="credits"/>. A count per credit or hour is rounded up, so that the
    /// ratio is never missed; a percentage likewise (cpe.md §3: "3→3, 6→5, 9→7, 12→9, 33→24" at 70 %). A percentage needs
    /// at least one answer: a session without polls (or whose polls are not there yet) is no session with all polls answered.
    /// With tiers it is what the first of them asks for.
    /// </summary>
    public static int PollsRequired(Ruleset ruleset, decimal credits, int pollsOffered) => (int)decimal.Ceiling(ruleset.Polls.Rule switch
    {
        PollRule.PerCredit => ruleset.Polls.Value * credits,
        PollRule.PerHour => ruleset.Polls.Value * credits * ruleset.MinutesPerCredit / 60m,
        PollRule.Percent => ruleset.Polls.Value == 0 ? 0m : Math.Max(1m, ruleset.Polls.Value * pollsOffered / 100m),
        PollRule.Fixed => ruleset.Polls.Value,
        PollRule.Tiers => Math.Max(1m, ruleset.PollTiers[0].MinimumPercent * pollsOffered / 100m),
        _ => 0m,
    });

    /// <summary>The whole increments that so many seconds make, before anything limits them.</summary>
    internal static long UnitsOf(Ruleset rules, long seconds)
    {
        var secondsPerUnit = (long)(rules.MinutesPerCredit * 60 * rules.Increment);
        var half = rules.Rounding == Rounding.Nearest ? secondsPerUnit / 2 : 0;
        return (seconds + half) / secondsPerUnit;
    }

    /// <summary>The step that the answered polls reach (Surgent: "≥ 75 % of checks = full; 50–74 % = half"), or null below the last.</summary>
    internal static PollTier? TierReached(CreditCase subject) =>
        subject.PollsAnswered == 0 ? null : subject.Ruleset.PollTiers.FirstOrDefault(tier => subject.PollsAnswered * 100m >= tier.MinimumPercent * subject.PollsOffered);

    /// <summary>The most that anybody can get: the session's, the ruleset's and the best row's credits, whichever is least.</summary>
    private static decimal Maximum(CreditCase subject)
    {
        var most = Math.Min(subject.MaximumCredits, subject.Ruleset.MaximumCredits ?? subject.MaximumCredits);
        return subject.Ruleset.Mode == CreditMode.Table ? Math.Min(most, subject.Ruleset.Table[0].Credits) : most;
    }

    private static Earned Formula(CreditCase subject, long present, long maximum)
    {
        var rules = subject.Ruleset;
        var made = rules.LimitedBy == CreditLimit.Polls ? maximum : UnitsOf(rules, present);
        var byTime = Math.Min(made, maximum);
        if (rules.LimitedBy == CreditLimit.Time)
        {
            return new Earned(made, byTime, maximum, byTime, 0);
        }

        var required = PollsRequired(rules, byTime * rules.Increment, subject.PollsOffered);
        var byPolls = rules.Polls.Rule switch
        {
            PollRule.PerCredit => WholeUnits(subject.PollsAnswered / rules.Polls.Value, rules.Increment),
            PollRule.PerHour => WholeUnits(subject.PollsAnswered * 60m / (rules.Polls.Value * rules.MinutesPerCredit), rules.Increment),
            PollRule.Tiers => TierReached(subject) switch
            {
                null => 0,
                { CreditPercent: 100m } => maximum,
                var tier => WholeUnits(byTime * rules.Increment * tier.CreditPercent / 100m, rules.Increment),
            },
            _ => subject.PollsAnswered >= required ? maximum : 0,
        };
        return new Earned(made, byTime, Math.Min(byPolls, maximum), Math.Min(byTime, byPolls), required);
    }

    private static Earned Table(CreditCase subject, long present, long maximum)
    {
        var rules = subject.Ruleset;
        var timeCounts = rules.LimitedBy != CreditLimit.Polls;
        var pollsCount = rules.LimitedBy != CreditLimit.Time;
        bool TimeHolds(Threshold row) => !timeCounts || present >= row.MinimumMinutes * 60L;
        bool PollsHold(Threshold row) => !pollsCount || subject.PollsAnswered >= PollsRequired(rules, row, subject.PollsOffered);
        long First(Func<Threshold, bool> holds) => rules.Table.FirstOrDefault(holds) is { } row ? WholeUnits(row.Credits, rules.Increment) : 0;

        var required = pollsCount && rules.Table.FirstOrDefault(TimeHolds) is { } reached ? PollsRequired(rules, reached, subject.PollsOffered) : 0;
        var made = First(TimeHolds);
        return new Earned(
            made,
            Math.Min(made, maximum),
            Math.Min(First(PollsHold), maximum),
            Math.Min(First(row => TimeHolds(row) && PollsHold(row)), maximum),
            required);
    }

    /// <summary>A row's own count, and what the ruleset asks for beside its table (Crowe: rows "and at least 75 % of polls").</summary>
    internal static int PollsRequired(Ruleset rules, Threshold row, int pollsOffered) =>
        Math.Max(row.MinimumPolls, PollsRequired(rules, row.Credits, pollsOffered));

    private static LimitedBy? Refusal(CreditCase subject, long present, long scheduled, int calculation)
    {
        if (subject.Window is null)
        {
            return LimitedBy.NoWindow;
        }

        if (subject.IsInstructor || EarningRole.RolesThatDoNotEarn(subject, calculation).Count > 0)
        {
            return LimitedBy.Role;
        }

        var rules = subject.Ruleset;
        var enough = present >= rules.MinimumAttendanceMinutes * 60L && present * 100 >= rules.MinimumAttendancePercent * scheduled;
        return !enough || IsUnseen(rules, present, calculation) ? LimitedBy.MinimumAttendance
            : subject.EvaluationMissing && rules.EvaluationWithinDays is not null ? LimitedBy.Evaluation
            : null;
    }

    /// <summary>An answer shows attention beside presence, and nothing without it: polls alone give nothing to whoever was not seen.</summary>
    internal static bool IsUnseen(Ruleset rules, long present, int calculation) =>
        calculation != Calculation.First && rules.LimitedBy == CreditLimit.Polls && present == 0;

    private static (long Units, LimitedBy LimitedBy) Rounded(Ruleset rules, Earned earned, long maximum)
    {
        var shortOfMaximum = earned.ByPolls < earned.ByTime ? LimitedBy.Polls
            : earned.ByPolls == earned.ByTime ? LimitedBy.TimeAndPolls
            : LimitedBy.Time;
        if (earned.Units * rules.Increment < rules.MinimumFirstCredit)
        {
            return (0, earned.ByTime * rules.Increment < rules.MinimumFirstCredit ? LimitedBy.FirstCredit : shortOfMaximum);
        }

        if (earned.Units == maximum)
        {
            return (maximum, LimitedBy.Nothing);
        }

        if (!rules.PartialCredit)
        {
            return (0, LimitedBy.AllOrNothing);
        }

        return (earned.Units, rules.Mode == CreditMode.Table && earned.Units == 0 ? LimitedBy.Table : shortOfMaximum);
    }

    internal static long WholeUnits(decimal credits, decimal increment) => (long)decimal.Floor(credits / increment);

    /// <summary>
    /// What presence alone, polls alone and both together make, in increments, before refusals and the first credit.
    /// All but <paramref name="Made"/>, which is what the presence would make in a session without end, stop at the maximum.
    /// </summary>
    internal sealed record Earned(long Made, long ByTime, long ByPolls, long Units, int PollsRequired);
}
