using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator.Entra;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>Calls the addresses of subscriptions: the handshake, and notifications, right ones and wrong ones.</summary>
internal static class Deliveries
{
    private const string Publisher = "0bf30f3b-4a52-48df-9a82-234910c4a086";
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public static async Task<bool> ShakeHandsAsync(string notificationUrl, Uri? deliverTo, CancellationToken cancellationToken)
    {
        var token = $"Validation: Testing client application reachability, {Guid.NewGuid()} <b>&'\"+%20";
        var target = Target(notificationUrl, deliverTo);
        var address = new Uri($"{target}{(target.Query.Length == 0 ? "?" : "&")}validationToken={Uri.EscapeDataString(token)}");
        try
        {
            using var content = new StringContent("", Encoding.UTF8, "text/plain");
            using var answer = await Client.PostAsync(address, content, cancellationToken);
            return answer is { StatusCode: System.Net.HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "text/plain" }
                && await answer.Content.ReadAsStringAsync(cancellationToken) == token;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static async Task<IReadOnlyList<int>> SendAsync(SimulatorState state, Delivery delivery, Uri root, CancellationToken cancellationToken)
    {
        var (target, body, remove) = state.Read(scenario =>
        {
            var (tenant, subscription) = scenario.Tenants
                .SelectMany(tenant => tenant.Subscriptions, (tenant, subscription) => (tenant, subscription))
                .First(pair => pair.subscription.Resource.Contains(delivery.Resource, StringComparison.Ordinal));
            return (Target(subscription.NotificationUrl, scenario.DeliverTo), BodyOf(delivery, tenant, subscription, state, root), (Action)(() => tenant.Subscriptions.Remove(subscription)));
        });
        if (delivery is { LifecycleEvent: "subscriptionRemoved", ClientState: null })
        {
            // It is gone before anybody hears of it.
            state.Change(_ => remove());
        }

        var statuses = new List<int>();
        for (var copy = 0; copy < delivery.Copies; copy++)
        {
            using var answer = await Client.PostAsJsonAsync(target, body, cancellationToken);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }

    private static Uri Target(string notificationUrl, Uri? deliverTo) => deliverTo is null ? new(notificationUrl) : new(deliverTo, new Uri(notificationUrl).PathAndQuery);

    private static JsonObject BodyOf(Delivery delivery, SimulatedTenant tenant, SimulatedSubscription subscription, SimulatorState state, Uri root)
    {
        var item = new JsonObject
        {
            ["subscriptionId"] = subscription.Id.ToString(),
            ["subscriptionExpirationDateTime"] = subscription.ExpirationDateTime.Text,
            ["clientState"] = delivery.ClientState ?? subscription.ClientState,
            ["tenantId"] = (delivery.TenantId ?? tenant.Id).ToString(),
        };
        var body = new JsonObject { ["value"] = new JsonArray(item) };
        if (delivery.LifecycleEvent is { } lifecycle)
        {
            item["lifecycleEvent"] = lifecycle;
            return body;
        }

        item["changeType"] = delivery.ChangeType;
        item["resource"] = subscription.Resource;
        item["resourceData"] = new JsonObject { ["@odata.id"] = subscription.Resource, ["id"] = delivery.ResourceDataId };
        if (delivery.Content is { } content)
        {
            item["encryptedContent"] = Encrypt(content, subscription, delivery.WrongSignature);
            body["validationTokens"] = delivery.WithoutToken ? [] : new JsonArray(TokenOf(delivery, tenant, subscription, state, root));
        }

        return body;
    }

    private static JsonObject Encrypt(JsonObject content, SimulatedSubscription subscription, bool wrongSignature)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(subscription.EncryptionCertificate!));
        using var rsa = certificate.GetRSAPublicKey()!;
        var key = RandomNumberGenerator.GetBytes(32);
        using var cipher = Aes.Create();
        cipher.Key = key;
        var data = cipher.EncryptCbc(Encoding.UTF8.GetBytes(content.ToJsonString()), key.AsSpan(0, 16), PaddingMode.PKCS7);
        return new JsonObject
        {
            ["data"] = Convert.ToBase64String(data),
            ["dataKey"] = Convert.ToBase64String(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA1)),
            ["dataSignature"] = Convert.ToBase64String(HMACSHA256.HashData(wrongSignature ? new byte[32] : key, data)),
            ["encryptionCertificateId"] = subscription.EncryptionCertificateId,
            ["encryptionCertificateThumbprint"] = certificate.Thumbprint,
        };
    }

    private static string TokenOf(Delivery delivery, SimulatedTenant tenant, SimulatedSubscription subscription, SimulatorState state, Uri root)
    {
        var now = state.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["aud"] = delivery.Audience ?? subscription.ClientId.ToString(),
            ["iss"] = new Uri(root, $"{tenant.Id}/v2.0").AbsoluteUri,
            ["azp"] = delivery.Publisher ?? Publisher,
            ["nbf"] = now - 60,
            ["exp"] = now + 3600,
        };
        if (!delivery.ForeignKey)
        {
            return state.Tokens.Sign(claims);
        }

        var foreign = KeyPairs.Of("foreign");
        var signed = string.Join('.', state.Tokens.Sign(claims).Split('.')[..2]);
        return $"{signed}.{Base64Url.EncodeToString(foreign.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
