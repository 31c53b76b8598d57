using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Certificates;

/// <summary>
/// Which time a certificate certifies. Somebody attends one session at a time: over all that they were certified for, no instant
/// stands under two certificates, unless a person decided so with a reason.
/// </summary>
public static class CertifiedTime
{
    /// <summary>The instants of presence that counted. Credit that polls alone limit stands on that presence too.</summary>
    public static IntervalSet Of(CreditCase subject) =>
        subject.Window is { } window ? subject.Presence.Instants.Intersect(window.Instants) : IntervalSet.Empty;

    /// <summary>Those of the others that share an instant with <paramref name="time"/>, be it less than a second, with what they share.</summary>
    /// <param name="time">The time of one session or program.</param>
    /// <param name="others">The times of others, each with what it is of.</param>
    public static IReadOnlyList<SharedTime<T>> Shared<T>(IntervalSet time, IEnumerable<SharedTime<T>> others) =>
        [.. others.Select(other => other with { Instants = time.Intersect(other.Instants) }).Where(shared => shared.Instants.Intervals.Count > 0)];
}

/// <summary>Time, and what it is of.</summary>
/// <param name="Of">A session, or a certificate.</param>
/// <param name="Instants">The instants.</param>
public sealed record SharedTime<T>(T Of, IntervalSet Instants);
