using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

/// <summary>Credits per field of study and in total; more than four fields stand in two columns.</summary>
internal static class CertificateCredits
{
    private const double ColumnWidth = 330;
    private const double ColumnGap = 34;
    private const double CreditsWidth = 54;
    private const double Padding = 5;
    private const int MostInOneColumn = 4;

    internal static (double Height, Action<double> Draw) Table(Typesetter typesetter, CertificateContent content, double left, double width)
    {
        var columns = content.Fields.Count > MostInOneColumn ? 2 : 1;
        var column = Math.Min(ColumnWidth, (width - (ColumnGap * (columns - 1))) / columns);
        var tableWidth = (column * columns) + (ColumnGap * (columns - 1));
        var start = left + ((width - tableWidth) / 2);
        var perColumn = (content.Fields.Count + columns - 1) / columns;

        var quiet = new TextStyle(7.5, Spacing: 0.2) { Color = Ink.Quiet };
        var plain = new TextStyle(9);
        var bold = new TextStyle(9.5, Bold: true) { Color = Ink.Navy };
        var header = Line("Field of study", "CPE credits", quiet, column);
        var rows = content.Fields.Select(field => Line(field.Field, CertificatePage.Credits(field.Credits), plain, column)).ToList();
        var total = Line("Total CPE credits", CertificatePage.Credits(content.Credits), bold, tableWidth);
        var padding = typesetter.Scaled(1.6);
        var row = rows.Select(line => line.Height).DefaultIfEmpty(0).Max() + (2 * padding);
        var head = header.Height + (2 * padding);
        var body = head + (row * perColumn);

        return (body + total.Height + (2 * padding), Draw);

        TableLine Line(string field, string credits, TextStyle style, double lineWidth) => new(
            typesetter.Set(field, style, lineWidth - CreditsWidth - (2 * Padding)),
            typesetter.Set(credits, style with { Align = TextAlign.Right }, CreditsWidth),
            lineWidth);

        void Draw(double y)
        {
            for (var index = 0; index < columns; index++)
            {
                var x = start + (index * (column + ColumnGap));
                header.Draw(x, y + padding);
                typesetter.Canvas.Line(x, y + head, x + column, y + head, 0.75, Ink.Gold);
                for (var line = 0; line < perColumn && (index * perColumn) + line < rows.Count; line++)
                {
                    var top = y + head + (line * row);
                    rows[(index * perColumn) + line].Draw(x, top + padding);
                    if (line > 0)
                    {
                        typesetter.Canvas.Line(x, top, x + column, top, 0.4, Ink.Hairline);
                    }
                }
            }

            typesetter.Canvas.Line(start, y + body, start + tableWidth, y + body, 0.75, Ink.Gold);
            total.Draw(start, y + body + padding);
        }
    }

    private sealed record TableLine(TextLayout Field, TextLayout Credits, double Width)
    {
        internal double Height => Math.Max(Field.Height, Credits.Height);

        internal void Draw(double x, double y)
        {
            Field.Draw(x + Padding, y);
            Credits.Draw(x + Width - CreditsWidth - Padding, y);
        }
    }
}
