namespace TeamsCpeApi.Domain.Polls;

/// <summary>
/// Does a Forms export belong to this session? It carries neither a meeting nor a time zone, so its times are weighed against the
/// session's window, the presence of its respondents, the roster and the instant of the export itself, in every offset that exists
/// on that day. Nothing is called another session's unless no zone on earth brings a single answer near this one.
/// </summary>
public static class PollFit
{
    /// <summary>Judges one export. The order of its responses changes nothing.</summary>
    /// <exception cref="ArgumentException">There are no responses.</exception>
    public static PollVerdict Of(PollFitCase subject)
    {
        if (subject.Responses.Count == 0)
        {
            throw new ArgumentException("An export without responses belongs to any session and to none.", nameof(subject));
        }

        var reader = new PollReader(subject);
        var people = PollPeople.Of(subject);
        var (own, isNear) = reader.In(subject.Zone);
        if (own.IsPossible && Most(own, subject))
        {
            return Belongs(PollFitKind.Fits, own, null, people);
        }

        var others = PollZones.OtherThanDeclared(subject).Select(zone => (Zone: zone, Read: reader.In(zone))).ToArray();
        if (!isNear && !others.Any(other => other.Read.IsNear))
        {
            return people.Verdict(PollFitKind.WrongSession, own, null, PollWords.WrongSession(own, subject));
        }

        var candidates = others
            .Where(other => other.Read.Reading.IsPossible && other.Read.Reading.Inside > own.Inside && Most(other.Read.Reading, subject))
            .OrderByDescending(other => other.Read.Reading.IsExportedSoon)
            .ThenByDescending(other => other.Read.Reading.Inside)
            .ThenByDescending(other => other.Read.Reading.WhilePresent)
            .ThenBy(other => Math.Abs(other.Read.Reading.UtcOffsetMinutes - own.UtcOffsetMinutes))
            .ToArray();
        var better = candidates.Length > 0 ? candidates[0].Read.Reading : null;
        var isFound = better is not null && !subject.IsDeclared && !own.IsExportedSoon && !Contradicts(better)
            && IsAlone(better, candidates.Select(candidate => candidate.Read.Reading).Skip(1))
            && (better.IsExportedSoon || reader.IsSupportedByPresence(better, candidates[0].Zone));
        if (isFound && !subject.IsStored)
        {
            return Belongs(PollFitKind.FitsAfterShift, better!, own, people);
        }

        return own.IsPossible && (own.Inside * 2 >= subject.Responses.Count || WereThere(own))
            ? Belongs(PollFitKind.Fits, own, better, people)
            : people.Verdict(PollFitKind.Doubtful, own, better, PollWords.Doubtful(own, better, isFound ? 1 : candidates.Length, isFound, subject));
    }

    /// <summary>A verdict that times allow, unless the respondents are other people than this session's.</summary>
    private static PollVerdict Belongs(PollFitKind kind, PollReading reading, PollReading? other, PollPeople people) => people.Doubt is { } doubt
        ? people.Verdict(PollFitKind.Doubtful, reading, kind == PollFitKind.Fits ? other : null, PollWords.Strangers(reading, people, doubt))
        : people.Verdict(kind, reading, kind == PollFitKind.Fits ? other : null, PollWords.Belongs(kind, reading, other, people));

    /// <summary>Four answers of five lie in the session's time.</summary>
    private static bool Most(PollReading reading, PollFitCase subject) => reading.Inside * 5 >= subject.Responses.Count * 4;

    /// <summary>A form used more than once holds answers of other times; those of this time come from people who were there.</summary>
    private static bool WereThere(PollReading reading) => reading.InsideOfAttendees >= 3 && reading.WhilePresent * 5 >= reading.InsideOfAttendees * 4;

    private static bool Contradicts(PollReading reading) => reading.InsideOfAttendees >= 3 && reading.WhilePresent * 2 < reading.InsideOfAttendees;

    /// <summary>No second offset does about as well by everything that is known.</summary>
    private static bool IsAlone(PollReading best, IEnumerable<PollReading> others) => !others.Any(other =>
        other.Inside * 10 >= best.Inside * 9
        && other.WhilePresent * 10 >= best.WhilePresent * 9
        && (other.IsExportedSoon || !best.IsExportedSoon));
}
