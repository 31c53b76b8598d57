using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Tests.AttendanceFiles;

namespace TeamsCpeApi.Tests.Generated;

/// <summary>
/// The attendance of a generated session as a file of Teams, through its bytes: mostly the report of today in English, now and then in
/// another language or dialect, or saved again by Excel or an editor.
/// </summary>
internal sealed class GeneratedAttendanceFile
{
    private static readonly SavedForm[] Forms = [.. SavedForm.All.Values];
    private static readonly SavedForm Teams = SavedForm.All["as Teams writes it"];

    /// <summary>What would be wrong of a file that Teams wrote.</summary>
    private static readonly string[] FalseNotes = ["another duration", "before it begins", "before they begin", "section 2 differ"];

    private readonly GeneratedSession session;
    private readonly TimeZoneInfo zone;
    private readonly ILookup<(string Who, DateTime Joined), Guid> owners;
    private readonly Dictionary<string, Guid[]> ownersOfRecords = new(StringComparer.Ordinal);

    private GeneratedAttendanceFile(GeneratedSession session, AttendanceDialect dialect, Random random)
    {
        this.session = session;
        zone = dialect == AttendanceDialect.LiveEvent ? TimeZoneInfo.Utc : session.Zone;
        Dialect = dialect;
        var visits = session.Records.SelectMany(record => Visits(record, random.Next(5) == 0).Select(visit => (Owner: session.OwnerOf(record), Visit: visit))).ToArray();
        owners = visits.ToLookup(entry => (Who(dialect == AttendanceDialect.AttendanceList ? null : entry.Visit.Email, entry.Visit.Name), entry.Visit.Joined), entry => entry.Owner);
        var rows = Rows(dialect, [.. visits.Select(entry => entry.Visit)], random);
        Content = (random.Next(3) == 0 ? Forms[random.Next(Forms.Length)].Save(rows) : null) ?? Teams.Save(rows)!;
    }

    public AttendanceDialect Dialect { get; }

    public byte[] Content { get; }

    /// <summary>What the product reads from the file's bytes, as an upload does. The session's date settles the order of the dates: nobody is asked for it.</summary>
    public IReadOnlyList<AttendanceRecord> Records => field ??= Read();

    public static GeneratedAttendanceFile Of(GeneratedSession session, Random random) => new(
        session,
        random.Next(20) switch
        {
            < 15 => AttendanceDialect.NumberedSections,
            < 18 => AttendanceDialect.MeetingSummary,
            < 19 => AttendanceDialect.AttendanceList,
            _ => AttendanceDialect.LiveEvent,
        },
        random);

    /// <summary>Whose the stays of a record really are.</summary>
    public IReadOnlyList<Guid> OwnersOf(AttendanceRecord read) => ownersOfRecords[read.RecordId];

    private static string[][] Rows(AttendanceDialect dialect, Visit[] visits, Random random) => dialect switch
    {
        AttendanceDialect.NumberedSections => AttendanceExport.NumberedSections(
            random.Next(2) == 0 ? AttendanceExport.Sections["English"] : Any(AttendanceExport.Sections, random), hasEngagement: random.Next(2) == 0, visits),
        AttendanceDialect.MeetingSummary => AttendanceExport.MeetingSummary(Any(AttendanceExport.Summaries, random), visits),
        AttendanceDialect.AttendanceList => AttendanceExport.AttendanceList(Any(AttendanceExport.Lists, random), visits),
        _ => AttendanceExport.LiveEvent(visits),
    };

    private static ExportLanguage Any(IReadOnlyDictionary<string, ExportLanguage> languages, Random random) => languages.Values.ElementAt(random.Next(languages.Count));

    /// <summary>A telephone's number stands behind a blank; an address is written as its owner once typed it; a guest of another tenant signs in under a name of this one.</summary>
    private IEnumerable<Visit> Visits(AttendanceRecord record, bool isShouted)
    {
        var name = record.DisplayName!.StartsWith('+') ? $" {record.DisplayName}" : record.DisplayName;
        var signInName = record.ObjectId is null && record.Email is { } address ? $"{address.Replace('@', '_')}#EXT#@contoso.onmicrosoft.example" : record.Email ?? "";
        return record.Stays.Select(stay => new Visit(name, isShouted ? record.Email?.ToUpperInvariant() : record.Email, WallClock(stay.Joined!.Value), WallClock(stay.Left!.Value))
        {
            SignInName = signInName,
            Length = stay.Left.Value - stay.Joined.Value,
            Identity = record.ObjectId ?? record.Email ?? record.RecordId,
        });
    }

    /// <summary>By address or name and instant; people of one name without an address who joined in one second are told apart by nothing.</summary>
    private Guid[] OwnersOf(FilePerson person, DateTime joined)
    {
        var found = owners[(Who(person.Email, person.Name!), joined)].ToArray();
        Assert.True(found.Length > 0, $"{person.Name} ({person.Email}) joined at {joined:s}, says the file, and nobody did.");
        return found;
    }

    private static string Who(string? address, string name) => EmailAddress.Key(address) ?? name.Trim();

    private DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private List<AttendanceRecord> Read()
    {
        var reading = AttendanceFileReader.Read(Content, new(zone, session.Window, session.Window, DateOrder: null));
        Assert.True(reading.Content is not null, reading.Refusal?.Message);
        Assert.Equal(Dialect, reading.Content.Dialect);
        if (Dialect is AttendanceDialect.NumberedSections or AttendanceDialect.MeetingSummary)
        {
            Assert.DoesNotContain(reading.Content.Notes, note => FalseNotes.Any(words => note.Contains(words, StringComparison.Ordinal)));
        }

        foreach (var person in reading.Content.People.GroupBy(person => person.Key))
        {
            ownersOfRecords[person.Key] = [.. person.SelectMany(role => role.Stays.SelectMany(stay => OwnersOf(role, stay.Joined!.Value))).Distinct()];
        }

        var records = FileClock.Records(reading.Content, Guid.Empty, zone, session.Window);
        Assert.True(FileClock.Touches(records, session.Window), "The file is refused as another session's.");
        return records;
    }
}
