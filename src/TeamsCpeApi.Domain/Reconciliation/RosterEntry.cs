namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>A participant as far as identities are concerned.</summary>
/// <param name="Id">The participant's id.</param>
/// <param name="Name">Name on the roster.</param>
/// <param name="Email">Address on the roster.</param>
/// <param name="Aliases">Other addresses known to be this participant's.</param>
/// <param name="ObjectId">Entra object id, if known.</param>
/// <param name="RegistrationId">Webinar registration id, if known.</param>
public sealed record RosterEntry(Guid Id, string Name, string? Email, IReadOnlyList<string> Aliases, string? ObjectId, string? RegistrationId)
{
    /// <summary>The LMS's own id, the same in all of its sessions, if it gave one.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Further registration ids known to be this participant's, because they were made with an address of theirs.</summary>
    public IReadOnlyList<string> FurtherRegistrationIds { get; init; } = [];

    /// <summary>Keys of identities that people confirmed as this participant's in other sessions.</summary>
    public IReadOnlyList<KnownAlias> KnownAliases { get; init; } = [];

    /// <summary>True when the join link was given to this participant.</summary>
    public bool WasLaunched { get; init; }

    /// <summary>True when a webinar registration is this participant's.</summary>
    public bool IsRegistered => !string.IsNullOrWhiteSpace(RegistrationId) || FurtherRegistrationIds.Count > 0;
}

/// <summary>A key that a person confirmed as a participant's in an earlier session.</summary>
/// <param name="IdentityKey">An address or an Entra object id, written as in <see cref="SeenIdentity.Keys"/>.</param>
/// <param name="Session">Title of the session in which it was confirmed.</param>
/// <param name="On">The day of the decision, UTC.</param>
/// <param name="IsContested">True when it was confirmed as somebody else's as well: it only suggests then.</param>
public sealed record KnownAlias(string IdentityKey, string Session, DateOnly On, bool IsContested);
