using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Credit;

/// <summary>What is true of a whole session and would otherwise have to be read out of every row: one warning, with the one remedy that settles it.</summary>
internal static class CreditWarnings
{
    private const int MostWords = 5;

    internal static IEnumerable<SessionNeed> Of(SessionPicture picture) =>
    [
        .. OfSchedule(picture.Session, picture.Ruleset),
        .. EverybodyPresents(picture),
        .. UnknownRoles(picture),
        .. AnswersAtOneInstant(picture),
    ];

    /// <summary>A maximum that nobody can reach, be they there all the time and answer everything, was set by mistake, or the times were.</summary>
    internal static IEnumerable<SessionNeed> OfSchedule(Session session, Ruleset ruleset)
    {
        var counted = session.WindowBy(ruleset).Counted;
        var polls = RulesetLimits.MostPolls;
        var best = CreditCalculator.Decide(new CreditCase(
            ruleset, counted, new Presence(counted.Instants, 0, null), polls, polls, 0, session.MaximumCredits, [], [], IsInstructor: false));
        var most = Math.Min(session.MaximumCredits, ruleset.MaximumCredits ?? session.MaximumCredits);
        if (best.Credits < most)
        {
            yield return new SessionNeed(
                "maximum-unreachable",
                $"Whoever is there from the start to the end ({Words.Duration(counted.Instants.Seconds)} that count) gets {Words.Credits(best.Credits)} by the ruleset \"{ruleset.Name}\", so that nobody reaches the maximum of {Words.Number(most)}: correct startsAt, endsAt and breaks, or maximumCredits and fieldsOfStudy.");
        }
    }

    /// <summary>By its default Teams lets everybody present: then the role says nothing about who did.</summary>
    private static IEnumerable<SessionNeed> EverybodyPresents(SessionPicture picture)
    {
        var presenting = PresentingPeople.Of(picture.Outcome.Matches);
        var without = picture.Outcome.Participants.Count(outcome => outcome.Decision.LimitedBy == LimitedBy.Role && !outcome.Case.IsInstructor
            && outcome.Case.Roles.Any(role => MeetingRoles.Of(role) == MeetingRoles.Presenter));
        var waiting = MeetingRoles.HavePresenter(picture.Ruleset.EarningRoles) ? 0 : picture.Outcome.Matches.Count(match => match is { IsWaiting: true, Class: AttendeeClass.Presenter });
        if (picture.Session.PresentersEarn is null && presenting.AreMost && without + waiting > 0)
        {
            yield return new SessionNeed(
                "everybody-presents",
                $"{presenting.Presenters} of {presenting.People} people in the meeting, organizers and instructors left out, have the role Presenter, as Teams gives it to everybody by default: it says nothing about who presented. "
                + $"By this ruleset {WhoLoses(without, waiting)}. "
                + "If presenting was open to all, settle it once, for all but organizers and the session's instructors: "
                + $"PATCH /api/v1/sessions/{picture.Session.Id} with {{\"presentersEarn\": true, \"reason\": \"…\"}}. Name first who did present among the session's instructors.");
        }
    }

    private static string WhoLoses(int participants, int waiting)
    {
        var would = $"{Words.Count(waiting, "attendee who waits", "attendees who wait")} for a match";
        return (participants, waiting) switch
        {
            (0, _) => $"{would} would get nothing for it",
            (_, 0) => $"{Words.Count(participants, "participant gets", "participants get")} nothing for it",
            _ => $"{Words.Count(participants, "participant gets", "participants get")} nothing for it, nor would {would}",
        };
    }

    private static IEnumerable<SessionNeed> UnknownRoles(SessionPicture picture)
    {
        var words = picture.Outcome.Participants
            .Where(outcome => outcome.Decision.Findings.Any(finding => finding.Code == "role-unknown"))
            .SelectMany(outcome => outcome.Case.Roles)
            .Where(role => MeetingRoles.Of(role) is null)
            .GroupBy(role => role, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .ToArray();
        if (words.Length > 0)
        {
            var named = string.Join(", ", words.Take(MostWords).Select(group => $"\"{group.Key}\" ({Words.Count(group.Count(), "participant", "participants")})"));
            yield return new SessionNeed(
                "role-unknown",
                $"Nobody knows what {(words.Length == 1 ? "this word for a role means" : "these words for roles mean")}: {named}{(words.Length > MostWords ? $" and {words.Length - MostWords} more" : "")}. "
                + $"Whoever has such a role gets nothing before that is said, once for the session: PATCH /api/v1/sessions/{picture.Session.Id} with "
                + $"{{\"roleMeanings\": [{{\"word\": \"{words[0].Key}\", \"role\": \"attendee\"}}], \"reason\": \"…\"}}; role is attendee, presenter or organizer.");
        }
    }

    private static IEnumerable<SessionNeed> AnswersAtOneInstant(SessionPicture picture)
    {
        var concerned = picture.Outcome.Participants.Count(outcome => outcome.Decision.Findings.Any(finding => finding.Code == "answers-at-one-instant"));
        if (concerned > 0)
        {
            var answered = picture.Outcome.Participants.Count(outcome => outcome.Case.PollsAnswered > 0);
            yield return new SessionNeed(
                "answers-at-one-instant",
                $"{concerned} of {Words.Count(answered, "participant", "participants")} who answered polls gave the answers that their credit rests on at fewer moments than monitoring events are asked for: questions of one form that are handed in together show once that somebody was there. "
                + "Look at it before you approve: exclude the polls that are no monitoring events (PATCH of the poll, excluded with a reason), or approve knowingly.");
        }
    }
}
