using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Credit cases in the tests' notation.</summary>
internal static class Cases
{
    internal static CreditCase Of(string policy, string scheduled, string present, string polls, string maximum, string breaks = "") =>
        By(Policies.All[policy], scheduled, present, polls, maximum, breaks);

    internal static CreditCase By(Ruleset rules, string scheduled, string present, string polls, string maximum, string breaks = "")
    {
        var (answered, offered) = Notation.Polls(polls);
        var window = new CountingWindow(
            Notation.Span(scheduled),
            Notation.Spans(breaks),
            TimeSpan.FromSeconds(rules.EarlyMarginSeconds),
            TimeSpan.FromSeconds(rules.LateMarginSeconds)).Counted;
        return new CreditCase(
            rules,
            window,
            new Presence(Notation.Set(present), 0, null),
            offered,
            answered,
            AnswersOutsideWindow: 0,
            Notation.Credits(maximum),
            [new("Taxes", Notation.Credits(maximum))],
            ["Attendee"],
            IsInstructor: false);
    }

    /// <summary>A full session of 100 minutes and two credits, with all six polls answered.</summary>
    internal static CreditCase Full(string policy = "fifths") => Of(policy, "10:00-11:40", "10:00-11:40", "6/6", "2");
}
