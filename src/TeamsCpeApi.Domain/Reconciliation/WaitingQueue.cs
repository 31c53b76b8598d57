using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>What the ladder leaves unmatched: staff waits for nobody, and the others wait with the best candidates. Nothing here matches anybody.</summary>
internal sealed class WaitingQueue(
    IReadOnlyDictionary<Guid, RosterEntry> roster, Lazy<CandidateSearch> search, IReadOnlyCollection<string> instructorEmails, bool presentersAttend)
{
    private static readonly Likeness SameAccount = new(85, "Another attendee, who is this participant, has the same account or address");

    private const int NotSeen = 10;
    private const int AnsweredPolls = 40;
    private const int Launched = 20;
    private const int Registered = 10;

    internal IReadOnlyList<IdentityMatch> Complete(IReadOnlyList<IdentityMatch> matches)
    {
        var matched = matches.Where(match => match.ParticipantId is not null).ToArray();
        var seen = matched.Where(match => match.Identity.Records.Count > 0).Select(match => match.ParticipantId!.Value).ToHashSet();
        var answered = matched.Where(match => match.Identity.AnsweredPolls).Select(match => match.ParticipantId!.Value).ToHashSet();
        var unseen = new Lazy<(IReadOnlyList<Candidate> Best, string Words)>(() => Unseen(seen, answered));
        var accounts = new Lazy<ILookup<string, Guid>>(() => matched
            .SelectMany(match => match.Identity.AccountKeysSeen.Select(key => (key, Id: match.ParticipantId!.Value)))
            .ToLookup(pair => pair.key, pair => pair.Id, StringComparer.Ordinal));
        var instructing = Instructing.Of([.. roster.Values], matches, instructorEmails);
        var classed = matches.Select(match => match with
        {
            Class = AttendeeClasses.Of(match.Identity, instructing),
            Evidence = string.Join(' ', match.Identity.KeysOfSeveral.SelectMany(key => key.Evidence()).Prepend(match.Evidence)),
        }).ToArray();
        var attending = presentersAttend || PresentingPeople.Of(classed).AreMost ? AttendeeClass.Presenter : AttendeeClass.Attendee;
        return [.. classed.Select(match => match.State == MatchState.Unmatched ? Wait(match, attending, accounts, unseen) : match)];
    }

    /// <param name="match">What the ladder left.</param>
    /// <param name="attending">The classes up to this one attend, and wait for a person.</param>
    /// <param name="accounts">Who is known by which account.</param>
    /// <param name="unseen">Who was not seen otherwise.</param>
    private IdentityMatch Wait(
        IdentityMatch match, AttendeeClass attending, Lazy<ILookup<string, Guid>> accounts, Lazy<(IReadOnlyList<Candidate> Best, string Words)> unseen)
    {
        var identity = match.Identity;
        var isTelephone = PersonName.IsTelephoneNumber(identity.DisplayName);
        var same = isTelephone ? [] : identity.AccountKeysSeen.SelectMany(key => accounts.Value[key]).Distinct().ToArray();
        if (same.Length > 0)
        {
            return match with
            {
                State = MatchState.Suggested,
                Rung = MatchRung.Resemblance,
                Candidates = search.Value.Rank(identity, same, SameAccount),
                Evidence = $"{match.Evidence} It shares an account or an address with an attendee who is on the roster: a person has to decide.",
            };
        }

        var (best, areMore) = isTelephone ? ([], false) : search.Value.Best(identity);
        if (best.Count > 0)
        {
            var further = areMore ? " More resemble it, but less or no more than these." : "";
            return match with { State = MatchState.Suggested, Rung = MatchRung.Resemblance, Candidates = best, Evidence = $"{match.Evidence} Some resemble it: a person has to decide.{further}" };
        }

        if (areMore)
        {
            return match with { Evidence = $"{match.Evidence} More than {CandidateSearch.MostCandidates} resemble it equally: none is named." };
        }

        if (isTelephone || PersonName.IsNameless(identity.DisplayName))
        {
            return match with { Candidates = unseen.Value.Best, Evidence = $"{match.Evidence} {unseen.Value.Words}" };
        }

        return match.Class <= attending || match.NeedsReview
            ? match
            : match with { State = MatchState.Staff, Evidence = $"{Staff(match.Class)} who is not on the roster, and resembles nobody there: it waits for nobody." };
    }

    /// <summary>Participants who were not seen in the meeting otherwise, those first for whom most speaks. Out of many for whom nothing speaks none is picked.</summary>
    private (IReadOnlyList<Candidate> Best, string Words) Unseen(HashSet<Guid> seen, HashSet<Guid> answered)
    {
        var (best, areMore) = CandidateSearch.Top(roster.Values.Where(entry => !seen.Contains(entry.Id)).Select(entry => Unseen(entry, answered.Contains(entry.Id))));
        return (best, (best.Count, areMore) switch
        {
            (0, false) => "Every participant of the roster was seen otherwise: there is no candidate.",
            (0, true) => $"More than {CandidateSearch.MostCandidates} participants were not seen otherwise, and for none of them speaks more than for the others: none is named.",
            (_, true) => "Of the participants who were not seen otherwise those are named for whom most speaks.",
            _ => "The participants who were not seen otherwise are named.",
        });
    }

    private static Candidate Unseen(RosterEntry entry, bool hasAnswered)
    {
        var support = new[]
        {
            (Holds: hasAnswered, Score: AnsweredPolls, Words: "answered polls"),
            (Holds: entry.WasLaunched, Score: Launched, Words: "was given the join link"),
            (Holds: entry.IsRegistered, Score: Registered, Words: "is registered for the event"),
        }.Where(one => one.Holds).ToArray();
        var words = support.Length == 0 ? "" : $", but {string.Join(" and ", support.Select(one => one.Words))}";
        return new Candidate(entry.Id, NotSeen + support.Sum(one => one.Score), $"The participant was not seen in the meeting otherwise{words}.");
    }

    private static string Staff(AttendeeClass staff) => staff switch
    {
        AttendeeClass.Instructor => "An instructor",
        AttendeeClass.Organizer => "An organizer",
        _ => "A presenter",
    };
}
