using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Benchmarks;

/// <summary>
/// The evidence of a four-hour webinar, from a seed: everybody was there on two devices with four stays each and answered most polls.
/// Identities come in every kind that the reconciliation knows, since each takes another way through it.
/// </summary>
internal sealed class LargeSession
{
    public const int Participants = 10_000;

    private const int Seed = 20260312;
    private const int Reports = 2;
    private const int StaysPerReport = 4;
    private const int Polls = 12;

    private static readonly DateTimeOffset Start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);
    private static readonly CountingWindow Window = new(
        new Interval(Start, Start.AddHours(4)),
        [new Interval(Start.AddMinutes(60), Start.AddMinutes(75)), new Interval(Start.AddMinutes(150), Start.AddMinutes(165))]);

    private readonly Random random = new(Seed);

    private LargeSession()
    {
    }

    public static SessionEvidence Evidence()
    {
        var session = new LargeSession();
        RosterEntry[] roster = [.. Enumerable.Range(0, Participants).Select(session.Participant)];
        return new SessionEvidence(
            RulesetPresets.NasbaGroupInternetBasedFifths,
            Window,
            4.2m,
            [new("Accounting", 2.2m), new("Taxes", 2.0m)],
            ["instructor@northwind.example"],
            roster,
            [.. roster.SelectMany(session.Records)],
            [.. Enumerable.Range(0, Polls).Select(poll => session.Poll(poll, roster))],
            [.. Enumerable.Range(0, Participants / 100).Select(index => new MatchDecision($"record:r0-{(index * 100) + 9}", roster[(index * 100) + 9].Id))]);
    }

    /// <summary>One case a participant, as the session's own outcome has them.</summary>
    public static CreditCase[] Cases(SessionEvidence evidence) => [.. SessionCompletion.Of(evidence).Participants.Select(outcome => outcome.Case)];

    private RosterEntry Participant(int index)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return new RosterEntry(
            new Guid(id),
            Text($"Zoë Participant {index:00000}"),
            Text($"participant{index:00000}@northwind.example"),
            index % 10 == 7 ? [Text($"alias{index:00000}@fabrikam.example")] : [],
            index % 10 < 5 ? Text($"00000000-0000-0000-0000-{index:000000000000}") : null,
            index % 10 == 5 ? Text($"registration-{index}") : null);
    }

    /// <summary>Tenths: five with an object id, one registered, one by address, one by alias, one by name alone, one without anything but a record.</summary>
    private IEnumerable<AttendanceRecord> Records(RosterEntry participant, int index)
    {
        var kind = index % 10;
        for (var report = 0; report < Reports; report++)
        {
            ReportedStay[] stays = [.. Enumerable.Range(0, StaysPerReport).Select(Stay)];
            yield return new AttendanceRecord(
                $"report-{report}",
                Text($"r{(kind < 8 ? report : 0)}-{index}"),
                participant.RegistrationId,
                participant.ObjectId,
                kind < 7 ? participant.Email?.ToUpperInvariant() : Alias(participant),
                kind == 9 ? Text($"Guest {index}") : $"{participant.Name} (External)",
                index % 500 == 0 ? "Presenter" : "Attendee",
                stays.Sum(stay => stay.DurationSeconds),
                stays);
        }
    }

    /// <summary>One stay in each hour, a little less than the hour, so that the two devices overlap and differ.</summary>
    private ReportedStay Stay(int hour)
    {
        var joined = Start.AddHours(hour).AddSeconds(random.Next(0, 600));
        var left = Start.AddHours(hour + 1).AddSeconds(-random.Next(0, 600));
        return new ReportedStay(joined, left, (long)(left - joined).TotalSeconds);
    }

    private SessionPoll Poll(int poll, IEnumerable<RosterEntry> roster)
    {
        var launched = Start.AddMinutes(15 + (18 * poll));
        return new SessionPoll(
            new Guid(poll, 0, 0, new byte[8]),
            [
                .. roster
                    .Where(_ => random.Next(100) < 92)
                    .Select(participant => new PollResponse(
                        Alias(participant) ?? participant.Email, participant.Name, launched.AddSeconds(random.Next(120)), random.Next(2) == 0 ? "True" : "False")),
            ]);
    }

    private static string? Alias(RosterEntry participant) => participant.Aliases is [var alias, ..] ? alias : null;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
