using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>What was decided of one participant, instructor or person of a program, as <see cref="DecisionText"/> writes it.</summary>
internal sealed record DecidedText(Guid SubjectId, DecisionKind Kind, string Inputs, string Result);

/// <summary>Where it was decided: in a session or in a program, by the version that it pins.</summary>
internal sealed record DecisionPlace
{
    private DecisionPlace(Guid id, Guid? sessionId, Guid? programId, Guid rulesetVersionId) =>
        (Id, SessionId, ProgramId, RulesetVersionId) = (id, sessionId, programId, rulesetVersionId);

    /// <summary>The session's id, or the program's.</summary>
    public Guid Id { get; }

    public Guid? SessionId { get; }

    public Guid? ProgramId { get; }

    public Guid RulesetVersionId { get; }

    public static DecisionPlace OfSession(Guid sessionId, Guid rulesetVersionId) => new(sessionId, sessionId, null, rulesetVersionId);

    public static DecisionPlace OfProgram(Guid programId, Guid rulesetVersionId) => new(programId, null, programId, rulesetVersionId);
}

/// <summary>Keeps what awards are decided on, with the caller's own save; the same decision of one participant is kept once.</summary>
internal static class KeepDecisions
{
    internal static Task<IReadOnlyDictionary<Guid, StoredDecision>> RunAsync(
        SessionPicture picture, IReadOnlyCollection<ParticipantOutcome> outcomes, CpeDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
            picture.Place,
            [.. outcomes.Select(outcome => new DecidedText(outcome.Participant.Id, DecisionKind.Attendance, DecisionText.Of(outcome.Case), DecisionText.Of(outcome.Decision)))],
            db,
            now,
            cancellationToken);

    internal static async Task<IReadOnlyDictionary<Guid, StoredDecision>> RunAsync(
        DecisionPlace place, IReadOnlyCollection<DecidedText> decided, CpeDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rulesetSha256 = await RulesetHashAsync(db, place.RulesetVersionId, cancellationToken);
        var made = decided.Select(text => Make(text, place, rulesetSha256, now)).ToArray();

        var hashes = made.Select(decision => decision.Sha256).ToArray();
        var known = await db.CreditDecisions.Where(decision => decision.SessionId == place.SessionId && decision.ProgramId == place.ProgramId && hashes.Contains(decision.Sha256)).ToDictionaryAsync(decision => decision.Sha256, cancellationToken);
        return made.ToDictionary(decision => decision.ParticipantId, decision => known.GetValueOrDefault(decision.Sha256) ?? decision);
    }

    /// <summary>Stores the decision with the caller's save, unless it is stored already.</summary>
    internal static void Hold(this CpeDbContext db, StoredDecision decision)
    {
        if (db.Entry(decision).State == EntityState.Detached)
        {
            db.Add(decision);
        }
    }

    /// <summary>The content as PostgreSQL writes it: what is hashed does not depend on how a release reads it.</summary>
    private static Task<string> RulesetHashAsync(CpeDbContext db, Guid rulesetVersionId, CancellationToken cancellationToken) => db.Database
        .SqlQuery<string>($"select encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as \"Value\" from ruleset_versions where id = {rulesetVersionId}")
        .SingleAsync(cancellationToken);

    private static StoredDecision Make(DecidedText text, DecisionPlace place, string rulesetSha256, DateTimeOffset now) => new()
    {
        Id = Ids.Next(now),
        SessionId = place.SessionId,
        ProgramId = place.ProgramId,
        ParticipantId = text.SubjectId,
        Kind = text.Kind,
        RulesetVersionId = place.RulesetVersionId,
        RulesetSha256 = rulesetSha256,
        Calculation = Calculation.Current,
        Inputs = text.Inputs,
        Result = text.Result,
        Sha256 = StoredDecision.HashOf(text.Kind, Calculation.Current, place.Id, text.SubjectId, place.RulesetVersionId, rulesetSha256, text.Inputs, text.Result),
        DecidedAt = now,
    };
}
