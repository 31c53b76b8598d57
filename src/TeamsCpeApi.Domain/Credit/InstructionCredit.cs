using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Everything that the credit for one presentation depends on. The same case gives the same decision for ever.</summary>
/// <param name="Ruleset">A ruleset without problems.</param>
/// <param name="PresentedSeconds">How long the instructor presented, as claimed; zero to <see cref="InstructionCalculator.MostSeconds"/>.</param>
/// <param name="PreparationSeconds">How long the instructor prepared, as claimed; zero to <see cref="InstructionCalculator.MostSeconds"/>.</param>
/// <param name="IsFirstPresentation">True when this person presents this course for the first time.</param>
/// <param name="SeenSeconds">How long the instructor was seen in the session's counted time, or null while that is unknown.</param>
/// <param name="Fields">The session's credits per field of study; the credit is split in their proportion.</param>
public sealed record InstructionCase(
    Ruleset Ruleset,
    long PresentedSeconds,
    long PreparationSeconds,
    bool IsFirstPresentation,
    long? SeenSeconds,
    IReadOnlyList<FieldCredits> Fields)
{
    /// <summary>True when the instructor was seen for at least as long as is claimed.</summary>
    public bool IsSeen => SeenSeconds >= PresentedSeconds;
}

/// <summary>The credit for one presentation and why.</summary>
/// <param name="Credits">Credits, a multiple of the increment.</param>
/// <param name="Fields">The same per field of study; they sum to <paramref name="Credits"/>.</param>
/// <param name="PresentedSeconds">Presentation time, whole seconds.</param>
/// <param name="PreparationSeconds">Preparation time that counts, whole seconds.</param>
/// <param name="Reason">The reasoning in one line.</param>
/// <param name="Findings">The reasoning and all warnings, one by one.</param>
public sealed record InstructionDecision(
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields,
    long PresentedSeconds,
    long PreparationSeconds,
    string Reason,
    IReadOnlyList<Finding> Findings);

/// <summary>
/// Turns presentation and preparation into credit by a ruleset (cpe.md §7: "presentation time plus up to twice that for
/// preparation, first presentation only"), exactly: whole seconds, whole increments, decimals.
/// </summary>
public static class InstructionCalculator
{
    /// <summary>Nobody presents or prepares longer than 1,000 hours: it keeps every sum far inside its type.</summary>
    public const long MostSeconds = 3_600_000;

    /// <summary>Decides the credit for one presentation.</summary>
    /// <exception cref="ArgumentException">The ruleset has problems, or the times make no sense.</exception>
    public static InstructionDecision Decide(InstructionCase subject) => Decide(subject, Calculation.Current);

    /// <summary>Decides the credit for one presentation as a calculation of before did.</summary>
    /// <exception cref="ArgumentException">The ruleset has problems, the times make no sense, or the calculation is unknown.</exception>
    public static InstructionDecision Decide(InstructionCase subject, int calculation)
    {
        if (!Calculation.IsKnown(calculation))
        {
            throw new ArgumentException($"Calculation {calculation} is not known to this version.", nameof(calculation));
        }

        if (RulesetCheck.Problems(subject.Ruleset) is [var problem, ..])
        {
            throw new ArgumentException($"The ruleset cannot be used: {problem.Message}", nameof(subject));
        }

        if (subject.PresentedSeconds is < 0 or > MostSeconds || subject.PreparationSeconds is < 0 or > MostSeconds || subject.SeenSeconds < 0)
        {
            throw new ArgumentException($"Presentation and preparation last between zero and {MostSeconds} seconds; nobody is seen for less than none.", nameof(subject));
        }

        var rules = subject.Ruleset;
        var preparation = rules.InstructorCredit is { } terms
            ? Math.Min(subject.PreparationSeconds, (long)decimal.Floor(terms.PreparationFactor * subject.PresentedSeconds))
            : 0;
        var made = CreditCalculator.UnitsOf(rules, subject.PresentedSeconds + preparation);
        var units = rules.InstructorCredit?.MaximumCredits is { } most ? Math.Min(made, CreditCalculator.WholeUnits(most, rules.Increment)) : made;

        var isNone = rules.InstructorCredit is null || IsRepeated(subject) || units * rules.Increment < rules.MinimumFirstCredit;
        var credits = isNone ? 0 : units * rules.Increment;
        var findings = InstructionFindings.Of(subject, preparation, made * rules.Increment, units * rules.Increment);
        return new InstructionDecision(
            credits,
            FieldSplit.Of(credits, rules.Increment, subject.Fields, calculation),
            subject.PresentedSeconds,
            preparation,
            Findings.Reason(findings),
            findings);
    }

    /// <summary>
    /// How long an instructor was seen in the session's counted time, under every identity that has this address or leads to it, and as
    /// the participants whom that makes instructors: those who earn nothing by attending. Null when there is no counted time, or no stay of
    /// theirs has its times.
    /// </summary>
    public static long? SeenSeconds(SessionOutcome outcome, string address)
    {
        if (outcome.Window is not { } window || EmailAddress.Key(address) is null)
        {
            return null;
        }

        var instructing = Instructing.Of([.. outcome.Participants.Select(row => row.Participant)], outcome.Matches, [address]);
        var records = outcome.Matches
            .Where(match => instructing.Includes(match.Identity))
            .SelectMany(match => match.Identity.Records)
            .ToArray();
        var presence = Presence.Of(records);
        return presence.Instants.Intervals.Count == 0 && presence.UnusableStays > 0
            ? null
            : presence.Instants.Intersect(window.Instants).Seconds;
    }

    internal static bool IsRepeated(InstructionCase subject) => subject.Ruleset.InstructorCredit is { FirstPresentationOnly: true } && !subject.IsFirstPresentation;
}
