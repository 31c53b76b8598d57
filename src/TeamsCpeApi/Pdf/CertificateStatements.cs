namespace TeamsCpeApi.Pdf;

/// <summary>State registration numbers and statements, in small print across the foot of the page.</summary>
internal static class CertificateStatements
{
    private const double Gutter = 20;
    private const int MostInOneColumn = 3;

    internal static (double Height, Action<double> Draw) Columns(Typesetter typesetter, IReadOnlyList<string> statements, double left, double width)
    {
        var columns = statements.Count > MostInOneColumn ? 2 : 1;
        var column = (width - (Gutter * (columns - 1))) / columns;
        var style = new TextStyle(7, Align: columns == 1 ? TextAlign.Center : TextAlign.Left) { Color = Ink.Quiet };
        var texts = statements.Select(statement => typesetter.Set(statement, style, column)).ToList();

        // The first column takes statements until it holds half of the height.
        var half = texts.Sum(text => text.Height) / columns;
        var first = new List<TextLayout>();
        var filled = 0.0;
        foreach (var text in texts.TakeWhile(_ => columns == 1 || filled < half))
        {
            first.Add(text);
            filled += text.Height;
        }

        var second = texts.Skip(first.Count).ToList();
        var rule = typesetter.Scaled(5);
        return (rule + Math.Max(filled, second.Sum(text => text.Height)), y =>
        {
            typesetter.Canvas.Line(left, y, left + width, y, 0.4, Ink.Hairline);
            Stack(first, left, y + rule);
            Stack(second, left + column + Gutter, y + rule);
        }
        );
    }

    private static void Stack(List<TextLayout> texts, double x, double y)
    {
        foreach (var text in texts)
        {
            text.Draw(x, y);
            y += text.Height;
        }
    }
}
