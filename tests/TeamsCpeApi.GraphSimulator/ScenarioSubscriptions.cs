using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>A subscription to change notifications.</summary>
public sealed class SimulatedSubscription
{
    public required Guid Id { get; set; }

    public required Guid ClientId { get; set; }

    public required string Resource { get; set; }

    public required string ChangeType { get; set; }

    public required string NotificationUrl { get; set; }

    public string? ClientState { get; set; }

    public required Instant ExpirationDateTime { get; set; }

    /// <summary>Base64 of the certificate that rich content is encrypted for.</summary>
    public string? EncryptionCertificate { get; set; }

    public string? EncryptionCertificateId { get; set; }

    /// <summary>How often it was authorized again.</summary>
    public int Reauthorizations { get; set; }
}

/// <summary>A notification to be sent, and what is wrong with it.</summary>
/// <param name="Resource">A part of the resource of the subscription that it is sent to; the first that has it.</param>
/// <param name="ChangeType">The kind of change.</param>
/// <param name="ResourceDataId">The id of what changed.</param>
/// <param name="LifecycleEvent">Makes it a lifecycle notification.</param>
/// <param name="Copies">How often it is sent.</param>
/// <param name="ClientState">Sent in the place of the subscription's own.</param>
/// <param name="TenantId">Sent in the place of the right one.</param>
/// <param name="Content">Sent encrypted for the subscription's certificate, with a token.</param>
/// <param name="WrongSignature">The content's signature does not fit.</param>
/// <param name="Publisher">The application in the token in the place of Microsoft's.</param>
/// <param name="Audience">The audience in the token in the place of the application.</param>
/// <param name="ForeignKey">The token is signed with a key that is not Entra's.</param>
/// <param name="WithoutToken">No token is sent.</param>
public sealed record Delivery(
    string Resource = "",
    string ChangeType = "created",
    string? ResourceDataId = null,
    string? LifecycleEvent = null,
    int Copies = 1,
    string? ClientState = null,
    Guid? TenantId = null,
    JsonObject? Content = null,
    bool WrongSignature = false,
    string? Publisher = null,
    string? Audience = null,
    bool ForeignKey = false,
    bool WithoutToken = false);
