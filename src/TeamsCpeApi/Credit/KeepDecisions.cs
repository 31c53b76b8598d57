using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>What was decided of one participant or instructor, as <see cref="DecisionText"/> writes it.</summary>
internal sealed record DecidedText(Guid SubjectId, DecisionKind Kind, string Inputs, string Result);

/// <summary>Keeps what awards are decided on, with the caller's own save; the same decision of one participant is kept once.</summary>
internal static class KeepDecisions
{
    internal static Task<IReadOnlyDictionary<Guid, StoredDecision>> RunAsync(
        SessionPicture picture, IReadOnlyCollection<ParticipantOutcome> outcomes, CpeDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
            picture,
            [.. outcomes.Select(outcome => new DecidedText(outcome.Participant.Id, DecisionKind.Attendance, DecisionText.Of(outcome.Case), DecisionText.Of(outcome.Decision)))],
            db,
            now,
            cancellationToken);

    internal static async Task<IReadOnlyDictionary<Guid, StoredDecision>> RunAsync(
        SessionPicture picture, IReadOnlyCollection<DecidedText> decided, CpeDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (sessionId, rulesetVersionId) = (picture.Session.Id, picture.Session.RulesetVersionId);
        var rulesetSha256 = await RulesetHashAsync(db, rulesetVersionId, cancellationToken);
        var made = decided.Select(text => Make(text, sessionId, rulesetVersionId, rulesetSha256, now)).ToArray();

        var hashes = made.Select(decision => decision.Sha256).ToArray();
        var known = await db.CreditDecisions.Where(decision => decision.SessionId == sessionId && hashes.Contains(decision.Sha256)).ToDictionaryAsync(decision => decision.Sha256, cancellationToken);
        return made.ToDictionary(decision => decision.ParticipantId, decision => known.GetValueOrDefault(decision.Sha256) ?? decision);
    }

    /// <summary>The content as PostgreSQL writes it: what is hashed does not depend on how a release reads it.</summary>
    private static Task<string> RulesetHashAsync(CpeDbContext db, Guid rulesetVersionId, CancellationToken cancellationToken) => db.Database
        .SqlQuery<string>($"select encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as \"Value\" from ruleset_versions where id = {rulesetVersionId}")
        .SingleAsync(cancellationToken);

    private static StoredDecision Make(DecidedText text, Guid sessionId, Guid rulesetVersionId, string rulesetSha256, DateTimeOffset now) => new()
    {
        Id = Ids.Next(now),
        SessionId = sessionId,
        ParticipantId = text.SubjectId,
        Kind = text.Kind,
        RulesetVersionId = rulesetVersionId,
        RulesetSha256 = rulesetSha256,
        Calculation = Calculation.Current,
        Inputs = text.Inputs,
        Result = text.Result,
        Sha256 = StoredDecision.HashOf(text.Kind, Calculation.Current, sessionId, text.SubjectId, rulesetVersionId, rulesetSha256, text.Inputs, text.Result),
        DecidedAt = now,
    };
}
