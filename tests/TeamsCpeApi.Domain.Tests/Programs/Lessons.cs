using System.Security.Cryptography;
using System.Text;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Tests.Credit;
using TeamsCpeApi.Domain.Tests.Time;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Programs;

/// <summary>Somebody on the roster of a session: when they were in its meeting, and how many of its polls they answered.</summary>
internal sealed record Enrolled(string? Id, string? Email, string Present = "", int Answered = 0, string? Role = null, string Name = "Ann Lee", long? Stated = null);

/// <summary>Sessions and programs of one day in the tests' notation.</summary>
internal static class Lessons
{
    /// <summary>The program's ruleset asks for an evaluation; the sessions' own do not.</summary>
    internal static Ruleset WithEvaluation { get; } = Policies.All["fifths"] with { EvaluationWithinDays = 7 };

    /// <summary>A session: its time, its polls (answered in its first minutes), its roster; its ruleset is the program's unless another is named.</summary>
    internal static ProgramSession Session(string title, string scheduled, int polls, Enrolled[] roster, string policy = "fifths", string? instructor = null, string? evaluation = null)
    {
        var window = Notation.Span(scheduled);
        var entries = roster.Select((person, index) => new RosterEntry(GuidOf($"{title} {index}"), person.Name, person.Email, [], null, null) { ExternalId = person.Id }).ToArray();
        var evidence = new SessionEvidence(
            Policies.All[policy],
            new CountingWindow(window, []),
            100m,
            [new("Taxes", 100m)],
            instructor is null ? [] : [instructor],
            entries,
            [.. roster.Where(person => person.Present.Length > 0).Select(Record)],
            [.. Enumerable.Range(0, polls).Select(poll => new SessionPoll(
                GuidOf($"{title} poll {poll}"),
                [.. roster.Where(person => person.Answered > poll).Select(person => new PollResponse(person.Email, null, window.Start.AddSeconds(poll), "Yes"))]))],
            [])
        {
            Evaluations = evaluation is null or "-/-" ? [] : [new SessionPoll(GuidOf($"{title} evaluation"), [.. roster.Where(_ => evaluation == "1/1").Select(person => new PollResponse(person.Email, null, window.End.AddHours(2), "Good"))])],
        };
        return ProgramSession.Of(GuidOf(title), title, evidence, SessionCompletion.Of(evidence), evaluation is null ? evidence.Ruleset : WithEvaluation);
    }

    internal static ProgramOutcome Program(string maximum, string policy, params ProgramSession[] sessions) => ProgramCompletion.Of(
        new ProgramEvidence(Policies.All[policy], Notation.Credits(maximum), [new("Taxes", Notation.Credits(maximum))], sessions));

    internal static ProgramOutcome Program(string maximum, params ProgramSession[] sessions) => Program(maximum, "fifths", sessions);

    internal static Guid GuidOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]);

    private static AttendanceRecord Record(Enrolled person) => new(
        "report", person.Email ?? "", null, null, person.Email, null, person.Role, person.Stated, [.. Notation.Spans(person.Present).Select(span => new ReportedStay(span.Start, span.End, null))]);
}
