namespace TeamsCpeApi.Http;

/// <summary>Reads uploaded files whole, within limits.</summary>
internal static class Uploads
{
    /// <summary>One file, as large as a workbook may be (formats.md).</summary>
    internal const long MaximumFileBytes = 10 * 1024 * 1024;

    /// <summary>All files of one request.</summary>
    internal const long MaximumRequestBytes = 100 * 1024 * 1024;

    /// <summary>Files in one request.</summary>
    internal const int MaximumFiles = 50;

    /// <summary>The bytes of a file. Files over the limit are read up to one byte past it, so that the reader says what is wrong.</summary>
    internal static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using var stream = file.OpenReadStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0 && bytes.Length <= MaximumFileBytes)
        {
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return bytes.ToArray();
    }

    /// <summary>The files of a multipart request; refuses any other body, and none or too many files.</summary>
    internal static async Task<IReadOnlyList<IFormFile>> FilesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            throw Problems.UnsupportedMediaType("multipart/form-data with one part a file");
        }

        var form = await FormAsync(request, cancellationToken);
        return form.Files.Count switch
        {
            0 => throw Problems.Invalid("Send at least one file as a part with a file name."),
            > MaximumFiles => throw Problems.Invalid($"Send at most {MaximumFiles} files at once."),
            _ => form.Files,
        };
    }

    /// <summary>The only file of a multipart request: of several none is chosen silently.</summary>
    internal static async Task<IFormFile> FileAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await FilesAsync(request, cancellationToken) is [var only] ? only : throw Problems.Invalid("Send exactly one file.");

    /// <summary>The form; a body that ends before its last boundary is the caller's mistake.</summary>
    internal static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (IOException cutOff) when (cutOff is not BadHttpRequestException)
        {
            throw new InvalidDataException("it ends too early", cutOff);
        }
    }

    /// <summary>The last part of a file name, without what could break out of a folder or a header.</summary>
    internal static string SafeName(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var safe = string.Concat(last.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)).Take(200)).Trim();
        return safe is "" or "." or ".." ? "file" : safe;
    }
}
