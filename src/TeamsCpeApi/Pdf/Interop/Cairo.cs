using System.Runtime.InteropServices;

namespace TeamsCpeApi.Pdf.Interop;

/// <summary>The functions of cairo 1.16 that the documents use, under shorter names.</summary>
internal static unsafe partial class Cairo
{
    internal const string Library = "libcairo.so.2";

    internal const int Success = 0;
    internal const int ReadError = 10;
    internal const int WriteError = 11;

    internal const int FormatArgb32 = 0;
    internal const int FilterBest = 2;
    internal const int HintNone = 1;
    internal const int HintMetricsOff = 1;

    internal const int MetadataTitle = 0;
    internal const int MetadataAuthor = 1;
    internal const int MetadataSubject = 2;
    internal const int MetadataCreator = 4;
    internal const int MetadataCreated = 5;
    internal const int MetadataModified = 6;

    /// <summary>Throws what cairo's status says, in cairo's own words.</summary>
    internal static void Check(int status, string doing)
    {
        if (status != Success)
        {
            throw new PdfException($"cairo failed while {doing}: {Describe(status)}.");
        }
    }

    internal static string Describe(int status) => Marshal.PtrToStringUTF8(StatusToString(status)) ?? $"status {status}";

    [LibraryImport(Library, EntryPoint = "cairo_status_to_string")]
    private static partial nint StatusToString(int status);

    [LibraryImport(Library, EntryPoint = "cairo_version")]
    internal static partial int Version();

    [LibraryImport(Library, EntryPoint = "cairo_pdf_surface_create_for_stream")]
    internal static partial SurfaceHandle PdfSurfaceCreate(delegate* unmanaged[Cdecl]<void*, byte*, uint, int> write, nint closure, double width, double height);

    [LibraryImport(Library, EntryPoint = "cairo_pdf_surface_set_metadata", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void PdfSurfaceSetMetadata(SurfaceHandle surface, int metadata, string value);

    [LibraryImport(Library, EntryPoint = "cairo_image_surface_create")]
    internal static partial SurfaceHandle ImageSurfaceCreate(int format, int width, int height);

    [LibraryImport(Library, EntryPoint = "cairo_image_surface_create_from_png_stream")]
    internal static partial SurfaceHandle ImageSurfaceCreateFromPng(delegate* unmanaged[Cdecl]<void*, byte*, uint, int> read, void* closure);

    [LibraryImport(Library, EntryPoint = "cairo_image_surface_get_width")]
    internal static partial int ImageSurfaceWidth(SurfaceHandle surface);

    [LibraryImport(Library, EntryPoint = "cairo_image_surface_get_height")]
    internal static partial int ImageSurfaceHeight(SurfaceHandle surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_status")]
    internal static partial int SurfaceStatus(SurfaceHandle surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_finish")]
    internal static partial void SurfaceFinish(SurfaceHandle surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_destroy")]
    internal static partial void SurfaceDestroy(nint surface);

    [LibraryImport(Library, EntryPoint = "cairo_create")]
    internal static partial DrawingHandle Create(SurfaceHandle surface);

    [LibraryImport(Library, EntryPoint = "cairo_destroy")]
    internal static partial void Destroy(nint drawing);

    [LibraryImport(Library, EntryPoint = "cairo_status")]
    internal static partial int Status(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_save")]
    internal static partial void Save(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_restore")]
    internal static partial void Restore(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_show_page")]
    internal static partial void ShowPage(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_translate")]
    internal static partial void Translate(DrawingHandle drawing, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_scale")]
    internal static partial void Scale(DrawingHandle drawing, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_set_source_rgb")]
    internal static partial void SetColor(DrawingHandle drawing, double red, double green, double blue);

    [LibraryImport(Library, EntryPoint = "cairo_set_source_surface")]
    internal static partial void SetSource(DrawingHandle drawing, SurfaceHandle surface, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_get_source")]
    internal static partial nint GetSource(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_set_filter")]
    internal static partial void PatternSetFilter(nint pattern, int filter);

    [LibraryImport(Library, EntryPoint = "cairo_set_line_width")]
    internal static partial void SetLineWidth(DrawingHandle drawing, double width);

    [LibraryImport(Library, EntryPoint = "cairo_move_to")]
    internal static partial void MoveTo(DrawingHandle drawing, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_line_to")]
    internal static partial void LineTo(DrawingHandle drawing, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_arc_negative")]
    internal static partial void ArcNegative(DrawingHandle drawing, double x, double y, double radius, double from, double to);

    [LibraryImport(Library, EntryPoint = "cairo_close_path")]
    internal static partial void ClosePath(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_rectangle")]
    internal static partial void Rectangle(DrawingHandle drawing, double x, double y, double width, double height);

    [LibraryImport(Library, EntryPoint = "cairo_fill")]
    internal static partial void Fill(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_stroke")]
    internal static partial void Stroke(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_paint")]
    internal static partial void Paint(DrawingHandle drawing);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_create")]
    internal static partial FontOptionsHandle FontOptionsCreate();

    [LibraryImport(Library, EntryPoint = "cairo_font_options_set_hint_style")]
    internal static partial void FontOptionsSetHintStyle(FontOptionsHandle options, int style);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_set_hint_metrics")]
    internal static partial void FontOptionsSetHintMetrics(FontOptionsHandle options, int metrics);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_destroy")]
    internal static partial void FontOptionsDestroy(nint options);
}
