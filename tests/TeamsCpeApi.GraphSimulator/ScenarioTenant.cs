using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.GraphSimulator;

public sealed class SimulatedTenant
{
    public required Guid Id { get; set; }

    public string Domain { get; set; } = "contoso.example";

    public List<SimulatedApp> Apps { get; set; } = [];

    public List<SimulatedUser> Users { get; set; } = [];

    public List<SimulatedAccessPolicy> AccessPolicies { get; set; } = [];

    public List<SimulatedMeeting> Meetings { get; set; } = [];

    public List<SimulatedSubscription> Subscriptions { get; set; } = [];

    public List<SimulatedEvent> Events { get; set; } = [];

    public List<SimulatedVirtualEvent> Webinars { get; set; } = [];

    public List<SimulatedVirtualEvent> TownHalls { get; set; } = [];
    /// <summary>A policy switches attendance reports off: every list of reports is empty.</summary>
    public bool ReportsDisabled { get; set; }

    public List<SimulatedManagedIdentity> ManagedIdentities { get; set; } = [];
}

public sealed class SimulatedApp
{
    public required Guid ClientId { get; set; }

    public string DisplayName { get; set; } = "CPE";

    public List<SimulatedSecret> Secrets { get; set; } = [];

    /// <summary>Public certificates as PEM.</summary>
    public List<string> Certificates { get; set; } = [];

    public List<SimulatedFederatedCredential> FederatedCredentials { get; set; } = [];

    /// <summary>Where browsers may be sent back to.</summary>
    public List<string> RedirectUris { get; set; } = [];

    /// <summary>Delegated permissions with consent.</summary>
    public List<string> DelegatedScopes { get; set; } = [];

    /// <summary>Application permissions with admin consent; a token carries those at the moment of its issue.</summary>
    public List<string> Roles { get; set; } = [];
}

/// <summary>A client secret; one without an expiry never expires.</summary>
public sealed record SimulatedSecret(string Value, Instant? Expires = null);

public sealed class SimulatedUser
{
    public required Guid Id { get; set; }

    public required string UserPrincipalName { get; set; }

    public string? Mail { get; set; }

    public string? DisplayName { get; set; }

    /// <summary>The AADSTS number with which refresh tokens of this person are refused, such as 50076; null for none.</summary>
    public int? RefreshRefusal { get; set; }

    public string? EmployeeId { get; set; }
}

/// <summary>A Teams application access policy together with its grants.</summary>
public sealed class SimulatedAccessPolicy
{
    public required string Name { get; set; }

    public List<Guid> AppIds { get; set; } = [];

    public bool Global { get; set; }

    public List<Guid> Users { get; set; } = [];

    public List<SimulatedGroupGrant> Groups { get; set; } = [];

    /// <summary>Grants take up to half an hour to reach the service; before this instant the policy does not exist.</summary>
    public Instant? EffectiveAt { get; set; }
}

/// <summary>A grant to a group; the lowest rank wins.</summary>
public sealed record SimulatedGroupGrant(Guid Id, int Rank, List<Guid> Members);

public sealed class SimulatedMeeting
{
    /// <summary>Derived from the organizer and the thread when it is not given.</summary>
    public string? Id { get; set; }

    public required Guid Organizer { get; set; }

    public required string JoinWebUrl { get; set; }

    public string? JoinMeetingId { get; set; }

    /// <summary>The key of createOrGet, unique for an organizer.</summary>
    public string? ExternalId { get; set; }

    public string? Subject { get; set; }

    public string? MeetingType { get; set; }

    public Instant? CreationDateTime { get; set; }

    public Instant? StartDateTime { get; set; }

    public Instant? EndDateTime { get; set; }

    /// <summary>After this instant the meeting is no longer found by a filter, although its reports still are by its id.</summary>
    public Instant? LookupUntil { get; set; }

    public List<Guid> CoOrganizers { get; set; } = [];

    public List<SimulatedReport> Reports { get; set; } = [];
}

public sealed class SimulatedReport
{
    public required Guid Id { get; set; }

    public Instant? MeetingStartDateTime { get; set; }

    public Instant? MeetingEndDateTime { get; set; }

    /// <summary>Before this instant the report does not exist.</summary>
    public Instant? AvailableAt { get; set; }

    /// <summary>The number of records when it is not given.</summary>
    public int? TotalParticipantCount { get; set; }

    public List<SimulatedRecord> Records { get; set; } = [];
}

public sealed class SimulatedRecord
{
    /// <summary>The object id, else an id derived from the report, when it is not given.</summary>
    public string? Id { get; set; }

    public string? EmailAddress { get; set; } = "";

    public string? DisplayName { get; set; }

    public Guid? ObjectId { get; set; }

    public Guid? TenantId { get; set; }

    public string? Role { get; set; } = "Attendee";

    public string? RegistrationId { get; set; }

    /// <summary>The sum of the interval durations when it is not given.</summary>
    public int? TotalAttendanceInSeconds { get; set; }

    public List<SimulatedInterval> Intervals { get; set; } = [];

    /// <summary>Sent verbatim, null included, instead of the identity made from the fields above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Identity { get; set; }

    /// <summary>Members added to the record verbatim.</summary>
    public JsonObject? Extra { get; set; }
}
