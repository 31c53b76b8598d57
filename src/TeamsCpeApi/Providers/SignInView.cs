namespace TeamsCpeApi.Providers;

/// <summary>Where a person's sign-in stands.</summary>
internal enum SignInState
{
    /// <summary>Nobody has signed in yet.</summary>
    SignInNeeded,

    /// <summary>It works.</summary>
    Connected,

    /// <summary>It is over: somebody has to sign in again.</summary>
    Reconnect,
}

/// <summary>A person's sign-in.</summary>
/// <param name="State">signInNeeded, connected or reconnect.</param>
/// <param name="UserId">The person's object id.</param>
/// <param name="UserPrincipalName">The person's user principal name.</param>
/// <param name="SignedInAt">When.</param>
/// <param name="Reconnect">Why it is over.</param>
internal sealed record SignInView(SignInState State, Guid? UserId, string? UserPrincipalName, DateTimeOffset? SignedInAt, SignInEnd? Reconnect)
{
    public static SignInView Of(ProviderSignIn? signIn) => new(
        signIn switch { null => SignInState.SignInNeeded, { Reconnect: null } => SignInState.Connected, _ => SignInState.Reconnect },
        signIn?.UserId,
        signIn?.UserPrincipalName,
        signIn?.SignedInAt,
        signIn?.Reconnect);

    public static ProviderWarning? WarningOf(Provider provider) => provider switch
    {
        { Kind: ProviderKind.Delegated, SignIn: null } =>
            new("sign-in-needed", $"Nobody has signed in yet: POST /api/v1/providers/{provider.Id}/authorize, and open the address in the browser of the person in whose name meetings are read."),
        { SignIn.Reconnect: { } end } => new("reconnect-needed", end.Reason),
        _ => null,
    };
}
