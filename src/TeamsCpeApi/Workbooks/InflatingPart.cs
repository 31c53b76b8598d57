using System.IO.Compression;

namespace TeamsCpeApi.Workbooks;

/// <summary>One part of the zip, inflated under guard: XML is scanned, everything else only counted.</summary>
internal sealed class InflatingPart(ZipArchiveEntry entry, long bytesLeft) : IDisposable
{
    private readonly GuardedStream _stream = new(entry.Open());

    public long BytesRead => _stream.BytesRead;

    public FileRefusal? Scan(PartScanner scanner)
    {
        if (IsXml())
        {
            _stream.AllowedBytes = Math.Min(bytesLeft, FileLimits.SmallPartBytes);
            _stream.AllowedMarkupGap = FileLimits.MarkupGapBytes;
            return scanner.Scan(_stream, () => _stream.AllowedBytes = bytesLeft);
        }

        _stream.AllowedBytes = bytesLeft;
        var buffer = new byte[81920];
        while (_stream.Read(buffer) > 0)
        {
            // The stream counts and stops at the limit.
        }

        return null;
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>By name for what a reader opens as XML, whatever it begins with; drawings of old comments (.vml) need not be well-formed.</summary>
    private bool IsXml() =>
        entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}
