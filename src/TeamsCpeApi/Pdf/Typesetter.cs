namespace TeamsCpeApi.Pdf;

/// <summary>A part of a page with a known height. <paramref name="Gap"/> is the space above it, which grows where the page has room.</summary>
internal sealed record Block(double Gap, double Height, Action<double> Draw);

/// <summary>Sets texts for one attempt at a page, all sizes scaled alike but never below what can be read.</summary>
internal sealed class Typesetter(PdfCanvas canvas, double scale) : IDisposable
{
    private const double SmallestSize = 5.75;
    private const double FitStep = 0.95;

    private readonly List<TextLayout> layouts = [];

    internal PdfCanvas Canvas => canvas;

    internal double Scaled(double length) => length * scale;

    internal TextLayout Set(string text, TextStyle style, double? width = null)
    {
        var layout = canvas.Text(text, style with { Size = Math.Max(Math.Min(SmallestSize, style.Size), style.Size * scale), Spacing = style.Spacing * scale }, width);
        layouts.Add(layout);
        return layout;
    }

    /// <summary>On one line if a size down to two thirds allows it, else on as many as needed, two if possible.</summary>
    internal TextLayout Fit(string text, TextStyle style, double width)
    {
        var smallest = style.Size * 0.42;
        for (var size = style.Size; ; size *= FitStep)
        {
            var layout = Set(text, style with { Size = size }, width);
            var enough = size >= style.Size * 0.67 ? 1 : 2;
            if (layout.LineCount <= enough || size * FitStep < smallest)
            {
                return layout;
            }
        }
    }

    public void Dispose() => layouts.ForEach(layout => layout.Dispose());
}
