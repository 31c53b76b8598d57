using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>The certificates that rich notifications are encrypted for. A new one is made in time; the old ones still read.</summary>
internal sealed class NotificationCertificates(CpeDbContext db, SecretProtector protector, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    public async Task<SubscriptionCertificate> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var needed = now + Renewal;
        var row = await db.NotificationCertificates.AsNoTracking().Where(each => each.ExpiresAt > needed).OrderByDescending(each => each.ExpiresAt).FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            row = New(now);
            db.Add(row);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new SubscriptionCertificate(row.Id.ToString(), Convert.ToBase64String(row.Certificate));
    }

    /// <summary>The private key of a certificate of ours; null for any other.</summary>
    public async Task<RSA?> KeyOfAsync(string? certificateId, CancellationToken cancellationToken)
    {
        var row = Guid.TryParse(certificateId, out var id) ? await db.NotificationCertificates.AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellationToken) : null;
        if (row is null)
        {
            return null;
        }

        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(protector.Unprotect(row.ProtectedKey, NotificationCertificate.PurposeOf(id))), out _);
        return key;
    }

    private NotificationCertificate New(DateTimeOffset now)
    {
        var id = Ids.Next(now);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=TeamsCpeApi notifications", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, critical: true));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return new NotificationCertificate
        {
            Id = id,
            Certificate = certificate.Export(X509ContentType.Cert),
            ProtectedKey = protector.Protect(Convert.ToBase64String(key.ExportPkcs8PrivateKey()), NotificationCertificate.PurposeOf(id)),
            ExpiresAt = now + Lifetime,
        };
    }
}
