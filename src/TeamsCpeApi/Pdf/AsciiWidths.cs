namespace TeamsCpeApi.Pdf;

/// <summary>Tells without shaping whether a plain text stays on one line: most cells of a long report do, and shaping them twice would double its time.</summary>
internal sealed class AsciiWidths
{
    // Kerning moves letters by far less than this.
    private const double Allowance = 1.03;

    private readonly double[] widths = new double[128];

    internal AsciiWidths(PdfCanvas canvas, TextStyle style)
    {
        using var layout = canvas.Text("x", style);
        Height = layout.Height;
        for (var character = ' '; character < 127; character++)
        {
            layout.SetText(new string(character, 10));
            widths[character] = layout.Width / 10;
        }
    }

    internal double Height { get; }

    internal bool IsOneLine(string text, double available)
    {
        var width = 0.0;
        foreach (var character in text)
        {
            if (character is < ' ' or >= (char)127)
            {
                return false;
            }

            width += widths[character];
        }

        return width * Allowance <= available;
    }
}
