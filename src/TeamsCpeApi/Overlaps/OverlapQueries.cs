using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Overlaps;

/// <summary>What the database is asked where people or times of several sessions are compared.</summary>
internal static class OverlapQueries
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(RulesetLimits.MostMarginSeconds);

    /// <summary>Sessions of an owner (null: of administrators) that may count an instant of a span, by the index on their start.</summary>
    internal static IQueryable<Session> Near(this IQueryable<Session> sessions, Guid? ownerKeyId, Interval span)
    {
        var (first, last, since) = (span.Start - Margin - SessionRules.Longest, span.End + Margin, span.Start - Margin);
        return sessions.Where(session => session.OwnerKeyId == ownerKeyId && session.StartsAt > first && session.StartsAt < last && session.EndsAt > since);
    }

    /// <summary>
    /// Rows that may be one of these people: by their id, or by an address. Addresses that are not plain are compared by
    /// <see cref="PersonKeys"/> alone, which has the last word about all of them.
    /// </summary>
    internal static IQueryable<Participant> SameAs(this DbSet<Participant> participants, IReadOnlyCollection<PersonKeys> people)
    {
        var ids = people.Select(person => person.ExternalId).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var addresses = people.SelectMany(person => person.Addresses).Distinct(StringComparer.Ordinal).ToArray();
        return participants.FromSql($"""
            select * from participants where external_id = any({ids}) or lower(email) = any({addresses}) or email ~ '[^!-~]'
                or exists (select 1 from jsonb_array_elements_text(aliases) as alias where lower(alias) = any({addresses}) or alias ~ '[^!-~]')
            """).AsNoTracking();
    }
}
