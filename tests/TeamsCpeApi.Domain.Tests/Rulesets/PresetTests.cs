using System.Globalization;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Credit;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Rulesets;

/// <summary>Every preset by worked examples, computed by hand: both sides of each threshold.</summary>
public class PresetTests
{
    /// <summary>Preset, sentence, minutes:seconds of presence, polls answered of offered, the session's credits, the credit that is due.</summary>
    public static TheoryData<string, string, string, string, string, string> Examples => new()
    {
        { "nasba-gib-fifths", "a second short of the first credit", "49:59", "12/12", "4", "0" },
        { "nasba-gib-fifths", "fifty minutes and three polls", "50:00", "3/12", "4", "1" },
        { "nasba-gib-fifths", "a second short of the next fifth", "59:59", "4/12", "4", "1" },
        { "nasba-gib-fifths", "the next fifth needs a fourth poll", "60:00", "4/12", "4", "1.2" },
        { "nasba-gib-fifths", "which three do not make", "60:00", "3/12", "4", "1" },
        { "nasba-gib-fifths", "two credits, six polls", "100:00", "6/12", "4", "2" },
        { "nasba-gib-fifths", "five polls make 1.6", "100:00", "5/12", "4", "1.6" },
        { "nasba-gib-halves", "a second short of the first credit", "49:59", "12/12", "4", "0" },
        { "nasba-gib-halves", "the first credit", "50:00", "3/12", "4", "1" },
        { "nasba-gib-halves", "a second short of the next half", "74:59", "6/12", "4", "1" },
        { "nasba-gib-halves", "the next half needs five polls", "75:00", "5/12", "4", "1.5" },
        { "nasba-gib-halves", "which four do not make", "75:00", "4/12", "4", "1" },
        { "nasba-gib-whole", "a second short of the first credit", "49:59", "12/12", "4", "0" },
        { "nasba-gib-whole", "the first credit", "50:00", "3/12", "4", "1" },
        { "nasba-gib-whole", "a second short of the second", "99:59", "6/12", "4", "1" },
        { "nasba-gib-whole", "the second", "100:00", "6/12", "4", "2" },
        { "nasba-gib-whole", "which five polls do not make", "100:00", "5/12", "4", "1" },
        { "california", "three a class hour", "50:00", "3/12", "4", "1" },
        { "california", "two are not enough", "50:00", "2/12", "4", "0" },
        { "california", "an hour of the clock and four", "60:00", "4/12", "4", "1.2" },
        { "california", "a second less", "59:59", "3/12", "4", "1" },
        { "california", "a hundred minutes and six", "100:00", "6/12", "4", "2" },
        { "california", "five make 1.6", "100:00", "5/12", "4", "1.6" },
        { "california", "a second short of the first credit", "49:59", "12/12", "4", "0" },
        { "pwc", "50 min and 4 polls", "50:00", "4/8", "2", "1" },
        { "pwc", "a second less", "49:59", "8/8", "2", "0" },
        { "pwc", "a poll less", "50:00", "3/8", "2", "0" },
        { "pwc", "75 min and 6 polls", "75:00", "6/8", "2", "1.5" },
        { "pwc", "a second less", "74:59", "6/8", "2", "1" },
        { "pwc", "a poll less", "75:00", "5/8", "2", "1" },
        { "pwc", "100 min and 8 polls", "100:00", "8/8", "2", "2" },
        { "pwc", "a second less", "99:59", "8/8", "2", "1.5" },
        { "pwc", "a poll less", "100:00", "7/8", "2", "1.5" },
        { "ey", "under 50 min", "49:59", "6/6", "4", "0" },
        { "ey", "50 min and three polls", "50:00", "3/6", "4", "1" },
        { "ey", "two polls are not enough", "50:00", "2/6", "4", "0" },
        { "ey", "a second short of 75 min", "74:59", "6/6", "4", "1" },
        { "ey", "75 min and five polls", "75:00", "5/6", "4", "1.5" },
        { "ey", "a second short of 100 min", "99:59", "6/6", "4", "1.5" },
        { "ey", "100 min and six polls", "100:00", "6/6", "4", "2" },
        { "ey", "never more than 2", "199:00", "12/12", "4", "2" },
        { "crowe", "50 min, 3 polls of 4", "50:00", "3/4", "1", "1" },
        { "crowe", "a second less", "49:59", "4/4", "1", "0" },
        { "crowe", "two of four are less than 75 %", "50:00", "2/4", "1", "0" },
        { "crowe", "60 min, 3 polls", "60:00", "3/4", "1", "1" },
        { "crowe", "75 min, 5 polls of an event of 1.5", "75:00", "5/6", "1.5", "1.5" },
        { "crowe", "a second less is a part of it, and none", "74:59", "5/6", "1.5", "0" },
        { "crowe", "four of six are less than 75 %", "75:00", "4/6", "1.5", "0" },
        { "crowe", "100 min, 6 polls", "100:00", "6/8", "2", "2" },
        { "crowe", "a second less is a part of it, and none", "99:59", "6/8", "2", "0" },
        { "crowe", "five of eight are less than 75 %", "100:00", "5/8", "2", "0" },
        { "kpmg", "all of it", "100:00", "6/6", "2", "2" },
        { "kpmg", "a second less is nothing", "99:59", "6/6", "2", "0" },
        { "kpmg", "a poll less is nothing", "100:00", "5/6", "2", "0" },
        { "kpmg", "one credit", "50:00", "3/3", "1", "1" },
        { "kpmg", "a second less", "49:59", "3/3", "1", "0" },
        { "kpmg", "a poll less", "50:00", "2/3", "1", "0" },
        { "surgent", "75 % of the checks", "100:00", "9/12", "2", "2" },
        { "surgent", "a check less gives half", "100:00", "8/12", "2", "1" },
        { "surgent", "50 %", "100:00", "6/12", "2", "1" },
        { "surgent", "a check less gives none", "100:00", "5/12", "2", "0" },
        { "surgent", "half of 3 credits", "150:00", "6/12", "3", "1.5" },
        { "surgent", "half of 2.5 credits is rounded down", "125:00", "6/12", "2.5", "1" },
        { "surgent", "half of a single credit is none", "50:00", "8/12", "1", "0" },
        { "surgent", "a single credit in full", "50:00", "9/12", "1", "1" },
        { "surgent", "half of the 1.5 that were earned is none", "75:00", "8/12", "2", "0" },
        { "surgent", "a second short of the first credit", "49:59", "12/12", "2", "0" },
        { "surgent", "no checks, no credit", "100:00", "0/0", "2", "0" },
        { "yellowbook", "70 % of 3 are 3", "100:00", "3/3", "2", "2" },
        { "yellowbook", "not 2", "100:00", "2/3", "2", "0" },
        { "yellowbook", "70 % of 6 are 5", "100:00", "5/6", "2", "2" },
        { "yellowbook", "not 4", "100:00", "4/6", "2", "0" },
        { "yellowbook", "70 % of 9 are 7", "100:00", "7/9", "2", "2" },
        { "yellowbook", "not 6", "100:00", "6/9", "2", "0" },
        { "yellowbook", "70 % of 12 are 9", "100:00", "9/12", "2", "2" },
        { "yellowbook", "not 8", "100:00", "8/12", "2", "0" },
        { "yellowbook", "70 % of 33 are 24", "100:00", "24/33", "2", "2" },
        { "yellowbook", "not 23", "100:00", "23/33", "2", "0" },
        { "yellowbook", "then the minutes count", "90:00", "3/3", "2", "1.8" },
        { "cle-60-minutes", "a second short of a tenth", "5:59", "0/0", "4", "0" },
        { "cle-60-minutes", "a tenth", "6:00", "0/0", "4", "0.1" },
        { "cle-60-minutes", "a second short of the hour", "59:59", "0/0", "4", "0.9" },
        { "cle-60-minutes", "an hour", "60:00", "0/0", "4", "1" },
        { "cle-60-minutes", "a second short of 1.1", "65:59", "0/0", "4", "1" },
        { "cle-60-nearest-tenth", "three minutes are nearer to a tenth", "3:00", "0/0", "4", "0.1" },
        { "cle-60-nearest-tenth", "a second less is nearer to none", "2:59", "0/0", "4", "0" },
        { "cle-60-nearest-tenth", "57 min are nearer to the hour", "57:00", "0/0", "4", "1" },
        { "cle-60-nearest-tenth", "a second less is nearer to 0.9", "56:59", "0/0", "4", "0.9" },
        { "cle-60-nearest-tenth", "63 min are nearer to 1.1", "63:00", "0/0", "4", "1.1" },
        { "cle-60-nearest-tenth", "a second less is nearer to the hour", "62:59", "0/0", "4", "1" },
        { "cle-50-minutes", "a second short of a tenth", "4:59", "0/0", "4", "0" },
        { "cle-50-minutes", "a tenth", "5:00", "0/0", "4", "0.1" },
        { "cle-50-minutes", "a second short of the hour", "49:59", "0/0", "4", "0.9" },
        { "cle-50-minutes", "an hour of 50 min", "50:00", "0/0", "4", "1" },
        { "cle-50-minutes", "a second short of 1.1", "54:59", "0/0", "4", "1" },
        { "cme", "7 min 30 s are nearer to a quarter", "7:30", "0/0", "4", "0.25" },
        { "cme", "a second less is nearer to none", "7:29", "0/0", "4", "0" },
        { "cme", "52 min 30 s are nearer to the hour", "52:30", "0/0", "4", "1" },
        { "cme", "a second less is nearer to three quarters", "52:29", "0/0", "4", "0.75" },
        { "cme", "an hour", "60:00", "0/0", "4", "1" },
        { "cfp", "a second short of the first hour", "49:59", "0/0", "4", "0" },
        { "cfp", "the first hour", "50:00", "0/0", "4", "1" },
        { "cfp", "a second short of the next half", "74:59", "0/0", "4", "1" },
        { "cfp", "the next half", "75:00", "0/0", "4", "1.5" },
        { "cfp", "two hours", "100:00", "0/0", "4", "2" },
        { "pmi", "a second short of a quarter", "14:59", "0/0", "4", "0" },
        { "pmi", "a quarter", "15:00", "0/0", "4", "0.25" },
        { "pmi", "a second short of the hour", "59:59", "0/0", "4", "0.75" },
        { "pmi", "an hour", "60:00", "0/0", "4", "1" },
        { "pmi", "an hour and a half", "90:00", "0/0", "4", "1.5" },
        { "shrm", "a second short of a quarter", "14:59", "0/0", "4", "0" },
        { "shrm", "a quarter", "15:00", "0/0", "4", "0.25" },
        { "shrm", "a second short of the hour", "59:59", "0/0", "4", "0.75" },
        { "shrm", "an hour", "60:00", "0/0", "4", "1" },
        { "shrm", "an hour and a half", "90:00", "0/0", "4", "1.5" },
        { "hrci", "a second short of a quarter", "14:59", "0/0", "4", "0" },
        { "hrci", "a quarter", "15:00", "0/0", "4", "0.25" },
        { "hrci", "a second short of the hour", "59:59", "0/0", "4", "0.75" },
        { "hrci", "an hour", "60:00", "0/0", "4", "1" },
        { "hrci", "an hour and a half", "90:00", "0/0", "4", "1.5" },
        { "isaca", "a second short of a quarter", "12:29", "0/0", "4", "0" },
        { "isaca", "a quarter of 50 min", "12:30", "0/0", "4", "0.25" },
        { "isaca", "a second short of the hour", "49:59", "0/0", "4", "0.75" },
        { "isaca", "an hour of 50 min", "50:00", "0/0", "4", "1" },
        { "isaca", "a second short of 1.25", "62:29", "0/0", "4", "1" },
        { "isaca", "1.25", "62:30", "0/0", "4", "1.25" },
        { "irs-enrolled-agents", "a second short of a contact hour", "49:59", "3/3", "4", "0" },
        { "irs-enrolled-agents", "a contact hour", "50:00", "3/3", "4", "1" },
        { "irs-enrolled-agents", "a poll less", "50:00", "2/3", "4", "0" },
        { "irs-enrolled-agents", "more than 50 and less than 100 min are one", "99:59", "6/6", "4", "1" },
        { "irs-enrolled-agents", "two", "100:00", "6/6", "4", "2" },
        { "irs-enrolled-agents", "which five polls do not make", "100:00", "5/6", "4", "1" },
        { "attendance-only", "a second short of a tenth", "5:59", "0/0", "4", "0" },
        { "attendance-only", "a tenth", "6:00", "0/0", "4", "0.1" },
        { "attendance-only", "a second short of the hour", "59:59", "0/0", "4", "0.9" },
        { "attendance-only", "an hour", "60:00", "0/0", "4", "1" },
        { "attendance-only", "polls are not asked for", "60:00", "0/3", "4", "1" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Decide_ByPreset_GivesTheCreditOfItsExample(string preset, string sentence, string present, string polls, string maximum, string credits)
    {
        var parts = present.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var stay = $"10:00-{TimeSpan.FromSeconds(36_000 + (parts[0] * 60) + parts[1]):c}";

        var decision = CreditCalculator.Decide(Cases.By(RulesetPresets.All[preset], "10:00-13:20", stay, polls, maximum));

        Expect.Equal($"{preset}, {sentence}: {decision.Reason}", Notation.Credits(credits), decision.Credits);
    }

    [Fact]
    public void Presets_EachOne_HasExamplesASourceAndANameOfItsOwn()
    {
        var examples = Examples.Select(row => (string)row[0]).CountBy(preset => preset).ToDictionary();

        Assert.Equal(RulesetPresets.All.Keys.Order(), examples.Keys.Order());
        Assert.All(examples, pair => Expect.Holds($"{pair.Key} has four examples", pair.Value >= 4));
        Assert.Equal(RulesetPresets.All.Count, RulesetPresets.All.Values.DistinctBy(rules => rules.Name).Count());
        Assert.All(RulesetPresets.All, pair =>
        {
            Expect.Equal(pair.Key, "", string.Join(" ", RulesetSense.Problems(pair.Value).Select(problem => problem.Message)));
            Expect.Holds($"{pair.Key} is written in lower case with hyphens", pair.Key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'));
        });
    }

    [Theory]
    [InlineData("surgent", true)]
    [InlineData("shrm", true)]
    [InlineData("hrci", true)]
    [InlineData("irs-enrolled-agents", true)]
    [InlineData("cle-60-minutes", true)]
    [InlineData("nasba-gib-fifths", false)]
    [InlineData("pwc", false)]
    public void Source_PartlyGeneralKnowledge_SaysSo(string preset, bool isGeneral) =>
        Assert.Equal(isGeneral, RulesetPresets.All[preset].Source.Contains("general knowledge, check with the body before use", StringComparison.Ordinal));

    [Theory]
    [InlineData("cme", 6)]
    [InlineData("nasba-gib-whole", 5)]
    public void Retention_OfAPreset_IsItsBodys(string preset, int years) => Assert.Equal(years, RulesetPresets.All[preset].RetentionYears);
}
