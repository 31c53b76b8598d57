using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
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
        attendeesWithoutAddress = picture.Outcome.Matches.Count(match => match.ParticipantId is null && match.Identity.Addresses.Count == 0 && match.Identity.Records.Count > 0);

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

        // A name without an address is somebody's once a person, or the ruleset, says whose.
        foreach (var match in picture.Outcome.Matches.Where(match => match.Identity.IsNamedByAnswers && match.ParticipantId is not null))
        {
            var participant = match.ParticipantId!.Value;
            owners[match.Identity.Key] = participant;
            roster.Add(match.Identity.Key);
            Add(match.Identity.Key, people[participant].Presence);
        }

        RosterNames = people.Values.Select(outcome => PersonName.Key(outcome.Participant.Name)).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The participants' names, as they are compared.</summary>
    public IReadOnlySet<string> RosterNames { get; }

    public bool IsAttendanceKnown { get; }

    public Interval Accepted => new(window.Start - before, window.End + after);

    /// <summary>Whether an export belongs to the session, read in a zone.</summary>
    /// <param name="responses">Its responses.</param>
    /// <param name="exportedAt">When it was exported, where it says so.</param>
    /// <param name="zone">The zone in which its times are read.</param>
    /// <param name="isDeclared">True when a person named the zone.</param>
    /// <param name="isStored">True when its times are stored as read in the zone: they are shifted no more.</param>
    public PollVerdict Judge(IEnumerable<FormsResponse> responses, DateTimeOffset? exportedAt, TimeZoneInfo zone, bool isDeclared, bool isStored) => PollFit.Of(new PollFitCase(
        [.. responses.Select(TimeOf)],
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
        IsStored = isStored,
    });

    /// <summary>Whether a stored file belongs to the session, as it is read now: its zone is shifted no more.</summary>
    public PollVerdict Judge(PollFile file, IReadOnlyCollection<FormsResponse> responses)
    {
        if (file.ZoneChosenBy == ZoneChoice.Fit && Judge(responses, file.ExportedAt, sessionZone, isDeclared: false, isStored: false) is { Kind: PollFitKind.FitsAfterShift } again && again.Reading.TimeZone == file.TimeZone)
        {
            return again;
        }

        var verdict = Judge(responses, file.ExportedAt, TimeZoneInfo.FindSystemTimeZoneById(file.TimeZone), ZoneChoices.IsDeclared(file.ZoneChosenBy), isStored: true);
        return file.ZoneChosenBy == ZoneChoice.Fit && verdict.Kind == PollFitKind.Fits ? verdict with { Kind = PollFitKind.FitsAfterShift } : verdict;
    }

    /// <summary>The respondents of an export: how many are participants, and who is nobody of the roster yet.</summary>
    public (int Matched, IReadOnlyList<UnmatchedRespondent> Unmatched) Respondents(IEnumerable<FormsResponse> responses)
    {
        var known = responses.Select(response => (Key: KeyOf(response), Response: response)).Where(pair => pair.Key is not null).DistinctBy(pair => pair.Key).ToArray();
        return (known.Count(pair => owners.ContainsKey(pair.Key!)), [.. known.Where(pair => !owners.ContainsKey(pair.Key!)).Select(pair => Unmatched(pair.Response))]);
    }

    /// <summary>How many responses were given by people known to the meeting or the roster while they were not in it; null while no attendance is known.</summary>
    public int? AnsweredWhileAbsent(IEnumerable<FormsResponse> responses, TimeZoneInfo zone) => IsAttendanceKnown
        ? responses.Count(response => KeyOf(response) is { } key
            && (presence.ContainsKey(key) || owners.ContainsKey(key))
            && new Presence(presence.GetValueOrDefault(key, IntervalSet.Empty), 0, null).IsAbsentAt(PollClock.ToInstant(response.CompletedAt, zone, Accepted)))
        : null;

    private static string? KeyOf(FormsResponse response) => AnsweringKey.Of(response.Email, response.Name, response.Typed);

    private static UnmatchedRespondent Unmatched(FormsResponse response) => response.Typed is { } typed && EmailAddress.Key(response.Email) is null && string.IsNullOrWhiteSpace(response.Name)
        ? new UnmatchedRespondent(typed.Name, typed.Email, Typed: true)
        : new UnmatchedRespondent(response.Name, EmailAddress.Key(response.Email) is null ? null : response.Email, Typed: false);

    /// <summary>A name of which is not known whose it is says nothing about who was there.</summary>
    private ResponseTime TimeOf(FormsResponse response)
    {
        var address = EmailAddress.Key(response.Email);
        var key = address ?? KeyOf(response);
        return new ResponseTime(response.CompletedAt, address ?? (key is not null && owners.ContainsKey(key) ? key : null)) { IsNamed = key is not null };
    }

    private void Add(string address, Presence seen)
    {
        if (seen.Instants.Intervals.Count > 0)
        {
            presence[address] = presence.TryGetValue(address, out var known) ? known.Union(seen.Instants) : seen.Instants;
        }
    }
}
