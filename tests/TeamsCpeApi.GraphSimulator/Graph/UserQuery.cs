using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>As much of the directory's query language as a search for an organizer needs: terms joined by "or".</summary>
internal static partial class UserQuery
{
    public static (Answer? Refusal, Predicate<SimulatedUser>? Matches) Read(string? filter, string? search, string? consistencyLevel)
    {
        if (search is not null && !string.Equals(consistencyLevel, "eventual", StringComparison.OrdinalIgnoreCase))
        {
            return (GraphError.UnsupportedQuery(
                "Request with $search query parameter only works through MSGraph with a special request header: "
                + "'ConsistencyLevel: eventual'"), null);
        }

        var (filterIsRead, byFilter) = Terms(filter, @"\s+or\s+", FilterTerm, StartsWithTerm);
        var (searchIsRead, bySearch) = Terms(search, @"\s+OR\s+", SearchTerm);
        return filterIsRead && searchIsRead
            ? (null, user => byFilter(user) && bySearch(user))
            : (GraphError.UnsupportedQuery("Unsupported Query."), null);
    }

    private static (bool IsRead, Predicate<SimulatedUser> Matches) Terms(string? text, string separator, params Regex[] forms)
    {
        if (text is null)
        {
            return (true, _ => true);
        }

        var terms = Regex.Split(text.Trim(), separator)
            .Select(term => Array.ConvertAll(forms, form => form.Match(term)).FirstOrDefault(match => match.Success))
            .ToList();
        return terms.Contains(null)
            ? (false, _ => false)
            : (true, user => terms.Exists(term => Holds(term!, user)));
    }

    private static bool Holds(Match term, SimulatedUser user)
    {
        var actual = term.Groups["property"].Value.ToUpperInvariant() switch
        {
            "ID" => user.Id.ToString(),
            "MAIL" => user.Mail,
            "USERPRINCIPALNAME" => user.UserPrincipalName,
            "EMPLOYEEID" => user.EmployeeId,
            _ => user.DisplayName,
        } ?? "";
        var wanted = term.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
        return term.Groups["how"].Value switch
        {
            "eq" => actual.Equals(wanted, StringComparison.OrdinalIgnoreCase),
            "startswith" or "startsWith" => actual.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
            _ => actual.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        };
    }

    [GeneratedRegex(@"^\(?(?<property>id|mail|userPrincipalName|displayName|employeeId)\s+(?<how>eq)\s+'(?<value>(?:[^']|'')*)'\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex FilterTerm { get; }

    [GeneratedRegex(@"^(?<how>startswith|startsWith)\((?<property>(?i)mail|userPrincipalName|displayName(?-i)),\s*'(?<value>(?:[^']|'')*)'\)$")]
    private static partial Regex StartsWithTerm { get; }

    [GeneratedRegex("^\"(?<property>mail|userPrincipalName|displayName):(?<how>)(?<value>[^\"]*)\"$", RegexOptions.IgnoreCase)]
    private static partial Regex SearchTerm { get; }
}
