namespace TeamsCpeApi.Pdf;

/// <summary>The border: a firm line, and inside it a fine one with turned corners.</summary>
internal static class CertificateFrame
{
    private const double Outer = 20;
    private const double Inner = 27;
    private const double Notch = 13;

    internal static void Draw(PdfCanvas canvas)
    {
        canvas.Frame(Outer, notch: 0, thickness: 2.4, Ink.Navy);
        canvas.Frame(Inner, Notch, thickness: 0.75, Ink.Gold);
        const double dot = Inner + 4;
        foreach (var x in new[] { dot, canvas.Width - dot })
        {
            foreach (var y in new[] { dot, canvas.Height - dot })
            {
                canvas.Diamond(x, y, radius: 2.6, Ink.Gold);
            }
        }
    }
}
