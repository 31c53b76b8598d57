using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// Which roles in the meeting earn attendee credit. Teams spells them freely ("Presenter", "Co-organizer", "None"), so
/// only what names an organizer or a presenter is one; anything else is taken as Attendee, and said so when it is unknown.
/// </summary>
internal static class EarningRole
{
    private const string Attendee = "Attendee";

    internal static IReadOnlyList<string> RolesThatDoNotEarn(CreditCase subject) =>
        Distinct(subject, role => !IsNamed(subject.Ruleset, role) && !IsNamed(subject.Ruleset, Meant(role)));

    internal static IReadOnlyList<string> UnknownRoles(CreditCase subject) =>
        Distinct(subject, role => Meant(role) == Attendee && !Is(role, Attendee) && !Is(role, "None") && !IsNamed(subject.Ruleset, role));

    /// <summary>In a large session nearly everybody attends and nothing is to be said: only what is said is put in order.</summary>
    private static IReadOnlyList<string> Distinct(CreditCase subject, Func<string, bool> holds)
    {
        List<string>? found = null;
        foreach (var role in subject.Roles)
        {
            if (!string.IsNullOrWhiteSpace(role) && holds(role.Trim()))
            {
                (found ??= []).Add(role.Trim());
            }
        }

        return found is null ? [] : [.. found.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static string Meant(string role) =>
        role.Contains("organi", StringComparison.OrdinalIgnoreCase) ? "Organizer"
        : role.Contains("presenter", StringComparison.OrdinalIgnoreCase) ? "Presenter"
        : Attendee;

    private static bool IsNamed(Ruleset rules, string role) => rules.EarningRoles.Contains(role, StringComparer.OrdinalIgnoreCase);

    private static bool Is(string role, string name) => role.Equals(name, StringComparison.OrdinalIgnoreCase);
}
