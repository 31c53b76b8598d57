using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>Checks a client assertion as Entra does: signed by a registered certificate, or by an issuer that the app trusts.</summary>
internal static class ClientAssertions
{
    /// <summary>Null when the assertion proves that it is the app.</summary>
    public static StsError? Refuse(SimulatedTenant tenant, SimulatedApp app, string assertion, Uri root, Issuers issuers, DateTimeOffset now)
    {
        if (Jwt.Parse(assertion) is not { } jwt)
        {
            return StsError.MalformedAssertion();
        }

        return Guid.TryParse(jwt.Issuer, out var issuer) && issuer == app.ClientId
            ? RefuseCertificate(tenant, app, jwt, root, now)
            : RefuseFederated(tenant, app, jwt, root, issuers, now);
    }

    private static StsError? RefuseCertificate(SimulatedTenant tenant, SimulatedApp app, Jwt jwt, Uri root, DateTimeOffset now)
    {
        using var certificate = app.Certificates.Select(pem => X509Certificate2.CreateFromPem(pem)).FirstOrDefault(known => IsNamed(jwt, known));
        if (certificate is null)
        {
            return StsError.AssertionNotTrusted("The key was not found.");
        }

        using var key = certificate.GetRSAPublicKey()!;
        return !jwt.IsSignedBy(key, pssAllowed: true) ? StsError.AssertionNotTrusted("The key used is not the one that signed.")
            : certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime ? StsError.AssertionNotTrusted("The key used is expired.")
            : jwt.Subject != jwt.Issuer || !Endpoints(tenant, root).Contains(jwt.Audience) ? StsError.WrongAssertionAudience()
            : !jwt.IsTimely(now) ? StsError.AssertionNotTimely()
            : null;
    }

    private static StsError? RefuseFederated(SimulatedTenant tenant, SimulatedApp app, Jwt jwt, Uri root, Issuers issuers, DateTimeOffset now)
    {
        var known = app.FederatedCredentials.FindAll(credential => credential.EffectiveAt is null || credential.EffectiveAt.Value <= now);
        if (known.Count == 0 && app.FederatedCredentials.Count > 0)
        {
            return StsError.NoFederatedRecordYet();
        }

        var sameIssuer = known.FindAll(credential => Absolute(credential.Issuer, root) == jwt.Issuer);
        var sameSubject = sameIssuer.FindAll(credential => credential.Subject == jwt.Subject);
        if (sameIssuer.Count == 0)
        {
            return StsError.NoFederatedRecord(700211, "issuer", jwt.Issuer);
        }

        if (sameSubject.Count == 0)
        {
            return StsError.NoFederatedRecord(700213, "subject", jwt.Subject);
        }

        if (!sameSubject.Exists(credential => credential.Audience == jwt.Audience))
        {
            return StsError.NoFederatedRecord(700212, "audience", jwt.Audience);
        }

        return issuers.KeyOf(jwt.Issuer!, root, tenant) is not { } key || !jwt.IsSignedBy(key, pssAllowed: false) ? StsError.AssertionNotTrusted("The signature is invalid.")
            : !jwt.IsTimely(now) ? StsError.AssertionNotTimely()
            : null;
    }

    /// <summary>An issuer may be given as a path, because the simulator's port is not known beforehand.</summary>
    private static string Absolute(string issuer, Uri root) => issuer.StartsWith('/') ? new Uri(root, issuer).AbsoluteUri : issuer;

    private static bool IsNamed(Jwt jwt, X509Certificate2 certificate) =>
        (Jwt.Text(jwt.Header, "x5t#S256") ?? Jwt.Text(jwt.Header, "x5t")) is { } name
        && (name == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)) || name == Base64Url.EncodeToString(certificate.GetCertHash()));

    private static IEnumerable<string?> Endpoints(SimulatedTenant tenant, Uri root) =>
        new[] { tenant.Id.ToString(), tenant.Domain }.SelectMany(name => new[] { $"{root}{name}/oauth2/v2.0/token", $"{root}{name}/v2.0" });
}
