using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Rulesets;

/// <summary>What if: who would get what under another ruleset, other breaks, other polls, beside what they get now. Nothing is stored.</summary>
internal static class PreviewRuleset
{
    internal static async Task<PreviewView> RunAsync(PreviewRequest request, GatherSession gather, CpeDbContext db, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(request.SessionId, cancellationToken);
        var (ruleset, versionId) = await ChosenAsync(request, picture, db, cancellationToken);
        var breaks = BreaksOf(request, picture.Session);
        var polls = PollsOf(request, picture);

        var maximum = request.MaximumCredits ?? picture.Session.MaximumCredits;
        if (maximum is <= 0 or > SessionRules.MostCredits)
        {
            throw Problems.InvalidMember("/maximumCredits", "out-of-range", $"A session gives more than 0 and at most {SessionRules.MostCredits} credits.");
        }

        var then = SessionCompletion.Of(picture.Evidence with
        {
            Ruleset = ruleset,
            Window = picture.Session.WindowBy(ruleset, breaks) with { Actual = ActualTimes.Of(ruleset, picture.Reports, picture.Files.Count > 0) },
            MaximumCredits = maximum,
            Polls = polls,
        });
        var rows = picture.Outcome.Participants.Zip(then.Participants, (now, other) => Row(picture, now, other)).ToArray();
        return new PreviewView(
            picture.Session.Id,
            ruleset.Name,
            versionId,
            polls.Count,
            rows.Sum(row => row.Now.Credits),
            rows.Sum(row => row.Then.Credits),
            rows.Count(row => row.Change != 0),
            [.. NotesOn(ruleset, maximum)],
            rows);
    }

    private static async Task<(Ruleset Ruleset, Guid? VersionId)> ChosenAsync(PreviewRequest request, SessionPicture picture, CpeDbContext db, CancellationToken cancellationToken)
    {
        if (new object?[] { request.Ruleset, request.RulesetId, request.RulesetVersionId }.Count(choice => choice is not null) > 1)
        {
            throw Problems.InvalidMember("/ruleset", "ambiguous", "Give one of ruleset, rulesetId and rulesetVersionId; none of them keeps the session's own.");
        }

        if (request.Ruleset is { } draft)
        {
            return (StoreRuleset.RequireUsable(draft, "/ruleset"), null);
        }

        if (request.RulesetId is { } id)
        {
            var day = SessionDay.Of(picture.Session.StartsAt, picture.Session.TimeZone);
            var version = await db.RulesetVersions.InForceOn(day).LatestAsync(id, cancellationToken)
                ?? await db.RulesetVersions.LatestAsync(id, cancellationToken)
                ?? throw Problems.NotFound("ruleset");
            return (version.Content, version.Id);
        }

        if (request.RulesetVersionId is { } versionId)
        {
            var named = await db.RulesetVersions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == versionId, cancellationToken) ?? throw Problems.NotFound("ruleset version");
            return (named.Content, named.Id);
        }

        return (picture.Ruleset, picture.Session.RulesetVersionId);
    }

    private static List<SessionBreak> BreaksOf(PreviewRequest request, Session session)
    {
        if (request.Breaks is not { } breaks)
        {
            return session.Breaks;
        }

        var whole = Lists.Whole(breaks, "/breaks");
        var outside = whole.FindIndex(pause => pause.EndsAt <= pause.StartsAt || pause.StartsAt < session.StartsAt || pause.EndsAt > session.EndsAt);
        return outside < 0 && whole.Count <= SessionRules.MostBreaks
            ? whole
            : throw Problems.InvalidMember(outside < 0 ? "/breaks" : $"/breaks/{outside}", "break-outside-session", $"A break ends after it starts and lies inside the session; at most {SessionRules.MostBreaks} of them.");
    }

    private static IReadOnlyList<SessionPoll> PollsOf(PreviewRequest request, SessionPicture picture)
    {
        var (excluded, included) = (request.ExcludedPollIds ?? [], request.IncludedPollIds ?? []);
        var known = picture.Polls.Select(poll => poll.Id).ToHashSet();
        if (excluded.Concat(included).Any(id => !known.Contains(id)))
        {
            throw Problems.NotFound("poll in this session");
        }

        if (excluded.Intersect(included).Any())
        {
            throw Problems.InvalidMember("/includedPollIds", "ambiguous", "A poll is either left out or taken in: name it in one list alone.");
        }

        return [.. picture.Polls
            .Where(poll => poll.Purpose == PollPurpose.Monitoring)
            .Where(poll => included.Contains(poll.Id) || (poll.ExcludedReason is null && !excluded.Contains(poll.Id)))
            .Select(poll => new SessionPoll(poll.Id, poll.Responses))];
    }

    private static IEnumerable<string> NotesOn(Ruleset ruleset, decimal maximum)
    {
        if (!RulesetCheck.IsMultiple(maximum, ruleset.Increment))
        {
            yield return $"By this ruleset a session gives a multiple of {Words.Number(ruleset.Increment)} credits: of {Words.Number(maximum)} it can give {Words.Number(decimal.Floor(maximum / ruleset.Increment) * ruleset.Increment)} at most.";
        }

        if (maximum < ruleset.MinimumFirstCredit)
        {
            yield return $"The session's maximum of {Words.Number(maximum)} is less than the first credit of {Words.Number(ruleset.MinimumFirstCredit)}: nobody can earn any.";
        }
    }

    private static PreviewRow Row(SessionPicture picture, ParticipantOutcome now, ParticipantOutcome then) => new(
        now.Participant.Id,
        picture.Participants[now.Participant.Id].ExternalId,
        now.Participant.Name,
        PreviewCredit.Of(now.Decision),
        PreviewCredit.Of(then.Decision),
        then.Decision.Credits - now.Decision.Credits,
        picture.Awards.GetValueOrDefault(now.Participant.Id)?.Credits);
}

