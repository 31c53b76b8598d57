using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>What a session knows from earlier ones of the same owner.</summary>
internal static class KnownAliases
{
    /// <summary>
    /// What was confirmed of this session's participants, by their external ids. A key that was confirmed as two people's, whether or
    /// not both are on this roster, is contested.
    /// </summary>
    internal static async Task<ILookup<string, KnownAlias>> OfAsync(CpeDbContext db, Session session, CancellationToken cancellationToken)
    {
        var known = await db.KnownAliases.AsNoTracking()
            .Where(alias => alias.OwnerKeyId == session.OwnerKeyId && alias.SessionId != session.Id)
            .Where(alias => db.Participants.Any(participant => participant.SessionId == session.Id && participant.ExternalId == alias.ExternalId))
            .Join(db.Sessions.Where(origin => origin.StartsAt <= session.StartsAt), alias => alias.SessionId, origin => origin.Id, (alias, origin) => new { Alias = alias, origin.Title })
            .ToListAsync(cancellationToken);
        var keys = known.Select(row => row.Alias.IdentityKey).Distinct().ToArray();
        var claims = keys.Length == 0 ? [] : await db.KnownAliases.AsNoTracking()
            .Where(alias => alias.OwnerKeyId == session.OwnerKeyId && keys.Contains(alias.IdentityKey))
            .Select(alias => new { alias.IdentityKey, alias.ExternalId })
            .Distinct()
            .ToListAsync(cancellationToken);
        var contested = claims.GroupBy(claim => claim.IdentityKey, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return known.ToLookup(
            row => row.Alias.ExternalId,
            row => new KnownAlias(row.Alias.IdentityKey, row.Title, DateOnly.FromDateTime(row.Alias.ConfirmedAt.UtcDateTime), contested.Contains(row.Alias.IdentityKey)),
            StringComparer.Ordinal);
    }
}
