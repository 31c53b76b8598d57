using System.IO.Compression;
using System.Text;
using TeamsCpeApi.Tests.AttendanceFiles;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.Hostile;

/// <summary>Files of genuine structure, then damaged. The same random numbers make the same bytes.</summary>
internal static class HostileFiles
{
    public static IReadOnlyList<string> Kinds { get; } = ["Forms workbook", "Forms CSV", "attendance file", "attendance workbook", "roster"];

    public static byte[] Of(string kind, Random random) => kind switch
    {
        "Forms workbook" => Workbook(random),
        "Forms CSV" => Mutation.Of(FormsCsv(random), random),
        "attendance file" => Mutation.Of(Attendance(random), random),
        "attendance workbook" => AttendanceWorkbook(random),
        _ => Mutation.Of(Roster(random), random),
    };

    private static byte[] Workbook(Random random)
    {
        var file = (FormsExportFile.Form("Fuzz", "Which?", "When?") with { Shape = (FormsExportShape)random.Next(3), IsQuiz = random.Next(2) == 0, HasLanguage = random.Next(2) == 0 })
            .Responding("ana@contoso.example", "Ana Lima", new DateTime(2026, 3, 12, 14, 5, 7), "A;B;", new DateTime(2026, 1, 31))
            .Responding("bo@contoso.example", "Bo Ek", new DateTime(2026, 3, 12, 14, 6, 7), "A;", null);
        if (random.Next(4) == 0)
        {
            return Mutation.Of(file.Build(), random);
        }

        var parts = file.Parts();
        var edited = random.Next(parts.Count);
        return FixedZip.Write(parts.Select((part, index) => index == edited ? part with { Content = Mutation.Of(part.Content, random) } : part));
    }

    private static byte[] FormsCsv(Random random)
    {
        var separator = ",;\t"[random.Next(3)];
        string[][] rows =
        [
            ["ID", "Start time", "Completion time", "Email", "Name", "Which?", "When?"],
            ["1", "3/12/26 14:05:00", "3/12/26 14:05:07", "ana@contoso.example", "Ana Lima", "A;B;", "1/31/26"],
            ["2", "3/12/26 14:06:00", "3/12/26 14:06:07", "bo@contoso.example", "\"Bo, Ek\"", "Yes – often", ""],
        ];
        return Coded(rows, separator, random);
    }

    private static byte[] Roster(Random random)
    {
        string[][] rows =
        [
            ["external id", "name", "email", "aliases", "licenses"],
            ["7", "\"Lima, Ana\"", "ana@contoso.example", "a.lima@x.example", "NY:012345"],
            ["8", "Łukasz Ek", "ek@contoso.example", "", ""],
            ["9", "Ἀθηνᾶ", "", "", "\"CA: 9|TX: 1\""],
        ];
        return Coded(rows, ",;\t"[random.Next(3)], random);
    }

    private static byte[] Coded(string[][] rows, char separator, Random random)
    {
        var text = string.Concat(rows.Select(row => string.Join(separator, row) + "\r\n"));
        Encoding[] codings = [new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1];
        var coding = codings[random.Next(codings.Length)];
        return [.. coding.GetPreamble(), .. coding.GetBytes(text)];
    }

    private static byte[] AttendanceWorkbook(Random random)
    {
        object[][] kinds = [.. AttendanceFileFuzzTests.Kinds()];
        var kind = Array.ConvertAll(kinds[random.Next(kinds.Length)], value => (string)value);
        var file = AttendanceWorkbookFile.Save(AttendanceFileReaderTests.Rows(kind[0], kind[1]), _ => null);
        if (random.Next(4) == 0)
        {
            return Mutation.Of(file, random);
        }

        using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        var edited = random.Next(archive.Entries.Count);
        return FixedZip.Write(archive.Entries.Select((entry, index) => new ZipPart(entry.FullName, index == edited ? Mutation.Of(Content(entry), random) : Content(entry))));
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        using var content = new MemoryStream();
        part.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Attendance(Random random)
    {
        object[][] kinds = [.. AttendanceFileFuzzTests.Kinds()];
        var kind = Array.ConvertAll(kinds[random.Next(kinds.Length)], value => (string)value);
        return SavedForm.All[kind[2]].Save(AttendanceFileReaderTests.Rows(kind[0], kind[1]))!;
    }
}
