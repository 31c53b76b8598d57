using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Attendance;

/// <summary>When to ask again after a failure. What passes by itself is asked for soon, what an administrator has to mend slowly, and neither for ever.</summary>
internal static class RetryPlan
{
    private static readonly TimeSpan[] Soon = [.. new[] { 1, 2, 5, 15, 30, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>A policy takes up to half an hour to work, in rare cases two days (graph.md §0.1); consent and a new secret take somebody who reads the message.</summary>
    private static readonly TimeSpan[] Slowly = [.. new[] { 30, 30, 60, 120, 240, 480 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    /// <summary>The next attempt; null where asking again does not help, or where it was asked long enough.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="begun">When asking began.</param>
    /// <param name="now">The present.</param>
    /// <param name="attempts">How often it was asked.</param>
    public static DateTimeOffset? Next(GraphFailure failure, DateTimeOffset begun, DateTimeOffset now, int attempts)
    {
        if (now - begun >= Longest)
        {
            return null;
        }

        return failure switch
        {
            { Kind: GraphFailureKind.Throttled, RetryAfter: { } pause } => now + pause,
            { Transient: true } => now + At(Soon, attempts),
            _ when CanBeMended(failure.Kind) => now + At(Slowly, attempts),
            _ => null,
        };
    }

    private static TimeSpan At(TimeSpan[] pauses, int attempts) => pauses[Math.Clamp(attempts - 1, 0, pauses.Length - 1)];

    /// <summary>An administrator of the tenant can mend it without touching the session.</summary>
    private static bool CanBeMended(GraphFailureKind kind) => kind
        is GraphFailureKind.NoAccessPolicy
        or GraphFailureKind.OrganizerNotCovered
        or GraphFailureKind.ConsentMissing
        or GraphFailureKind.Forbidden
        or GraphFailureKind.SecretInvalid
        or GraphFailureKind.SecretExpired
        or GraphFailureKind.AppNotFound
        or GraphFailureKind.AssertionRejected
        or GraphFailureKind.ReconnectNeeded
        or GraphFailureKind.SignInRefused
        or GraphFailureKind.TokenRejected
        or GraphFailureKind.CertificateUntrusted;
}
