using System.Text;
using TeamsCpeApi.Pdf.Interop;

namespace TeamsCpeApi.Pdf;

/// <summary>One line of a set text: where it stands in the layout, in points from the layout's upper left corner.</summary>
internal readonly record struct TextLine(double Top, double Bottom, double Baseline);

/// <summary>A text, shaped and broken into lines. Belongs to the canvas that made it.</summary>
internal sealed unsafe class TextLayout : IDisposable
{
    // Every text is shaped at this size and scaled while drawing (unhinted type is linear): fontconfig is asked once per face, not once per size.
    private const double ShapedSize = 16;

    private readonly DrawingHandle drawing;
    private readonly LayoutHandle layout;
    private readonly TextStyle style;
    private readonly double factor;
    private string families = "";
    private Pango.Rectangle extents;

    internal TextLayout(DrawingHandle drawing, TextContextHandle context, TextStyle style, double? width, string text)
    {
        this.drawing = drawing;
        this.style = style;
        factor = style.Size / ShapedSize;
        layout = Pango.LayoutNew(context);
        Pango.LayoutSetWrap(layout, Pango.WrapWordThenCharacter);
        Pango.LayoutSetWidth(layout, width is { } limit ? (int)Math.Ceiling(limit / factor * Pango.Scale) : -1);
        Pango.LayoutSetAlignment(layout, (int)style.Align);
        using (var attributes = Pango.AttributesNew())
        {
            // A hyphen where an address is broken would be read as part of it.
            Pango.AttributesInsert(attributes, Pango.AttributeInsertHyphens(0));
            if (style.Spacing != 0)
            {
                Pango.AttributesInsert(attributes, Pango.AttributeLetterSpacing((int)(style.Spacing / factor * Pango.Scale)));
            }

            Pango.LayoutSetAttributes(layout, attributes);
        }

        SetText(text);
    }

    internal double Width => extents.Width * factor / Pango.Scale;

    internal double Height => extents.Height * factor / Pango.Scale;

    internal int LineCount => Pango.LayoutGetLineCount(layout);

    /// <summary>Sets another text in the same style and width, which is cheaper than a new layout.</summary>
    internal void SetText(string text)
    {
        var printable = Printable(text);
        var needed = TextStyle.Families(style.Serif, printable);
        if (needed != families)
        {
            families = needed;
            using var description = Pango.FontDescriptionNew();
            Pango.FontDescriptionSetFamily(description, families);
            Pango.FontDescriptionSetWeight(description, style.Bold ? 700 : 400);
            Pango.FontDescriptionSetStyle(description, style.Italic ? 2 : 0);
            Pango.FontDescriptionSetSize(description, ShapedSize * Pango.Scale);
            Pango.LayoutSetFontDescription(layout, description);
        }

        var utf8 = Encoding.UTF8.GetBytes(printable);
        Pango.LayoutSetText(layout, utf8, utf8.Length);
        Pango.Rectangle logical;
        Pango.LayoutGetExtents(layout, null, &logical);
        extents = logical;
    }

    internal void Draw(double x, double y) => Draw(x, y, first: 0, count: int.MaxValue);

    internal IReadOnlyList<TextLine> Lines()
    {
        var lines = new List<TextLine>();
        EachLine((_, line) => lines.Add(line));
        return lines;
    }

    /// <summary>Draws some of the lines, the first of them at <paramref name="y"/>.</summary>
    internal void Draw(double x, double y, int first, int count)
    {
        Cairo.Save(drawing);
        Cairo.SetColor(drawing, style.Color.Red, style.Color.Green, style.Color.Blue);
        Cairo.Translate(drawing, x, y);
        Cairo.Scale(drawing, factor, factor);
        var text = Pango.LayoutGetText(layout);
        var index = 0;
        var top = 0.0;
        EachLine((iterator, line) =>
        {
            top = index == first ? line.Top : top;
            if (index >= first && index - first < count)
            {
                DrawLine(text, iterator, (line.Baseline - top) / factor);
            }

            index++;
        });
        Cairo.Restore(drawing);
    }

    /// <summary>
    /// Run by run: where scripts are mixed in one line, Pango 1.50 lifts runs to what it believes to be their baselines (its offset is not applied
    /// by this function) and "सीमा / Ltd" would climb like stairs. The last run of a line is null; a wrapped line goes on in the next.
    /// </summary>
    private void DrawLine(nint text, nint iterator, double baseline)
    {
        var line = Pango.IteratorLine(iterator);
        do
        {
            if (Pango.IteratorLine(iterator) != line)
            {
                return;
            }

            var run = Pango.IteratorRun(iterator);
            if (run != 0)
            {
                Pango.Rectangle logical;
                Pango.IteratorRunExtents(iterator, null, &logical);
                Cairo.MoveTo(drawing, logical.X / Pango.Scale, baseline);
                Pango.ShowGlyphItem(drawing, text, run);
            }
        }
        while (Pango.IteratorNextRun(iterator) != 0);
    }

    public void Dispose() => layout.Dispose();

    /// <summary>
    /// What can be printed: control characters would end the text or draw boxes, and an override of the writing direction
    /// would show a name in another order than the one that it is stored in.
    /// </summary>
    internal static string Printable(string text)
    {
        if (!text.Any(Unprintable))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            if (character is '\t')
            {
                printable.Append(' ');
            }
            else if (character is '\n' || !Unprintable(character))
            {
                printable.Append(character);
            }
        }

        return printable.ToString();
    }

    private static bool Unprintable(char character) => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u202D' or '\u202E' or '\uFFFE' or '\uFFFF';

    private void EachLine(Action<nint, TextLine> act)
    {
        var unit = factor / Pango.Scale;
        var iterator = Pango.LayoutGetIterator(layout);
        try
        {
            do
            {
                Pango.Rectangle logical;
                Pango.IteratorLineExtents(iterator, null, &logical);
                var line = new TextLine(logical.Y * unit, (logical.Y + logical.Height) * unit, Pango.IteratorBaseline(iterator) * unit);
                var runs = Pango.IteratorCopy(iterator);
                try
                {
                    act(runs, line);
                }
                finally
                {
                    Pango.IteratorFree(runs);
                }
            }
            while (Pango.IteratorNextLine(iterator) != 0);
        }
        finally
        {
            Pango.IteratorFree(iterator);
        }
    }
}
