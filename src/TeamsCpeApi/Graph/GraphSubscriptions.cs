namespace TeamsCpeApi.Graph;

/// <summary>A subscription as Graph has it.</summary>
internal sealed record SubscriptionData(string Id, string? Resource, string? NotificationUrl, DateTimeOffset? ExpiresAt);

/// <summary>What to subscribe to.</summary>
/// <param name="IsBeta">The resource exists in Graph's beta only.</param>
/// <param name="Resource">The resource, relative.</param>
/// <param name="ChangeType">created, updated or both.</param>
/// <param name="Permissions">What the application needs for it.</param>
internal sealed record SubscriptionSubject(bool IsBeta, string Resource, string ChangeType, string Permissions);

/// <summary>The public part of the certificate that rich notifications are encrypted for.</summary>
internal sealed record SubscriptionCertificate(string Id, string Base64);

/// <summary>Makes, renews and removes subscriptions to change notifications (graph.md §5.2).</summary>
internal sealed class GraphSubscriptions(GraphReader reader, GraphWriter writer, GraphClouds clouds)
{
    /// <summary>Subscribes; Graph asks the address for a handshake before it answers.</summary>
    public async Task<GraphAnswer<SubscriptionData>> CreateAsync(
        GraphConnection connection, SubscriptionSubject subject, Uri address, string clientState, DateTimeOffset expiresAt, SubscriptionCertificate? certificate, CancellationToken cancellationToken)
    {
        var call = Call("subscriptions.create", connection, subject);
        if (clouds.Refusal(call) is { } refusal)
        {
            return new(null, refusal, []);
        }

        var body = new
        {
            changeType = subject.ChangeType,
            notificationUrl = address.ToString(),
            lifecycleNotificationUrl = address.ToString(),
            resource = subject.Resource,
            expirationDateTime = GraphMeetings.Text(expiresAt),
            clientState,
            latestSupportedTlsVersion = "v1_2",
            includeResourceData = certificate is null ? (bool?)null : true,
            encryptionCertificate = certificate?.Base64,
            encryptionCertificateId = certificate?.Id,
        };
        return await writer.AskAsync<WireSubscription, SubscriptionData>(call, HttpMethod.Post, PathOf(subject), body, repeatable: false, ToSubscription, cancellationToken);
    }

    public Task<GraphAnswer<SubscriptionData>> RenewAsync(GraphConnection connection, SubscriptionSubject subject, string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
        => writer.AskAsync<WireSubscription, SubscriptionData>(
            Call("subscriptions.renew", connection, subject), HttpMethod.Patch, PathOf(subject, id), new { expirationDateTime = GraphMeetings.Text(expiresAt) }, repeatable: true, ToSubscription, cancellationToken);

    public Task<GraphFailure?> ReauthorizeAsync(GraphConnection connection, SubscriptionSubject subject, string id, CancellationToken cancellationToken)
        => writer.DoAsync(Call("subscriptions.reauthorize", connection, subject), HttpMethod.Post, PathOf(subject, id) + "/reauthorize", null, repeatable: true, cancellationToken);

    public async Task<GraphFailure?> RemoveAsync(GraphConnection connection, SubscriptionSubject subject, string id, CancellationToken cancellationToken)
        => await writer.DoAsync(Call("subscriptions.remove", connection, subject), HttpMethod.Delete, PathOf(subject, id), null, repeatable: true, cancellationToken) is { } failure && !IsGone(failure) ? failure : null;

    /// <summary>All subscriptions of the application in the tenant.</summary>
    public Task<GraphAnswer<IReadOnlyList<SubscriptionData>>> ListAsync(GraphConnection connection, SubscriptionSubject subject, CancellationToken cancellationToken)
        => reader.ListAsync<WireSubscription, SubscriptionData>(Call("subscriptions.list", connection, subject), PathOf(subject), ToSubscription, cancellationToken);

    public static bool IsGone(GraphFailure failure) => failure.HttpStatus is StatusCodes.Status404NotFound or StatusCodes.Status410Gone;

    private static GraphCall Call(string operation, GraphConnection connection, SubscriptionSubject subject)
        => new(operation, GraphFailureKind.RequestRefused, connection) { Permissions = subject.Permissions };

    private static string PathOf(SubscriptionSubject subject, string? id = null)
        => $"/{(subject.IsBeta ? "beta" : "v1.0")}/subscriptions{(id is null ? "" : "/" + Uri.EscapeDataString(id))}";

    private static SubscriptionData? ToSubscription(WireSubscription wire)
        => string.IsNullOrWhiteSpace(wire.Id) ? null : new(wire.Id, wire.Resource, wire.NotificationUrl, wire.ExpirationDateTime);

    private sealed record WireSubscription(string? Id, string? Resource, string? NotificationUrl, DateTimeOffset? ExpirationDateTime);
}
