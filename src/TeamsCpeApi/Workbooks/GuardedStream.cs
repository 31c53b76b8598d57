namespace TeamsCpeApi.Workbooks;

/// <summary>Thrown inside a guarded stream when a limit is passed; the inspection turns it into a refusal.</summary>
internal sealed class LimitPassedException(string limit) : IOException(limit)
{
    public const string Bytes = "bytes";

    public const string Text = "text";
}

/// <summary>
/// Reads an inflating part and stops at the limits: bytes of this part, and the run without markup,
/// so that no single text or attribute can be buffered without bound by an XML reader.
/// </summary>
internal sealed class GuardedStream(Stream inner) : Stream
{
    private int _sinceMarkup;

    public long AllowedBytes { get; set; }

    public int AllowedMarkupGap { get; set; } = int.MaxValue;

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        BytesRead += read;
        if (BytesRead > AllowedBytes)
        {
            throw new LimitPassedException(LimitPassedException.Bytes);
        }

        Watch(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        for (var first = bytes.IndexOf((byte)'<'); first >= 0; first = bytes.IndexOf((byte)'<'))
        {
            Grow(first);
            _sinceMarkup = 0;
            bytes = bytes[(first + 1)..];
        }

        Grow(bytes.Length);
    }

    private void Grow(int bytes)
    {
        _sinceMarkup += bytes;
        if (_sinceMarkup > AllowedMarkupGap)
        {
            throw new LimitPassedException(LimitPassedException.Text);
        }
    }
}
