using System.Globalization;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Lists of joins and leaves whose words are in any language: everybody begins by joining, which tells the words apart or refuses the list.</summary>
public class ListWordsTests
{
    private const int Languages = 3_000;

    [Fact]
    public void Read_PortugueseList_IsToldByItsRows()
    {
        var content = Reads.Take(
            Reads.Rows(
                "Nome Completo\tAtividade\tData e hora",
                "Ada Norte\tEntrou\t17/02/2026 10:00:05",
                "Bruno Sul\tEntrou\t17/02/2026 10:01:00",
                "Bruno Sul\tSaiu\t17/02/2026 10:30:00",
                "Bruno Sul\tEntrou\t17/02/2026 10:35:00",
                "Bruno Sul\tSaiu\t17/02/2026 11:00:00",
                "Caio Leste\tEntrou\t17/02/2026 10:03:00",
                "Caio Leste\tSaiu\t17/02/2026 10:59:00"),
            Reads.NewYork);

        Assert.Equal("Ada Norte 3595, Bruno Sul 3240, Caio Leste 3360", Reads.Seconds(content, Reads.NewYork));
        Assert.Contains(content.Notes, note => note.StartsWith("\"Entrou\" was read as joining and \"Saiu\" as leaving, with which nobody in the list begins.", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_PolishListOfThreeWords_IsToldByItsRows()
    {
        var content = Reads.Take(
            Reads.Rows(
                "Imię i nazwisko\tAkcja użytkownika\tZnacznik czasu",
                "Anna Polna\tDołączono\t17.02.2026, 10:00:05",
                "Anna Polna\tOpuszczono\t17.02.2026, 11:00:00",
                "Jan Leśny\tDołączono wcześniej\t17.02.2026, 10:00:05",
                "Jan Leśny\tOpuszczono\t17.02.2026, 10:45:00"),
            Reads.NewYork);

        Assert.Equal("Anna Polna 3595, Jan Leśny 2695", Reads.Seconds(content, Reads.NewYork));
    }

    [Theory]
    [InlineData("one word alone", "Ana X 10:00:00|Bo X 10:05:00", "", "it is the only word of the list")]
    [InlineData("each word is somebody's first", "Ana X 10:00:00|Ana Y 10:30:00|Bo Y 10:05:00|Bo X 10:30:00", "", "each word of the list is somebody's first")]
    [InlineData("two words with which nobody begins", "Ana X 10:00:00|Ana Y 10:30:00|Bo X 10:00:00|Bo Z 10:30:00", "", "nobody begins with \"Y\" and \"Z\"")]
    [InlineData("four words", "Ana X 10:00:00|Ana Y 10:30:00|Bo V 10:00:00|Bo W 10:30:00", "", "the list has 4 such words")]
    [InlineData("somebody who left more often than joined", "Ana X 10:00:00|Ana Y 10:30:00|Bo X 10:00:00|Bo Y 10:30:00|Bo Y 10:40:00", "", "would have left more often than joined")]
    [InlineData("both in one second, and nothing else", "Ana X 10:00:00|Ana Y 10:00:00", "", "of which one word alone can mean leaving")]
    [InlineData("a foreign word among English ones", "Ana Joined 10:00:00|Ana Y 10:30:00", "", "other words of the list are English")]
    [InlineData("the uploader names words that are not there", "Ana X 10:00:00|Ana Y 10:30:00", "Z", "none of the words that joinedWords names")]
    [InlineData("the uploader leaves two for leaving", "Ana X 10:00:00|Ana Y 10:30:00|Ana Z 10:40:00", "X", "joinedWords leaves \"Y\" and \"Z\" for leaving")]
    [InlineData("the uploader names all words for joining", "Ana X 10:00:00|Ana Y 10:30:00", "X, Y", "although nobody begins with \"Y\"")]
    public void Read_WordsThatCannotBeToldApart_AreRefusedWithWhatCanBeDone(string sentence, string events, string joinedWords, string reason)
    {
        var refusal = Reads.Of(Foreign(events), Reads.NewYork with { JoinedWords = Words(joinedWords) }).Refusal;

        Assert.True(refusal?.Code == FileRefusalCodes.AttendanceAction && refusal.Column == 2, $"{sentence}: {refusal?.Message ?? "taken"}");
        Assert.Contains(reason, refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("form field joinedWords", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in English.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one word alone", "Ana X 10:00:00|Bo X 10:05:00|Bo X 10:15:00", "X", "Ana 900, Bo 0")]
    [InlineData("two that mean joining", "Ana X 10:00:00|Ana Y 10:30:00|Bo Z 10:00:00|Bo Y 11:00:00", "z, X", "Ana 1800, Bo 3600")]
    [InlineData("all words, where nobody had left", "Ana X 10:00:00|Bo Z 10:05:00|Bo Z 10:15:00", "X, Z", "Ana 900, Bo 0")]
    [InlineData("in an English list it says nothing", "Ana Joined 10:00:00|Ana Left 10:30:00", "X", "Ana 1800")]
    [InlineData("a foreign word among English ones", "Ana Joined 10:00:00|Ana Y 10:30:00|Bo X 10:00:00|Bo Y 11:00:00", "X", "Ana 1800, Bo 3600")]
    [InlineData("words that the rows alone would read otherwise", "Ana X 10:00:00|Ana Y 10:30:00", "Y", "Ana 0")]
    public void Read_WordsThatTheUploaderNames_AreReadSo(string sentence, string events, string joinedWords, string seconds)
    {
        var context = Reads.NewYork with { JoinedWords = Words(joinedWords) };
        var content = Reads.Take(Foreign(events), context);

        Assert.True(seconds == Reads.Seconds(content, context), $"{sentence}: {Reads.Seconds(content, context)}");
        Assert.Equal(!events.Contains("Left", StringComparison.Ordinal), content.Notes.Any(note => note.Contains("as the upload says", StringComparison.Ordinal)));
    }

    /// <summary>A list in invented words gives what the same list in English gives, or is refused; in English nothing is.</summary>
    [Fact]
    public void Read_ListsInInventedLanguages_GiveWhatTheyGiveInEnglish()
    {
        var taken = 0;
        for (var seed = 0; seed < Languages; seed++)
        {
            var random = new Random(seed);
            var (joined, before, left) = (Word(random), Word(random), Word(random));
            var hasBefore = random.Next(2) == 0;
            var english = Meeting(random, hasBefore);
            string[][] foreign =
            [
                [Word(random), Word(random), Word(random)],
                .. english.Skip(1).Select(row => new[] { row[0], row[1] switch { "Joined" => joined, "Joined before" => before, _ => left }, row[2] }),
            ];
            random.Shuffle(foreign.AsSpan(1));

            var (known, unknown) = (Reads.Take(english, Reads.NewYork), Reads.Of(foreign, Reads.NewYork));
            Assert.True(unknown.Content is null ? unknown.Refusal!.Code == FileRefusalCodes.AttendanceAction : Reads.Kept(unknown.Content, Reads.NewYork) == Reads.Kept(known, Reads.NewYork), $"{seed}: {unknown.Refusal?.Message}");
            taken += unknown.Content is null ? 0 : 1;
        }

        Assert.True(taken > Languages * 9 / 10, $"{taken} of {Languages} were taken.");
    }

    /// <summary>People who come, go, come back, change device and stay until the list is downloaded; whoever downloads it begins with Joined.</summary>
    private static string[][] Meeting(Random random, bool hasBefore)
    {
        var start = new DateTime(2026, 2, 17, 10, 0, 0, DateTimeKind.Unspecified);
        var rows = new List<string[]> { new[] { "Full Name", "User Action", "Timestamp" } };
        Add("Downloader", "Joined", 0);
        Add("Early", "Joined", 5);
        Add("Early", "Left", 3000);
        for (var person = random.Next(1, 12); person > 0; person--)
        {
            var name = $"Person {(char)('A' + person)}";
            var at = random.Next(1200);
            Add(name, hasBefore && random.Next(3) == 0 ? "Joined before" : "Joined", at);
            for (var stays = random.Next(1, 4); stays > 0 && random.Next(3) > 0; stays--)
            {
                Add(name, "Left", at += random.Next(30, 600));
                if (stays > 1)
                {
                    Add(name, "Joined", at += random.Next(1, 200));
                }
            }
        }

        return [.. rows];

        void Add(string name, string action, int second) => rows.Add([name, action, start.AddSeconds(second).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture)]);
    }

    private static string Word(Random random)
    {
        const string Letters = "aáąbcčdđeéęfghiíjkłlmnńoóprśtuúvwyžабвгдежзиклмнопрстухцчшюя가나다라마바사아자차카タチツテト会議参加退出ابتثجحخدذرز";
        return string.Concat(Enumerable.Range(0, random.Next(6, 12)).Select(_ => Letters[random.Next(Letters.Length)]));
    }

    private static string[] Words(string joinedWords) => joinedWords.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[][] Foreign(string events) =>
        [["Nimi", "Toiminto", "Aikaleima"], .. events.Split('|').Select(text => text.Split(' ')).Select(parts => new[] { parts[0], parts[1], $"17.2.2026 {parts[2]}" })];
}
