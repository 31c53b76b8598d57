using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TeamsCpeApi.Graph;

/// <summary>A certificate with its private key, as PEM. No record and without public properties, for the same reason as a secret.</summary>
[DebuggerDisplay("certificate")]
internal sealed class GraphCertificate : GraphCredential
{
    private readonly string pem;

    public GraphCertificate(string pem)
    {
        this.pem = pem;
        Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pem)));
    }

    public override string Fingerprint { get; }

    /// <summary>The certificate and its key, for as long as the token library keeps it.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(pem, pem);

    public override string ToString() => "certificate";
}
