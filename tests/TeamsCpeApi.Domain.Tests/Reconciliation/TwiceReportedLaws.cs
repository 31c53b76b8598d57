using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>Meetings whose truth is known, told by a report and by files of it that round: nobody becomes somebody else, and who can be told is told.</summary>
public class TwiceReportedLaws
{
    private const int Cases = 500;
    private static readonly DateTimeOffset s_start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Gather_NamesShared_JoinsNoTwoPeople() => Laws.Hold(Cases, generator =>
    {
        var records = Meeting(generator, names: 2, secondsApart: 4);

        Assert.All(SeenIdentity.Gather(records, []), identity => Assert.Single(identity.Records.Select(Person).Distinct()));
    });

    [Fact]
    public void Gather_StaysUnlikeEachOther_JoinsEverybody() => Laws.Hold(Cases, generator =>
    {
        var records = Meeting(generator, names: 2, secondsApart: 60);

        Assert.Equal(records.Select(Person).Distinct().Count(), SeenIdentity.Gather(records, []).Count);
    });

    [Fact]
    public void Gather_AnyOrderOfArrival_IsTheSame() => Laws.Hold(Cases, generator =>
    {
        var records = Meeting(generator, names: generator.Number(1, 3), secondsApart: generator.Number(0, 5));
        var decisions = records.Where(_ => generator.Chance(20)).Select(record => new MatchDecision($"record:{record.RecordId}", generator.Chance(50) ? People.Id("ann") : null)).ToArray();

        Assert.Equal(
            SeenIdentity.Gather(records, [], decisions).Select(Write),
            SeenIdentity.Gather(generator.Shuffled(records), [], generator.Shuffled(decisions)).Select(Write));
    });

    [Fact]
    public void Climb_DecisionsOnAnyParts_AreAllKept() => Laws.Hold(Cases, generator =>
    {
        var records = Meeting(generator, names: 2, secondsApart: generator.Number(0, 60));
        var decisions = records.Where(_ => generator.Chance(40)).Select(record => new MatchDecision($"record:{record.RecordId}", generator.Chance(50) ? People.Id("ann") : generator.Chance(50) ? People.Id("joe") : null)).ToArray();
        var matches = Ladder.Climb(People.Roster, SeenIdentity.Gather(records, [], decisions), decisions, acceptUniqueNames: true);

        Assert.All(decisions, decision =>
        {
            var match = matches.Single(match => match.Identity.Records.Any(record => $"record:{record.RecordId}" == decision.IdentityKey));
            Assert.Equal((decision.ParticipantId, MatchRung.HumanDecision), (match.ParticipantId, match.Rung));
        });
    });

    /// <summary>People, one after the other so many seconds apart, each in the report and in some of three files.</summary>
    private static AttendanceRecord[] Meeting(Generator generator, int names, int secondsApart) => [.. Enumerable.Range(0, generator.Number(1, 6)).SelectMany(person =>
    {
        var name = $"Guest Of Name{generator.Number(1, names)}";
        var stays = generator.Many(1, 3, () => generator.Number(0, 9)).Distinct().Select(stay =>
        {
            var joined = s_start.AddSeconds((stay * 600) + (person * secondsApart)).AddMilliseconds(generator.Number(0, 999));
            return new ReportedStay(joined, joined.AddSeconds(300), null);
        }).ToArray();
        return new[] { People.Record($"|||{name}", $"{person}-report") with { Stays = stays } }
            .Concat(Enumerable.Range(1, 3).Where(_ => generator.Chance(60)).Select(file =>
                People.Record($"|||{name} (Guest)", $"{person}-file{file}", ReportIds.OfFile(new Guid(file, 0, 0, new byte[8]))) with { Stays = [.. stays.Select(Rounded)] }));
    })];

    private static ReportedStay Rounded(ReportedStay stay) => new(Second(stay.Joined!.Value), Second(stay.Left!.Value), null);

    private static DateTimeOffset Second(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));

    private static string Person(AttendanceRecord record) => record.RecordId.Split('-')[0];

    private static string Write(SeenIdentity identity) => $"{identity.Key} {string.Join(' ', identity.Records.Select(record => record.RecordId))} {string.Join(' ', identity.Keys)}";
}
