using QRCoder;

namespace TeamsCpeApi.Pdf;

/// <summary>A QR code as vector squares, with its quiet zone of four modules.</summary>
internal sealed class QrSymbol
{
    // 0.4 mm: what the camera of a telephone still tells apart on paper.
    private const double SmallestModule = 1.15;

    private readonly QRCodeData code;

    internal QrSymbol(string text)
    {
        using var generator = new QRCodeGenerator();
        code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
    }

    /// <summary>The side to draw: as wished, or larger where the modules would be too small to read.</summary>
    internal double Side(double wished) => Math.Max(wished, code.ModuleMatrix.Count * SmallestModule);

    internal void Draw(PdfCanvas canvas, double x, double y, double side)
    {
        var module = side / code.ModuleMatrix.Count;
        canvas.Fill(Ink.Black, Runs().Select(run => (x + (run.Column * module), y + (run.Row * module), run.Length * module, module)));
    }

    /// <summary>Dark modules next to each other become one rectangle: no seams, and a smaller file.</summary>
    private IEnumerable<(int Row, int Column, int Length)> Runs()
    {
        for (var row = 0; row < code.ModuleMatrix.Count; row++)
        {
            var modules = code.ModuleMatrix[row];
            for (var column = 0; column < modules.Count; column++)
            {
                var start = column;
                while (column < modules.Count && modules[column])
                {
                    column++;
                }

                if (column > start)
                {
                    yield return (row, start, column - start);
                }
            }
        }
    }
}
