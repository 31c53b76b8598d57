using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Audit;

/// <summary>The audit log.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Policies.Audit);
        audit.MapGet("/", ListAsync).WithName("ListAuditEvents").WithSummary("Audit events in the order of the chain, filtered by session, subject, actor or time.");
        audit.MapGet("/verify", VerifyAsync).WithName("VerifyAudit").WithSummary("Walk the whole hash chain and name the first link that does not hold.");
    }

    private static async Task<Page<AuditEventView>> ListAsync([AsParameters] AuditQuery query, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var page = new PageQuery { Limit = query.Limit };
        long after = 0;
        if (query.Cursor is { Length: > 0 } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw Problems.InvalidMember("/cursor", "unknown-cursor", "Use the \"next\" of the page before, unchanged, or leave the cursor out to begin.");
        }

        var rows = await db.AuditEvents.AsNoTracking()
            .Where(entry => entry.Sequence > after
                && (query.SessionId == null || entry.SessionId == query.SessionId)
                && (query.SubjectId == null || entry.SubjectId == query.SubjectId)
                && (query.Actor == null || entry.Actor == query.Actor)
                && (query.From == null || entry.At >= query.From)
                && (query.To == null || entry.At < query.To))
            .OrderBy(entry => entry.Sequence)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var next = rows.Count > page.Size ? rows[page.Size - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        Pages.SetLink(http, next);
        return new Page<AuditEventView>([.. rows.Take(page.Size).Select(AuditEventView.Of)], next);
    }

    private static async Task<AuditVerdict> VerifyAsync(CpeDbContext db, CancellationToken cancellationToken) => await AuditChain.VerifyAsync(db, cancellationToken);
}

/// <summary>Which events.</summary>
internal sealed record AuditQuery
{
    /// <summary>Of one session.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Of one subject.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>By one actor, for example "key:…" or "system".</summary>
    public string? Actor { get; init; }

    /// <summary>From this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>1 to 200; 50 when left out.</summary>
    public int? Limit { get; init; }

    /// <summary>The "next" of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>An audit event.</summary>
/// <param name="Sequence">Position in the chain.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What happened.</param>
/// <param name="SubjectType">To what.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="SessionId">The session that it belongs to.</param>
/// <param name="Data">Details.</param>
/// <param name="PreviousHash">Hash of the event before.</param>
/// <param name="Hash">Hash of this event.</param>
internal sealed record AuditEventView(
    long Sequence, DateTimeOffset At, string Actor, string Action, string SubjectType, Guid SubjectId, Guid? SessionId, JsonElement Data, string PreviousHash, string Hash)
{
    public static AuditEventView Of(AuditEvent entry) => new(
        entry.Sequence, entry.At, entry.Actor, entry.Action, entry.SubjectType, entry.SubjectId, entry.SessionId, JsonSerializer.Deserialize<JsonElement>(entry.Data), entry.PreviousHash, entry.Hash);
}
