using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TeamsCpeApi.Pdf.Interop;

/// <summary>The system libraries, found before the first call so that a missing one is named together with its package.</summary>
internal static class Libraries
{
    internal static readonly IReadOnlyList<(string Library, string Package)> Needed =
    [
        (Cairo.Library, "libcairo2"),
        (Pango.Library, "libpango-1.0-0"),
        (Pango.CairoLibrary, "libpangocairo-1.0-0"),
        (Pango.ObjectLibrary, "libglib2.0-0"),
    ];

    private static readonly Lazy<string?> Problem = new(() => FindProblem(Needed));

    internal static void Require()
    {
        if (Problem.Value is { } problem)
        {
            throw new PdfException(problem);
        }
    }

    internal static string? FindProblem(IEnumerable<(string Library, string Package)> needed)
    {
        var missing = needed.Where(need => !NativeLibrary.TryLoad(need.Library, out _)).ToList();
        return missing.Count == 0
            ? null
            : $"PDF documents need {string.Join(", ", missing.Select(need => need.Library))}. On Debian: apt-get install {string.Join(' ', missing.Select(need => need.Package))}";
    }
}
