namespace TeamsCpeApi.Graph;

/// <summary>The person in whose name a connection asks. Such a connection sees its own person's meetings and nobody else's.</summary>
/// <param name="ProviderId">Whose token cache.</param>
/// <param name="SignInId">Tells this sign-in from the one before it.</param>
/// <param name="UserId">The person's object id; null while nobody has signed in.</param>
/// <param name="Obstacle">Why there can be no token until somebody signs in; null while nothing is known against it.</param>
internal sealed record GraphSignIn(Guid ProviderId, Guid SignInId, Guid? UserId, string? Obstacle);

/// <summary>Where the token caches of sign-ins are kept: the edge to the database.</summary>
internal interface ISignInCaches
{
    /// <summary>
    /// Hands out the cache of a sign-in while no other node can use it, and keeps what it was changed to before anybody else reads.
    /// A rotated refresh token is thus never overwritten by an older one. The content is null where the sign-in was replaced.
    /// </summary>
    Task<T> UseAsync<T>(GraphSignIn signIn, Func<SignInCache, Task<T>> use, CancellationToken cancellationToken);

    /// <summary>Remembers that the sign-in is over, unless there is a newer one.</summary>
    Task EndAsync(GraphSignIn signIn, GraphFailure failure, CancellationToken cancellationToken);
}

/// <summary>A token cache in hand: what the token library made of it, refresh token included.</summary>
internal sealed class SignInCache(byte[]? content)
{
    public byte[]? Content { get; private set; } = content;

    public bool IsChanged { get; private set; }

    public void Replace(byte[] changed) => (Content, IsChanged) = (changed, true);
}
