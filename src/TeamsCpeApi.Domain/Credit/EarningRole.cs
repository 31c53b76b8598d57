using TeamsCpeApi.Domain.Attendance;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// Which roles in the meeting earn attendee credit: those that the ruleset names, in whatever language. A role whose word nobody knows
/// earns nothing before somebody says what it means; nothing is guessed about who presented.
/// </summary>
internal static class EarningRole
{
    /// <summary>What Microsoft writes of people who merely attend (graph.md §2.3).</summary>
    private const string None = "None";

    internal static IReadOnlyList<string> RolesThatDoNotEarn(CreditCase subject, int calculation) => calculation == Calculation.First
        ? Distinct(subject, role => FirstCalculation.DoesNotEarn(subject.Ruleset, role))
        : Distinct(subject, role => !Earns(subject, role));

    internal static IReadOnlyList<string> UnknownRoles(CreditCase subject, int calculation) => calculation == Calculation.First
        ? Distinct(subject, role => FirstCalculation.IsUnknown(subject.Ruleset, role))
        : Distinct(subject, role => Known(role) is null && !IsNamed(subject, role));

    /// <summary>True when somebody presented, and earns nevertheless because the session says that its presenters do.</summary>
    internal static bool IsPresenterWhoEarns(CreditCase subject) => subject.PresentersEarn
        && subject.Roles.All(role => Earns(subject, role.Trim()))
        && !subject.Roles.All(role => Earns(subject with { PresentersEarn = false }, role.Trim()));

    private static bool Earns(CreditCase subject, string role)
    {
        if (IsNamed(subject, role))
        {
            return true;
        }

        return Known(role) switch
        {
            null => false,
            MeetingRoles.Presenter when subject.PresentersEarn => Names(subject, MeetingRoles.Presenter) || Names(subject, MeetingRoles.Attendee),
            MeetingRoles.Coorganizer => Names(subject, MeetingRoles.Coorganizer) || Names(subject, MeetingRoles.Organizer),
            var known => Names(subject, known),
        };
    }

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

    private static string? Known(string role) => role.Equals(None, StringComparison.OrdinalIgnoreCase) ? MeetingRoles.Attendee : MeetingRoles.Of(role);

    private static bool IsNamed(CreditCase subject, string role) => subject.Ruleset.EarningRoles.Contains(role, StringComparer.OrdinalIgnoreCase);

    private static bool Names(CreditCase subject, string known) => subject.Ruleset.EarningRoles.Any(role => MeetingRoles.Of(role) == known);
}
