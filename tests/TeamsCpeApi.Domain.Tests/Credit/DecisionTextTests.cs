using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>What is stored of a decision: enough to decide again, the same text for the same case, for ever.</summary>
public class DecisionTextTests
{
    /// <summary>Of every calculation the hash of what it makes of the cases below. A calculation is pinned once and never again.</summary>
    private static readonly IReadOnlyDictionary<int, string> Pinned = new Dictionary<int, string>
    {
        [1] = "fcfc58e406913c80b602160a952a7f33e40c5c0ee9dc75be548227c4209a3346",
        [2] = "3aa1affd262564052958bde9274dffc228eab33c1f554a8756833440d43e6887",
    };

    [Fact]
    public void Case_WrittenAndRead_DecidesTheSame() => Laws.Hold(6_000, generator =>
    {
        var subject = generator.CreditCase() with
        {
            AnswersWhileAbsent = generator.Number(0, 3),
            PollsAtEqualIntervals = generator.Chance(50),
            EvaluationMissing = generator.Chance(50),
            AnswerMoments = generator.Number(0, 6),
            PresentersEarn = generator.Chance(50),
            Presence = new Presence(IntervalSet.Of(generator.Stays()), generator.Number(0, 2), generator.Chance(50) ? null : generator.Number(0, 9000)),
        };
        var text = DecisionText.Of(subject);
        var read = DecisionText.CaseOf(text, subject.Ruleset);

        Assert.Equal(text, DecisionText.Of(read));
        Assert.Equal(subject with { Fields = [], Roles = [] }, read with { Fields = [], Roles = [] });
        Assert.Equal((subject.Fields, subject.Roles), (read.Fields, read.Roles), (left, right) => left.Item1.SequenceEqual(right.Item1) && left.Item2.SequenceEqual(right.Item2));
        Assert.Equal(DecisionText.Of(CreditCalculator.Decide(subject)), DecisionText.Of(CreditCalculator.Decide(read)));
    });

    [Fact]
    public void Decision_WrittenAndRead_IsTheSame() => Laws.Hold(3_000, generator =>
    {
        var decision = CreditCalculator.Decide(generator.CreditCase());
        var read = DecisionText.DecisionOf(DecisionText.Of(decision));

        Assert.Equal(decision with { Fields = [], Findings = [] }, read with { Fields = [], Findings = [] });
        Assert.Equal(decision.Fields, read.Fields);
        Assert.Equal(decision.Findings, read.Findings);
    });

    [Fact]
    public void Case_SaidInOtherWords_HasTheSameText() => Laws.Hold(3_000, generator =>
    {
        var subject = generator.CreditCase();
        var retold = subject with
        {
            MaximumCredits = subject.MaximumCredits + 0.0000m,
            Fields = [.. subject.Fields.Select(field => field with { Credits = field.Credits * 1.00m })],
            Presence = subject.Presence with { Instants = IntervalSet.Of(subject.Presence.Instants.Intervals.Select(stay => new Interval(stay.Start.ToOffset(TimeSpan.FromHours(-6)), stay.End))) },
        };

        Assert.Equal(DecisionText.Of(subject), DecisionText.Of(retold));
    });

    [Fact]
    public void Case_Written_IsCompactAndInOrder() => Assert.Equal(
        """
        {"answersOutsideWindow":0,"fields":[{"credits":2,"field":"Taxes"}],"isInstructor":false,"maximumCredits":2,"pollsAnswered":5,"pollsOffered":6,"presence":{"instants":["2026-03-04T10:00:00Z/2026-03-04T10:50:00Z","2026-03-04T11:00:00Z/2026-03-04T11:40:00Z"],"reportedSeconds":null,"unusableStays":0},"roles":["Attendee"],"window":{"instants":["2026-03-04T10:00:00Z/2026-03-04T10:30:00Z","2026-03-04T10:40:00Z/2026-03-04T11:40:00Z"],"scheduledSeconds":5400}}
        """.Trim(),
        DecisionText.Of(Cases.Of("fifths", "10:00-11:40", "10:00-10:50 11:00-11:40", "5/6", "2", "10:30-10:40")));

