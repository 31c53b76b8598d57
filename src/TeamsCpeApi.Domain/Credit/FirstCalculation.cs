using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// What the first calculation did otherwise than the current one, kept as it was: decisions that were made by it must come out the same
/// for as long as their record is kept. Nothing here changes any more.
/// </summary>
internal static class FirstCalculation
{
    private const string Attendee = "Attendee";

    /// <summary>Only what named an organizer or a presenter in English was one; anything else was taken as Attendee.</summary>
    internal static bool DoesNotEarn(Ruleset rules, string role) => !IsNamed(rules, role) && !IsNamed(rules, Meant(role));

    internal static bool IsUnknown(Ruleset rules, string role) =>
        Meant(role) == Attendee && !Is(role, Attendee) && !Is(role, "None") && !IsNamed(rules, role);

    /// <summary>The shares of the fields in whole steps: rounded decimals told which remainder was the largest.</summary>
    internal static long[] Parts(long units, IReadOnlyList<FieldCredits> plan, decimal planned)
    {
        var shares = plan.Select(field => units * field.Credits / planned).ToArray();
        var parts = shares.Select(share => (long)decimal.Floor(share)).ToArray();
        var rest = units - parts.Sum();
        foreach (var index in Enumerable.Range(0, plan.Count).OrderByDescending(index => shares[index] - parts[index]).ThenBy(index => index).Take((int)rest))
        {
            parts[index]++;
        }

        return parts;
    }

    internal static string Presence(CreditCase subject, long present, long scheduled) => subject.Presence.Instants.Intervals.Count == 0
        ? "not seen in any attendance report"
        : subject.Window is null ? $"seen for {Words.Duration(subject.Presence.Instants.Seconds)}, none of which counts yet"
        : $"present {Words.Duration(present)} of {Words.Duration(scheduled)}";

    internal static string Polls(CreditCase subject, int required)
    {
        if (required == 0)
        {
            return $"no polls required ({subject.PollsAnswered} answered)";
        }

        var counted = $"{Math.Min(subject.PollsAnswered, required)} of {required} required polls";
        return subject.PollsAnswered > required ? $"{counted} ({subject.PollsAnswered} answered)" : counted;
    }

    internal static string TooFewPollsOffered(CreditCase subject, string whole, int needed) =>
        $"the {whole} offered {Words.Count(subject.PollsOffered, "poll", "polls")}; its full credit needs {needed}";

    internal static string UnknownRole(IEnumerable<string> unknown) => $"the role {string.Join(", ", unknown)} is unknown and was taken as Attendee";

    private static string Meant(string role) =>
        role.Contains("organi", StringComparison.OrdinalIgnoreCase) ? "Organizer"
        : role.Contains("presenter", StringComparison.OrdinalIgnoreCase) ? "Presenter"
        : Attendee;

    private static bool IsNamed(Ruleset rules, string role) => rules.EarningRoles.Contains(role, StringComparer.OrdinalIgnoreCase);

    private static bool Is(string role, string name) => role.Equals(name, StringComparison.OrdinalIgnoreCase);
}
