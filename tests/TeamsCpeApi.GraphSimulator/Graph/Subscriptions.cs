using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Subscriptions to change notifications: their limits, their lifetimes, one for each application and resource.</summary>
internal static class Subscriptions
{
    private const int ClientStateMaxLength = 128;

    public static Answer Create(GraphCall call, bool shaken)
    {
        if (call.Body.Text("resource") is not { } resource || call.Body.Text("changeType") is not { } changeType || call.Body.Instant("expirationDateTime") is not { } expires)
        {
            return GraphError.BadRequest("A required property is missing.");
        }

        if (RefuseResource(call, resource) is { } refusal)
        {
            return refusal;
        }

        if (call.Body.Text("notificationUrl")?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) != true || call.Body.Text("clientState") is { Length: > ClientStateMaxLength })
        {
            return GraphError.BadRequest("The notificationUrl must be https, and the clientState short.");
        }

        if (RefuseExpiry(call, resource, expires) is { } tooLong)
        {
            return tooLong;
        }

        call.Tenant.Subscriptions.RemoveAll(known => known.ExpirationDateTime.Value <= call.Now);
        if (call.Tenant.Subscriptions.Exists(known => known.ClientId == call.Token.AppId && known.Resource == resource))
        {
            return GraphError.Forbidden("The limit of 1 subscription per application and resource has been reached.");
        }

        if (!shaken)
        {
            return GraphError.BadRequest("Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.");
        }

        var added = new SimulatedSubscription
        {
            Id = Guid.NewGuid(),
            ClientId = call.Token.AppId,
            Resource = resource,
            ChangeType = changeType,
            NotificationUrl = call.Body.Text("notificationUrl")!,
            ClientState = call.Body.Text("clientState"),
            ExpirationDateTime = expires,
            EncryptionCertificate = call.Body.Text("encryptionCertificate"),
            EncryptionCertificateId = call.Body.Text("encryptionCertificateId"),
        };
        call.Tenant.Subscriptions.Add(added);
        return Answer.Created(ToJson(added));
    }

    public static Answer List(GraphCall call) =>
        Paging.Page(call, "subscriptions", call.Tenant.Subscriptions.FindAll(known => known.ClientId == call.Token.AppId && known.ExpirationDateTime.Value > call.Now), call.Scenario.PageSize, ToJson);

    public static Answer Renew(GraphCall call) => With(call, known =>
    {
        if (call.Body.Instant("expirationDateTime") is not { } expires)
        {
            return GraphError.BadRequest("A required property is missing.");
        }

        if (RefuseExpiry(call, known.Resource, expires) is { } tooLong)
        {
            return tooLong;
        }

        known.ExpirationDateTime = expires;
        return Answer.Ok(ToJson(known));
    });

    public static Answer Reauthorize(GraphCall call) => With(call, known =>
    {
        known.Reauthorizations++;
        return Answer.NoContent();
    });

    public static Answer Remove(GraphCall call) => With(call, known =>
    {
        call.Tenant.Subscriptions.Remove(known);
        return Answer.NoContent();
    });

    private static Answer With(GraphCall call, Func<SimulatedSubscription, Answer> handler) =>
        call.Tenant.Subscriptions.Find(known => known.ClientId == call.Token.AppId && known.ExpirationDateTime.Value > call.Now
            && string.Equals(known.Id.ToString(), call.Route("subscriptionId"), StringComparison.OrdinalIgnoreCase)) is { } found
            ? handler(found)
            : GraphError.NotFound("The object was not found.", "ResourceNotFound");

    private static Answer? RefuseResource(GraphCall call, string resource) => resource switch
    {
        _ when resource.EndsWith("/meetingCallEvents", StringComparison.Ordinal) =>
            !call.Request.Path.StartsWithSegments("/beta") ? GraphError.BadRequest("The resource is not supported.")
            : call.HasAnyRole("OnlineMeetings.Read.All", "OnlineMeetings.ReadWrite.All") ? null
            : GraphError.MissingMeetingRole(["OnlineMeetings.Read.All"], call.Token.Roles),
        _ when resource.StartsWith("solutions/virtualEvents/webinars/", StringComparison.Ordinal) =>
            call.HasAnyRole("VirtualEvent.Read.All") ? null : GraphError.MissingMeetingRole(["VirtualEvent.Read.All"], call.Token.Roles),
        _ => GraphError.BadRequest("The resource is not supported."),
    };

    private static Answer? RefuseExpiry(GraphCall call, string resource, Instant expires)
    {
        var most = TimeSpan.FromMinutes(resource.StartsWith("solutions/", StringComparison.Ordinal) ? 1440 : 4320);
        return expires.Value <= call.Now || expires.Value > call.Now + most
            ? GraphError.BadRequest($"Subscription expiration can only be {most.TotalMinutes} minutes in the future.")
            : null;
    }

    private static JsonObject ToJson(SimulatedSubscription known) => new()
    {
        ["id"] = known.Id.ToString(),
        ["resource"] = known.Resource,
        ["applicationId"] = known.ClientId.ToString(),
        ["changeType"] = known.ChangeType,
        ["clientState"] = known.ClientState,
        ["notificationUrl"] = known.NotificationUrl,
        ["expirationDateTime"] = known.ExpirationDateTime.Text,
        ["encryptionCertificateId"] = known.EncryptionCertificateId,
    };
}
