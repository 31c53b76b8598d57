using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeamsCpeApi.Pdf.Interop;

namespace TeamsCpeApi.Pdf;

/// <summary>A decoded PNG, ready to be drawn.</summary>
internal sealed unsafe class PngPicture : IDisposable
{
    private PngPicture(SurfaceHandle surface)
    {
        Surface = surface;
        Width = Cairo.ImageSurfaceWidth(surface);
        Height = Cairo.ImageSurfaceHeight(surface);
    }

    internal SurfaceHandle Surface { get; }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Decodes bytes that <see cref="PngImage.Check"/> has found sound; throws where they are not.</summary>
    internal static PngPicture Read(IReadOnlyList<byte> png)
    {
        var bytes = png as byte[] ?? [.. png];
        if (PngImage.Check(bytes) is { } problem)
        {
            throw new PdfException($"A picture cannot be drawn: {problem.Message}");
        }

        var status = TryDecode(PngImage.EssentialChunks(bytes), out var picture);
        Cairo.Check(status, "reading a PNG picture");
        return picture!;
    }

    internal static int TryDecode(ReadOnlySpan<byte> bytes, out PngPicture? picture)
    {
        Libraries.Require();
        fixed (byte* start = bytes)
        {
            var source = new Source { Next = start, Left = bytes.Length };
            var surface = Cairo.ImageSurfaceCreateFromPng(&Read, &source);
            var status = Cairo.SurfaceStatus(surface);
            if (status == Cairo.Success)
            {
                picture = new PngPicture(surface);
            }
            else
            {
                surface.Dispose();
                picture = null;
            }

            return status;
        }
    }

    /// <summary>The same picture with at most so many pixels on a side: a 4000-pixel logo would otherwise weigh down every certificate.</summary>
    internal PngPicture Within(int pixels)
    {
        var scale = (double)pixels / Math.Max(Width, Height);
        if (scale >= 1)
        {
            return this;
        }

        var width = Math.Max(1, (int)(Width * scale));
        var height = Math.Max(1, (int)(Height * scale));
        var smaller = Cairo.ImageSurfaceCreate(Cairo.FormatArgb32, width, height);
        using (var drawing = Cairo.Create(smaller))
        {
            Cairo.Scale(drawing, (double)width / Width, (double)height / Height);
            Cairo.SetSource(drawing, Surface, 0, 0);
            Cairo.PatternSetFilter(Cairo.GetSource(drawing), Cairo.FilterBest);
            Cairo.Paint(drawing);
            Cairo.Check(Cairo.Status(drawing), "reducing a picture");
        }

        Dispose();
        return new PngPicture(smaller);
    }

    public void Dispose() => Surface.Dispose();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(void* closure, byte* data, uint length)
    {
        var source = (Source*)closure;
        if (length > source->Left)
        {
            return Cairo.ReadError;
        }

        new ReadOnlySpan<byte>(source->Next, (int)length).CopyTo(new Span<byte>(data, (int)length));
        source->Next += length;
        source->Left -= (int)length;
        return Cairo.Success;
    }

    private struct Source
    {
        public byte* Next;
        public int Left;
    }
}
