using System.Globalization;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Tests.Workbooks;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Generated;

/// <summary>A poll that was launched, and what was really answered.</summary>
/// <param name="File">The export, as somebody downloaded it.</param>
/// <param name="AnsweredBy">Who answered under their own address, and when.</param>
internal sealed record GeneratedPoll(FormsExportFile File, IReadOnlyDictionary<Guid, DateTimeOffset> AnsweredBy)
{
    /// <summary>What the product reads from the file's bytes.</summary>
    public FormsExport Export => field ??= FormsWorkbookReader.Read(File.Build(), File.FileName).Export!;
}

/// <summary>
/// A session whose truth is known: who was there when, under which names, on which devices, and who answered what. Some are renamed, some
/// call by telephone, some come as guests, some are nobody of the roster and bear a participant's name.
/// </summary>
internal sealed class GeneratedSession
{
    private static readonly string[] ZoneIds = ["America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Adelaide", "UTC"];

    private readonly Random random;
    private readonly Dictionary<Guid, List<Interval>> stays = [];
    private readonly Dictionary<string, Guid> recordOwners = new(StringComparer.Ordinal);
    private readonly List<AttendanceRecord> records = [];

    /// <summary>The session of a firm; people are numbered from <paramref name="firstPerson"/>, so that two sessions share nobody or some.</summary>
    public GeneratedSession(int seed, int firstPerson)
    {
        random = new Random(seed);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneIds[random.Next(ZoneIds.Length)]);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(365 * 48) * 30);
        Window = new Interval(start, start.AddMinutes(random.Next(5, 13) * 10));
        var enrolled = random.Next(8, 60);
        People = [.. Enumerable.Range(firstPerson, enrolled + random.Next(0, 8)).Select(number => GeneratedPerson.Of(random, number, number - firstPerson < enrolled))];
        Roster = [.. People.Where(person => person.IsOnRoster).Select(person => person.OnRoster(random))];
        foreach (var person in People.Where(_ => random.Next(100) < 88))
        {
            Attend(person);
        }

        Polls = [.. Enumerable.Range(1, random.Next(2, 7)).Select(Launch)];
        File = GeneratedAttendanceFile.Of(this, new Random(seed));
    }

    public TimeZoneInfo Zone { get; }

    public Interval Window { get; }

    public IReadOnlyList<GeneratedPerson> People { get; }

    public IReadOnlyList<RosterEntry> Roster { get; }

    /// <summary>What Microsoft Graph reports.</summary>
    public IReadOnlyList<AttendanceRecord> Records => records;

    /// <summary>The same attendance as Teams let somebody download it.</summary>
    public GeneratedAttendanceFile File { get; }

    public IReadOnlyList<GeneratedPoll> Polls { get; }

    public Guid OwnerOf(AttendanceRecord reported) => recordOwners[reported.RecordId];

    /// <summary>When somebody was really there.</summary>
    public IntervalSet PresenceOf(Guid person) => IntervalSet.Of([.. stays.GetValueOrDefault(person, [])]);

    /// <summary>For how many of the session's seconds somebody was there, each looked at by itself.</summary>
    public int SecondsOf(Guid person)
    {
        var isThere = new bool[(int)Window.Length.TotalSeconds];
        foreach (var stay in stays.GetValueOrDefault(person, []))
        {
            var (from, to) = ((int)(stay.Start - Window.Start).TotalSeconds, (int)(stay.End - Window.Start).TotalSeconds);
            for (var second = Math.Max(from, 0); second < Math.Min(to, isThere.Length); second++)
            {
                isThere[second] = true;
            }
        }

        return isThere.Count(present => present);
    }

    /// <summary>Whoever an identity really is; more than one where a file tells people of one name apart by nothing.</summary>
    public IReadOnlyList<GeneratedPerson> PeopleBehind(SeenIdentity identity) =>
    [
        .. identity.Records.SelectMany(record => recordOwners.TryGetValue(record.RecordId, out var owner) ? [owner] : File.OwnersOf(record))
            .Concat(People.Where(person => identity.AnsweredPolls && person.SignIn == identity.Email).Select(person => person.Id))
            .Distinct()
            .Select(id => People.Single(person => person.Id == id)),
    ];

    private void Attend(GeneratedPerson person)
    {
        var own = stays[person.Id] = [];
        for (var device = random.Next(10) == 0 ? 2 : 1; device > 0; device--)
        {
            var (objectId, email, name) = random.Next(100) switch
            {
                < 65 => (person.ObjectId.ToString(), person.SignIn, person.Name),
                < 75 => ((string?)null, (string?)person.SignIn, $"{person.Name} (External)"),
                < 82 => (null, person.Private, $"{person.Name} (External)"),
                < 95 => (null, null, person.AsGuest(random)),
                _ => (null, null, string.Create(CultureInfo.InvariantCulture, $"+1 *******{random.Next(10, 100)}")),
            };
            var joins = Joins();
            own.AddRange(joins);
            var recordId = string.Create(CultureInfo.InvariantCulture, $"record-{records.Count}");
            recordOwners[recordId] = person.Id;
            records.Add(new AttendanceRecord("report-1", recordId, null, objectId, email, name, "Attendee", null, [.. joins.Select(join => new ReportedStay(join.Start, join.End, null))]));
        }
    }

    /// <summary>Early or late, gone early or late, now and then out for a while and back in before the former stay is over.</summary>
    private List<Interval> Joins()
    {
        var length = (int)Window.Length.TotalSeconds;
        var joined = Window.Start.AddSeconds(random.Next(4) == 0 ? random.Next(length / 2) : -random.Next(600));
        var left = Window.End.AddSeconds(random.Next(4) == 0 ? -random.Next(length / 3) : random.Next(600));
        if (random.Next(3) > 0 || left - joined < TimeSpan.FromMinutes(10))
        {
            return left > joined ? [new(joined, left)] : [new(left, joined)];
        }

        var gone = joined.AddSeconds(random.Next(60, (int)(left - joined).TotalSeconds / 2));
        var back = gone.AddSeconds(random.Next(-50, 280));
        return [new(joined, gone), new(back, left)];
    }

    private GeneratedPoll Launch(int number)
    {
        var launched = Window.Start.AddSeconds(random.Next(30, (int)Window.Length.TotalSeconds - 240));
        var exporter = random.Next(10) == 0 ? TimeZoneInfo.FindSystemTimeZoneById(ZoneIds[random.Next(ZoneIds.Length)]) : Zone;
        var file = FormsExportFile.Poll(string.Create(CultureInfo.InvariantCulture, $"Question {number} of {Window.Start:MMdd}: does the rule apply?"));
        var answered = new Dictionary<Guid, DateTimeOffset>();
        var last = launched;
        foreach (var person in People.Where(_ => random.Next(100) < 85))
        {
            var at = launched.AddSeconds(random.Next(5, 200));
            if (!PresenceOf(person.Id).Contains(at))
            {
                continue;
            }

            var isSignedIn = random.Next(20) > 0;
            file = isSignedIn
                ? file.Responding(person.SignIn, person.Name, TimeZoneInfo.ConvertTime(at, exporter).DateTime, "Yes")
                : file.RespondingAnonymously(TimeZoneInfo.ConvertTime(at, exporter).DateTime, "Yes");
            last = at > last ? at : last;
            if (isSignedIn)
            {
                answered[person.Id] = at;
            }
        }

        return new GeneratedPoll(file with { Shape = (FormsExportShape)random.Next(3), ExportedAt = last.AddSeconds(random.Next(3) == 0 ? random.Next(5, 100) : random.Next(100, 200_000)) }, answered);
    }
}
