using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>What decisions teach for later sessions of the same owner, and what they make forgotten. Saved with the decision itself.</summary>
internal sealed class AliasMemory(CpeDbContext db, Session session, Caller caller, List<KnownAliasEntry> known, IReadOnlyList<RosterEntry> roster)
{
    /// <summary>Reads what is known of some identities, and what this session's decisions have taught.</summary>
    public static async Task<AliasMemory> LoadAsync(CpeDbContext db, SessionPicture picture, IEnumerable<SeenIdentity> identities, Caller caller, CancellationToken cancellationToken)
    {
        var keys = identities.SelectMany(identity => identity.Keys).Distinct().ToArray();
        var session = picture.Session;
        var known = await db.KnownAliases
            .Where(alias => alias.OwnerKeyId == session.OwnerKeyId && (alias.SessionId == session.Id || keys.Contains(alias.IdentityKey)))
            .ToListAsync(cancellationToken);
        return new AliasMemory(db, session, caller, known, picture.Evidence.Roster);
    }

    /// <summary>
    /// A decision for a participant with an external id is remembered, unless it goes against what the ladder found: that may
    /// be true of this session alone, and so is a key that somebody else has as well. Any other makes forgotten what was said of these
    /// keys for people of this roster.
    /// </summary>
    public void Follow(MatchDecisionEntry decision, IdentityMatch match, Participant? participant)
    {
        Forget(known.Where(alias => alias.SessionId == session.Id && alias.DecisionKey == decision.IdentityKey));
        if (participant?.ExternalId is not { } externalId)
        {
            Forget(known.Where(alias => match.Identity.AccountKeys.Contains(alias.IdentityKey) && roster.Any(entry => entry.ExternalId == alias.ExternalId)));
        }
        else if (match.FoundParticipantId is null || match.FoundParticipantId == participant.Id)
        {
            Remember(decision, match.Identity.KeysToRemember(participant.Id, roster), externalId);
        }
    }

    /// <summary>What undone decisions had taught goes with them.</summary>
    public void Forget(IReadOnlyCollection<MatchDecisionEntry> undone) =>
        Forget(known.Where(alias => alias.SessionId == session.Id && undone.Any(decision => decision.IdentityKey == alias.DecisionKey)));

    private void Remember(MatchDecisionEntry decision, IReadOnlyList<string> keys, string externalId)
    {
        foreach (var key in keys)
        {
            var alias = new KnownAliasEntry
            {
                Id = Ids.Next(decision.DecidedAt),
                OwnerKeyId = session.OwnerKeyId,
                ExternalId = externalId,
                IdentityKey = key,
                SessionId = session.Id,
                DecisionKey = decision.IdentityKey,
                ConfirmedBy = decision.DecidedBy,
                ConfirmedAt = decision.DecidedAt,
            };
            db.Add(alias);
            known.Add(alias);
            db.Record(new AuditEntry(caller.Actor, "alias.remembered", "alias", alias.Id, session.Id, new { alias.ExternalId }));
        }
    }

    private void Forget(IEnumerable<KnownAliasEntry> aliases)
    {
        foreach (var alias in aliases.ToArray())
        {
            db.Remove(alias);
            known.Remove(alias);
            db.Record(new AuditEntry(caller.Actor, "alias.forgotten", "alias", alias.Id, alias.SessionId, new { alias.ExternalId }));
        }
    }
}
