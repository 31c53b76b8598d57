using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>A session from 10:00 to 11:40 of one day in the tests' notation: who was there by which source, and who answered when.</summary>
internal static class OneSession
{
    internal static readonly RosterEntry Ann = new(Guid.NewGuid(), "Ann Lee", "ann@example.com", [], null, null);
    internal static readonly RosterEntry Ben = new(Guid.NewGuid(), "Ben Roe", "ben@example.com", [], null, null);

    internal static SessionEvidence Of(params AttendanceRecord[] records) => new(
        RulesetPresets.NasbaGroupInternetBasedFifths,
        new CountingWindow(Notation.Span("10:00-11:40"), []),
        2m,
        [new("Taxes", 2m)],
        [],
        [Ann, Ben],
        records,
        [],
        []);

    internal static AttendanceRecord Reported(RosterEntry who, string stays, string role = "Attendee") => Record("report", who, stays, role);

    internal static AttendanceRecord Filed(Guid file, RosterEntry who, string stays, string role = "Attendee") => Record(ReportIds.OfFile(file), who, stays, role);

    internal static SessionPoll Poll(RosterEntry who, params string[] at) =>
        new(Guid.NewGuid(), [.. at.Select(time => new PollResponse(who.Email, who.Name, Notation.At(time), "Yes"))]);

    internal static ParticipantOutcome OutcomeOf(this SessionEvidence evidence, RosterEntry who) =>
        SessionCompletion.Of(evidence).Participants.Single(outcome => outcome.Participant.Id == who.Id);

    private static AttendanceRecord Record(string report, RosterEntry who, string stays, string role) => new(
        report, $"{report} {who.Id}", null, null, who.Email, who.Name, role, null, [.. Notation.Spans(stays).Select(stay => new ReportedStay(stay.Start, stay.End, null))]);
}
