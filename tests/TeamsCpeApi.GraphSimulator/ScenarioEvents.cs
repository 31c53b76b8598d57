namespace TeamsCpeApi.GraphSimulator;

/// <summary>A calendar event, with or without an online meeting of the same organizer.</summary>
public sealed class SimulatedEvent
{
    public required string Id { get; set; }

    public required Guid Organizer { get; set; }

    public string? Subject { get; set; }

    public Instant? Start { get; set; }

    public Instant? End { get; set; }

    public string? TransactionId { get; set; }

    public string? JoinUrl { get; set; }

    /// <summary>How many more answers lack the join link.</summary>
    public int AnswersWithoutJoinUrl { get; set; }

    public bool HideAttendees { get; set; }

    public List<string> Attendees { get; set; } = [];

    /// <summary>Values of singleValueExtendedProperties by their id.</summary>
    public Dictionary<string, string> Properties { get; set; } = [];
}

/// <summary>A webinar or a town hall.</summary>
public sealed class SimulatedVirtualEvent
{
    /// <summary>A guid, an @, and the tenant's guid.</summary>
    public required string Id { get; set; }

    public required Guid Organizer { get; set; }

    public List<Guid> CoOrganizers { get; set; } = [];

    public string Status { get; set; } = "published";

    public string? DisplayName { get; set; }

    public Instant? StartDateTime { get; set; }

    public Instant? EndDateTime { get; set; }

    /// <summary>The zone in which times are sent; calendars use Windows' names.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The status that a new registration gets.</summary>
    public string NewRegistrationStatus { get; set; } = "registered";

    public List<SimulatedEventSession> Sessions { get; set; } = [];

    public List<SimulatedRegistration> Registrations { get; set; } = [];
}

public sealed class SimulatedEventSession
{
    public required Guid Id { get; set; }

    public string? Subject { get; set; }

    public string? JoinWebUrl { get; set; }

    public Instant? StartDateTime { get; set; }

    public Instant? EndDateTime { get; set; }

    public List<SimulatedReport> Reports { get; set; } = [];
}

public sealed class SimulatedRegistration
{
    public required Guid Id { get; set; }

    public string? Email { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string Status { get; set; } = "registered";

    public Guid? UserId { get; set; }

    public string? PreferredTimezone { get; set; }

    public string? PreferredLanguage { get; set; }

    public Instant? RegistrationDateTime { get; set; }

    public Instant? CancelationDateTime { get; set; }
}