    [Fact]
    public void Case_Written_HoldsEveryMemberButTheRuleset()
    {
        var subject = Cases.Full() with { AnswersWhileAbsent = 1, PollsAtEqualIntervals = true, EvaluationMissing = true, IsProgram = true, AnswerMoments = 1, PresentersEarn = true };
        var written = JsonNode.Parse(DecisionText.Of(subject))!.AsObject().Select(member => member.Key);
        var members = typeof(CreditCase).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.SetMethod is not null && member.Name != nameof(CreditCase.Ruleset));

        // A member that was added later is not written while it says nothing: give it a value here and in the generated cases.
        Assert.Equal(members.Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name)).Order(StringComparer.Ordinal), written);
    }

    [Fact]
    public void Member_AddedLater_StandsOnlyWhereItSaysSomething()
    {
        Assert.DoesNotContain("answersWhileAbsent", DecisionText.Of(Cases.Full()), StringComparison.Ordinal);
        Assert.StartsWith("""{"answersOutsideWindow":0,"answersWhileAbsent":2,""", DecisionText.Of(Cases.Full() with { AnswersWhileAbsent = 2 }), StringComparison.Ordinal);
    }

    /// <summary>As written by the first calculation: whatever is added later, it stays readable.</summary>
    [Fact]
    public void Decision_OfTheFirstCalculation_IsRead()
    {
        var decision = DecisionText.DecisionOf(
            """{"credits":1.8,"fields":[{"credits":1.8,"field":"Taxes"}],"findings":[{"code":"time-short","level":"information","message":"A sentence."}],"limitedBy":"time","pollsAnswered":6,"pollsOffered":7,"pollsRequired":6,"presentSeconds":5900,"reason":"Why.","windowSeconds":6000}""");

        Assert.Equal((1.8m, LimitedBy.Time, 5900L, "A sentence."), (decision.Credits, decision.LimitedBy, decision.PresentSeconds, decision.Findings[0].Message));
    }

    [Theory]
    [InlineData("nothing at all", "null")]
    [InlineData("no JSON", "{")]
    [InlineData("a case without its presence", """{"answersOutsideWindow":0}""")]
    [InlineData("a member of a later version", """{"grace":5}""")]
    [InlineData("a span that ends before it starts", """{"presence":{"instants":["2026-03-04T11:00:00Z/2026-03-04T10:00:00Z"],"reportedSeconds":null,"unusableStays":0}}""")]
    [InlineData("a span in another notation", """{"presence":{"instants":["10:00-11:00"],"reportedSeconds":null,"unusableStays":0}}""")]
    public void Text_OfNoCase_IsRefused(string row, string text) =>
        Assert.True(Record.Exception(() => DecisionText.CaseOf(text, RulesetPresets.NasbaGroupInternetBasedFifths)) is JsonException, row);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Calculation_OfWhicheverVersion_GivesWhatIsPinned(int calculation)
    {
        Ruleset[] rulesets =
        [
            Plain,
            Plain with { Increment = 0.5m, Rounding = Rounding.Nearest, MinutesPerCredit = 60, MinimumFirstCredit = 0, Polls = new(PollRule.Percent, 70) },
            Plain with { Mode = CreditMode.Table, Increment = 0.5m, Polls = new(PollRule.None, 0), Table = [new(100, 6, 2m), new(75, 5, 1.5m), new(50, 3, 1m)] },
            Plain with { PartialCredit = false, MinimumAttendancePercent = 50 },
        ];
        string[] stays = ["", "10:00-10:20", "09:55-10:50", "10:05-11:30", "10:00-10:40 10:50-11:40", "09:00-12:00"];
        var results = rulesets.SelectMany(rules => stays.SelectMany(stay => new[] { "0/6", "3/6", "6/6" }.SelectMany(polls => new[] { "Attendee", "Presenter" }.Select(role =>
            DecisionText.Of(CreditCalculator.Decide(Cases.Of("fifths", "10:00-11:40", stay, polls, "2") with { Ruleset = rules, Roles = [role], AnswersWhileAbsent = 1 }, calculation))))));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', results))));

        Assert.True(
            Pinned.GetValueOrDefault(calculation) == hash,
            $"The same inputs give another result than before ({hash}): raise Calculation.Current and pin the new calculation beside the former ones.");
    }

    private static Ruleset Plain => new()
    {
        Name = "Pinned",
        Source = "This test",
        CertificateStatement = "Credits have been granted.",
        Increment = 0.2m,
        MinimumFirstCredit = 1,
        Polls = new(PollRule.PerCredit, 3),
    };
}
