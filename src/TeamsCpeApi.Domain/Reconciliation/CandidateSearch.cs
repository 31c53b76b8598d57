using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>
/// Finds participants whom an identity resembles, by name or by address. It looks only at those who share a word with it, so
/// that a thousand identities against ten thousand participants are a matter of moments.
/// </summary>
internal sealed class CandidateSearch
{
    internal const int MostCandidates = 5;

    /// <summary>A word that more participants have tells nobody apart.</summary>
    private const int CommonWord = 1_000;

    private const int SameLocalPart = 65;
    private const int ShownLocalPart = 60;
    private const int BothSpeak = 4;
    private const int OtherIdCost = 30;
    private const int Highest = 99;

    private readonly Dictionary<Guid, (RosterEntry Entry, NameWords Name)> roster;
    private readonly ILookup<string, Guid> words;
    private readonly ILookup<string, Guid> joined;
    private readonly ILookup<string, (Guid Id, Likeness Likeness)> made;
    private readonly ILookup<string, Guid> localParts;

    internal CandidateSearch(IEnumerable<RosterEntry> entries)
    {
        roster = entries.ToDictionary(entry => entry.Id, entry => (entry, NameWords.Of(entry.Name)));
        words = roster
            .SelectMany(pair => pair.Value.Name.Words.SelectMany(word => word.SearchKeys).Distinct().Select(word => (word, pair.Key)))
            .ToLookup(pair => pair.word, pair => pair.Key, StringComparer.Ordinal);
        joined = roster.SelectMany(pair => pair.Value.Name.Turned.Append(pair.Value.Name.Joined).Select(text => (text, pair.Key))).ToLookup(pair => pair.text, pair => pair.Key, StringComparer.Ordinal);
        made = roster
            .SelectMany(pair => AddressWords.MadeOf(pair.Value.Name).SelectMany(letters => AddressWords.SearchKeys(letters.Key).Select(key => (key, (pair.Key, letters.Value)))))
            .ToLookup(pair => pair.key, pair => pair.Item2, StringComparer.Ordinal);
        localParts = roster
            .SelectMany(pair => pair.Value.Entry.Aliases.Append(pair.Value.Entry.Email).Select(AddressWords.Letters).OfType<string>().Distinct().Select(letters => (letters, pair.Key)))
            .ToLookup(pair => pair.letters, pair => pair.Key, StringComparer.Ordinal);
    }

    /// <summary>The likeliest, five at most, and whether others are as likely as the last. Equals that do not all fit are left out: none is better than another.</summary>
    internal (IReadOnlyList<Candidate> Best, bool AreMore) Best(SeenIdentity identity)
    {
        var name = NameWords.Of(identity.DisplayName);
        var addresses = ByAddress(identity, name);
        var ids = name.Words.SelectMany(word => word.SearchKeys).Select(key => words[key])
            .Where(bearers => bearers.Take(CommonWord + 1).Count() <= CommonWord)
            .Concat(name.Turned.Append(name.Joined).Select(text => joined[text]))
            .SelectMany(found => found)
            .Concat(addresses.Keys)
            .Distinct();
        var found = ids.Select(id => Score(identity, id, NameLikeness.Of(name, roster[id].Name), addresses.GetValueOrDefault(id))).OfType<Candidate>();
        return Top(found);
    }

    /// <summary>Participants who share a key or a name with an identity, the likeliest first; none is left out.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="participants">Participants of the roster.</param>
    /// <param name="shared">How much the shared key speaks for each, and what it is.</param>
    internal IReadOnlyList<Candidate> Rank(SeenIdentity identity, IEnumerable<Guid> participants, Likeness? shared)
    {
        var name = NameWords.Of(identity.DisplayName);
        var addresses = ByAddress(identity, name);
        return InOrder(participants.Select(id =>
        {
            var likeness = NameLikeness.Of(name, roster[id].Name);
            return Score(identity, id, shared ?? likeness, shared is null ? addresses.GetValueOrDefault(id) : likeness)!;
        }));
    }

    internal static IReadOnlyList<Candidate> InOrder(IEnumerable<Candidate> candidates) =>
        [.. candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.ParticipantId)];

    internal static (IReadOnlyList<Candidate> Best, bool AreMore) Top(IEnumerable<Candidate> candidates)
    {
        var ranked = InOrder(candidates);
        return ranked.Count <= MostCandidates
            ? (ranked, false)
            : ([.. ranked.Take(MostCandidates).Where(candidate => candidate.Score > ranked[MostCandidates].Score)], true);
    }

    private static Candidate? Score(SeenIdentity identity, RosterEntry entry, Likeness? one, Likeness? other)
    {
        var (best, second) = (other?.Score ?? 0) > (one?.Score ?? 0) ? (other, one) : (one, other);
        if (best is null)
        {
            return null;
        }

        var score = Math.Min(Highest, best.Score + (second is null ? 0 : BothSpeak));
        var reason = second is null ? best.Reason : $"{best.Reason}; {char.ToLowerInvariant(second.Reason[0])}{second.Reason[1..]}";
        return IsContrary(identity.ObjectId, entry.ObjectId) || (IsContrary(identity.RegistrationId, entry.RegistrationId) && !entry.FurtherRegistrationIds.Contains(identity.RegistrationId))
            ? new Candidate(entry.Id, Math.Max(0, score - OtherIdCost), $"{reason}; but the participant has another id.")
            : new Candidate(entry.Id, score, $"{reason}.");
    }

    private Candidate? Score(SeenIdentity identity, Guid id, Likeness? one, Likeness? other) => Score(identity, roster[id].Entry, one, other);

    /// <summary>What the address says, and a shown name that is written like one ("jsmith").</summary>
    private Dictionary<Guid, Likeness> ByAddress(SeenIdentity identity, NameWords name)
    {
        var found = new Dictionary<Guid, Likeness>();
        foreach (var letters in identity.Addresses.Select(AddressWords.Letters).OfType<string>().Distinct())
        {
            Add(localParts[letters].Select(id => (id, new Likeness(SameLocalPart, "The address is the same but for what follows the @"))));
            Add(made[letters]);
            Add(made[AddressWords.Plain(letters)]);
            Add(made[AddressWords.Sounding(letters)]);
        }

        if (name.Words is [{ Script: NameScript.Latin } word])
        {
            Add(localParts[word.Text].Select(id => (id, new Likeness(ShownLocalPart, "The name shown is the beginning of the participant's address"))));
            Add(made[word.Text].Select(pair => (pair.Id, pair.Likeness with { Reason = "The name shown is made of the name as addresses are" })));
        }

        return found;

        void Add(IEnumerable<(Guid Id, Likeness Likeness)> likenesses)
        {
            foreach (var (id, likeness) in likenesses)
            {
                if (!found.TryGetValue(id, out var former) || former.Score < likeness.Score)
                {
                    found[id] = likeness;
                }
            }
        }
    }

    private static bool IsContrary(string? one, string? other) =>
        !string.IsNullOrWhiteSpace(one) && !string.IsNullOrWhiteSpace(other) && !string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
