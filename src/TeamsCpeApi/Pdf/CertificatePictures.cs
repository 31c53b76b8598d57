using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

/// <summary>The sponsor's logo and the signature, decoded once for all attempts at the page.</summary>
internal sealed class CertificatePictures : IDisposable
{
    // About 500 dots per inch at the size they are drawn.
    private const int MostPixels = 1200;

    internal CertificatePictures(CertificateContent content)
    {
        Logo = content.Logo is { Count: > 0 } logo ? PngPicture.Read(logo).Within(MostPixels) : null;
        try
        {
            Signature = content.SignatureImage.Count > 0 ? PngPicture.Read(content.SignatureImage).Within(MostPixels) : null;
        }
        catch
        {
            Logo?.Dispose();
            throw;
        }
    }

    internal PngPicture? Logo { get; }

    internal PngPicture? Signature { get; }

    public void Dispose()
    {
        Logo?.Dispose();
        Signature?.Dispose();
    }
}
