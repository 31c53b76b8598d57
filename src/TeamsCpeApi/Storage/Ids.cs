using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.Storage;

/// <summary>Ids in the order in which they were made, also within one millisecond: UUIDv7 with a counter (RFC 9562, 6.2, method 1).</summary>
internal static class Ids
{
    private const int MaximumCounter = 0xFFF;
    private static readonly Lock Guard = new();
    private static long lastMillisecond;
    private static int counter;

    /// <summary>The id that follows from a text: the same text has the same one, and nobody reads the text from it (UUIDv8 of SHA-256).</summary>
    internal static Guid Of(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    internal static Guid Next(DateTimeOffset now)
    {
        long millisecond;
        int position;
        lock (Guard)
        {
            millisecond = Math.Max(now.ToUnixTimeMilliseconds(), lastMillisecond);
            counter = millisecond == lastMillisecond ? counter + 1 : 0;
            if (counter > MaximumCounter)
            {
                (millisecond, counter) = (millisecond + 1, 0);
            }

            (lastMillisecond, position) = (millisecond, counter);
        }

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(millisecond)).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x70 | (position >> 8));
        bytes[7] = (byte)position;
        return new Guid(bytes, bigEndian: true);
    }
}
