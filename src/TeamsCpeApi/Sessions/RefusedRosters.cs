using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Of a roster file that is refused nothing stays but an audit event with its SHA-256.</summary>
internal sealed class RefusedRosters(IServiceScopeFactory scopes)
{
    /// <summary>Takes the file in; a refusal is recorded by itself, because the request's own transaction is undone.</summary>
    public async Task<T> WatchAsync<T>(Guid sessionId, byte[] file, Caller caller, Func<Task<T>> take)
    {
        try
        {
            return await take();
        }
        catch (ProblemException refusal)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
            db.Record(new AuditEntry(caller.Actor, "roster.refused", "session", sessionId, sessionId, new { sha256 = EvidenceItem.AddressOf(file), refusal.Problem.Code }));
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }
    }
}
