using TeamsCpeApi.Graph.Budget;

namespace TeamsCpeApi.Graph;

/// <summary>The section "Graph". Clouds come from here alone: whoever may define a cloud may receive tokens.</summary>
internal sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>The clouds by name. Further ones, or further settings of the known ones, come from the configuration.</summary>
    public Dictionary<string, GraphCloud> Clouds { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["global"] = new()
        {
            Authority = "https://login.microsoftonline.com",
            GraphRoot = "https://graph.microsoft.com",
            JoinHosts = ["teams.microsoft.com", "teams.cloud.microsoft"],
        },
        ["usGov"] = new()
        {
            Authority = "https://login.microsoftonline.us",
            GraphRoot = "https://graph.microsoft.us",
            JoinHosts = ["gov.teams.microsoft.us"],
            VirtualEventsAvailable = false,
            FederatedAudience = "api://AzureADTokenExchangeUSGov",
        },
        ["usGovDod"] = new()
        {
            Authority = "https://login.microsoftonline.us",
            GraphRoot = "https://dod-graph.microsoft.us",
            JoinHosts = ["dod.teams.microsoft.us"],
            VirtualEventsAvailable = false,
            FederatedAudience = "api://AzureADTokenExchangeUSGov",
        },
        ["china"] = new()
        {
            Authority = "https://login.chinacloudapi.cn",
            GraphRoot = "https://microsoftgraph.chinacloudapi.cn",
            AttendanceAvailable = false,
            VirtualEventsAvailable = false,
            FederatedAudience = "api://AzureADTokenExchangeChina",
        },
    };

    /// <summary>How long one request may take, from connecting to the last byte.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest answer that is read, in bytes.</summary>
    public int MaxAnswerBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>The most pages of one list that are followed.</summary>
    public int MaxPages { get; set; } = 500;

    /// <summary>The delegated permissions of Graph that a person is asked for; those that fetching needs where none is configured.</summary>
    public List<string> DelegatedPermissions { get; set; } = [];

    public GraphRetryOptions Retry { get; } = new();

    public GraphFederatedOptions Federated { get; } = new();

    public GraphBudgetOptions Budget { get; } = new();
}

/// <summary>Where a national cloud, or a test system, answers.</summary>
internal sealed class GraphCloud
{
    /// <summary>The origin of the token endpoint.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The origin of Graph; the only one that ever sees a token.</summary>
    public string GraphRoot { get; set; } = "";

    /// <summary>The path of a PEM file with certificates that are trusted in addition, for a test system or a firm's inspecting proxy.</summary>
    public string? TrustedCertificate { get; set; }

    /// <summary>Attendance reports exist in this cloud.</summary>
    public bool AttendanceAvailable { get; set; } = true;

    /// <summary>Webinars and town halls exist in this cloud's Graph.</summary>
    public bool VirtualEventsAvailable { get; set; } = true;

    /// <summary>The hosts of this cloud's join links.</summary>
    public List<string> JoinHosts { get; set; } = [];

    /// <summary>The audience of assertions where the credential names none. Microsoft documents the global one; those of other clouds are known from the field.</summary>
    public string FederatedAudience { get; set; } = "api://AzureADTokenExchange";
}

/// <summary>
/// Where assertions may come from. An administrator's key chooses among these and can name nothing else: neither another file of
/// this machine nor another host to send a secret to.
/// </summary>
internal sealed class GraphFederatedOptions
{
    /// <summary>Paths of token files by the name that a credential uses.</summary>
    public Dictionary<string, string> TokenFiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts of issuers, with the port where it is not 443.</summary>
    public List<string> IssuerHosts { get; set; } = [];

    /// <summary>The path of a PEM file with certificates that are trusted in addition when an issuer is asked.</summary>
    public string? TrustedCertificate { get; set; }
}

/// <summary>How often and how patiently a request is repeated before the answer is a failure.</summary>
internal sealed class GraphRetryOptions
{
    public int MaxRetries { get; set; } = 4;

    /// <summary>The first pause where the service names none; each further one is twice as long, with jitter.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause where the service names none.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest Retry-After that is waited for; with a longer one the answer is a failure that names it, and the job comes back.</summary>
    public TimeSpan RetryAfterCap { get; set; } = TimeSpan.FromSeconds(60);
}
