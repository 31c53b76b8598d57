using System.Buffers.Binary;
using System.IO.Compression;

namespace TeamsCpeApi.Tests.Pdf;

/// <summary>Writes PNG pictures, sound ones and those with a lie in their header.</summary>
internal static class SamplePng
{
    public static byte[] Create(int width, int height) => Create((uint)width, (uint)height, Pixels(width, height));

    public static byte[] Create(uint width, uint height, byte[] scanLines, params (string Name, byte[] Data)[] extra)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 6;
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(png, "IHDR", header);
        foreach (var (name, data) in extra)
        {
            WriteChunk(png, name, data);
        }

        WriteChunk(png, "IDAT", Deflate(scanLines));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>Half-transparent dark blue, with the filter byte in front of every line.</summary>
    public static byte[] Pixels(int width, int height)
    {
        var line = new byte[1 + (width * 4)];
        for (var x = 0; x < width; x++)
        {
            new byte[] { 20, 30, 90, (byte)(x * 255 / width) }.CopyTo(line, 1 + (x * 4));
        }

        return [.. Enumerable.Repeat(line, height).SelectMany(bytes => bytes)];
    }

    public static byte[] Deflate(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(data);
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string name, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
