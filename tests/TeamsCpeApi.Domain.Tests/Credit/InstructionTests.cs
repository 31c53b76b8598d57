using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Credit for those who present, of a session of two credits: 1.4 of Taxes, 0.6 of Business Law.</summary>
public class InstructionTests
{
    /// <summary>Of every calculation the hash of what it makes of the cases below. A calculation is pinned once and never again.</summary>
    private static readonly IReadOnlyDictionary<int, string> Pinned = new Dictionary<int, string>
    {
        [1] = "67c99ef99439e081a1e983596f79fc277a9cf2e474b82a4018a56a684f4209a6",
        [2] = "67c99ef99439e081a1e983596f79fc277a9cf2e474b82a4018a56a684f4209a6",
    };

    private static readonly Ruleset Fifths = RulesetPresets.NasbaGroupInternetBasedFifths;

    private static readonly IReadOnlyDictionary<string, Ruleset> Rulesets = new Dictionary<string, Ruleset>(StringComparer.Ordinal)
    {
        ["fifths"] = Fifths,
        ["halves"] = Fifths with { Increment = 0.5m },
        ["whole"] = Fifths with { Increment = 1 },
        ["60 min, nearest tenth"] = Fifths with { MinutesPerCredit = 60, Increment = 0.1m, Rounding = Rounding.Nearest, MinimumFirstCredit = 0 },
        ["as long as"] = Fifths with { InstructorCredit = new(1, true, null) },
        ["a third"] = Fifths with { InstructorCredit = new(0.3333m, true, null) },
        ["no preparation"] = Fifths with { InstructorCredit = new(0, true, null) },
        ["at most 4"] = Fifths with { InstructorCredit = new(2, true, 4) },
        ["every time"] = Fifths with { InstructorCredit = new(2, false, null) },
        ["none"] = Fifths with { InstructorCredit = null },
        ["a session's maximum"] = Fifths with { MaximumCredits = 1 },
    };

    [Theory]
    [InlineData("fifths", "1:40", "3:20", "6", "presented 1 h 40 min; 3 h 20 min of preparation counted, at most 2 times the presentation; 5 h make 6 credits in fifths")]
    [InlineData("fifths", "1:40", "8:00", "6", "presented 1 h 40 min; 3 h 20 min of 8 h of preparation counted, at most 2 times the presentation; 5 h make 6 credits in fifths")]
    [InlineData("fifths", "1:40", "0:00", "2", "presented 1 h 40 min; no preparation claimed; 1 h 40 min make 2 credits in fifths")]
    [InlineData("fifths", "0:10", "0:40", "0", "presented 10 min; 20 min of 40 min of preparation counted, at most 2 times the presentation; 30 min make 0.6 credits in fifths; less than the first credit of 1 earns nothing")]
    [InlineData("fifths", "0:16:40", "0:33:20", "1", "presented 16 min 40 s; 33 min 20 s of preparation counted, at most 2 times the presentation; 50 min make 1 credit in fifths")]
    [InlineData("fifths", "0:16:40", "0:33:19", "0", "presented 16 min 40 s; 33 min 19 s of preparation counted, at most 2 times the presentation; 49 min 59 s make 0.8 credits in fifths; less than the first credit of 1 earns nothing")]
    [InlineData("halves", "1:00", "1:00", "2", "presented 1 h; 1 h of preparation counted, at most 2 times the presentation; 2 h make 2 credits in halves")]
    [InlineData("whole", "1:00", "1:30", "3", "presented 1 h; 1 h 30 min of preparation counted, at most 2 times the presentation; 2 h 30 min make 3 credits in whole credits")]
    [InlineData("60 min, nearest tenth", "0:50", "0:13", "1.1", "presented 50 min; 13 min of preparation counted, at most 2 times the presentation; 1 h 3 min make 1.1 credits in tenths, to the nearest")]
    [InlineData("as long as", "1:00", "2:00", "2.4", "presented 1 h; 1 h of 2 h of preparation counted, at most as long as the presentation; 2 h make 2.4 credits in fifths")]
    [InlineData("a third", "1:40", "1:00", "2.6", "presented 1 h 40 min; 33 min 19 s of 1 h of preparation counted, at most 0.3333 times the presentation; 2 h 13 min 19 s make 2.6 credits in fifths")]
    [InlineData("no preparation", "1:40", "1:00", "2", "presented 1 h 40 min; none of 1 h of preparation counted by this ruleset; 1 h 40 min make 2 credits in fifths")]
    [InlineData("at most 4", "1:40", "3:20", "4", "presented 1 h 40 min; 3 h 20 min of preparation counted, at most 2 times the presentation; 5 h make 6 credits in fifths; one presentation gives 4 credits at most")]
    [InlineData("a session's maximum", "1:40", "0:00", "2", "presented 1 h 40 min; no preparation claimed; 1 h 40 min make 2 credits in fifths")]
    [InlineData("none", "1:40", "3:20", "0", "presented 1 h 40 min; this ruleset gives no credit for instruction")]
    public void Decide_Presentation_MakesTheCreditAndSaysHow(string ruleset, string presented, string prepared, string credits, string reason)
    {
        var decision = InstructionCalculator.Decide(Case(Rulesets[ruleset], presented, prepared));

        Assert.Equal((Notation.Credits(credits), reason), (decision.Credits, decision.Reason));
    }

