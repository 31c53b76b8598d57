using System.Buffers.Binary;
using System.IO.Compression;
using TeamsCpeApi.Pdf.Interop;

namespace TeamsCpeApi.Pdf;

/// <summary>Why a picture is refused: a stable code, and a sentence that says what to do.</summary>
internal sealed record PngProblem(string Code, string Message);

/// <summary>Checks the picture of a logo or a signature before it is kept. Nothing is decoded before its true size is known.</summary>
internal static class PngImage
{
    internal const int MostBytes = 1024 * 1024;
    internal const int MostPixels = 4000;

    private const int ChunkOverhead = 12;
    private const int HeaderLength = 13;

    private static readonly PngProblem TooManyBytes = new("png-too-many-bytes", "The picture is larger than 1 MiB: reduce its size or its colors and upload it again.");
    private static readonly PngProblem NotPng = new("png-not-a-png", "The file is not a PNG picture: save it as PNG (changing the extension is not enough) and upload it again.");
    private static readonly PngProblem WrongDimensions = new("png-dimensions", "The picture must be 1 to 4000 pixels wide and 1 to 4000 pixels high: resize it and upload it again.");
    private static readonly PngProblem Damaged = new("png-damaged", "The picture is damaged or incomplete: export it again as PNG and upload the new file.");
    private static readonly PngProblem Bomb = new("png-more-pixels-than-declared", "The picture holds more data than its size declares: export it again as PNG and upload the new file.");

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null where the picture can be kept and drawn.</summary>
    public static PngProblem? Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            return TooManyBytes;
        }

        if (!bytes.StartsWith(Signature))
        {
            return NotPng;
        }

        if (Header.Read(bytes) is not { } header)
        {
            return Damaged;
        }

        if (header.Width is < 1 or > MostPixels || header.Height is < 1 or > MostPixels)
        {
            return WrongDimensions;
        }

        var essential = EssentialChunks(bytes);
        if (essential.Length == 0)
        {
            return Damaged;
        }

        var expected = header.PixelBytes();
        var found = InflatedLength(essential, expected);
        if (found != expected)
        {
            return found > expected ? Bomb : Damaged;
        }

        var status = PngPicture.TryDecode(essential, out var picture);
        picture?.Dispose();
        return status == Cairo.Success ? null : Damaged;
    }

    /// <summary>
    /// The picture without its comments, profiles and dates: those may be compressed too, and none of them is printed.
    /// Empty where the file ends before its end chunk or its header is not first.
    /// </summary>
    internal static byte[] EssentialChunks(ReadOnlySpan<byte> bytes)
    {
        using var essential = new MemoryStream(bytes.Length);
        essential.Write(Signature);
        var rest = bytes[Signature.Length..];
        while (NextChunk(ref rest, out var chunk))
        {
            var name = chunk.Slice(4, 4);
            if (name.SequenceEqual("IHDR"u8) || name.SequenceEqual("PLTE"u8) || name.SequenceEqual("tRNS"u8) || name.SequenceEqual("IDAT"u8))
            {
                essential.Write(chunk);
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                essential.Write(chunk);
                return essential.ToArray();
            }
        }

        return [];
    }

    private static bool NextChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> chunk)
    {
        chunk = default;
        if (rest.Length < ChunkOverhead)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - ChunkOverhead)
        {
            return false;
        }

        chunk = rest[..((int)length + ChunkOverhead)];
        rest = rest[chunk.Length..];
        return true;
    }

    /// <summary>Counts what the pixels inflate to, and stops one byte after <paramref name="expected"/>; -1 where they do not inflate.</summary>
    private static long InflatedLength(ReadOnlySpan<byte> essential, long expected)
    {
        using var compressed = new MemoryStream(essential.Length);
        var rest = essential[Signature.Length..];
        while (NextChunk(ref rest, out var chunk))
        {
            if (chunk.Slice(4, 4).SequenceEqual("IDAT"u8))
            {
                compressed.Write(chunk[8..^4]);
            }
        }

        compressed.Position = 0;
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        var buffer = new byte[32 * 1024];
        var total = 0L;
        try
        {
            int read;
            while (total <= expected && (read = inflated.Read(buffer)) > 0)
            {
                total += read;
            }
        }
        catch (InvalidDataException)
        {
            return -1;
        }

        return total;
    }

    private readonly record struct Header(long Width, long Height, int BitsPerPixel, bool Interlaced)
    {
        internal static Header? Read(ReadOnlySpan<byte> bytes)
        {
            var chunk = bytes[Signature.Length..];
            if (chunk.Length < ChunkOverhead + HeaderLength
                || BinaryPrimitives.ReadUInt32BigEndian(chunk) != HeaderLength
                || !chunk.Slice(4, 4).SequenceEqual("IHDR"u8))
            {
                return null;
            }

            var fields = chunk.Slice(8, HeaderLength);
            var samples = fields[9] switch { 0 or 3 => 1, 4 => 2, 2 => 3, 6 => 4, _ => 0 };
            var depth = fields[8];
            if (samples == 0 || depth is not (1 or 2 or 4 or 8 or 16) || fields[12] > 1)
            {
                return null;
            }

            return new Header(
                BinaryPrimitives.ReadUInt32BigEndian(fields),
                BinaryPrimitives.ReadUInt32BigEndian(fields[4..]),
                samples * depth,
                fields[12] == 1);
        }

        /// <summary>Bytes of all scan lines, each with its filter byte (PNG specification, 7 and 8: Adam7 has seven smaller pictures).</summary>
        internal long PixelBytes()
        {
            if (!Interlaced)
            {
                return Pass(Width, Height);
            }

            long total = 0;
            foreach (var (startX, startY, stepX, stepY) in new[] { (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2) })
            {
                total += Pass((Width - startX + stepX - 1) / stepX, (Height - startY + stepY - 1) / stepY);
            }

            return total;
        }

        private long Pass(long width, long height) => width <= 0 || height <= 0 ? 0 : height * (1 + (((width * BitsPerPixel) + 7) / 8));
    }
}
