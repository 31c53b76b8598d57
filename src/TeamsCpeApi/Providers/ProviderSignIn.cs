using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>Who signed in to a delegated provider.</summary>
/// <param name="Id">Tells this sign-in from the one before it.</param>
/// <param name="UserId">The person's object id.</param>
/// <param name="UserPrincipalName">The person's user principal name.</param>
/// <param name="SignedInAt">When.</param>
/// <param name="Reconnect">Why it is over; null while it holds.</param>
internal sealed record ProviderSignIn(Guid Id, Guid UserId, string UserPrincipalName, DateTimeOffset SignedInAt, SignInEnd? Reconnect = null);

/// <summary>Why a sign-in is over: somebody has to sign in again.</summary>
/// <param name="Since">When that was noticed.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Reason">What Entra said, in words, and what to do.</param>
internal sealed record SignInEnd(DateTimeOffset Since, string Code, string Reason);

/// <summary>The tokens of a sign-in, encrypted. Apart from the provider, because it changes with every renewal.</summary>
internal sealed class TokenCache : IBookkeeping
{
    public required Guid ProviderId { get; init; }

    public required Guid SignInId { get; set; }

    public required byte[] ProtectedContent { get; set; }

    public required DateTimeOffset RenewedAt { get; set; }

    /// <summary>Counts the renewals.</summary>
    public int Renewals { get; set; }

    public static string PurposeOf(Guid providerId, Guid signInId) => $"token-cache:{providerId}:{signInId}";
}

internal sealed class TokenCacheMapping : IEntityTypeConfiguration<TokenCache>
{
    public void Configure(EntityTypeBuilder<TokenCache> builder)
    {
        builder.ToTable("token_caches");
        builder.HasKey(cache => cache.ProviderId);
        builder.HasOne<Provider>().WithOne().HasForeignKey<TokenCache>(cache => cache.ProviderId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>
/// A sign-in under way. Of everything that travels through a browser only hashes are kept; it is good for ten minutes, for one
/// browser, once.
/// </summary>
internal sealed class SignInAttempt : IBookkeeping
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }

    public required Guid ProviderId { get; init; }

    /// <summary>The key that asked for it, for the audit log.</summary>
    public required Guid? RequestedBy { get; init; }

    /// <summary>Of the token in the address that the browser opens.</summary>
    public required string StartHash { get; init; }

    /// <summary>Of the cookie of the browser that opened it.</summary>
    public string? BrowserHash { get; set; }

    /// <summary>Of the state that Microsoft hands back.</summary>
    public string? StateHash { get; set; }

    /// <summary>The verifier of PKCE, encrypted.</summary>
    public byte[]? ProtectedVerifier { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public static string PurposeOf(Guid id) => $"sign-in-verifier:{id}";
}

internal sealed class SignInAttemptMapping : IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.ToTable("sign_in_attempts");
        foreach (var hash in new[] { nameof(SignInAttempt.StartHash), nameof(SignInAttempt.BrowserHash), nameof(SignInAttempt.StateHash) })
        {
            builder.Property(hash).HasMaxLength(64).IsFixedLength();
        }

        builder.HasOne<Provider>().WithMany().HasForeignKey(attempt => attempt.ProviderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(attempt => attempt.ProviderId);
        builder.HasIndex(attempt => attempt.StartHash).IsUnique();
        builder.HasIndex(attempt => attempt.StateHash).IsUnique();
    }
}
