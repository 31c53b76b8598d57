using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>
/// Who instructs, by everything that is known of them: whoever has an instructor's address, and whoever shares an address or an account with
/// such a one, be it on the roster, in a record, under answers, or because a person said so. It goes on from each to the next.
/// </summary>
internal sealed class Instructing
{
    private readonly ILookup<string, IdentityMatch> seen;
    private readonly ILookup<string, RosterEntry> listed;
    private readonly ILookup<Guid, IdentityMatch> matched;
    private readonly Dictionary<Guid, RosterEntry> roster;
    private readonly HashSet<string> reached;
    private readonly Queue<string> open;
    private readonly HashSet<string> identities = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> participants = [];

    private Instructing(IReadOnlyCollection<RosterEntry> roster, IReadOnlyCollection<IdentityMatch> matches, IEnumerable<string> instructorEmails)
    {
        reached = instructorEmails.Select(EmailAddress.Key).OfType<string>().Select(IdentityKeys.OfAddress).ToHashSet(StringComparer.Ordinal);
        open = new Queue<string>(reached);
        this.roster = reached.Count == 0 ? [] : roster.ToDictionary(entry => entry.Id);
        seen = By(matches, match => match.Identity.AccountKeysSeen);
        listed = By(roster, KeysOf);
        matched = (reached.Count == 0 ? [] : matches.Where(match => match.ParticipantId is not null)).ToLookup(match => match.ParticipantId!.Value);
    }

    internal static Instructing Of(IReadOnlyCollection<RosterEntry> roster, IReadOnlyCollection<IdentityMatch> matches, IEnumerable<string> instructorEmails)
    {
        var instructing = new Instructing(roster, matches, instructorEmails);
        instructing.Follow();
        return instructing;
    }

    internal bool Includes(SeenIdentity identity) => identities.Contains(identity.Key);

    internal bool Includes(RosterEntry participant) => participants.Contains(participant.Id);

    private ILookup<string, T> By<T>(IEnumerable<T> items, Func<T, IEnumerable<string>> keys) =>
        (reached.Count == 0 ? [] : items.SelectMany(item => keys(item).Distinct(StringComparer.Ordinal).Select(key => (key, item))))
            .ToLookup(pair => pair.key, pair => pair.item, StringComparer.Ordinal);

    private void Follow()
    {
        while (open.TryDequeue(out var key))
        {
            foreach (var match in seen[key])
            {
                Take(match);
            }

            foreach (var participant in listed[key])
            {
                Take(participant);
            }
        }
    }

    private void Take(IdentityMatch match)
    {
        if (identities.Add(match.Identity.Key))
        {
            Reach(match.Identity.AccountKeysSeen, match.ParticipantId);
            if (match.ParticipantId is { } id && roster.TryGetValue(id, out var participant))
            {
                Take(participant);
            }
        }
    }

    private void Take(RosterEntry participant)
    {
        if (participants.Add(participant.Id))
        {
            Reach(KeysOf(participant), participant.Id);
            foreach (var match in matched[participant.Id])
            {
                Take(match);
            }
        }
    }

    /// <summary>A key that the roster gives to somebody else, or to another as well, leads to nobody: whose it is was decided, or waits to be.</summary>
    private void Reach(IEnumerable<string> keys, Guid? participant)
    {
        foreach (var key in keys)
        {
            if (listed[key].All(owner => owner.Id == participant) && reached.Add(key))
            {
                open.Enqueue(key);
            }
        }
    }

    /// <summary>A key that was confirmed as two people's in other sessions is not known to be this participant's.</summary>
    private static IEnumerable<string> KeysOf(RosterEntry entry) => entry.Aliases.Append(entry.Email)
        .Select(EmailAddress.Key)
        .OfType<string>()
        .Select(IdentityKeys.OfAddress)
        .Concat(entry.KnownAliases.Where(alias => !alias.IsContested).Select(alias => alias.IdentityKey))
        .Append(IdentityKeys.OfObject(entry.ObjectId))
        .OfType<string>();
}
