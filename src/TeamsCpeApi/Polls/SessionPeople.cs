using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Polls;

/// <summary>Who belongs to a session and was in its meeting when, by address: what poll files are judged against. Derived anew each time, for attendance may arrive after the polls.</summary>
internal sealed class SessionPeople
{
    private readonly Dictionary<string, Guid> owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IntervalSet> presence = new(StringComparer.Ordinal);
    private readonly HashSet<string> roster = new(StringComparer.Ordinal);
    private readonly Interval window;
    private readonly TimeZoneInfo sessionZone;
    private readonly TimeSpan before;
    private readonly TimeSpan after;
    private readonly int attendeesWithoutAddress;

    public SessionPeople(SessionPicture picture)
    {
        window = picture.Session.Scheduled;
        sessionZone = picture.Session.Zone;
        (before, after) = (picture.Ruleset.PollMarginBefore, picture.Ruleset.PollMarginAfter);
        var people = picture.Outcome.Participants.ToDictionary(outcome => outcome.Participant.Id);
        foreach (var outcome in people.Values)
        {
            foreach (var address in outcome.Participant.Aliases.Append(outcome.Participant.Email).Select(EmailAddress.Key).OfType<string>())
            {
                roster.Add(address);
                owners[address] = outcome.Participant.Id;
                Add(address, outcome.Presence);
            }
        }

        IsAttendanceKnown = picture.Outcome.Matches.Any(match => match.Identity.Records.Count > 0);
        attendeesWithoutAddress = picture.Outcome.Matches.Count(match => match.ParticipantId is null && match.Identity.Addresses.Count == 0);

        // Of identities that share an address the one that answered under it comes last: the answers are its own.
        foreach (var (address, match) in picture.Outcome.Matches
            .SelectMany(match => match.Identity.Addresses.Select(address => (address, match)))
            .OrderBy(pair => pair.match.Identity.AnsweredUnder.Contains(pair.address)))
        {
            if (match.ParticipantId is { } participant)
            {
                owners[address] = participant;
                Add(address, people[participant].Presence);
            }
            else
            {
                owners.Remove(address);
                Add(address, Presence.Of([.. match.Identity.Records]));
            }
        }
    }

    public bool IsAttendanceKnown { get; }

    public Interval Accepted => new(window.Start - before, window.End + after);

    /// <summary>Whether an export belongs to the session, read in a zone.</summary>
    public PollVerdict Judge(IEnumerable<FormsResponse> responses, DateTimeOffset? exportedAt, TimeZoneInfo zone, bool isDeclared) => PollFit.Of(new PollFitCase(
        [.. responses.Select(response => new ResponseTime(response.CompletedAt, EmailAddress.Key(response.Email)))],
        window,
        after,
        presence,
        attendeesWithoutAddress,
        roster,
        exportedAt,
        zone,
        isDeclared,
        TimeZoneInfo.GetSystemTimeZones())
    {
        MarginBefore = before,
    });

    /// <summary>Whether a stored file belongs to the session, as it is read now: its zone is shifted no more.</summary>
    public PollVerdict Judge(PollFile file, IReadOnlyCollection<FormsResponse> responses)
    {
        if (file.ZoneChosenBy == ZoneChoice.Fit && Judge(responses, file.ExportedAt, sessionZone, isDeclared: false) is { Kind: PollFitKind.FitsAfterShift } again && again.Reading.TimeZone == file.TimeZone)
        {
            return again;
        }

        var verdict = Judge(responses, file.ExportedAt, TimeZoneInfo.FindSystemTimeZoneById(file.TimeZone), isDeclared: true);
        return file.ZoneChosenBy == ZoneChoice.Fit && verdict.Kind == PollFitKind.Fits ? verdict with { Kind = PollFitKind.FitsAfterShift } : verdict;
    }

    /// <summary>The respondents of an export: how many are participants, and who is nobody of the roster yet.</summary>
    public (int Matched, IReadOnlyList<UnmatchedRespondent> Unmatched) Respondents(IEnumerable<FormsResponse> responses)
    {
        var known = responses.Select(response => (Key: EmailAddress.Key(response.Email), response.Email, response.Name)).Where(response => response.Key is not null).DistinctBy(response => response.Key).ToArray();
        return (known.Count(response => owners.ContainsKey(response.Key!)), [.. known.Where(response => !owners.ContainsKey(response.Key!)).Select(response => new UnmatchedRespondent(response.Name, response.Email!))]);
    }

    /// <summary>How many responses were given by people known to the meeting or the roster while they were not in it; null while no attendance is known.</summary>
    public int? AnsweredWhileAbsent(IEnumerable<FormsResponse> responses, TimeZoneInfo zone) => IsAttendanceKnown
        ? responses.Count(response => EmailAddress.Key(response.Email) is { } address
            && (presence.ContainsKey(address) || owners.ContainsKey(address))
            && new Presence(presence.GetValueOrDefault(address, IntervalSet.Empty), 0, null).IsAbsentAt(PollClock.ToInstant(response.CompletedAt, zone, Accepted)))
        : null;

    private void Add(string address, Presence seen)
    {
        if (seen.Instants.Intervals.Count > 0)
        {
            presence[address] = presence.TryGetValue(address, out var known) ? known.Union(seen.Instants) : seen.Instants;
        }
    }
}
