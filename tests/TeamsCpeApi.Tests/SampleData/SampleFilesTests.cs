using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace TeamsCpeApi.Tests.SampleData;

public class SampleFilesTests
{
    /// <summary>With REWRITE_SAMPLE_DATA=1 in the environment this writes the files; look at the difference before you commit it.</summary>
    [Fact]
    public void Folder_Always_HoldsWhatTheGeneratorMakes()
    {
        var generated = SampleFolder.Generated().ToArray();
        if (Environment.GetEnvironmentVariable(SampleFolder.Rewrite) == "1")
        {
            WriteAll(generated);
        }

        var different = generated.Where(file => !File.Exists(SampleFolder.PathOf(file.Name)) || !IsSame(File.ReadAllBytes(SampleFolder.PathOf(file.Name)), file.Content));
        Assert.Equal([], different.Select(file => file.Name));

        var expected = generated.Select(file => file.Name).Concat(["README.md", "recompute-credits.py", "images/logo.png", "images/signature.png"]);
        var present = Directory.EnumerateFiles(SampleFolder.Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SampleFolder.Root, path).Replace('\\', '/'));
        Assert.Equal(expected.Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ZipBomb_Inflated_ExceedsTwoHundredMebibytes()
    {
        var bytes = File.ReadAllBytes(SampleFolder.PathOf("bad-files/zip-bomb.xlsx"));
        using var archive = new ZipArchive(new MemoryStream(bytes));

        Assert.InRange(bytes.Length, 1, 1024 * 1024);
        Assert.InRange(archive.Entries.Sum(entry => entry.Length), 200L * 1024 * 1024, long.MaxValue);
    }

    [Fact]
    public void PasswordProtected_Opened_AsksForThePassword()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = File.OpenRead(SampleFolder.PathOf("bad-files/password-protected.xlsx"));

        Assert.Throws<InvalidPasswordException>(() => ExcelReaderFactory.CreateReader(stream));
    }

    /// <summary>
    /// Equal bytes; or, for a zip, equal parts in the same order: deflate may choose other bytes on another processor or runtime.
    /// </summary>
    private static bool IsSame(byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right) || (Parts(left) is { Count: > 0 } parts && parts.SequenceEqual(Parts(right)));

    private static List<string> Parts(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return [];
        }

        using var archive = new ZipArchive(new MemoryStream(file));
        return [.. archive.Entries.Select(entry =>
        {
            using var content = entry.Open();
            return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}";
        })];
    }

    private static void WriteAll(IEnumerable<(string Name, byte[] Content)> files)
    {
        foreach (var folder in new[] { "polls", "short-polls", "bad-files" }.Select(SampleFolder.PathOf).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(SampleFolder.PathOf(name))!);
            File.WriteAllBytes(SampleFolder.PathOf(name), content);
        }
    }
}
