using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Overlaps;

/// <summary>Somebody who was counted in two sessions at once.</summary>
/// <param name="ParticipantId">The participant of the session that is looked at.</param>
/// <param name="Other">The other session.</param>
/// <param name="Instants">The instants that count in both.</param>
/// <param name="Certificate">The certificate of the other session that is out.</param>
internal sealed record PersonOverlap(Guid ParticipantId, Session Other, IntervalSet Instants, Certificate? Certificate);

/// <summary>
/// Finds who of a session was counted in another session of the same owner at the same time. Sessions of one program are united there,
/// and not looked at. Most sessions have no other at their time, which one query tells; others are gathered only when they share a person.
/// </summary>
internal static class FindOverlaps
{
    internal static async Task<IReadOnlyList<PersonOverlap>> RunAsync(
        SessionPicture picture, CpeDbContext db, Func<Guid, CancellationToken, Task<SessionPicture>> gatherAsync, CancellationToken cancellationToken)
    {
        var counted = picture.Outcome.Participants
            .Select(outcome => (outcome.Participant.Id, Keys: KeysOf(picture.Participants[outcome.Participant.Id]), Time: CertifiedTime.Of(outcome.Case)))
            .Where(person => person.Time.Intervals.Count > 0)
            .ToArray();
        if (picture.Session.CancelledAt is not null || counted.Length == 0)
        {
            return [];
        }

        var others = await AtTheSameTimeAsync(picture, db, cancellationToken);
        if (others.Count == 0)
        {
            return [];
        }

        var shared = await db.Participants.SameAs([.. counted.Select(person => person.Keys)]).Where(row => others.Contains(row.SessionId)).ToListAsync(cancellationToken);
        var rivals = shared.Where(row => counted.Any(person => person.Keys.IsSame(KeysOf(row)))).Select(row => row.SessionId).Distinct().Order().ToArray();
        var found = new List<PersonOverlap>();
        foreach (var rival in rivals)
        {
            found.AddRange(Between(counted, await gatherAsync(rival, cancellationToken)));
        }

        return [.. found.OrderBy(overlap => overlap.Other.StartsAt).ThenBy(overlap => overlap.Other.Id)];
    }

    /// <summary>By what a row of a roster is somebody in other sessions.</summary>
    internal static PersonKeys KeysOf(Participant participant) => PersonKeys.Of(participant.ExternalId, [participant.Email, .. participant.Aliases]);

    private static IEnumerable<PersonOverlap> Between((Guid Id, PersonKeys Keys, IntervalSet Time)[] counted, SessionPicture other)
    {
        var times = other.Outcome.Participants
            .Select(outcome => (Row: other.Participants[outcome.Participant.Id], Time: CertifiedTime.Of(outcome.Case)))
            .Where(person => person.Time.Intervals.Count > 0)
            .Select(person => (person.Row.Id, Keys: KeysOf(person.Row), person.Time))
            .ToArray();
        foreach (var person in counted)
        {
            var same = times.Where(row => row.Keys.IsSame(person.Keys)).ToArray();
            var instants = IntervalSet.Of(CertifiedTime.Shared(person.Time, same.Select(row => new SharedTime<Guid>(row.Id, row.Time))).SelectMany(time => time.Instants.Intervals));
            if (instants.Intervals.Count > 0)
            {
                yield return new PersonOverlap(person.Id, other.Session, instants, same.Select(row => other.Certificates.GetValueOrDefault(row.Id)).FirstOrDefault(row => row is not null));
            }
        }
    }

    /// <summary>Sessions whose counted span, margins included, shares an instant with this one's.</summary>
    private static async Task<IReadOnlyList<Guid>> AtTheSameTimeAsync(SessionPicture picture, CpeDbContext db, CancellationToken cancellationToken)
    {
        var session = picture.Session;
        var span = session.WindowBy(picture.Ruleset).Span;
        var near = await db.Sessions.AsNoTracking().Near(session.OwnerKeyId, span)
            .Where(row => row.Id != session.Id && row.CancelledAt == null
                && !db.ProgramParts.Any(part => part.SessionId == row.Id && db.ProgramParts.Any(mine => mine.SessionId == session.Id && mine.ProgramId == part.ProgramId)))
            .ToListAsync(cancellationToken);
        if (near.Count == 0)
        {
            return [];
        }

        var versions = near.Select(row => row.RulesetVersionId).Distinct().ToArray();
        var rulesets = await db.RulesetVersions.AsNoTracking().Where(version => versions.Contains(version.Id)).ToDictionaryAsync(version => version.Id, version => version.Content, cancellationToken);
        return [.. near.Where(row => row.WindowBy(rulesets[row.RulesetVersionId]).Span.Overlaps(span)).Select(row => row.Id)];
    }
}