    [Theory]
    [InlineData("the first one earns", "fifths", true, "6", null)]
    [InlineData("a repeated one does not", "fifths", false, "0", "repeated-presentation")]
    [InlineData("where every one earns, so does a repeated one", "every time", false, "6", null)]
    [InlineData("nothing is nothing, repeated or not", "none", false, "0", "no-instructor-credit")]
    public void Decide_Presentation_EarnsTheFirstTimeAlone(string sentence, string ruleset, bool first, string credits, string? warning)
    {
        var decision = InstructionCalculator.Decide(Case(Rulesets[ruleset], "1:40", "3:20") with { IsFirstPresentation = first });

        Expect.Equal(sentence, Notation.Credits(credits), decision.Credits);
        Expect.Equal(sentence, warning, decision.Findings.SingleOrDefault(finding => finding.Level == FindingLevel.Warning)?.Code);
    }

    [Theory]
    [InlineData("seen to the second", 6000, null)]
    [InlineData("seen longer", 7000, null)]
    [InlineData("seen a second less", 5999, "1 h 40 min of presentation are claimed; the instructor was seen for 1 h 39 min 59 s in the session's time.")]
    [InlineData("not seen", 0, "1 h 40 min of presentation are claimed; the instructor was seen for 0 s in the session's time.")]
    [InlineData("nobody knows", null, "How long the instructor was in the meeting is unknown.")]
    public void Decide_MoreThanSeen_WarnsBesideTheReason(string sentence, int? seen, string? warning)
    {
        var decision = InstructionCalculator.Decide(Case(Fifths, "1:40", "0:00") with { SeenSeconds = seen });

        Expect.Equal(sentence, warning, decision.Findings.SingleOrDefault(finding => finding.Level == FindingLevel.Warning)?.Message);
        Expect.Equal(sentence, (2m, false), (decision.Credits, decision.Reason.Contains("the instructor", StringComparison.Ordinal)));
    }

    [Fact]
    public void Decide_Presentation_SplitsOverTheFieldsOfTheSession() => Assert.Equal(
        [new FieldCredits("Taxes", 4.2m), new FieldCredits("Business Law", 1.8m)],
        InstructionCalculator.Decide(Case(Fifths, "1:40", "3:20")).Fields);

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    [InlineData(InstructionCalculator.MostSeconds + 1, 0, 0)]
    [InlineData(0, InstructionCalculator.MostSeconds + 1, 0)]
    public void Decide_Nonsense_IsRefused(long presented, long prepared, long seen) =>
        Assert.Throws<ArgumentException>(() => InstructionCalculator.Decide(new InstructionCase(Fifths, presented, prepared, true, seen, [])));

    [Fact]
    public void Decide_MorePresentationOrPreparation_NeverGivesLess() => Laws.Hold(10_000, generator =>
    {
        var subject = Arbitrary(generator);
        var more = subject with { PresentedSeconds = subject.PresentedSeconds + generator.Number(0, 3000), PreparationSeconds = subject.PreparationSeconds + generator.Number(0, 3000) };

        Assert.True(InstructionCalculator.Decide(more).Credits >= InstructionCalculator.Decide(subject).Credits);
    });

    [Fact]
    public void Decide_AnyPresentation_GivesWholeIncrementsWithinTheLimits() => Laws.Hold(10_000, generator =>
    {
        var subject = Arbitrary(generator);
        var (rules, decision) = (subject.Ruleset, InstructionCalculator.Decide(subject));

        Assert.True(RulesetCheck.IsMultiple(decision.Credits, rules.Increment));
        Assert.InRange(decision.Credits, 0, rules.InstructorCredit?.MaximumCredits ?? (rules.InstructorCredit is null ? 0 : decimal.MaxValue));
        Assert.True(decision.Credits == 0 || decision.Credits >= rules.MinimumFirstCredit);
        Assert.True(decision.PreparationSeconds <= subject.PreparationSeconds && decision.PreparationSeconds <= (rules.InstructorCredit?.PreparationFactor ?? 0) * subject.PresentedSeconds);
        Assert.Equal(decision.Credits, decision.Fields.Sum(field => field.Credits));
        Assert.All(decision.Findings, finding => Assert.EndsWith(".", finding.Message, StringComparison.Ordinal));
    });

