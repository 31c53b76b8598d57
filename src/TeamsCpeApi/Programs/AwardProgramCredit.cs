using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Awards a person credit for a program, on a decision that is stored.</summary>
internal static class AwardProgramCredit
{
    /// <summary>
    /// What was decided of the sessions united. What is said beside the decision (who is one person, where somebody was in two sessions
    /// at once) follows from the sessions, and may hold addresses: it is not stored.
    /// </summary>
    internal static DecidedText DecidedOf(PersonPicture person) => new(
        person.Id, DecisionKind.Program, DecisionText.Of(person.Outcome.Case), DecisionText.Of(CreditCalculator.Decide(person.Outcome.Case)));

    /// <summary>Makes the award, or makes it anew.</summary>
    internal static ProgramAward Award(this CpeDbContext db, ProgramAward? award, PersonPicture person, ProgramPicture picture, AwardTerms terms, Caller caller, DateTimeOffset now, int persons)
    {
        db.Hold(terms.Decision);
        var isNew = award is null;
        award ??= new ProgramAward { ProgramId = picture.Program.Id, PersonId = person.Id };
        award.Take(terms, caller.Actor, now, persons);
        award.IsFor(person);
        if (isNew)
        {
            db.Add(award);
        }

        return award;
    }

    /// <summary>Awards what is suggested.</summary>
    internal static AwardTerms Suggested(PersonPicture person, StoredDecision decision) =>
        new(AwardKind.Approved, person.Outcome.Decision.Credits, person.Outcome.Decision.Fields, decision);

    /// <summary>Awards other credit, with a reason.</summary>
    internal static async Task<ProgramAward> OverrideAsync(
        OverrideRequest request, PersonPicture person, ProgramPicture picture, ProgramAward? award, CpeDbContext db, Caller caller, DateTimeOffset now, int persons, CancellationToken cancellationToken)
    {
        var fields = FieldSplit.Of(request.Credits, picture.Ruleset.Increment, picture.Program.FieldsOfStudy);
        var decisions = await KeepDecisions.RunAsync(picture.Place, [DecidedOf(person)], db, now, cancellationToken);
        var known = picture.Sessions.SelectMany(session => session.OverlapsOf(person.ParticipantIds)).Distinct();
        var terms = OverrideCredit.TermsOf(request, award, fields, decisions[person.Id], db) with { OverlapsKnown = [.. known] };
        return db.Award(award, person, picture, terms, caller, now, persons);
    }
}
