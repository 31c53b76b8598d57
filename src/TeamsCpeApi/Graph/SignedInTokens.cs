using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>Tokens in the name of a person who has signed in. Between renewals they are kept in memory, so that the database is asked once an hour.</summary>
internal sealed class SignedInTokens(IOptions<GraphOptions> options, SignInClients clients, ISignInCaches caches, TimeProvider clock)
{
    /// <summary>A token is not used in its last minutes: it could end on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, (string Token, DateTimeOffset ExpiresOn)> held = new();

    public async Task<(string? Token, GraphFailure? Failure)> GetAsync(GraphConnection connection, bool fresh, CancellationToken cancellationToken)
    {
        var signIn = connection.SignIn!;
        if (signIn.Obstacle is { } obstacle)
        {
            return (null, GraphFailures.Of(GraphFailureKind.ReconnectNeeded, new(connection), obstacle));
        }

        if (!fresh && held.TryGetValue(signIn.SignInId, out var kept) && kept.ExpiresOn - clock.GetUtcNow() > Margin)
        {
            return (kept.Token, null);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            var result = await caches.UseAsync(signIn, cache => clients.TokenAsync(connection, cache, fresh, limit.Token), limit.Token);
            held[signIn.SignInId] = (result.AccessToken, result.ExpiresOn);
            return (result.AccessToken, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && TokenFailures.IsKnown(exception))
        {
            var failure = TokenFailures.Of(new(connection), exception);
            if (failure.Kind is GraphFailureKind.ReconnectNeeded or GraphFailureKind.ConsentMissing)
            {
                held.TryRemove(signIn.SignInId, out _);
                await caches.EndAsync(signIn, failure, cancellationToken);
            }

            return (null, failure);
        }
    }
}
