using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>Whose the keys and the names are, by the roster and by what people confirmed in other sessions.</summary>
internal sealed class RosterKeys
{
    private readonly ILookup<string, Guid> registrations;
    private readonly ILookup<string, Guid> objects;
    private readonly ILookup<string, Guid> emails;
    private readonly ILookup<string, Guid> aliases;
    private readonly ILookup<string, (Guid Id, KnownAlias Alias)> confirmed;
    private readonly ILookup<string, RosterEntry> names;

    internal RosterKeys(IReadOnlyCollection<RosterEntry> roster)
    {
        registrations = Index(roster, entry => entry.FurtherRegistrationIds.Append(entry.RegistrationId).Select(IdentityKeys.SameRegistration));
        objects = Index(roster, entry => [IdentityKeys.OfObject(entry.ObjectId)]);
        emails = Index(roster, entry => [EmailAddress.Key(entry.Email)]);
        aliases = Index(roster, entry => entry.Aliases.Select(EmailAddress.Key));
        confirmed = roster
            .SelectMany(entry => entry.KnownAliases.Select(alias => (entry.Id, Alias: alias)))
            .ToLookup(pair => pair.Alias.IdentityKey, StringComparer.Ordinal);
        names = roster.ToLookup(entry => PersonName.Key(entry.Name), StringComparer.Ordinal);
    }

    internal Guid[] Registered(SeenIdentity identity) => [.. registrations[IdentityKeys.SameRegistration(identity.RegistrationId) ?? ""]];

    internal Guid[] Holders(string objectKey) => [.. objects[objectKey]];

    /// <summary>An address that is one participant's e-mail address and another's alias is both of theirs.</summary>
    internal (string Address, MatchRung? Rung, Guid[] Owners) Owned(string address) =>
        emails[address].Any() ? (address, MatchRung.Email, [.. emails[address].Union(aliases[address])])
        : aliases[address].Any() ? (address, MatchRung.Alias, [.. aliases[address]])
        : (address, null, [.. confirmed[IdentityKeys.OfAddress(address)].Select(pair => pair.Id).Distinct()]);

    /// <summary>The participants whose an address or an account of the identity is, where it is not also this one's.</summary>
    internal Guid[] Others(SeenIdentity identity, Guid participant) =>
    [
        .. identity.EveryAddress.Select(address => Owned(address).Owners)
            .Concat(identity.ObjectKeys.Select(key => Holders(key) is { Length: > 0 } holders ? holders : [.. confirmed[key].Select(pair => pair.Id)]))
            .Where(owners => owners.Length > 0 && !owners.Contains(participant))
            .SelectMany(owners => owners)
            .Distinct(),
    ];

    internal IEnumerable<(Guid Id, KnownAlias Alias)> Confirmed(string key) => confirmed[key];

    /// <summary>Participants with the words of this name, in any order; none for what is no name.</summary>
    internal RosterEntry[] Namesakes(string? name) => PersonName.Key(name) is { Length: > 0 } key ? [.. names[key]] : [];

    /// <summary>True when others have the name and this participant does not, in its order or, where nobody has it in its order, in any.</summary>
    internal bool IsNameOfAnother(string name, Guid participant)
    {
        var namesakes = Namesakes(name);
        var inOrder = Array.FindAll(namesakes, entry => IsInOrder(name, entry));
        var bearers = inOrder.Length > 0 ? inOrder : namesakes;
        return bearers.Length > 0 && !Array.Exists(bearers, entry => entry.Id == participant);
    }

    internal static bool IsInOrder(string? name, RosterEntry entry) => PersonName.InOrder(name) == PersonName.InOrder(entry.Name);

    private static ILookup<string, Guid> Index(IEnumerable<RosterEntry> roster, Func<RosterEntry, IEnumerable<string?>> keys) => roster
        .SelectMany(entry => keys(entry).Where(key => !string.IsNullOrEmpty(key)).Distinct(StringComparer.Ordinal).Select(key => (Key: key!, entry.Id)))
        .ToLookup(pair => pair.Key, pair => pair.Id, StringComparer.Ordinal);
}
