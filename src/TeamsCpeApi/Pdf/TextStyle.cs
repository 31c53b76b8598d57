namespace TeamsCpeApi.Pdf;

/// <summary>A color of print, each part from 0 to 1.</summary>
internal readonly record struct Ink(double Red, double Green, double Blue)
{
    internal static readonly Ink Text = new(0.13, 0.15, 0.19);
    internal static readonly Ink Quiet = new(0.38, 0.41, 0.46);
    internal static readonly Ink Navy = new(0.09, 0.18, 0.32);
    internal static readonly Ink Gold = new(0.66, 0.52, 0.24);
    internal static readonly Ink Hairline = new(0.78, 0.80, 0.83);
    internal static readonly Ink Band = new(0.955, 0.962, 0.972);
    internal static readonly Ink Black = new(0, 0, 0);
}

/// <summary>Numbered as Pango does.</summary>
internal enum TextAlign
{
    Left,
    Center,
    Right,
}

/// <summary>How a text is set. Sizes are in points.</summary>
internal sealed record TextStyle(double Size, bool Serif = false, bool Bold = false, bool Italic = false, TextAlign Align = TextAlign.Left, double Spacing = 0)
{
    /// <summary>A property of its own, because a default value has to be a constant.</summary>
    internal Ink Color { get; init; } = Ink.Text;

    /// <summary>
    /// Families in the order of preference; what none of them has comes from any installed font that does.
    /// Chinese, Japanese and Korean share code points but not shapes, so the text's own script picks the shapes.
    /// </summary>
    internal static string Families(bool serif, string text)
    {
        var cjk = EastAsian(text);
        return serif
            ? $"Noto Serif, Noto Serif CJK {cjk}, Noto Naskh Arabic, Noto Serif Hebrew, Noto Serif Thai, Noto Serif Devanagari, serif"
            : $"Noto Sans, Noto Sans CJK {cjk}, Noto Sans Arabic, Noto Sans Hebrew, Noto Sans Thai, Noto Sans Devanagari, sans-serif";
    }

    private static string EastAsian(string text)
    {
        foreach (var character in text)
        {
            switch (character)
            {
                case >= '\u3040' and <= '\u30FF':
                    return "JP";
                case (>= '\u1100' and <= '\u11FF') or (>= '\uAC00' and <= '\uD7AF'):
                    return "KR";
                default:
                    break;
            }
        }

        return "SC";
    }
}
