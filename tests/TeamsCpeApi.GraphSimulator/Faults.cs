using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator;

public enum FaultKind
{
    Refusal,
    ReportsNotReady,
    ExpiredToken,
    NoPolicy,
    NotCovered,
    MissingRole,
    Forbidden,
    MeetingNotFound,
    EmptyList,
    Throttled,
    InternalServerError,
    BadGateway,
    ServiceUnavailable,
    GatewayTimeout,
    SlowAnswer,
    SlowBody,
    TruncatedBody,
    TruncatedJson,
    NotJson,
    ConnectionAborted,
    NextLinkLoop,
    NextLinkElsewhere,
    EmptyPageWithNextLink,
    UnknownProperties,
}

/// <summary>One switchable fault; README.md describes each kind.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Match">A regular expression on "METHOD /path", without the query and ignoring case.</param>
/// <param name="Times">How many requests it spoils; all when null.</param>
/// <param name="Percentage">The chance, by the scenario's seed, that a matching request is spoiled.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with 429 and 5xx; no header when null.</param>
/// <param name="Seconds">How long a slow answer or a slow body takes.</param>
/// <param name="Origin">Where the next link leads, such as https://elsewhere.example.</param>
/// <param name="Status">The status of a refusal.</param>
/// <param name="Code">The error code of a refusal.</param>
/// <param name="Message">The text of a refusal.</param>
/// <param name="Number">The AADSTS number of a refusal at the token endpoint.</param>
public sealed record FaultRule(
    FaultKind Kind,
    string? Match = null,
    int? Times = null,
    int? Percentage = null,
    int? RetryAfterSeconds = null,
    double Seconds = 30,
    string? Origin = null,
    int Status = 400,
    string Code = "BadRequest",
    string Message = "",
    int Number = 0)
{
    private const string Reports = "GET .*/attendanceReports$";
    private const string Pages = "GET .*/(attendanceReports|attendanceRecords)$";

    private int applied;

    /// <summary>How many requests the rule has spoiled.</summary>
    public int Applied => applied;

    internal bool Matches(string methodAndPath) =>
        (Times is null || applied < Times) && Regex.IsMatch(
            methodAndPath, Match ?? DefaultMatch, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    internal void Apply() => applied++;

    internal FaultRule Unused() => this with { applied = 0 };

    internal IEnumerable<string> Mistakes()
    {
        if (Times < 0 || Percentage is < 0 or > 100 || Seconds < 0 || RetryAfterSeconds < 0 || Number < 0 || Status is < 400 or > 599)
        {
            yield return $"The fault {Kind} has a number out of range.";
        }

        if (Match is not null && !IsPattern(Match))
        {
            yield return $"'{Match}' is not a regular expression.";
        }
    }

    [JsonIgnore]
    private string DefaultMatch => Kind switch
    {
        FaultKind.ReportsNotReady => Reports,
        FaultKind.NextLinkLoop or FaultKind.NextLinkElsewhere or FaultKind.EmptyPageWithNextLink => Pages,
        _ => "/v1.0/",
    };

    private static bool IsPattern(string text)
    {
        try
        {
            _ = new Regex(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>The faults in force; at most one, the first that matches, spoils a request.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<FaultRule> rules = [];
    private Random chance = new(0);

    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (gate)
            {
                return [.. rules];
            }
        }
    }

    /// <summary>Adds a rule and returns the one in force, whose Applied counts.</summary>
    public FaultRule Add(FaultRule rule)
    {
        lock (gate)
        {
            var added = Checked(rule).Unused();
            rules.Add(added);
            return added;
        }
    }

    /// <summary>Puts these rules in the place of all others, unused, with the chance seeded anew.</summary>
    public void Replace(IEnumerable<FaultRule> replacement, int seed = 0)
    {
        var checkedRules = replacement.Select(rule => Checked(rule).Unused()).ToList();
        lock (gate)
        {
            rules.Clear();
            rules.AddRange(checkedRules);
            chance = new Random(seed);
        }
    }

    public void Clear() => Replace([]);

    internal FaultRule? Take(string methodAndPath)
    {
        lock (gate)
        {
            foreach (var rule in rules.Where(rule => rule.Matches(methodAndPath)))
            {
                if (rule.Percentage is { } percentage && chance.Next(100) >= percentage)
                {
                    continue;
                }

                rule.Apply();
                return rule;
            }

            return null;
        }
    }

    private static FaultRule Checked(FaultRule rule) =>
        rule.Mistakes().ToList() is { Count: > 0 } mistakes
            ? throw new ArgumentException(string.Join(" ", mistakes), nameof(rule))
            : rule;
}
