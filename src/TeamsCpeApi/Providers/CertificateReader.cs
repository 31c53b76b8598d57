using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Providers;

/// <summary>Reads a certificate as people send it, and refuses what Entra could not use, with the reason.</summary>
internal static class CertificateReader
{
    private const int SmallestKey = 2048;
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    public static ReadCredential Read(CredentialRequest request, DateTimeOffset now)
    {
        using var certificate = request.Pfx is { } pfx ? FromPfx(pfx, request.Password) : FromPem(request.Pem!, request.Password);
        var member = request.Pfx is null ? "/credential/pem" : "/credential/pfx";
        if (certificate.GetKeyAlgorithm() != RsaEncryption)
        {
            throw Refused(member, "certificate-not-rsa", "Entra takes certificates with an RSA key: make one, for example with 'openssl req -x509 -newkey rsa:2048 …'.");
        }

        if (!certificate.HasPrivateKey)
        {
            throw Refused(member, "certificate-without-key", "The private key is missing: without it nothing can be signed. Export the certificate together with its key.");
        }

        using var key = certificate.GetRSAPrivateKey()!;
        if (key.KeySize < SmallestKey)
        {
            throw Refused(member, "certificate-key-too-small", $"The RSA key has {key.KeySize} bits: make a certificate with at least {SmallestKey}.");
        }

        var (notBefore, notAfter) = (new DateTimeOffset(certificate.NotBefore).ToUniversalTime(), new DateTimeOffset(certificate.NotAfter).ToUniversalTime());
        if (notAfter <= now)
        {
            throw Refused(member, "certificate-expired", $"The certificate has expired on {notAfter:yyyy-MM-dd}: make a new one and register it in Entra.");
        }

        if (notBefore > now)
        {
            throw Refused(member, "certificate-not-yet-valid", $"The certificate is valid from {notBefore:yyyy-MM-dd HH:mm} UTC on: wait until then, or check the clocks.");
        }

        return new ReadCredential(
            CredentialType.Certificate,
            $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n",
            certificate.Thumbprint,
            notAfter,
            new CredentialFacts(Certificate: new CredentialCertificate(certificate.Thumbprint, certificate.Subject, notBefore, notAfter)));
    }

    private static X509Certificate2 FromPfx(string base64, string? password)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            throw Refused("/credential/pfx", "not-base64", "Send the .pfx file in base64, for example from 'base64 -w0 file.pfx'.");
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12(bytes.AsSpan(0, length), password, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
        }
        catch (CryptographicException exception) when (exception is not Pkcs12LoadLimitExceededException && X509Certificate2.GetCertContentType(bytes.AsSpan(0, length)) == X509ContentType.Pkcs12)
        {
            throw Refused("/credential/password", "wrong-password", "The password does not open the .pfx file, or is missing: give the one it was exported with.");
        }
        catch (CryptographicException)
        {
            throw Refused("/credential/pfx", "certificate-unreadable", "This is no PKCS #12 file (.pfx) with a certificate that can be read.");
        }
    }

    private static X509Certificate2 FromPem(string pem, string? password)
    {
        var labels = Labels(pem);
        if (!labels.Contains("CERTIFICATE"))
        {
            throw Refused("/credential/pem", "certificate-unreadable", "The text holds no '-----BEGIN CERTIFICATE-----' block that can be read.");
        }

        if (!labels.Any(label => label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)))
        {
            throw Refused("/credential/pem", "certificate-without-key", "The private key is missing: put its '-----BEGIN PRIVATE KEY-----' block below the certificate's.");
        }

        var isEncrypted = labels.Contains("ENCRYPTED PRIVATE KEY");
        try
        {
            return isEncrypted ? X509Certificate2.CreateFromEncryptedPem(pem, pem, password) : X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException { InnerException: ArgumentException })
        {
            throw Refused("/credential/pem", "key-of-another-certificate", "The private key does not belong to the certificate: send the pair that was made together.");
        }
        catch (CryptographicException) when (isEncrypted)
        {
            throw Refused("/credential/password", "wrong-password", "The password does not open the private key, or is missing.");
        }
        catch (CryptographicException)
        {
            throw Refused("/credential/pem", "certificate-unreadable", "The certificate or its key cannot be read.");
        }
    }

    private static List<string> Labels(string pem)
    {
        var labels = new List<string>();
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            labels.Add(rest[fields.Label].ToString());
        }

        return labels;
    }

    private static ProblemException Refused(string pointer, string code, string message) => Problems.InvalidMember(pointer, code, message);
}
