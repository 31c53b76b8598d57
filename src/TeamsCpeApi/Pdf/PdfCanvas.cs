using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeamsCpeApi.Pdf.Interop;

namespace TeamsCpeApi.Pdf;

/// <summary>What a viewer shows about the file. The instant is given, never taken from a clock: the same content gives the same bytes.</summary>
internal sealed record PdfMetadata(string Title, string Author, string Subject, DateTimeOffset Created);

/// <summary>Pages of one size, drawn in points from the upper left corner, in memory. Belongs to one thread from first to last; canvases of other threads wait meanwhile.</summary>
internal sealed unsafe class PdfCanvas : IDisposable
{
    private readonly MemoryStream output = new();
    private readonly FontMaps.Lease fonts = null!;
    private readonly SurfaceHandle surface = null!;
    private readonly DrawingHandle drawing = null!;
    private readonly TextContextHandle context = null!;
    private GCHandle self;
    private Exception? writeFailure;

    internal PdfCanvas(double width, double height, PdfMetadata metadata)
    {
        Libraries.Require();
        Width = width;
        Height = height;
        Gate.Enter();
        try
        {
            fonts = FontMaps.Rent();
            self = GCHandle.Alloc(this);
            surface = Cairo.PdfSurfaceCreate(&Write, GCHandle.ToIntPtr(self), width, height);
            Cairo.Check(Cairo.SurfaceStatus(surface), "opening a PDF document");
            drawing = Cairo.Create(surface);
            context = Pango.FontMapCreateContext(fonts.Map);
            Pango.ContextSetLanguage(context, Pango.LanguageFromString("en-us"));
            Pango.ContextSetRoundGlyphPositions(context, 0);
            using var options = Cairo.FontOptionsCreate();
            Cairo.FontOptionsSetHintStyle(options, Cairo.HintNone);
            Cairo.FontOptionsSetHintMetrics(options, Cairo.HintMetricsOff);
            Pango.ContextSetFontOptions(context, options);
            Describe(metadata);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal double Width { get; }

    internal double Height { get; }

    internal TextLayout Text(string text, TextStyle style, double? width = null) => new(drawing, context, style, width, text);

    internal void Line(double fromX, double fromY, double toX, double toY, double thickness, Ink color)
    {
        SetStroke(thickness, color);
        Cairo.MoveTo(drawing, fromX, fromY);
        Cairo.LineTo(drawing, toX, toY);
        Cairo.Stroke(drawing);
    }

    internal void Fill(Ink color, IEnumerable<(double X, double Y, double Width, double Height)> rectangles)
    {
        Cairo.SetColor(drawing, color.Red, color.Green, color.Blue);
        foreach (var (x, y, width, height) in rectangles)
        {
            Cairo.Rectangle(drawing, x, y, width, height);
        }

        Cairo.Fill(drawing);
    }

    /// <summary>A frame; where <paramref name="notch"/> is given, its corners are quarter circles turned inwards.</summary>
    internal void Frame(double inset, double notch, double thickness, Ink color)
    {
        SetStroke(thickness, color);
        var (right, bottom) = (Width - inset, Height - inset);
        if (notch == 0)
        {
            Cairo.Rectangle(drawing, inset, inset, right - inset, bottom - inset);
        }
        else
        {
            Cairo.MoveTo(drawing, inset + notch, inset);
            Cairo.LineTo(drawing, right - notch, inset);
            Cairo.ArcNegative(drawing, right, inset, notch, Math.PI, Math.PI / 2);
            Cairo.LineTo(drawing, right, bottom - notch);
            Cairo.ArcNegative(drawing, right, bottom, notch, -Math.PI / 2, -Math.PI);
            Cairo.LineTo(drawing, inset + notch, bottom);
            Cairo.ArcNegative(drawing, inset, bottom, notch, 0, -Math.PI / 2);
            Cairo.LineTo(drawing, inset, inset + notch);
            Cairo.ArcNegative(drawing, inset, inset, notch, Math.PI / 2, 0);
            Cairo.ClosePath(drawing);
        }

        Cairo.Stroke(drawing);
    }

    internal void Diamond(double x, double y, double radius, Ink color)
    {
        Cairo.SetColor(drawing, color.Red, color.Green, color.Blue);
        Cairo.MoveTo(drawing, x - radius, y);
        Cairo.LineTo(drawing, x, y - radius);
        Cairo.LineTo(drawing, x + radius, y);
        Cairo.LineTo(drawing, x, y + radius);
        Cairo.ClosePath(drawing);
        Cairo.Fill(drawing);
    }

    internal void Image(PngPicture picture, double x, double y, double width, double height)
    {
        Cairo.Save(drawing);
        Cairo.Translate(drawing, x, y);
        Cairo.Scale(drawing, width / picture.Width, height / picture.Height);
        Cairo.SetSource(drawing, picture.Surface, 0, 0);
        Cairo.Paint(drawing);
        Cairo.Restore(drawing);
    }

    internal void EndPage()
    {
        Cairo.ShowPage(drawing);
        Cairo.Check(Cairo.Status(drawing), "drawing a page");
    }

    /// <summary>Lets documents of other threads go first; called between the parts of a long document.</summary>
    internal static void StepAside() => Gate.StepAside();

    /// <summary>Ends the document and returns it. Nothing can be drawn afterwards.</summary>
    internal byte[] Finish()
    {
        Cairo.SurfaceFinish(surface);
        if (writeFailure is not null)
        {
            throw new PdfException($"The PDF document could not be kept in memory: {writeFailure.Message}");
        }

        Cairo.Check(Cairo.SurfaceStatus(surface), "writing the PDF document");
        return output.ToArray();
    }

    public void Dispose()
    {
        context?.Dispose();
        drawing?.Dispose();
        surface?.Dispose();
        fonts?.Dispose();
        // Only now: closing the surface may still write.
        if (self.IsAllocated)
        {
            self.Free();
        }

        output.Dispose();
        Gate.Leave();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(void* closure, byte* data, uint length)
    {
        var canvas = (PdfCanvas)GCHandle.FromIntPtr((nint)closure).Target!;
        try
        {
            canvas.output.Write(new ReadOnlySpan<byte>(data, checked((int)length)));
            return Cairo.Success;
        }
        catch (Exception exception)
        {
            // An exception must not cross native frames: Finish throws it.
            canvas.writeFailure = exception;
            return Cairo.WriteError;
        }
    }

    private void Describe(PdfMetadata metadata)
    {
        var created = metadata.Created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Set(Cairo.MetadataTitle, metadata.Title);
        Set(Cairo.MetadataAuthor, metadata.Author);
        Set(Cairo.MetadataSubject, metadata.Subject);
        Set(Cairo.MetadataCreator, "TeamsCpeApi");
        Set(Cairo.MetadataCreated, created);
        Set(Cairo.MetadataModified, created);

        void Set(int entry, string value) =>
            Cairo.PdfSurfaceSetMetadata(surface, entry, TextLayout.Printable(value).Replace('\n', ' '));
    }

    private void SetStroke(double thickness, Ink color)
    {
        Cairo.SetColor(drawing, color.Red, color.Green, color.Blue);
        Cairo.SetLineWidth(drawing, thickness);
    }
}
