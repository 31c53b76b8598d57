namespace TeamsCpeApi.Providers;

/// <summary>Something about a provider that an administrator should see to.</summary>
/// <param name="Code">credential-expiring, credential-expired, sign-in-needed or reconnect-needed.</param>
/// <param name="Message">What is the matter and what to do.</param>
/// <param name="DaysLeft">Whole days until it is too late, where there is such a day; negative once it is past.</param>
internal sealed record ProviderWarning(string Code, string Message, int? DaysLeft = null);

/// <summary>How near a credential's end is.</summary>
internal static class CredentialExpiry
{
    public const string Expiring = "credential-expiring";
    public const string Expired = "credential-expired";

    /// <summary>So many days before the end somebody is told, once each.</summary>
    public static readonly IReadOnlyList<int> Thresholds = [60, 30, 14, 7, 1];

    /// <summary>The tightest threshold that is reached; null while none is, and once the end is past.</summary>
    public static int? ThresholdOf(DateTimeOffset expiresOn, DateTimeOffset now) =>
        expiresOn <= now ? null : Thresholds.Where(days => expiresOn - now <= TimeSpan.FromDays(days)).Select(days => (int?)days).LastOrDefault();

    /// <summary>Whole days left, rounded down.</summary>
    public static int DaysLeft(DateTimeOffset expiresOn, DateTimeOffset now) => (int)Math.Floor((expiresOn - now).TotalDays);

    /// <summary>The warning that a provider shows; null while its credential lasts for long, or nobody knows until when.</summary>
    public static ProviderWarning? WarningOf(Provider provider, DateTimeOffset now)
    {
        if (provider.CredentialExpiresOn is not { } end)
        {
            return null;
        }

        var renew = provider.CredentialType switch
        {
            CredentialType.Certificate => $"Make a new certificate, upload its public part to app registration {provider.ClientId} in the Entra admin center (Certificates & secrets), and PATCH this provider with the new one.",
            CredentialType.Federated => "Make a new client secret at the other issuer, and PATCH this provider with it.",
            _ => $"Make a new client secret for app registration {provider.ClientId} in the Entra admin center (Certificates & secrets), and PATCH this provider with it.",
        };
        return end <= now ? new(Expired, $"The credential has expired on {end:yyyy-MM-dd}: nothing can be fetched with it. {renew}", DaysLeft(end, now))
            : ThresholdOf(end, now) is not null ? new(Expiring, $"The credential expires on {end:yyyy-MM-dd}. {renew} The old one stays valid until the new one was accepted.", DaysLeft(end, now))
            : null;
    }
}
