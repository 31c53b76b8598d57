using Microsoft.Win32.SafeHandles;

namespace TeamsCpeApi.Pdf.Interop;

internal sealed class SurfaceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Cairo.SurfaceDestroy(handle);
        return true;
    }
}

internal sealed class DrawingHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Cairo.Destroy(handle);
        return true;
    }
}

internal sealed class FontOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Cairo.FontOptionsDestroy(handle);
        return true;
    }
}

internal sealed class FontDescriptionHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Pango.FontDescriptionFree(handle);
        return true;
    }
}

internal sealed class AttributesHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Pango.AttributesUnref(handle);
        return true;
    }
}

/// <summary>Whatever GLib counts the references of: a font map, a text context, a layout.</summary>
internal abstract class ObjectHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Pango.ObjectUnref(handle);
        return true;
    }
}

internal sealed class FontMapHandle : ObjectHandle;

internal sealed class TextContextHandle : ObjectHandle;

internal sealed class LayoutHandle : ObjectHandle;
