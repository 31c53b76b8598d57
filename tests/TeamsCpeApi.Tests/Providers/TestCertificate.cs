using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>Certificates as administrators make them.</summary>
internal static class TestCertificate
{
    private static readonly Lazy<X509Certificate2> Shared = new(() => Rsa());

    /// <summary>One that is good; RSA keys take a while to make.</summary>
    public static X509Certificate2 Good => Shared.Value;

    public static X509Certificate2 Rsa(int bits = 2048, int validFromDays = -1, int validToDays = 365)
    {
        using var key = RSA.Create(bits);
        return new CertificateRequest("CN=CPE test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Day(validFromDays), Day(validToDays));
    }

    public static X509Certificate2 EllipticCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=CPE test", key, HashAlgorithmName.SHA256).CreateSelfSigned(Day(-1), Day(365));
    }

    public static string Pfx(this X509Certificate2 certificate, string? password = null) => Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12, password));

    public static string Pem(this X509Certificate2 certificate) => $"{certificate.ExportCertificatePem()}\n{KeyPem(certificate)}\n";

    public static string EncryptedPem(this X509Certificate2 certificate, string password)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);
        return $"{certificate.ExportCertificatePem()}\n{key.ExportEncryptedPkcs8PrivateKeyPem(password, parameters)}\n";
    }

    /// <summary>A file without a private key.</summary>
    public static string PublicPfx(this X509Certificate2 certificate)
    {
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        return bare.Pfx();
    }

    private static string KeyPem(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = certificate.GetRSAPrivateKey() is { } rsa ? rsa : certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static DateTimeOffset Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days);
}
