using System.Globalization;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;
using Xunit.Abstractions;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>Files whose truth is known: a right one may be asked about, but it is never refused.</summary>
public class PollFitLaws(ITestOutputHelper output)
{
    private const int Files = 400;

    [Fact]
    public void Of_RightFileInItsZone_AlwaysFits() => Laws.Hold(Files, generator =>
    {
        var subject = Right(generator, isDeclared: generator.Chance(50));

        var verdict = PollFit.Of(subject);

        Assert.True(verdict.Kind == PollFitKind.Fits && verdict.Reading.TimeZone == subject.Zone.Id, verdict.Evidence);
    });

    [Fact]
    public void Of_ResponsesInAnotherOrder_SaysTheSame() => Laws.Hold(Files, generator =>
    {
        var subject = Right(generator, isDeclared: false) with { Zone = generator.Zone() };

        Assert.Equal(PollFit.Of(subject), PollFit.Of(subject with { Responses = generator.Shuffled(subject.Responses) }));
    });

    [Fact]
    public void Of_FileAndItsZoneMovedTogether_SaysTheSame() => Laws.Hold(Files, generator =>
    {
        var subject = Right(generator, isDeclared: true);
        var other = generator.Zone();
        var moved = subject with
        {
            Zone = other,
            Responses = [.. subject.Responses.Select(response => response with { CompletedAt = TimeZoneInfo.ConvertTime(PollClock.ToInstant(response.CompletedAt, subject.Zone, subject.Accepted), other).DateTime })],
        };

        var (verdict, again) = (PollFit.Of(subject), PollFit.Of(moved));

        Assert.Equal(
            (verdict.Kind, verdict.Reading.Inside, verdict.Reading.WhilePresent, verdict.Reading.LastAt),
            (again.Kind, again.Reading.Inside, again.Reading.WhilePresent, again.Reading.LastAt));
    });

    [Fact]
    public void Of_RightFileOfAnotherZone_IsNeverRefusedAndHardlyEverShiftedWrongly()
    {
        var (shifted, wrongly) = (0, 0);
        Laws.HoldAll(Files, generator =>
        {
            var subject = Right(generator, isDeclared: false);
            var truth = subject.Zone.GetUtcOffset(subject.Window.Start);
            var verdict = PollFit.Of(subject with { Zone = generator.Zone() });

            Assert.NotEqual(PollFitKind.WrongSession, verdict.Kind);
            if (verdict.Kind == PollFitKind.FitsAfterShift)
            {
                shifted++;
                wrongly += Math.Abs(truth.TotalMinutes - verdict.Reading.UtcOffsetMinutes) > 60 ? 1 : 0;
                Assert.True(verdict.Reading.Inside * 5 >= verdict.Responses * 4, "However it is read, the answers lie in the session.");
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shifted} of {Files} right files read in some other zone were shifted, {wrongly} of them to a wrong offset; none was refused."));
        Assert.True(wrongly * 20 <= shifted, $"{wrongly} of {shifted} shifts were wrong.");
        Assert.True(shifted > Files / 10, "The right zone is found where the export or the attendance settles it.");
    }

    [Fact]
    public void Of_WrongSession_IsFoundAlmostAlways()
    {
        var found = new Dictionary<string, (int Files, int Refused, int Doubted)>();
        Laws.HoldAll(Files, generator =>
        {
            var (kind, subject) = Wrong(generator);
            var verdict = PollFit.Of(subject);
            var (files, refused, doubted) = found.GetValueOrDefault(kind);
            found[kind] = (files + 1, refused + (verdict.Kind == PollFitKind.WrongSession ? 1 : 0), doubted + (verdict.Kind == PollFitKind.Doubtful ? 1 : 0));
        });

        foreach (var (kind, (files, refused, doubted)) in found)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {files} files, {refused} refused, {doubted} doubted, {files - refused - doubted} taken"));
        }

        var share = found.Values.Sum(figures => figures.Refused + figures.Doubted) * 100m / Files;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"found: {share} %, refused: {found.Values.Sum(figures => figures.Refused) * 100m / Files} %"));
        Assert.True(share >= 95, $"{share} % of the wrong files were found.");
    }

    private static PollFitCase Right(Generator generator, bool isDeclared)
    {
        var (zone, session) = (generator.Zone(), generator.SessionTime());
        var audience = generator.Audience("a", session);
        return generator.File(generator.Answers(session, audience), zone, session, audience, zone, isDeclared);
    }

    /// <summary>A file of another day, of another time of the day (with the same people or others), or of other people at the same time.</summary>
    private static (string Kind, PollFitCase File) Wrong(Generator generator)
    {
        var (zone, session) = (generator.Zone(), generator.SessionTime());
        var audience = generator.Audience("a", session);
        var kind = generator.Number(0, 9);
        var away = kind switch
        {
            <= 4 => TimeSpan.FromDays(generator.Number(1, 30) * (generator.Chance(50) ? 1 : -1)) + TimeSpan.FromMinutes(generator.Number(-12, 12) * 15),
            <= 7 => (session.Length + TimeSpan.FromMinutes(generator.Number(3, 30) * 10)) * (generator.Chance(50) ? 1 : -1),
            _ => TimeSpan.Zero,
        };
        var other = new Interval(session.Start + away, session.End + away);
        var isSameAudience = kind <= 7 && generator.Chance(50);
        var others = generator.Audience(isSameAudience ? "a" : "b", other);
        var exporter = generator.Chance(80) ? zone : generator.Zone();
        var file = generator.File(generator.Answers(other, others), exporter, session, audience, zone, generator.Chance(30) && exporter == zone);
        return (kind <= 4 ? "another day" : kind <= 7 ? "another time of the day" : "other people at the same time", file);
    }
}
