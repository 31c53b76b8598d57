using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>Refuses a start with a cloud that tokens must not be sent to, or limits that make no sense.</summary>
internal sealed class GraphOptionsValidator : IValidateOptions<GraphOptions>
{
    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        var wrong = options.Clouds.SelectMany(cloud => WrongWith(cloud.Key, cloud.Value)).Concat(WrongWith(options)).Concat(options.Budget.Mistakes()).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> WrongWith(string name, GraphCloud cloud)
    {
        foreach (var (setting, value) in new[] { ("Authority", cloud.Authority), ("GraphRoot", cloud.GraphRoot) })
        {
            if (!IsHttpsOrigin(value))
            {
                yield return $"Graph:Clouds:{name}:{setting} must be an https origin without a path, such as https://graph.microsoft.com.";
            }
        }

        if (cloud.TrustedCertificate is { Length: > 0 } path && !File.Exists(path))
        {
            yield return $"Graph:Clouds:{name}:TrustedCertificate names a file that does not exist.";
        }

        if (cloud is { AttendanceAvailable: true, JoinHosts.Count: 0 })
        {
            yield return $"Graph:Clouds:{name}:JoinHosts must name the hosts of the cloud's join links, such as teams.microsoft.com.";
        }

        if (cloud.JoinHosts.Any(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            yield return $"Graph:Clouds:{name}:JoinHosts must be host names.";
        }
    }

    private static IEnumerable<string> WrongWith(GraphOptions options)
    {
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromHours(1))
        {
            yield return "Graph:Timeout must be more than zero and at most an hour.";
        }

        if (options.MaxAnswerBytes <= 0 || options.MaxPages <= 0)
        {
            yield return "Graph:MaxAnswerBytes and Graph:MaxPages must be positive.";
        }

        if (options.Federated.TrustedCertificate is { Length: > 0 } path && !File.Exists(path))
        {
            yield return "Graph:Federated:TrustedCertificate names a file that does not exist.";
        }

        if (options.Federated.TokenFiles.Values.Any(file => !Path.IsPathFullyQualified(file)))
        {
            yield return "Graph:Federated:TokenFiles must be absolute paths.";
        }

        if (options.Retry is not { MaxRetries: > 0 and <= 20 } retry
            || retry.BaseDelay < TimeSpan.Zero || retry.MaxDelay < retry.BaseDelay || retry.RetryAfterCap < TimeSpan.Zero)
        {
            yield return "Graph:Retry needs 1 to 20 retries, delays that are not negative, and a MaxDelay of at least BaseDelay.";
        }
    }

    private static bool IsHttpsOrigin(string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && uri.UserInfo.Length == 0
            && uri.PathAndQuery == "/"
            && uri.Fragment.Length == 0;
}
