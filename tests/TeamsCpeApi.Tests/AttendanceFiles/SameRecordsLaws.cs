using System.Globalization;
using TeamsCpeApi.AttendanceFiles;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>What is kept of a file depends on what its rows say: not on their order, nor on the form in which somebody saved them.</summary>
public class SameRecordsLaws
{
    private const int Cases = 400;
    private const int Lists = 4_000;

    private static readonly string[] Forms = [.. SavedForm.All.Keys];

    public static TheoryData<string> Dialects => ["numbered sections", "meeting summary", "attendance list", "live event"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Read_TheSameRowsInAnotherOrderOrForm_GiveTheSameRecords(string dialect)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var visits = Visits(random);
            var first = Rows(dialect, visits);
            string[][] second = dialect == "live event" ? [first[0], .. first.Skip(1).OrderBy(_ => random.Next())] : Rows(dialect, [.. visits.OrderBy(_ => random.Next())]);
            var saved = random.Next(3) == 0 ? AttendanceWorkbookFile.Save(second, _ => null) : SavedForm.All[Forms[random.Next(Forms.Length)]].Save(second)!;

            Assert.True(Kept(Reads.Of(first, AttendanceExport.Context)) == Kept(AttendanceFileReader.Read(saved, AttendanceExport.Context)), $"{dialect} {seed}");
        }

        static string Kept(AttendanceReading reading) => Reads.Kept(Reads.Take(reading), AttendanceExport.Context);
    }

    /// <summary>Of a list to which nothing is lost, everybody is credited for when they were there until it was downloaded, on whatever devices.</summary>
    [Fact]
    public void Read_ListDownloadedDuringTheMeeting_GivesWhoWasThereUntilThen()
    {
        for (var seed = 0; seed < Lists; seed++)
        {
            var random = new Random(seed);
            var start = new DateTime(2026, 2, 17, 10, 0, 0, DateTimeKind.Unspecified);
            var downloaded = random.Next(600, 3600);
            var rows = new List<string[]> { new[] { "Full Name", "User Action", "Timestamp" } };
            var there = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["Witness"] = downloaded };
            Add("Witness", "Joined", 0);
            Add("Witness", "Left", downloaded);
            for (var person = random.Next(1, 8); person > 0; person--)
            {
                var name = $"Person {(char)('A' + person)}";
                there[name] = Attend(name, random, downloaded);
            }

            var inOrder = rows.Skip(1).ToArray();
            random.Shuffle(inOrder);
            var content = Reads.Take([rows[0], .. inOrder], Reads.NewYork);

            var expected = string.Join(", ", there.Select(person => $"{person.Key} {person.Value}"));
            Assert.True(expected == Reads.Seconds(content, Reads.NewYork), $"{seed}: {expected}, not {Reads.Seconds(content, Reads.NewYork)}");

            int Attend(string name, Random random, int downloaded)
            {
                var (at, seconds) = (random.Next(downloaded), 0);
                while (true)
                {
                    var left = at + random.Next(20, 1500);
                    Add(name, "Joined", at);
                    seconds += Math.Min(left, downloaded) - at;
                    if (left > downloaded)
                    {
                        return seconds;
                    }

                    Add(name, "Left", left);
                    var overlap = random.Next(3) == 0 ? random.Next(1, 16) : 0;
                    at = overlap > 0 ? left - overlap : left + random.Next(1, 300);
                    if (random.Next(3) == 0 || at >= downloaded)
                    {
                        return seconds;
                    }

                    seconds -= overlap;
                }
            }

            void Add(string name, string action, int second) => rows.Add([name, action, start.AddSeconds(second).ToString("M/d/yyyy, h:mm:ss tt", CultureInfo.InvariantCulture)]);
        }
    }

    private static string[][] Rows(string dialect, Visit[] visits) => dialect switch
    {
        "numbered sections" => AttendanceExport.NumberedSections(AttendanceExport.Sections["English"], visits: visits),
        "meeting summary" => AttendanceExport.MeetingSummary(AttendanceExport.Summaries["English of autumn 2021"], visits),
        "attendance list" => AttendanceExport.AttendanceList(AttendanceExport.Lists["English of Great Britain"], visits),
        _ => AttendanceExport.LiveEvent(visits),
    };

    /// <summary>People with and without an address, spelled in several ways, who come and go on one device or two.</summary>
    private static Visit[] Visits(Random random)
    {
        var visits = new List<Visit> { new("Witness", "witness@contoso.example", AttendanceExport.Start, AttendanceExport.End) };
        for (var number = random.Next(1, 12); number > 0; number--)
        {
            var person = random.Next(4);
            var joined = AttendanceExport.Start.AddSeconds(random.Next(3000));
            var name = random.Next(3) == 0 ? $"PERSON {person}" : $"Person {person}";
            visits.Add(new(name, person == 0 ? null : random.Next(2) == 0 ? $"Person{person}@contoso.example" : $"person{person}@contoso.example", joined, joined.AddSeconds(random.Next(60, 600))) { SignInName = "" });
        }

        return [.. visits];
    }
}
