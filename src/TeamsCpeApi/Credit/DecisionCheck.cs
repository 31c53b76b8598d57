using System.Text.Json;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Credit;

/// <summary>Whether one stored decision is as it was made, and comes out the same now.</summary>
internal sealed record DecisionCheck(bool HasInputs, bool IsDifferent, bool IsHashBroken, bool IsRulesetChanged, DecisionDifference? Difference)
{
    public static DecisionCheck Of(StoredDecision stored, KnownRuleset? ruleset)
    {
        var isHashBroken = stored.Hash() != stored.Sha256;
        var isRulesetChanged = ruleset?.Sha256 != stored.RulesetSha256;
        var (members, failure) = stored.Inputs is null ? ([], null) : Recompute(stored, stored.Inputs, ruleset);

        var messages = new List<string>();
        if (isHashBroken)
        {
            messages.Add("What is stored does not fit its hash: it was changed after it was made.");
        }

        if (isRulesetChanged)
        {
            messages.Add(ruleset is null ? "Its ruleset version is gone." : "Its ruleset version was changed after the decision was made.");
        }

        if (failure is not null || members.Count > 0)
        {
            messages.Add(failure ?? (stored.Calculation == Calculation.Current
                ? "The same inputs give another result."
                : $"The same inputs give another result by calculation {stored.Calculation}, which decided then."));
        }

        var difference = messages.Count == 0 ? null : new DecisionDifference(stored.Id, stored.SessionId, stored.ProgramId, stored.ParticipantId, stored.Kind, stored.DecidedAt, stored.Calculation, messages, members);
        return new DecisionCheck(stored.Inputs is not null, failure is not null || members.Count > 0, isHashBroken, isRulesetChanged, difference);
    }

    private static (IReadOnlyList<MemberDifference> Members, string? Failure) Recompute(StoredDecision stored, string inputs, KnownRuleset? ruleset)
    {
        if (ruleset?.Content is not { } rules)
        {
            return ([], "It cannot be recomputed: this version cannot read its ruleset.");
        }

        if (!Calculation.IsKnown(stored.Calculation))
        {
            return ([], $"It cannot be recomputed: calculation {stored.Calculation} is not known to this version.");
        }

        try
        {
            var result = stored.Kind == DecisionKind.Instruction
                ? DecisionText.Of(InstructionCalculator.Decide(DecisionText.InstructionCaseOf(inputs, rules), stored.Calculation))
                : DecisionText.Of(CreditCalculator.Decide(DecisionText.CaseOf(inputs, rules), stored.Calculation));
            return (result == stored.Result ? [] : MemberDifference.Between(stored.Result, result), null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or OverflowException)
        {
            return ([], $"It cannot be recomputed: {exception.Message}");
        }
    }
}

/// <summary>A stored decision that is not as it was made, or comes out otherwise.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="SessionId">Its session; null for a program's.</param>
/// <param name="ProgramId">Its program; null for a session's.</param>
/// <param name="ParticipantId">Its participant, its instructor, or its person of the program.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="DecidedAt">When it was made.</param>
/// <param name="Calculation">The calculation that made it.</param>
/// <param name="Messages">What is wrong.</param>
/// <param name="Members">Member by member, what is stored and what comes out now.</param>
internal sealed record DecisionDifference(
    Guid DecisionId, Guid? SessionId, Guid? ProgramId, Guid ParticipantId, DecisionKind Kind, DateTimeOffset DecidedAt, int Calculation, IReadOnlyList<string> Messages, IReadOnlyList<MemberDifference> Members);

/// <summary>A member of a result that comes out otherwise.</summary>
/// <param name="Member">Its place, for example "/credits" or "/findings/2/message".</param>
/// <param name="Stored">What is stored, as JSON; null when it is not there.</param>
/// <param name="Now">What comes out now, as JSON; null when it does not.</param>
internal sealed record MemberDifference(string Member, string? Stored, string? Now)
{
    /// <summary>Member by member; numbers are compared by their value. Text that is no JSON differs as a whole.</summary>
    public static IReadOnlyList<MemberDifference> Between(string stored, string now)
    {
        try
        {
            using var before = JsonDocument.Parse(stored);
            using var after = JsonDocument.Parse(now);
            return [.. Between("", before.RootElement, after.RootElement)];
        }
        catch (JsonException)
        {
            return [new MemberDifference("", stored, now)];
        }
    }

    private static IEnumerable<MemberDifference> Between(string place, JsonElement? before, JsonElement? after)
    {
        if (before is { ValueKind: JsonValueKind.Object } left && after is { ValueKind: JsonValueKind.Object } right)
        {
            return Names(left).Union(Names(right), StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(name => Between($"{place}/{name}", Value(left, name), Value(right, name)));
        }

        if (before is { ValueKind: JsonValueKind.Array } first && after is { ValueKind: JsonValueKind.Array } second)
        {
            return Enumerable.Range(0, Math.Max(first.GetArrayLength(), second.GetArrayLength())).SelectMany(index => Between($"{place}/{index}", Item(first, index), Item(second, index)));
        }

        return before is { } one && after is { } other && JsonElement.DeepEquals(one, other) ? [] : [new MemberDifference(place, before?.GetRawText(), after?.GetRawText())];
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static JsonElement? Value(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? Item(JsonElement element, int index) => index < element.GetArrayLength() ? element[index] : null;
}
