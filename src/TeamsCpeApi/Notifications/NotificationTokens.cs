using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Notifications;

/// <summary>Tells whether a token that came with a notification was made by Entra, for this application, for Microsoft's own publisher.</summary>
internal sealed class NotificationTokens(GraphHttp http, IOptions<GraphOptions> options, TimeProvider clock)
{
    /// <summary>The application that publishes change notifications, in every cloud.</summary>
    private const string Publisher = "0bf30f3b-4a52-48df-9a82-234910c4a086";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeysLast = TimeSpan.FromHours(24);
    private static readonly TimeSpan KeysPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Cloud, Guid Tenant), (DateTimeOffset At, IReadOnlyList<Key> Keys)> known = new();

    public async Task<bool> AreValidAsync(IReadOnlyList<string>? tokens, GraphConnection connection, CancellationToken cancellationToken)
    {
        foreach (var token in tokens ?? [])
        {
            if (!await IsValidAsync(token, connection, cancellationToken))
            {
                return false;
            }
        }

        return tokens is { Count: > 0 };
    }

    private async Task<bool> IsValidAsync(string token, GraphConnection connection, CancellationToken cancellationToken)
    {
        if (token.Split('.') is not [var header, var payload, var signature] || !Array.TrueForAll([header, payload, signature], part => Base64Url.IsValid(part)))
        {
            return false;
        }

        if (Read<Header>(header) is not { Alg: "RS256", Kid: { } kid } || Read<Claims>(payload) is not { } claims || !Fits(claims, connection))
        {
            return false;
        }

        var key = await KeyAsync(kid, connection, cancellationToken);
        if (key is not { N: { } modulus, E: { } exponent })
        {
            return false;
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(modulus), Exponent = Base64Url.DecodeFromChars(exponent) });
        return rsa.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private bool Fits(Claims claims, GraphConnection connection)
    {
        var now = clock.GetUtcNow();
        var authority = options.Value.Clouds[connection.Cloud].Authority.TrimEnd('/');
        return claims.Aud == connection.ClientId.ToString()
            && (claims.Iss == $"https://sts.windows.net/{connection.TenantId}/" || claims.Iss == $"{authority}/{connection.TenantId}/v2.0")
            && (claims.AppId ?? claims.Azp) == Publisher
            && claims.Exp is { } exp && DateTimeOffset.FromUnixTimeSeconds(exp) > now - Skew
            && (claims.Nbf is not { } nbf || DateTimeOffset.FromUnixTimeSeconds(nbf) < now + Skew);
    }

    /// <summary>The key of this name. Keys change rarely: they are asked for daily, and once in a while when one is not among them.</summary>
    private async Task<Key?> KeyAsync(string kid, GraphConnection connection, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var place = (connection.Cloud, connection.TenantId);
        var current = known.GetValueOrDefault(place);
        var found = current.Keys?.FirstOrDefault(key => key.Kid == kid);
        if (current.Keys is null || now - current.At > KeysLast || (found is null && now - current.At > KeysPause))
        {
            known[place] = current = (now, await FetchAsync(connection, cancellationToken));
            found = current.Keys.FirstOrDefault(key => key.Kid == kid);
        }

        return found;
    }

    /// <summary>From the authority that the configuration names, and from nowhere else, whatever its document says.</summary>
    private async Task<IReadOnlyList<Key>> FetchAsync(GraphConnection connection, CancellationToken cancellationToken)
    {
        var authority = new Uri(options.Value.Clouds[connection.Cloud].Authority);
        var document = await GetAsync<Discovery>(connection, new Uri(authority, $"/{connection.TenantId}/v2.0/.well-known/openid-configuration"), cancellationToken);
        return Uri.TryCreate(document?.JwksUri, UriKind.Absolute, out var keys) && keys.GetLeftPart(UriPartial.Authority) == authority.GetLeftPart(UriPartial.Authority)
            ? (await GetAsync<KeySet>(connection, keys, cancellationToken))?.Keys ?? []
            : [];
    }

    private async Task<T?> GetAsync<T>(GraphConnection connection, Uri address, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        using var answer = await http.For(connection.Cloud).GetAsync(address, limit.Token);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<T>(GraphWire.Json, limit.Token) : null;
    }

    private static T? Read<T>(string part)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(part), GraphWire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Header(string? Alg, string? Kid);

    private sealed record Claims(string? Aud, string? Iss, string? AppId, string? Azp, long? Exp, long? Nbf);

    private sealed record Discovery([property: System.Text.Json.Serialization.JsonPropertyName("jwks_uri")] string? JwksUri);

    private sealed record KeySet(IReadOnlyList<Key>? Keys);

    private sealed record Key(string? Kid, string? N, string? E);
}