    [Fact]
    public void Case_WrittenAndRead_DecidesTheSame() => Laws.Hold(3_000, generator =>
    {
        var subject = Arbitrary(generator);
        var (text, decision) = (DecisionText.Of(subject), DecisionText.Of(InstructionCalculator.Decide(subject)));
        var read = DecisionText.InstructionCaseOf(text, subject.Ruleset);

        Assert.Equal((text, decision), (DecisionText.Of(read), DecisionText.Of(InstructionCalculator.Decide(read))));
        Assert.Equal(decision, DecisionText.Of(DecisionText.InstructionDecisionOf(decision)));
    });

    [Fact]
    public void Case_Written_IsCompactAndInOrder() => Assert.Equal(
        """{"fields":[{"credits":1.4,"field":"Taxes"},{"credits":0.6,"field":"Business Law"}],"isFirstPresentation":true,"preparationSeconds":12000,"presentedSeconds":6000,"seenSeconds":6000}""",
        DecisionText.Of(Case(Fifths, "1:40", "3:20")));

    [Fact]
    public void Case_OfAParticipant_IsNoneOfAnInstructor() =>
        Assert.Throws<JsonException>(() => DecisionText.InstructionCaseOf(DecisionText.Of(Cases.Full()), Fifths));

    /// <summary>What is stored must come out the same for ever, or be told as made by another calculation.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Calculation_OfWhicheverVersion_IsPinned(int calculation)
    {
        var results = Rulesets.Values.SelectMany(rules => new[] { "0:10", "0:50", "1:40" }.SelectMany(presented => new[] { "0:00", "0:50", "9:00" }.SelectMany(prepared => new int?[] { null, 0, 6000 }.Select(seen =>
            DecisionText.Of(InstructionCalculator.Decide(Case(rules, presented, prepared) with { SeenSeconds = seen, IsFirstPresentation = seen != 0 }, calculation))))));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', results))));

        Assert.True(
            Pinned.GetValueOrDefault(calculation) == hash,
            $"The same inputs give another result than before ({hash}): raise Calculation.Current and pin the new calculation beside the former ones.");
    }

    [Theory]
    [InlineData("under the address, in any case", "HELENA@example.org|", "10:00-11:40", 6000L)]
    [InlineData("before and after the session nobody counts", "helena@example.org|", "09:00-10:30 11:30-13:00", 2400L)]
    [InlineData("as the participant whose alias it is", "strand@example.net|helena@example.org", "10:00-10:30", 1800L)]
    [InlineData("as the participant whom a person named: that one instructs", "helena@example.org|somebody else", "10:00-11:40", 6000L)]
    [InlineData("under another address alone", "ann@example.org|", "10:00-11:40", 0L)]
    [InlineData("seen, but the times are withheld", "helena@example.org|", "", null)]
    public void SeenSeconds_Instructor_IsSeenUnderWhatIsTheirs(string sentence, string seenAs, string stays, long? seconds)
    {
        var (address, owner) = (seenAs.Split('|')[0], seenAs.Split('|')[1]);
        RosterEntry[] roster = owner.Length == 0 ? [] : [new(Guid.NewGuid(), "Some One", owner == "somebody else" ? "bob@example.org" : address, owner == "somebody else" ? [] : [owner], null, null)];
        var record = new AttendanceRecord("report", "record", null, null, address, "Helena", "Presenter", null, stays.Length == 0
            ? [new ReportedStay(null, null, null)]
            : [.. Notation.Spans(stays).Select(stay => new ReportedStay(stay.Start, stay.End, null))]);
        MatchDecision[] decided = owner == "somebody else" ? [new($"email:{address}", roster[0].Id, null)] : [];
        var outcome = SessionCompletion.Of(new SessionEvidence(
            Fifths, new CountingWindow(Notation.Span("10:00-11:40"), []), 2, [new("Taxes", 2)], ["helena@example.org"], roster, [record], [], decided));

        Expect.Equal(sentence, seconds, InstructionCalculator.SeenSeconds(outcome, "helena@example.org"));
    }

    private static InstructionCase Case(Ruleset rules, string presented, string prepared) =>
        new(rules, Seconds(presented), Seconds(prepared), true, 6000, [new("Taxes", 1.4m), new("Business Law", 0.6m)]);

    private static InstructionCase Arbitrary(Generator generator) => new(
        generator.Ruleset(),
        generator.Chance(50) ? generator.Number(0, 60) * 600 : generator.Number(0, 20_000),
        generator.Chance(50) ? generator.Number(0, 60) * 600 : generator.Number(0, 40_000),
        generator.Chance(80),
        generator.Chance(20) ? null : generator.Number(0, 20_000),
        [new("Taxes", generator.Number(1, 20) / 10m), new("Auditing", generator.Number(0, 20) / 10m)]);

    private static long Seconds(string time) => (long)TimeSpan.Parse(time, CultureInfo.InvariantCulture).TotalSeconds;
}
