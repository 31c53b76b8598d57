using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>Respondents of whom there is a name only: written by Forms, whose account it is, or typed, which anybody may do.</summary>
public sealed partial class Ladder
{
    private static readonly Likeness TypedAddress = new(75, "The address that was typed is the participant's");

    /// <param name="identity">A respondent without an address.</param>
    /// <param name="bearers">All identities of that name, this one included, and their matches by an id or an address.</param>
    /// <param name="decided">What people decided, by key.</param>
    /// <param name="acceptUniqueNames">True when a unique name may match without a person.</param>
    private IdentityMatch ByAnswers(
        SeenIdentity identity,
        IEnumerable<(SeenIdentity Identity, string Name, IdentityMatch? Match)> bearers,
        Dictionary<string, MatchDecision> decided,
        bool acceptUniqueNames)
    {
        if (identity.Typed is { } typed)
        {
            return ByTyped(identity, EmailAddress.Key(typed.Email));
        }

        var namesakes = keys.Namesakes(identity.DisplayName);
        return namesakes switch
        {
            [] => new IdentityMatch(identity, MatchState.Unmatched, null, null, [], "Forms names this respondent without an address, and no participant has this name."),
            [var only] when acceptUniqueNames && RosterKeys.IsInOrder(identity.DisplayName, only) && IsNobodyElse(only.Id, [.. bearers.Where(bearer => !bearer.Identity.IsNamedByAnswers)], decided) => new IdentityMatch(
                identity, MatchState.Matched, MatchRung.UniqueName, only.Id, [], "Forms names this respondent without an address; only one participant has this name, and the ruleset accepts that."),
            [_] => SuggestName("Forms names this respondent without an address. Only one participant has this name: confirm it."),
            _ => SuggestName("Forms names this respondent without an address. Several participants have this name: a person has to decide."),
        };

        IdentityMatch SuggestName(string evidence) => Suggest(identity, MatchRung.UniqueName, search.Value.Rank(identity, namesakes.Select(entry => entry.Id), shared: null), evidence);
    }

    /// <summary>Nobody else in the meeting is called so: one attendee at most, and that one is the participant as far as is known.</summary>
    private static bool IsNobodyElse(Guid participant, (SeenIdentity Identity, string Name, IdentityMatch? Match)[] attendees, Dictionary<string, MatchDecision> decided) => attendees switch
    {
        [] => true,
        [var only] => only.Identity.Keys.Where(decided.ContainsKey).Select(key => decided[key].ParticipantId == participant)
            .Append(only.Match?.ParticipantId is null || only.Match.ParticipantId == participant).All(isTheParticipant => isTheParticipant),
        _ => false,
    };

    /// <summary>What was typed only ever suggests, whatever the ruleset accepts.</summary>
    private IdentityMatch ByTyped(SeenIdentity identity, string? address)
    {
        const string Typed = "This was typed into a question of the form, where anybody can type anybody's name";
        Guid[] owners = address is null ? [] : keys.Owned(address).Owners;
        var namesakes = keys.Namesakes(identity.DisplayName).Select(entry => entry.Id).Except(owners);
        var candidates = CandidateSearch.InOrder([.. search.Value.Rank(identity, owners, TypedAddress), .. search.Value.Rank(identity, namesakes, shared: null)]);
        return candidates.Count == 0
            ? new IdentityMatch(identity, MatchState.Unmatched, null, null, [], $"{Typed}; no participant has this name or address.")
            : Suggest(identity, MatchRung.Resemblance, candidates, $"{Typed}: a person has to decide.");
    }
}
