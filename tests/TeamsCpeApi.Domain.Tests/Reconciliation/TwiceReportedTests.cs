using System.Globalization;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>
/// Somebody without an address in a report and in files: one person when all stays of the file are the report's, and nobody else's. Identities
/// are written as "source key name stays", the report being g; those that are one stand together.
/// </summary>
public class TwiceReportedTests
{
    [Theory]
    [InlineData("the same stay, rounded", "g a Ann_Lee 00:03.4-50:00.6; 1 b Ann_Lee 00:03-50:01", "a+b")]
    [InlineData("two seconds apart at both ends", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:02-49:58", "a+b")]
    [InlineData("three seconds apart", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:03-50:00", "a b")]
    [InlineData("another end", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-49:00", "a b")]
    [InlineData("the name written otherwise", "g a Ann_Lee 00:00-50:00; 1 b Lee,_Ann_(Guest) 00:00-50:00", "a+b")]
    [InlineData("another name", "g a Ann_Lee 00:00-50:00; 1 b Ann_Li 00:00-50:00", "a b")]
    [InlineData("a suffix alone is no name", "g a (Guest) 00:00-50:00; 1 b (Guest) 00:00-50:00", "a b")]
    [InlineData("all of several stays", "g a Ann_Lee 00:00-20:00 30:00-50:00; 1 b Ann_Lee 30:01-50:00 00:00-20:01", "a+b")]
    [InlineData("the file lacks what another report tells", "g a Ann_Lee 00:00-20:00 30:00-50:00; 1 b Ann_Lee 30:00-50:00", "a+b")]
    [InlineData("the file tells of a stay that no report has", "g a Ann_Lee 00:00-20:00; 1 b Ann_Lee 00:00-20:00 30:00-50:00", "a b")]
    [InlineData("two devices in the file, one in the report", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00 00:00-50:00", "a b")]
    [InlineData("a stay without an end cannot be compared", "g a Ann_Lee 00:00-50:00 10:00-?; 1 b Ann_Lee 00:00-50:00 10:00-?", "a b")]
    [InlineData("no stay at all says nothing", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee ", "a b")]
    [InlineData("two reported of the name and the stays", "g a Ann_Lee 00:00-50:00; g c Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00", "a b c")]
    [InlineData("two of the name with stays of their own", "g a Ann_Lee 00:00-50:00; g c Ann_Lee 05:00-50:00; 1 b Ann_Lee 05:00-50:00; 1 d Ann_Lee 00:00-50:00", "a+d b+c")]
    [InlineData("two in the file of the name and the stays", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00; 1 d Ann_Lee 00:01-50:00", "a b d")]
    [InlineData("one of two in the file has the stays", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00; 1 d Ann_Lee 10:00-50:00", "a+b d")]
    [InlineData("in two files as well", "g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00; 2 c Ann_Lee 00:01-50:00", "a+b+c")]
    [InlineData("two files of two reports", "g a Ann_Lee 00:00-20:00 30:00-50:00; 1 b Ann_Lee 00:00-20:00; 2 c Ann_Lee 30:00-50:00", "a+b+c")]
    [InlineData("of two files one tells of more than the reports", "g a Ann_Lee 00:00-20:00; 1 b Ann_Lee 00:00-20:00; 2 c Ann_Lee 00:00-20:00 30:00-50:00", "a+b c")]
    [InlineData("two files and no report", "1 a Ann_Lee 00:00-50:00; 2 b Ann_Lee 00:01-50:00", "a+b")]
    [InlineData("three files, one of which has all", "1 a Ann_Lee 00:00-20:00; 2 c Ann_Lee 00:00-20:00 30:00-50:00; 3 b Ann_Lee 30:00-50:00", "a+b+c")]
    [InlineData("three files, none of which has all", "1 a Ann_Lee 00:00-20:00; 2 b Ann_Lee 00:00-20:00 30:00-50:00; 3 c Ann_Lee 00:00-20:00 40:00-50:00", "a b c")]
    [InlineData("two files, two of the name and the stays", "1 a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:01-50:00; 2 c Ann_Lee 00:00-50:00; 2 d Ann_Lee 00:01-50:00", "a b c d")]
    [InlineData("two of the name in one file", "1 a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:01-50:00", "a b")]
    [InlineData("telephones are masked alike", "g a +1_*******12 00:00-50:00; 1 b +1_*******12 00:00-50:00", "a b")]
    [InlineData("telephones without a mask as well", "g a +1_425-555-0100 00:00-50:00; 1 b +1_425-555-0100 00:00-50:00", "a b")]
    public void Gather_NobodyHasAnAddress_JoinsWhoseStaysAreTheSame(string sentence, string sources, string expected)
    {
        var records = Records(sources);

        Expect.Equal(sentence, expected, Write(SeenIdentity.Gather(records, [])));
        Expect.Equal(sentence, expected, Write(SeenIdentity.Gather([.. records.Reverse()], [])));
    }

    [Theory]
    [InlineData("an address in the report", "email", "file")]
    [InlineData("an id in the report", "object", "file")]
    [InlineData("a registration in the report", "registration", "file")]
    [InlineData("a record without an id of its own, which may be several people's", "no record", "file")]
    [InlineData("an address in the file", "nothing", "addressed file")]
    public void Gather_EitherHasAnIdOrAnAddress_StayTwo(string sentence, string reported, string filed)
    {
        var records = Records("g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00");
        var first = reported switch
        {
            "email" => records[0] with { Email = "ann@contoso.example" },
            "object" => records[0] with { ObjectId = "O-1" },
            "registration" => records[0] with { RegistrationId = "R-1" },
            "no record" => records[0] with { RecordId = "" },
            _ => records[0],
        };

        Expect.Equal(sentence, 2, SeenIdentity.Gather([first, filed == "file" ? records[1] : records[1] with { Email = "lee@contoso.example" }], []).Count);
    }

    [Theory]
    [InlineData("the report's key", "record:a", "Matched HumanDecision ann")]
    [InlineData("the file's key, before the report came", "record:b", "Matched HumanDecision ann")]
    [InlineData("another file's key", "record:c", "Matched HumanDecision ann")]
    public void Climb_DecisionOnAnyPart_IsThatOfTheWhole(string sentence, string key, string expected)
    {
        MatchDecision[] decisions = [new(key, People.Id("ann"))];
        var seen = SeenIdentity.Gather(Records("g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00; 2 c Ann_Lee 00:00-50:00"), [], decisions);

        Expect.Equal(sentence, "record:a", seen.Single().Key);
        Expect.Equal(sentence, expected, People.Write(Ladder.Climb(People.Roster, seen, decisions, acceptUniqueNames: false).Single()));
    }

    [Theory]
    [InlineData("of two participants", "otherAnn")]
    [InlineData("of a participant and nobody", "")]
    public void Climb_PeopleToldThePartsApart_StaysAsTheyDecided(string sentence, string other)
    {
        MatchDecision[] decisions = [new("record:a", People.Id("ann")), new("record:b", other.Length == 0 ? null : People.Id(other))];
        var seen = SeenIdentity.Gather(Records("g a Ann_Lee 00:00-50:00; 1 b Ann_Lee 00:00-50:00"), [], decisions);

        Expect.Equal(sentence, string.Join(' ', decisions.Select(decision => decision.ParticipantId)), string.Join(' ', Ladder.Climb(People.Roster, seen, decisions, acceptUniqueNames: false).Select(match => match.ParticipantId)));
    }

    [Fact]
    public void Climb_UniqueNamesAccepted_CountsThePersonOnce()
    {
        var seen = SeenIdentity.Gather(Records("g a Jane_Doe 00:00-50:00; 1 b Doe,_Jane_(Guest) 00:00-50:00"), []);

        Assert.Equal("Matched UniqueName jane", People.Write(Ladder.Climb(People.Roster, seen, [], acceptUniqueNames: true).Single()));
        Assert.Equal(3_000, Presence.Of(seen.Single().Records).Instants.Seconds);
    }

    [Theory]
    [InlineData("as many as a meeting has of one name", 100, 100)]
    [InlineData("so many that it is hardly a name", 101, 202)]
    public void Gather_ManyOfOneName_AreOnlyComparedWhileItIsAName(string sentence, int people, int identities)
    {
        var records = Records(string.Join("; ", Enumerable.Range(0, people).Select(person => string.Create(CultureInfo.InvariantCulture, $"g a{person} Guest_User {person / 10:00}:{person % 10 * 6:00}-59:00; 1 b{person} Guest_User {person / 10:00}:{person % 10 * 6:00}-59:00"))));

        Expect.Equal(sentence, identities, SeenIdentity.Gather(records, []).Count);
    }

    private static AttendanceRecord[] Records(string sources) => [.. sources.Split(';', StringSplitOptions.TrimEntries).Select(text =>
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var report = parts[0] == "g" ? "report" : ReportIds.OfFile(new Guid(int.Parse(parts[0], CultureInfo.InvariantCulture), 0, 0, new byte[8]));
        return People.Record($"|||{parts[2].Replace('_', ' ')}", parts[1], report) with { Stays = [.. parts[3..].Select(Stay)] };
    })];

    private static ReportedStay Stay(string text)
    {
        var ends = text.Split('-').Select(end => end == "?" ? (DateTimeOffset?)null : new DateTimeOffset(2026, 3, 12, 14, 0, 0, TimeSpan.Zero) + TimeSpan.ParseExact(end, [@"mm\:ss", @"mm\:ss\.f"], CultureInfo.InvariantCulture)).ToArray();
        return new ReportedStay(ends[0], ends[1], null);
    }

    private static string Write(IEnumerable<SeenIdentity> identities) =>
        string.Join(' ', identities.Select(identity => string.Join('+', identity.Records.Select(record => record.RecordId).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
}
