using System.Runtime.InteropServices;

namespace TeamsCpeApi.Pdf.Interop;

/// <summary>The functions of Pango 1.50 (and GObject's one) that the documents use. Lengths are in Pango units, 1024 to the point.</summary>
internal static unsafe partial class Pango
{
    internal const string Library = "libpango-1.0.so.0";
    internal const string CairoLibrary = "libpangocairo-1.0.so.0";
    internal const string ObjectLibrary = "libgobject-2.0.so.0";

    internal const double Scale = 1024;
    internal const int WrapWordThenCharacter = 2;

    [StructLayout(LayoutKind.Sequential)]
    internal struct Rectangle
    {
        internal int X;
        internal int Y;
        internal int Width;
        internal int Height;
    }

    [LibraryImport(ObjectLibrary, EntryPoint = "g_object_unref")]
    internal static partial void ObjectUnref(nint instance);

    [LibraryImport(CairoLibrary, EntryPoint = "pango_cairo_font_map_new")]
    internal static partial FontMapHandle FontMapNew();

    [LibraryImport(CairoLibrary, EntryPoint = "pango_cairo_context_set_font_options")]
    internal static partial void ContextSetFontOptions(TextContextHandle context, FontOptionsHandle options);

    [LibraryImport(CairoLibrary, EntryPoint = "pango_cairo_show_glyph_item")]
    internal static partial void ShowGlyphItem(DrawingHandle drawing, nint text, nint glyphItem);

    [LibraryImport(Library, EntryPoint = "pango_font_map_create_context")]
    internal static partial TextContextHandle FontMapCreateContext(FontMapHandle fontMap);

    [LibraryImport(Library, EntryPoint = "pango_context_set_language")]
    internal static partial void ContextSetLanguage(TextContextHandle context, nint language);

    [LibraryImport(Library, EntryPoint = "pango_context_set_round_glyph_positions")]
    internal static partial void ContextSetRoundGlyphPositions(TextContextHandle context, int round);

    /// <summary>The result belongs to Pango and lives for ever.</summary>
    [LibraryImport(Library, EntryPoint = "pango_language_from_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint LanguageFromString(string language);

    [LibraryImport(Library, EntryPoint = "pango_font_description_new")]
    internal static partial FontDescriptionHandle FontDescriptionNew();

    [LibraryImport(Library, EntryPoint = "pango_font_description_free")]
    internal static partial void FontDescriptionFree(nint description);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_family", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void FontDescriptionSetFamily(FontDescriptionHandle description, string family);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_style")]
    internal static partial void FontDescriptionSetStyle(FontDescriptionHandle description, int style);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_weight")]
    internal static partial void FontDescriptionSetWeight(FontDescriptionHandle description, int weight);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_absolute_size")]
    internal static partial void FontDescriptionSetSize(FontDescriptionHandle description, double size);

    [LibraryImport(Library, EntryPoint = "pango_attr_list_new")]
    internal static partial AttributesHandle AttributesNew();

    [LibraryImport(Library, EntryPoint = "pango_attr_list_unref")]
    internal static partial void AttributesUnref(nint attributes);

    /// <summary>The list takes the attribute over.</summary>
    [LibraryImport(Library, EntryPoint = "pango_attr_list_insert")]
    internal static partial void AttributesInsert(AttributesHandle attributes, nint attribute);

    [LibraryImport(Library, EntryPoint = "pango_attr_letter_spacing_new")]
    internal static partial nint AttributeLetterSpacing(int spacing);

    [LibraryImport(Library, EntryPoint = "pango_attr_insert_hyphens_new")]
    internal static partial nint AttributeInsertHyphens(int insert);

    [LibraryImport(Library, EntryPoint = "pango_layout_new")]
    internal static partial LayoutHandle LayoutNew(TextContextHandle context);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_attributes")]
    internal static partial void LayoutSetAttributes(LayoutHandle layout, AttributesHandle attributes);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_font_description")]
    internal static partial void LayoutSetFontDescription(LayoutHandle layout, FontDescriptionHandle description);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_width")]
    internal static partial void LayoutSetWidth(LayoutHandle layout, int width);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_wrap")]
    internal static partial void LayoutSetWrap(LayoutHandle layout, int wrap);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_alignment")]
    internal static partial void LayoutSetAlignment(LayoutHandle layout, int alignment);

    /// <summary>Plain text: the counterpart that reads markup is not imported at all.</summary>
    [LibraryImport(Library, EntryPoint = "pango_layout_set_text")]
    internal static partial void LayoutSetText(LayoutHandle layout, ReadOnlySpan<byte> utf8, int length);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_extents")]
    internal static partial void LayoutGetExtents(LayoutHandle layout, Rectangle* ink, Rectangle* logical);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_line_count")]
    internal static partial int LayoutGetLineCount(LayoutHandle layout);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_iter")]
    internal static partial nint LayoutGetIterator(LayoutHandle layout);

    /// <summary>The text as Pango keeps it; belongs to the layout.</summary>
    [LibraryImport(Library, EntryPoint = "pango_layout_get_text")]
    internal static partial nint LayoutGetText(LayoutHandle layout);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_copy")]
    internal static partial nint IteratorCopy(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_next_run")]
    internal static partial int IteratorNextRun(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_run_readonly")]
    internal static partial nint IteratorRun(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_run_extents")]
    internal static partial void IteratorRunExtents(nint iterator, Rectangle* ink, Rectangle* logical);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_free")]
    internal static partial void IteratorFree(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_next_line")]
    internal static partial int IteratorNextLine(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_line_readonly")]
    internal static partial nint IteratorLine(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_line_extents")]
    internal static partial void IteratorLineExtents(nint iterator, Rectangle* ink, Rectangle* logical);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_baseline")]
    internal static partial int IteratorBaseline(nint iterator);
}
