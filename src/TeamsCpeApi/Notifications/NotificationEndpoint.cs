using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>
/// Where Microsoft's change notifications come in. Whoever knows the client state of a subscription is believed to be
/// Microsoft, as far as that goes: all that follows is an earlier look. Everybody else gets the same answer and leaves no trace.
/// </summary>
internal static partial class NotificationEndpoint
{
    private const int TokenMaxLength = 2048;
    private const int BodyMaxBytes = 512 * 1024;
    private const int MostAtOnce = 500;

    public static void MapNotifications(this IEndpointRouteBuilder routes) =>
        routes.MapPost(NotificationSwitch.Path, ReceiveAsync).WithTags("Notifications").AllowAnonymous()
            .Produces(202).WithName("ReceiveNotifications").WithSummary("Microsoft's change notifications and their handshake; of no use to anybody else.");

    private static async Task<IResult> ReceiveAsync(HttpRequest request, NotificationSwitch notifications, CpeDbContext db, InboxBell bell, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (!notifications.IsOn)
        {
            throw Problems.NotFound("address");
        }

        if (request.Query.TryGetValue("validationToken", out var handshake))
        {
            return handshake.ToString() is { Length: > 0 and <= TokenMaxLength } token && !token.Any(char.IsControl)
                ? TypedResults.Text(token, "text/plain", Encoding.UTF8)
                : TypedResults.BadRequest();
        }

        if (await ReadAsync(request.Body, cancellationToken) is not { } items)
        {
            return TypedResults.BadRequest();
        }

        var kept = await KeepAsync(items, db, clock.GetUtcNow(), cancellationToken);
        Log.Received(loggers.CreateLogger("TeamsCpeApi.Notifications"), items.Count, kept);
        if (kept > 0)
        {
            await bell.RingAsync();
        }

        return TypedResults.Accepted((string?)null);
    }

    /// <summary>The notifications in a body; null where it is too large or no such thing.</summary>
    private static async Task<IReadOnlyList<Received>?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (content.Length + count > BodyMaxBytes)
            {
                return null;
            }

            await content.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        try
        {
            var delivery = JsonSerializer.Deserialize<Delivery>(content.ToArray(), GraphWire.Json);
            return delivery?.Value is { Count: <= MostAtOnce } items ? [.. items.OfType<Item>().Select(item => new Received(item, delivery.ValidationTokens))] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps what is ours and new; the same again is kept once.</summary>
    private static async Task<int> KeepAsync(IReadOnlyList<Received> items, CpeDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var named = items.Select(received => (received, Id: IdIn(received.Item.ClientState))).Where(pair => pair.Id is not null).ToList();
        var ids = named.Select(pair => pair.Id!.Value).Distinct().ToArray();
        if (ids.Length == 0)
        {
            return 0;
        }

        var rows = await db.Subscriptions.AsNoTracking().Where(row => ids.Contains(row.Id))
            .Join(db.Providers, row => row.ProviderId, provider => provider.Id, (row, provider) => new { row, provider.TenantId })
            .ToDictionaryAsync(pair => pair.row.Id, cancellationToken);
        var kept = 0;
        foreach (var (received, id) in named)
        {
            if (rows.TryGetValue(id!.Value, out var known) && IsMicrosoft(received.Item, known.row, known.TenantId))
            {
                kept += await InsertAsync(received, known.row, db, now, cancellationToken);
            }
        }

        return kept;
    }

    /// <summary>The client state is "id.secret": the id finds the row, the secret is compared as a hash and in constant time.</summary>
    private static Guid? IdIn(string? clientState) => clientState is { Length: > 33 and <= 128 } && clientState[32] == '.' && Guid.TryParseExact(clientState.AsSpan(0, 32), "N", out var id) ? id : null;

    private static bool IsMicrosoft(Item item, Subscription row, Guid tenantId) =>
        row.SecretSha256 is { } hash
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SubscriptionUpkeep.HashOf(item.ClientState![33..])), Encoding.ASCII.GetBytes(hash))
        && (row.GraphId is null || item.SubscriptionId is null || row.GraphId.Equals(item.SubscriptionId, StringComparison.OrdinalIgnoreCase))
        && (item.TenantId is null || (Guid.TryParse(item.TenantId, out var tenant) && tenant == tenantId));

    private static async Task<int> InsertAsync(Received received, Subscription row, CpeDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var item = received.Item;
        var what = string.Join('\n', item.Id, item.ChangeType, item.Resource, item.ResourceData?.Id, item.ResourceData?.OdataId, item.LifecycleEvent, item.SubscriptionExpirationDateTime, item.EncryptedContent?.DataSignature);
        var content = SubscriptionUpkeep.HashOf(what);
        var rich = item.EncryptedContent is null ? null : JsonSerializer.Serialize(new RichNotification(item.EncryptedContent, received.ValidationTokens), Json.Options);
        var lifecycle = item.LifecycleEvent is { Length: <= 40 } word ? word : null;
        return await db.Database.ExecuteAsync(
            $"insert into graph_notifications (id, subscription_id, content_sha256, lifecycle_event, rich, received_at) values ({Ids.Next(now)}, {row.Id}, {content}, {lifecycle}, {rich}, {now}) on conflict do nothing",
            cancellationToken);
    }

    private sealed record Received(Item Item, IReadOnlyList<string>? ValidationTokens);

    private sealed record Delivery(IReadOnlyList<Item?>? Value, IReadOnlyList<string>? ValidationTokens);

    private sealed record Item(
        string? Id,
        string? SubscriptionId,
        string? SubscriptionExpirationDateTime,
        string? ClientState,
        string? ChangeType,
        string? Resource,
        string? TenantId,
        ItemResource? ResourceData,
        EncryptedContent? EncryptedContent,
        string? LifecycleEvent);

    private sealed record ItemResource(string? Id, [property: System.Text.Json.Serialization.JsonPropertyName("@odata.id")] string? OdataId);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "{Count} change notifications came, {Kept} of them ours and new")]
        public static partial void Received(ILogger logger, int count, int kept);
    }
}

/// <summary>What a rich notification brings.</summary>
internal sealed record RichNotification(EncryptedContent Content, IReadOnlyList<string>? ValidationTokens);
