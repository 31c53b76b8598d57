using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>What people confirmed of identities, remembered for later sessions.</summary>
internal static class AliasEndpoints
{
    public static void MapAliases(this IEndpointRouteBuilder routes)
    {
        var aliases = routes.MapGroup("/aliases").WithTags("Attendees").RequireAuthorization(Policies.Read);
        aliases.MapGet("/", ListAsync).WithName("ListAliases").WithSummary("Addresses and accounts that people confirmed as participants', known to later sessions of the same owner; ?externalId= for one participant's.");
        aliases.MapDelete("/{aliasId:guid}", DeleteAsync).RequireAuthorization(Policies.Operate)
            .Produces(204).WithName("DeleteAlias").WithSummary("Forget one: later sessions do not match by it any longer. The decision that taught it stays.");
    }

    private static async Task<Page<AliasView>> ListAsync([AsParameters] PageQuery page, string? externalId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var rows = await db.KnownAliases
            .Where(alias => caller.Role != Role.Integrator || alias.OwnerKeyId == caller.KeyId)
            .Where(alias => externalId == null || alias.ExternalId == externalId)
            .ToPageAsync(page, alias => alias, http, cancellationToken);
        var sessions = rows.Items.Select(alias => alias.SessionId).ToArray();
        var titles = await db.Sessions.AsNoTracking().Where(session => sessions.Contains(session.Id)).ToDictionaryAsync(session => session.Id, session => session.Title, cancellationToken);
        return new Page<AliasView>([.. rows.Items.Select(alias => AliasView.Of(alias, titles[alias.SessionId]))], rows.Next);
    }

    private static async Task<IResult> DeleteAsync(Guid aliasId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var alias = await db.KnownAliases.SingleOrDefaultAsync(row => row.Id == aliasId, cancellationToken) ?? throw Problems.NotFound("alias");
        http.Request.RequireMatch(alias);
        db.Remove(alias);
        db.Record(new AuditEntry(caller.Actor, "alias.forgotten", "alias", aliasId, alias.SessionId, new { alias.ExternalId }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>An address or an account that a person confirmed as a participant's.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">The participant by the LMS's own id.</param>
/// <param name="Identity">What was confirmed: "email:" and an address, or "object:" and an Entra object id.</param>
/// <param name="SessionId">The session in which it was confirmed.</param>
/// <param name="SessionTitle">Its title.</param>
/// <param name="ConfirmedBy">Who confirmed it.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="Etag">What to send as If-Match to delete it.</param>
internal sealed record AliasView(Guid Id, string ExternalId, string Identity, Guid SessionId, string SessionTitle, string ConfirmedBy, DateTimeOffset ConfirmedAt, string Etag)
{
    public static AliasView Of(KnownAliasEntry alias, string title) =>
        new(alias.Id, alias.ExternalId, alias.IdentityKey, alias.SessionId, title, alias.ConfirmedBy, alias.ConfirmedAt, $"\"{alias.Version}\"");
}
