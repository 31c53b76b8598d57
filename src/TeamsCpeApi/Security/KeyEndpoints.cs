using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Security;

/// <summary>API keys: made, listed, rotated, revoked.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").WithTags("Keys").RequireAuthorization(Policies.Administer);
        keys.MapPost("/", CreateAsync).Validated<KeyRequest>().Produces<KeyView>(201).WithName("CreateKey").WithSummary("Make an API key; the key itself is shown in this answer only.");
        keys.MapGet("/", ListAsync).WithName("ListKeys").WithSummary("All API keys, without the keys themselves.");
        keys.MapGet("/{keyId:guid}", GetAsync).WithName("GetKey").WithSummary("One API key.");
        keys.MapPost("/{keyId:guid}/rotate", RotateAsync).WithName("RotateKey").WithSummary("Replace the key by a new one; the old one ends at once, sessions stay with it.");
        keys.MapDelete("/{keyId:guid}", RevokeAsync).Produces(204).WithName("RevokeKey").WithSummary("Revoke the key; it opens nothing any more.");

        routes.MapPost("/tokens", AccessTokens.Issue).WithTags("Keys").WithName("CreateToken").RequireAuthorization(Policies.Read)
            .Produces<TokenView>()
            .WithSummary("A short-lived access token with the role of the calling key.");
    }

    private static async Task<IResult> CreateAsync(KeyRequest request, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now)
        {
            throw Problems.InvalidMember("/expiresAt", "out-of-range", "The expiry lies in the past: choose a later instant, or leave it out.");
        }

        var secret = ApiKey.NewSecret();
        var key = new ApiKey
        {
            Id = Ids.Next(now),
            Name = request.Name,
            Role = request.Role,
            SecretHash = ApiKey.HashOf(secret),
            Hint = ApiKey.HintOf(secret),
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt,
        };
        db.Add(key);
        db.Record(new AuditEntry(caller.Actor, "key.created", "key", key.Id, Data: new { key.Role, key.ExpiresAt }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(key.Version);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", KeyView.Of(key) with { Key = secret });
    }

    private static async Task<Page<KeyView>> ListAsync([AsParameters] PageQuery page, CpeDbContext db, HttpContext http, CancellationToken cancellationToken) =>
        await db.ApiKeys.ToPageAsync(page, KeyView.Of, http, cancellationToken);

    private static async Task<KeyView> GetAsync(Guid keyId, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var key = await FindAsync(db, keyId, cancellationToken);
        http.Response.SetETag(key.Version);
        return KeyView.Of(key);
    }

    private static async Task<KeyView> RotateAsync(Guid keyId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var key = await FindAsync(db, keyId, cancellationToken);
        if (key.RevokedAt is not null)
        {
            throw Problems.Conflict("key-revoked", "The key is revoked", "Make a new key instead.");
        }

        var secret = ApiKey.NewSecret();
        key.SecretHash = ApiKey.HashOf(secret);
        key.Hint = ApiKey.HintOf(secret);
        db.Record(new AuditEntry(caller.Actor, "key.rotated", "key", key.Id));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(key.Version);
        return KeyView.Of(key) with { Key = secret };
    }

    private static async Task<IResult> RevokeAsync(Guid keyId, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var key = await FindAsync(db, keyId, cancellationToken);
        http.Request.RequireMatch(key);
        if (key.RevokedAt is null)
        {
            key.RevokedAt = clock.GetUtcNow();
            db.Record(new AuditEntry(caller.Actor, "key.revoked", "key", key.Id));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }

    private static async Task<ApiKey> FindAsync(CpeDbContext db, Guid keyId, CancellationToken cancellationToken) =>
        await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == keyId, cancellationToken) ?? throw Problems.NotFound("key");
}

/// <summary>A new key.</summary>
/// <param name="Name">What it is for; at most 100 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">When it ends; never, if left out.</param>
internal sealed record KeyRequest(string Name, Role Role, DateTimeOffset? ExpiresAt);

internal sealed class KeyRequestValidator : AbstractValidator<KeyRequest>
{
    public KeyRequestValidator() => RuleFor(request => request.Name).NotEmpty().MaximumLength(ApiKey.NameMaxLength);
}

/// <summary>A key.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Hint">Its last four characters.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="Key">The key itself, in the answer that makes it and never again.</param>
internal sealed record KeyView(Guid Id, string Name, Role Role, string Hint, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, string? Key)
{
    public static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Role, key.Hint, key.CreatedAt, key.ExpiresAt, key.RevokedAt, null);
}

/// <summary>An access token.</summary>
/// <param name="TokenType">"Bearer".</param>
/// <param name="AccessToken">The token.</param>
/// <param name="ExpiresIn">Seconds until it ends.</param>
internal sealed record TokenView(string TokenType, string AccessToken, long ExpiresIn);
