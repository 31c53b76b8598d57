using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>Everything the simulator knows; README.md describes the file form field by field.</summary>
public sealed class Scenario
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public List<SimulatedTenant> Tenants { get; set; } = [];

    /// <summary>Issuers besides Entra.</summary>
    public List<SimulatedIssuer> Issuers { get; set; } = [];

    /// <summary>Items on one page of users and of attendance records.</summary>
    public int PageSize { get; set; } = 100;

    public AnswerShapes Answers { get; set; } = new();

    public Throttle? Throttle { get; set; }

    /// <summary>Where notifications are sent in place of the origin of the notificationUrl, as if that were a proxy in front of it.</summary>
    public Uri? DeliverTo { get; set; }

    /// <summary>The rules in force at the start and again after a reset.</summary>
    public List<FaultRule> Faults { get; set; } = [];

    /// <summary>Seeds the chance of the rules that have a percentage.</summary>
    public int Seed { get; set; }

    /// <summary>The instant at which the simulator's clock starts; the real clock when null.</summary>
    public Instant? Clock { get; set; }

    public int TokenLifetimeSeconds { get; set; } = 3599;

    /// <summary>Names of Graph that a scope may use besides the simulator's own address.</summary>
    public List<string> GraphRoots { get; set; } = ["https://graph.microsoft.com"];

    /// <summary>Other resources that tokens are issued for and that Graph refuses as a wrong audience.</summary>
    public List<string> OtherResources { get; set; } = [];

    public static Scenario Parse(string json)
    {
        var scenario = JsonSerializer.Deserialize<Scenario>(json, Json)
            ?? throw new JsonException("A scenario is an object.");
        var mistakes = ScenarioCheck.MistakesIn(scenario);
        return mistakes.Count == 0
            ? scenario
            : throw new JsonException("The scenario contradicts itself: " + string.Join(" ", mistakes));
    }

    public static async Task<Scenario> LoadAsync(string path, CancellationToken cancellationToken) =>
        Parse(await File.ReadAllTextAsync(path, cancellationToken));

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Finds a tenant by its id or its domain.</summary>
    public SimulatedTenant? FindTenant(string idOrDomain) =>
        Tenants.Find(tenant => string.Equals(tenant.Id.ToString(), idOrDomain, StringComparison.OrdinalIgnoreCase)
            || string.Equals(tenant.Domain, idOrDomain, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where the documentation and the field disagree, which of the answers is given.</summary>
public sealed class AnswerShapes
{
    public PolicyRefusalWording PolicyRefusal { get; set; }

    public UncoveredOrganizerAnswer UncoveredOrganizer { get; set; }

    public UnknownMeetingAnswer UnknownMeeting { get; set; }

    public RecordsOfListedReport ListedRecords { get; set; }

    public RecordsOfExpandedReport ExpandedRecords { get; set; }

    public HexEscapeComparison HexEscapes { get; set; }

    public JoinUrlOfCreatedMeeting CreatedJoinUrl { get; set; }

    public RepeatedTransactionAnswer RepeatedTransaction { get; set; }

    /// <summary>How many answers about a new event still lack its join link.</summary>
    public int EventsWithoutJoinUrl { get; set; }

    public EventTimeForm EventTimes { get; set; }

    public RepeatedRegistrationAnswer RepeatedRegistration { get; set; }
    public CoOrganizerAnswer CoOrganizerLookup { get; set; }

    /// <summary>Reports of meetings that are older are gone; the service keeps them for a year.</summary>
    public int? ReportRetentionDays { get; set; }

    public RefreshTokenAnswer RefreshTokens { get; set; }

    /// <summary>What a refresh token is worth that was used before: Entra takes it until it ends, stricter issuers do not.</summary>
    public UsedRefreshTokenAnswer UsedRefreshTokens { get; set; }

    /// <summary>The tenant that id tokens name; the one that was signed in to when null.</summary>
    public Guid? IdTokenTenant { get; set; }

    /// <summary>How many of the newest reports the list shows; documented as 50, some tenants saw 10.</summary>
    public int MaxReports { get; set; } = 50;
}

public enum UsedRefreshTokenAnswer
{
    Accepted,
    Refused,
}

public enum RefreshTokenAnswer
{
    Given,
    Withheld,
}

public enum PolicyRefusalWording
{
    Documented,
    Live,
    FullStop,
}

public enum UncoveredOrganizerAnswer
{
    NoPolicy,
    NotCovered,
}

public enum UnknownMeetingAnswer
{
    NotFound,
    EmptyList,
}

public enum RecordsOfListedReport
{
    Empty,
    Omitted,
}

public enum RecordsOfExpandedReport
{
    Full,
    Empty,
}

public enum CoOrganizerAnswer
{
    Refused,
    Allowed,
}

public enum HexEscapeComparison
{
    Exact,
    IgnoreCase,
}

public enum JoinUrlOfCreatedMeeting
{
    Long,
    Short,
}

public enum RepeatedTransactionAnswer
{
    SameEvent,
    Conflict,
}

public enum EventTimeForm
{
    WithTimeZone,
    Plain,
}

public enum RepeatedRegistrationAnswer
{
    Second,
    Conflict,
}

/// <summary>At most <paramref name="Requests"/> Graph requests of one app in one tenant per window.</summary>
public sealed record Throttle(int Requests, int Seconds, bool RetryAfter = true);
