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

    /// <summary>Rather than setting everything smaller than this the sessions of a combined certificate are summed up in one line.</summary>
    private const double LastScaleOfList = 0.72;

    private const double ScaleStep = 0.04;

    public static byte[] Render(CertificateContent content, PaperSize paper)
    {
        var (width, height) = paper == PaperSize.Letter ? (792.0, 612.0) : (841.89, 595.28);
        using var canvas = new PdfCanvas(width, height, new PdfMetadata(
            $"Certificate of Completion {content.Number}", content.SponsorName, content.CourseTitle, content.IssuedAt));
        using var pictures = new CertificatePictures(content);

        foreach (var (scale, listsSessions) in Attempts(content))
        {
            using var typesetter = new Typesetter(canvas, scale);
            var page = new CertificatePage(typesetter, content, pictures, listsSessions);
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

    private static IEnumerable<(double Scale, bool ListsSessions)> Attempts(CertificateContent content) =>
        [.. content.Sessions.Count == 0 ? [] : Scales().Where(scale => scale >= LastScaleOfList).Select(scale => (scale, true)), .. Scales().Select(scale => (scale, false))];

    /// <summary>Counted in steps: adding fractions would make the last step depend on rounding.</summary>
    private static IEnumerable<double> Scales() =>
        Enumerable.Range(0, (int)Math.Round((FirstScale - LastScale) / ScaleStep) + 1).Select(step => FirstScale - (step * ScaleStep));
}
