using TeamsCpeApi.Attendance;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Instruction;

/// <summary>Credit that is awarded for a presentation.</summary>
/// <param name="Credits">Awarded credits, as the ruleset makes them of the minutes.</param>
/// <param name="Fields">The same per field of study.</param>
/// <param name="PresentedMinutes">Presentation, as claimed.</param>
/// <param name="PreparationMinutes">Preparation, as claimed.</param>
/// <param name="PreparationCountedSeconds">Preparation that counts.</param>
/// <param name="IsFirstPresentation">True when the course was presented for the first time by this person.</param>
/// <param name="Explanation">How the credit came about, in one line.</param>
/// <param name="Findings">The same one by one, and all warnings.</param>
/// <param name="Reason">Why more was claimed than the instructor was seen, or whatever else was said.</param>
/// <param name="AwardedBy">Who awarded it: the key.</param>
/// <param name="AwardedAt">When.</param>
/// <param name="AwaitsSecondApproval">True while another person must agree.</param>
/// <param name="ConfirmedBy">The second person, where two must agree.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="DecisionId">The stored decision.</param>
/// <param name="DecisionSha256">SHA-256 over its inputs, its ruleset version and its result.</param>
/// <param name="NeedsReview">True when the same minutes would make other credit now, or are no longer those that the instructor was seen.</param>
/// <param name="ChangedSince">What has changed, in words.</param>
internal sealed record InstructionAwardView(
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields,
    long PresentedMinutes,
    long PreparationMinutes,
    long PreparationCountedSeconds,
    bool IsFirstPresentation,
    string Explanation,
    IReadOnlyList<Finding> Findings,
    string? Reason,
    string AwardedBy,
    DateTimeOffset AwardedAt,
    bool AwaitsSecondApproval,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    Guid DecisionId,
    string DecisionSha256,
    bool NeedsReview,
    IReadOnlyList<string> ChangedSince) : IAwardedView
{
    public static InstructionAwardView Of(InstructionAward award, SessionPicture picture, long? seenSeconds)
    {
        var (decision, claimed) = (award.Decision.Instruction, DecisionText.InstructionCaseOf(award.Decision.Inputs!, picture.Ruleset));
        var changes = Changes(award.Decision, claimed, claimed with { SeenSeconds = seenSeconds, Fields = picture.Session.FieldsOfStudy }, picture.Session.RulesetVersionId).ToArray();
        return new InstructionAwardView(
            decision.Credits,
            decision.Fields,
            claimed.PresentedSeconds / 60,
            claimed.PreparationSeconds / 60,
            decision.PreparationSeconds,
            claimed.IsFirstPresentation,
            decision.Reason,
            decision.Findings,
            award.Reason,
            award.AwardedBy,
            award.AwardedAt,
            award.AwaitsSecondPerson,
            award.ConfirmedBy,
            award.ConfirmedAt,
            award.DecisionId,
            award.Decision.Sha256,
            changes.Length > 0,
            changes);
    }

    private static IEnumerable<string> Changes(StoredDecision stored, InstructionCase then, InstructionCase now, Guid rulesetVersionId)
    {
        if (stored.RulesetVersionId != rulesetVersionId)
        {
            yield return "The session has another version of a ruleset.";
        }

        var (made, makes) = (stored.Instruction, InstructionCalculator.Decide(now));
        if (made.Credits != makes.Credits)
        {
            yield return $"The same minutes made {Words.Credits(made.Credits)}, now {Words.Number(makes.Credits)}.";
        }
        else if (!made.Fields.SequenceEqual(makes.Fields))
        {
            yield return "The credit is split over the fields of study in another way now.";
        }

        if (then.SeenSeconds != now.SeenSeconds && !now.IsSeen)
        {
            yield return $"The instructor's time in the meeting was {Seen(then)}, now it is {Seen(now)}.";
        }
    }

    private static string Seen(InstructionCase subject) => subject.SeenSeconds is { } seconds ? Words.Duration(seconds) : "unknown";
}

/// <summary>One instructor's credit.</summary>
/// <param name="Id">The instructor in this session.</param>
/// <param name="Name">Name; null for whom the session no longer names, whose award is withdrawn.</param>
/// <param name="Email">Address; null likewise.</param>
/// <param name="SeenSeconds">How long the instructor was seen in the session's time, by any address or account of theirs or as the participant whom these name; null while no attendance says so.</param>
/// <param name="Award">What a person awarded.</param>
/// <param name="Etag">What to send as If-Match with an award.</param>
internal sealed record InstructorView(Guid Id, string? Name, string? Email, long? SeenSeconds, InstructionAwardView? Award, string Etag)
{
    /// <summary>Every instructor, and every award, be its instructor named or not.</summary>
    public static IReadOnlyList<InstructorView> AllOf(SessionPicture picture)
    {
        var instructors = Instructors.ById(picture.Session);
        return [.. instructors.Keys.Union(picture.InstructionAwards.Keys.Order()).Select(id => Of(id, instructors.GetValueOrDefault(id), picture.InstructionAwards.GetValueOrDefault(id), picture))];
    }

    public static InstructorView Of(Guid id, Instructor? instructor, InstructionAward? award, SessionPicture picture)
    {
        var seen = instructor is null ? null : picture.SeenSeconds(instructor);
        return new InstructorView(
            id,
            instructor?.Name,
            instructor?.Email,
            seen,
            award is null ? null : InstructionAwardView.Of(award, picture, seen),
            $"\"{award?.Version ?? ETags.Absent}\"");
    }
}

/// <summary>Credit for a session's instructors.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Ruleset">Name of the ruleset.</param>
/// <param name="RulesetVersionId">The version that decides.</param>
/// <param name="Allows">What the ruleset gives those who present; null when nothing.</param>
/// <param name="MostPresentedMinutes">The most that can be claimed: the session as scheduled, without its breaks.</param>
/// <param name="AttendanceState">What is known of the attendance.</param>
/// <param name="Instructors">One entry an instructor, in the order of the session.</param>
internal sealed record InstructionView(
    Guid SessionId,
    string Ruleset,
    Guid RulesetVersionId,
    InstructorCredit? Allows,
    int MostPresentedMinutes,
    AttendanceState AttendanceState,
    IReadOnlyList<InstructorView> Instructors);