/// <summary>What to try on a session. What is left out is as the session has it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Ruleset">A ruleset that need not be stored.</param>
/// <param name="RulesetId">A stored ruleset: the version that the session would pin, else its latest.</param>
/// <param name="RulesetVersionId">One version of a stored ruleset.</param>
/// <param name="Breaks">Other breaks; an empty list removes all.</param>
/// <param name="MaximumCredits">Another maximum, above 0 to 100 credits.</param>
/// <param name="ExcludedPollIds">Polls that shall not count.</param>
/// <param name="IncludedPollIds">Polls that shall count although they are excluded or wait as doubtful.</param>
internal sealed record PreviewRequest(
    Guid SessionId,
    Ruleset? Ruleset,
    Guid? RulesetId,
    Guid? RulesetVersionId,
    IReadOnlyList<SessionBreak>? Breaks,
    decimal? MaximumCredits,
    IReadOnlyList<Guid>? ExcludedPollIds,
    IReadOnlyList<Guid>? IncludedPollIds);

/// <summary>Suggested credit and why.</summary>
/// <param name="Credits">Credits in total.</param>
/// <param name="Fields">The same per field of study.</param>
/// <param name="LimitedBy">What held the credit down.</param>
/// <param name="Reason">The reasoning in one line.</param>
/// <param name="Findings">The reasoning and all warnings.</param>
internal sealed record PreviewCredit(decimal Credits, IReadOnlyList<FieldCredits> Fields, LimitedBy LimitedBy, string Reason, IReadOnlyList<Finding> Findings)
{
    public static PreviewCredit Of(CreditDecision decision) => new(decision.Credits, decision.Fields, decision.LimitedBy, decision.Reason, decision.Findings);
}

/// <summary>One participant, now and then.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">Name on the roster.</param>
/// <param name="Now">What the session as it stands suggests.</param>
/// <param name="Then">What it would suggest.</param>
/// <param name="Change">Credits more (or, below zero, less) than now.</param>
/// <param name="AwardedCredits">What a person has awarded already; a preview changes nothing of it.</param>
internal sealed record PreviewRow(Guid ParticipantId, string? ExternalId, string Name, PreviewCredit Now, PreviewCredit Then, decimal Change, decimal? AwardedCredits);

/// <summary>Who would get what. Nothing of it is stored.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Ruleset">Name of the ruleset that was tried.</param>
/// <param name="RulesetVersionId">Its version; null for one that is not stored.</param>
/// <param name="PollsCounted">Polls that would count.</param>
/// <param name="CreditsNow">The sum of all suggested credits as the session stands.</param>
/// <param name="CreditsThen">The sum as it would be.</param>
/// <param name="Changed">How many participants would get more or less.</param>
/// <param name="Notes">What does not fit between the session and the ruleset.</param>
/// <param name="Participants">One entry a participant, in the order of the roster.</param>
internal sealed record PreviewView(
    Guid SessionId,
    string Ruleset,
    Guid? RulesetVersionId,
    int PollsCounted,
    decimal CreditsNow,
    decimal CreditsThen,
    int Changed,
    IReadOnlyList<string> Notes,
    IReadOnlyList<PreviewRow> Participants);
