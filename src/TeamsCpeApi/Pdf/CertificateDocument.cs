using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

internal enum PaperSize
{
    A4,
    Letter,
}

/// <summary>Draws a certificate: one landscape page, always. The same content gives the same bytes.</summary>
internal static class CertificateDocument
{
    private const double FirstScale = 1.0;
    private const double LastScale = 0.4;
    private const double ScaleStep = 0.04;

    public static byte[] Render(CertificateContent content, PaperSize paper)
    {
        var (width, height) = paper == PaperSize.Letter ? (792.0, 612.0) : (841.89, 595.28);
        using var canvas = new PdfCanvas(width, height, new PdfMetadata(
            $"Certificate of Completion {content.Number}", content.SponsorName, content.CourseTitle, content.IssuedAt));
        using var pictures = new CertificatePictures(content);

        // Counted in steps: adding fractions would make the last step depend on rounding.
        var steps = (int)Math.Round((FirstScale - LastScale) / ScaleStep);
        for (var step = 0; step <= steps; step++)
        {
            using var typesetter = new Typesetter(canvas, FirstScale - (step * ScaleStep));
            var page = new CertificatePage(typesetter, content, pictures);
            if (page.Fits)
            {
                CertificateFrame.Draw(canvas);
                page.Draw();
                canvas.EndPage();
                return canvas.Finish();
            }
        }

        throw new PdfException($"Certificate {content.Number} says more than one page can hold in legible type: shorten its names, fields of study or state statements.");
    }
}
