using System.Text;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>Whatever is done to a file, it is taken or refused; nothing is thrown and little memory is used. Seeded, so a failure repeats.</summary>
public class FormsWorkbookFuzzTests
{
    private const int FilesOfEachKind = 80;
    private const long MostBytesAllocated = 48 * 1024 * 1024;

    private static readonly string[] s_snippets =
        ["", "<", ">", "\"", "&#0;", "&amp;", "0", "-1", "1e308", "99999999999", "XFD1048576", " r=\"A1\"", " t=\"s\"", " t=\"e\"", "<row/>", "</row>", "<c/>", "<x:c/>", "<![CDATA[x]]>", "\u0000", "\uFFFF", "<!DOCTYPE a>", "ref=\"A1:XFD1048576\""];

    private static FormsExportFile File(FormsExportShape shape) => (FormsExportFile.Form("Fuzz", "Which?", "When?") with { Shape = shape, IsQuiz = true, HasLanguage = true })
        .Responding("ana@contoso.example", "Ana Lima", new DateTime(2026, 3, 12, 14, 5, 7), "A;B;", new DateTime(2026, 1, 31))
        .Responding("bo@contoso.example", "Bo Ek", new DateTime(2026, 3, 12, 14, 6, 7), "A;", null);

    private static void TakeOrRefuse(byte[] file, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = FormsWorkbookReader.Read(file, "Fuzz(1-2).xlsx");

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True((reading.Export is null) != (reading.Refusal is null), what);
        Assert.True(allocated < MostBytesAllocated, $"{what}: {allocated} bytes");
        if (reading.Refusal is { } refusal)
        {
            Assert.Contains(FileRefusalCodes.All.ToArray(), code => code.Code == refusal.Code);
            Assert.NotEqual("", refusal.Message);
        }
    }

    [Theory]
    [InlineData(FormsExportShape.ServerDownload, 1)]
    [InlineData(FormsExportShape.ResavedInExcel, 2)]
    [InlineData(FormsExportShape.LiveSynced, 3)]
    public void Read_BytesFlipped_TakesOrRefuses(FormsExportShape shape, int seed)
    {
        var random = new Random(seed);
        var original = File(shape).Build();
        for (var number = 0; number < FilesOfEachKind; number++)
        {
            var file = original.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                file[random.Next(file.Length)] ^= (byte)random.Next(1, 256);
            }

            TakeOrRefuse(file, $"flipped {number}");
        }
    }

    [Theory]
    [InlineData(FormsExportShape.ServerDownload, 4)]
    [InlineData(FormsExportShape.ResavedInExcel, 5)]
    [InlineData(FormsExportShape.LiveSynced, 6)]
    public void Read_CutOff_IsAlwaysRefused(FormsExportShape shape, int seed)
    {
        var random = new Random(seed);
        var original = File(shape).Build();
        for (var number = 0; number < FilesOfEachKind; number++)
        {
            var file = original[..random.Next(original.Length)];

            Assert.False(FormsWorkbookReader.Read(file, "Fuzz.xlsx").IsTaken, $"cut at {file.Length}");
        }
    }

    [Theory]
    [InlineData(FormsExportShape.ServerDownload, 7)]
    [InlineData(FormsExportShape.ResavedInExcel, 8)]
    [InlineData(FormsExportShape.LiveSynced, 9)]
    public void Read_PartsEdited_TakesOrRefuses(FormsExportShape shape, int seed)
    {
        var random = new Random(seed);
        var parts = File(shape).Parts();
        for (var number = 0; number < 2 * FilesOfEachKind; number++)
        {
            var edited = random.Next(parts.Count);
            var file = FixedZip.Write(parts.Select((part, index) => index == edited ? part with { Content = Edit(part.Content, random) } : part));

            TakeOrRefuse(file, $"edited {number}: {parts[edited].Name}");
        }
    }

    [Theory]
    [InlineData(FormsExportShape.ServerDownload)]
    [InlineData(FormsExportShape.ResavedInExcel)]
    [InlineData(FormsExportShape.LiveSynced)]
    public void Read_APartMissingOrEmptied_TakesOrRefuses(FormsExportShape shape)
    {
        var parts = File(shape).Parts();
        foreach (var missing in parts)
        {
            TakeOrRefuse(FixedZip.Write(parts.Where(part => part != missing)), $"without {missing.Name}");
            TakeOrRefuse(FixedZip.Write(parts.Select(part => part == missing ? part with { Content = [] } : part)), $"empty {missing.Name}");
        }
    }

    /// <summary>Replaces, removes or doubles a run of bytes, at places where a parser decides: beside quotes, brackets and digits.</summary>
    private static byte[] Edit(byte[] content, Random random)
    {
        var places = Enumerable.Range(0, content.Length).Where(index => "<>\"=/0123456789"u8.Contains(content[index])).ToArray();
        var start = places.Length == 0 ? 0 : places[random.Next(places.Length)];
        var length = random.Next(0, Math.Min(24, content.Length - start));
        var run = content[start..(start + length)];
        byte[] replacement = random.Next(3) switch
        {
            0 => Encoding.UTF8.GetBytes(s_snippets[random.Next(s_snippets.Length)]),
            1 => [.. run, .. run],
            _ => [],
        };
        return [.. content[..start], .. replacement, .. content[(start + length)..]];
    }
}
