using System.Buffers.Binary;
using System.Text;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>
/// The smallest OLE compound file that holds a few streams: the wrapper in which Excel stores a workbook with a password ([MS-CFB], [MS-OFFCRYPTO]).
/// Streams are padded to 4096 bytes, so that none of them goes to the mini stream.
/// </summary>
internal static class CompoundFile
{
    private const int Sector = 512;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;
    private const uint FatSector = 0xFFFFFFFD;

    /// <summary>Two streams at most; the second one's name must sort behind the first one's.</summary>
    public static byte[] Of(params (string Name, byte[] Content)[] streams)
    {
        var fat = new List<uint> { FatSector, EndOfChain };
        var body = new MemoryStream();
        var directory = new byte[Sector];
        Entry(directory.AsSpan(0, 128), "Root Entry", type: 5, child: 1, right: Free, start: EndOfChain, length: 0);
        for (var index = 0; index < 3; index++)
        {
            if (index >= streams.Length)
            {
                Entry(directory.AsSpan((index + 1) * 128, 128), "", type: 0, child: Free, right: Free, start: 0, length: 0);
                continue;
            }

            var content = streams[index].Content;
            Array.Resize(ref content, (Math.Max(content.Length, 4096) + Sector - 1) / Sector * Sector);
            var right = index + 1 < streams.Length ? (uint)index + 2 : Free;
            Entry(directory.AsSpan((index + 1) * 128, 128), streams[index].Name, type: 2, child: Free, right, start: (uint)fat.Count, content.Length);
            var sectors = content.Length / Sector;
            fat.AddRange(Enumerable.Range(fat.Count + 1, sectors - 1).Select(next => (uint)next).Append(EndOfChain));
            body.Write(content);
        }

        var table = new byte[Sector];
        for (var index = 0; index < Sector / 4; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(index * 4), index < fat.Count ? fat[index] : Free);
        }

        return [.. Header(), .. table, .. directory, .. body.ToArray()];
    }

    /// <summary>Version 3, one sector of the allocation table at 0, the directory at 1.</summary>
    private static byte[] Header()
    {
        var header = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header, 0);
        (int At, uint Value)[] words =
            [(24, 0x0003003E), (28, 0x0009FFFE), (32, 6), (44, 1), (48, 1), (56, 4096), (60, EndOfChain), (68, EndOfChain), (76, 0)];
        foreach (var (at, value) in words)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), value);
        }

        header.AsSpan(80).Fill(0xFF);
        return header;
    }

    private static void Entry(Span<byte> entry, string name, byte type, uint child, uint right, uint start, int length)
    {
        Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(name.Length == 0 ? 0 : (name.Length + 1) * 2));
        entry[66] = type;
        entry[67] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(entry[68..], Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[72..], right);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[76..], child);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[116..], start);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[120..], (uint)length);
    }
}
