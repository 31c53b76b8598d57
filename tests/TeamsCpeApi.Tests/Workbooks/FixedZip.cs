using System.IO.Compression;
using System.Text;

namespace TeamsCpeApi.Tests.Workbooks;

public sealed record ZipPart(string Name, byte[] Content)
{
    public static ZipPart Xml(string name, string xml) => new(name, Encoding.UTF8.GetBytes(xml));

    /// <summary>As the Forms server writes several parts: with a byte order mark.</summary>
    public static ZipPart XmlWithMark(string name, string xml) => new(name, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(xml)]);

    public string Text => Encoding.UTF8.GetString(Content);
}

/// <summary>A zip whose bytes depend on its parts alone.</summary>
internal static class FixedZip
{
    private static readonly DateTimeOffset s_dosEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IEnumerable<ZipPart> parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                var entry = archive.CreateEntry(part.Name, CompressionLevel.Fastest);
                entry.LastWriteTime = s_dosEpoch;
                using var content = entry.Open();
                content.Write(part.Content);
            }
        }

        return stream.ToArray();
    }
}
