using System.Text;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Whatever is done to a file, it is taken or refused; nothing is thrown and little memory is used. Seeded, so a failure repeats.</summary>
public class AttendanceFileFuzzTests
{
    private const int FilesOfEachKind = 150;
    private const long MostBytesAllocated = 16 * 1024 * 1024;

    private static readonly string[] s_snippets =
        ["", "\t", "\t\t\t", ",", ";", "\"", "\"\"", "\r\n", "\n\n", "1. ", "2. x", "3. x", "4. x", "0", "-1", "99/99/99", "32/13/26, 25:61:61 PM", "29/2/26, 1:00", "\0", "\uFFFF", "\u202E", "\uD83D", "AM", "午後", "99999999999h", "(UPN)", "Joined", "Left"];

    public static TheoryData<string, string, string> Kinds() => new()
    {
        { "numbered sections", "English", "as Teams writes it" },
        { "numbered sections", "Polish", "CSV of Excel in Central Europe" },
        { "numbered sections", "Japanese", "UTF-8 of an editor" },
        { "numbered sections with engagement", "English", "CSV UTF-8 of Excel" },
        { "meeting summary", "French", "CSV of Excel in Western Europe" },
        { "meeting summary", "a language of which no file was seen", "UTF-16BE of an editor" },
        { "attendance list", "English of India", "as Teams wrote it until 2022" },
        { "live event", "English", "CSV of Excel in the West" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_BytesFlippedOrCutOff_TakesOrRefuses(string dialect, string language, string form)
    {
        var random = new Random(1);
        var original = SavedForm.All[form].Save(AttendanceFileReaderTests.Rows(dialect, language))!;
        for (var number = 0; number < FilesOfEachKind; number++)
        {
            var file = number % 3 == 0 ? original[..random.Next(1, original.Length)] : original.ToArray();
            for (var flips = random.Next(0, 6); flips > 0; flips--)
            {
                file[random.Next(file.Length)] ^= (byte)random.Next(1, 256);
            }

            TakeOrRefuse(file, $"{number}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_TextEdited_TakesOrRefuses(string dialect, string language, string form)
    {
        var random = new Random(2);
        var saved = SavedForm.All[form];
        var rows = AttendanceFileReaderTests.Rows(dialect, language);
        for (var number = 0; number < FilesOfEachKind; number++)
        {
            var edited = rows.Select(row => row.ToArray()).ToList();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                Edit(edited, random);
            }

            TakeOrRefuse((saved with { CodePage = "utf-8" }).Save([.. edited]) ?? Encoding.Latin1.GetBytes(string.Concat(edited.SelectMany(row => row))), $"{number}");
        }
    }

    private static void Edit(List<string[]> rows, Random random)
    {
        var at = random.Next(rows.Count);
        switch (random.Next(4))
        {
            case 0:
                rows.RemoveAt(at);
                rows.Add([]);
                break;
            case 1:
                rows.Insert(at, rows[random.Next(rows.Count)]);
                break;
            default:
                var cells = rows[at].Append("").ToArray();
                var cell = random.Next(cells.Length);
                var cut = random.Next(cells[cell].Length + 1);
                cells[cell] = cells[cell][..cut] + s_snippets[random.Next(s_snippets.Length)] + cells[cell][random.Next(cut, cells[cell].Length + 1)..];
                rows[at] = cells;
                break;
        }
    }

    private static void TakeOrRefuse(byte[] file, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = AttendanceFileReader.Read(file, AttendanceExport.Context);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True((reading.Content is null) != (reading.Refusal is null), what);
        Assert.True(allocated < MostBytesAllocated, $"{what}: {allocated} bytes");
        if (reading.Refusal is { } refusal)
        {
            Assert.Contains(FileRefusalCodes.All.ToArray(), code => code.Code == refusal.Code);
            Assert.NotEqual("", refusal.Message);
        }
    }
}
