using System.Text;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webhooks;

namespace TeamsCpeApi.Providers;

/// <summary>Token caches in the database. A row lock makes renewals of all nodes one after the other: the second finds the first one's token.</summary>
internal sealed class SignInCaches(IServiceScopeFactory scopes, SecretProtector protector, TimeProvider clock) : ISignInCaches
{
    public const string EndedEvent = "provider.reconnect-needed";

    public async Task<T> UseAsync<T>(GraphSignIn signIn, Func<SignInCache, Task<T>> use, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await db.TokenCaches.FromSql($"select * from token_caches where provider_id = {signIn.ProviderId} and sign_in_id = {signIn.SignInId} for update").ToListAsync(cancellationToken);
        var row = rows.SingleOrDefault();
        var cache = new SignInCache(row is null ? null : Encoding.UTF8.GetBytes(protector.Unprotect(row.ProtectedContent, TokenCache.PurposeOf(row.ProviderId, row.SignInId))));
        var result = await use(cache);
        if (row is not null && cache.IsChanged)
        {
            row.ProtectedContent = protector.Protect(Encoding.UTF8.GetString(cache.Content!), TokenCache.PurposeOf(row.ProviderId, row.SignInId));
            row.RenewedAt = clock.GetUtcNow();
            row.Renewals++;

            // Entra has rotated the refresh token: that is kept even if whoever asked has gone away.
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await db.CommitAsync(transaction, CancellationToken.None);
        return result;
    }

    public async Task EndAsync(GraphSignIn signIn, GraphFailure failure, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await db.Providers.FromSql($"select * from providers where id = {signIn.ProviderId} for update").ToListAsync(cancellationToken);
        if (rows is [{ SignIn: { Reconnect: null } current } provider] && current.Id == signIn.SignInId)
        {
            provider.SignIn = current with { Reconnect = new SignInEnd(clock.GetUtcNow(), failure.Code, GraphProblems.Words(failure)) };
            db.Record(new AuditEntry(Caller.System.Actor, EndedEvent, "provider", provider.Id, Data: new { failure.Code, failure.GraphCode }));
            await db.SaveChangesAsync(cancellationToken);
            await OutboxEvent.RaiseAsync(db, EndedEvent, $"{EndedEvent}:{signIn.SignInId}", new { signIn.ProviderId, failure.Code }, clock.GetUtcNow(), cancellationToken);
        }

        await db.CommitAsync(transaction, cancellationToken);
    }
}
