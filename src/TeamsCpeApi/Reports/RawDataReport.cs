using System.Globalization;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Reports;

/// <summary>One stay as its source reports it.</summary>
/// <param name="ReportId">The attendance report; "file:" and an id for an uploaded file.</param>
/// <param name="Source">The source in words: the report of Microsoft Graph, or the file's name.</param>
/// <param name="JoinedAt">Joined.</param>
/// <param name="LeftAt">Left.</param>
internal sealed record StayView(string ReportId, string Source, DateTimeOffset? JoinedAt, DateTimeOffset? LeftAt);

/// <summary>A span that counts.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">First instant after it.</param>
internal sealed record SpanView(DateTimeOffset Start, DateTimeOffset End);

/// <summary>An answer to a poll.</summary>
/// <param name="PollId">The poll.</param>
/// <param name="At">When it was given.</param>
/// <param name="Answer">The answer as written.</param>
/// <param name="Counts">True when it was given in the session's time and, where the ruleset asks for that, while the person was there.</param>
/// <param name="InTime">True when it was given in the session's time, with the ruleset's margins.</param>
/// <param name="WhileAbsent">True when the person was not seen in the meeting at that time.</param>
internal sealed record AnswerView(Guid PollId, DateTimeOffset At, string Answer, bool Counts, bool InTime, bool WhileAbsent);

/// <summary>What is known of one participant, or of one attendee that is nobody of the roster yet.</summary>
/// <param name="ParticipantId">The participant; null for an attendee that is not settled.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">Name on the roster, else as shown in the meeting.</param>
/// <param name="Email">Address on the roster, else as received.</param>
/// <param name="Match">How the attendee was found: the rungs, or the state when not settled.</param>
/// <param name="Roles">Roles in the meeting.</param>
/// <param name="IsInstructor">True for an instructor of the session, who earns no attendee credit.</param>
/// <param name="Stays">Every stay as reported, over all reports and devices.</param>
/// <param name="Counted">The same united and clipped to the session's time.</param>
/// <param name="PresentSeconds">The length of what counts.</param>
/// <param name="ReportedSeconds">The total that Microsoft states; never counted.</param>
/// <param name="Answers">Poll answers.</param>
internal sealed record RawDataRow(
    Guid? ParticipantId,
    string? ExternalId,
    string? Name,
    string? Email,
    string Match,
    IReadOnlyList<string> Roles,
    bool IsInstructor,
    IReadOnlyList<StayView> Stays,
    IReadOnlyList<SpanView> Counted,
    long PresentSeconds,
    long? ReportedSeconds,
    IReadOnlyList<AnswerView> Answers);

/// <summary>A poll of the session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Question">The question.</param>
/// <param name="Excluded">True when it does not count as a poll, as an evaluation never does.</param>
/// <param name="Responses">Answers.</param>
/// <param name="Anonymous">Answers with neither an address nor a name.</param>
internal sealed record RawDataPoll(Guid Id, string Question, bool Excluded, int Responses, int Anonymous);

/// <summary>The Raw Data report.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="Breaks">Spans that never count.</param>
/// <param name="MaximumCredits">The most that the session can give.</param>
/// <param name="Polls">The polls in the order in which they were launched.</param>
/// <param name="Rows">Participants in the order of the roster, then attendees that are not settled.</param>
internal sealed record RawDataView(Guid SessionId, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<SessionBreak> Breaks, decimal MaximumCredits, IReadOnlyList<RawDataPoll> Polls, IReadOnlyList<RawDataRow> Rows);

/// <summary>What was seen, before any rule is applied.</summary>
internal static class RawDataReport
{
    internal static RawDataView View(SessionPicture picture)
    {
        var matches = picture.Outcome.Matches.ToLookup(match => match.ParticipantId);
        return new RawDataView(
            picture.Session.Id,
            picture.Session.Title,
            picture.Session.StartsAt,
            picture.Session.EndsAt,
            picture.Session.Breaks,
            picture.Session.MaximumCredits,
            [.. picture.Polls.Select(poll => PollOf(poll))],
            [
                .. picture.Outcome.Participants.Select(outcome => Row(picture, outcome, [.. matches[outcome.Participant.Id]])),
                .. matches[null].Select(match => Row(picture, match)),
            ]);
    }

    internal static ReportTable Table(SessionPicture picture, DateTimeOffset producedAt)
    {
        var view = View(picture);
        return new ReportTable(
            $"Raw data: {picture.Session.Title}",
            [.. ReportFacts.Of(picture)],
            [
                new("External id", ReportValueKind.Text, Identifies: true),
                new("Name", ReportValueKind.Text, Identifies: true),
                new("Email", ReportValueKind.Text),
                new("Match", ReportValueKind.Text),
                new("Role", ReportValueKind.Text),
                new("First join", ReportValueKind.Instant),
                new("Last leave", ReportValueKind.Instant),
                new("Stays", ReportValueKind.Text),
                new("Sources", ReportValueKind.Text),
                new("Present", ReportValueKind.Seconds),
                new("Stated by Teams", ReportValueKind.Seconds),
                .. view.Polls.SelectMany((poll, index) => new ReportColumn[]
                {
                    new($"Poll {index + 1}: {poll.Question}{(poll.Excluded ? " (excluded)" : "")}", ReportValueKind.Text),
                    new($"Poll {index + 1} answered at", ReportValueKind.Instant),
                }),
            ],
            [.. view.Rows.Select(row => (IReadOnlyList<object?>)
            [
                row.ExternalId,
                row.Name,
                row.Email,
                row.Match,
                string.Join(", ", row.Roles),
                row.Stays.Min(stay => stay.JoinedAt),
                row.Stays.Max(stay => stay.LeftAt),
                string.Join('\n', row.Stays.Select(stay => $"{Local(stay.JoinedAt, picture)} – {Local(stay.LeftAt, picture)}")),
                Sources(row.Stays),
                row.PresentSeconds,
                row.ReportedSeconds,
                .. view.Polls.SelectMany(poll => row.Answers.FirstOrDefault(answer => answer.PollId == poll.Id) is { } answer
                    ? new object?[] { $"{answer.Answer}{Remark(answer)}", answer.At }
                    : [null, null]),
            ])],
            picture.Session.Zone,
            producedAt);
    }

    /// <summary>The same for paper: the polls and the sources of stays are named on top, and each participant's answers stand in one column.</summary>
    internal static ReportTable PaperTable(SessionPicture picture, DateTimeOffset producedAt)
    {
        var table = Table(picture, producedAt);
        var view = View(picture);
        var sources = view.Rows.SelectMany(row => row.Stays).Select(stay => stay.Source).Distinct().ToList();
        const int Stays = 7;
        const int BeforePolls = 11;
        return table with
        {
            Facts = [.. table.Facts, .. sources.Select((source, index) => new ReportFact($"Source [{index + 1}]", source)), .. view.Polls.Select((poll, index) => new ReportFact(
                $"Poll {index + 1}{(poll.Excluded ? " (excluded)" : "")}", $"{poll.Question} ({poll.Responses} answers, {poll.Anonymous} anonymous)"))],
            Columns = [.. table.Columns.Take(Stays + 1), .. table.Columns.Take(BeforePolls).Skip(Stays + 2), new("Poll answers", ReportValueKind.Text)],
            Rows = [.. table.Rows.Select((row, index) => (IReadOnlyList<object?>)
            [
                .. row.Take(Stays),
                StayLines(view.Rows[index], sources, picture),
                .. row.Take(BeforePolls).Skip(Stays + 2),
                AnswerLines(view, view.Rows[index], picture),
            ])],
        };
    }

    /// <summary>Each stay with the number of its source, where there are several.</summary>
    private static string StayLines(RawDataRow row, List<string> sources, SessionPicture picture) => string.Join('\n', row.Stays.Select(stay =>
        $"{Local(stay.JoinedAt, picture)} – {Local(stay.LeftAt, picture)}{(sources.Count > 1 ? $" [{sources.IndexOf(stay.Source) + 1}]" : "")}"));

    private static string AnswerLines(RawDataView view, RawDataRow row, SessionPicture picture) => string.Join('\n', view.Polls.SelectMany((poll, index) => row.Answers
        .Where(answer => answer.PollId == poll.Id)
        .Select(answer => $"{index + 1}: {Local(answer.At, picture)} {answer.Answer}{(answer.Counts ? "" : " (does not count)")}{(answer.WhileAbsent ? " (while absent)" : "")}")));

    private static string Remark(AnswerView answer) => (answer.InTime ? "" : " (outside the session's time)") + (answer.WhileAbsent ? $" (while absent{(answer.InTime && !answer.Counts ? ", not counted" : "")})" : "");

    private static RawDataPoll PollOf(Poll poll) => new(
        poll.Id, poll.Question, poll.ExcludedReason is not null || poll.Purpose == PollPurpose.Evaluation, poll.Responses.Count, poll.Responses.Count(response => AnsweringKey.Of(response.Email, response.Name, response.Typed) is null));

    private static RawDataRow Row(SessionPicture picture, ParticipantOutcome outcome, IReadOnlyList<IdentityMatch> matches)
    {
        var participant = picture.Participants[outcome.Participant.Id];
        return new RawDataRow(
            participant.Id,
            participant.ExternalId,
            participant.Name,
            participant.Email,
            matches.Count == 0 ? "not seen" : string.Join(", ", matches.Select(match => ReportFacts.Words(match.Rung!.Value.ToString())).Distinct()),
            outcome.Case.Roles,
            outcome.Case.IsInstructor,
            Stays(picture, matches),
            Counted(picture, outcome.Presence),
            outcome.Decision.PresentSeconds,
            outcome.Presence.ReportedSeconds,
            [.. outcome.Answers.Select(answer => new AnswerView(answer.PollId, answer.Response.At, answer.Response.Answer, answer.Counts, answer.IsInTime, answer.WhileAbsent))]);
    }

    private static RawDataRow Row(SessionPicture picture, IdentityMatch match)
    {
        var presence = Presence.Of([.. match.Identity.Records]);
        var counted = Counted(picture, presence);
        return new RawDataRow(
            null,
            null,
            match.Identity.DisplayName,
            match.Identity.Email,
            ReportFacts.Words(match.State.ToString()),
            [.. match.Identity.Records.Select(record => record.Role).OfType<string>().Distinct()],
            IsInstructor: false,
            Stays(picture, [match]),
            counted,
            CountedOf(picture, presence).Seconds,
            presence.ReportedSeconds,
            [.. AnswersOf(picture, match, presence)]);
    }

    private static IEnumerable<AnswerView> AnswersOf(SessionPicture picture, IdentityMatch match, Presence presence) => match.Identity.AnsweredPolls
        ? picture.Polls.SelectMany(poll => poll.Responses
            .Where(response => AnsweringKey.Of(response.Email, response.Name, response.Typed) is { } key && match.Identity.AnsweredUnder.Contains(key))
            .Take(1)
            .Select(response => new AnswerView(poll.Id, response.At, response.Answer, Counts: false, picture.Evidence.Answerable?.Contains(response.At) == true, match.Identity.Records.Count > 0 && presence.IsAbsentAt(response.At))))
        : [];

    /// <summary>One source a stay, in the same order; a source that all stays share stands once.</summary>
    private static string Sources(IReadOnlyList<StayView> stays) =>
        string.Join('\n', stays.Select(stay => stay.Source).Distinct().Count() == 1 ? [stays[0].Source] : stays.Select(stay => stay.Source));

    private static string SourceOf(SessionPicture picture, string reportId) => ReportIds.FileOf(reportId) is { } id
        ? $"file {picture.Files.Single(file => file.Id == id).FileName}"
        : $"Graph report {reportId}";

    private static StayView[] Stays(SessionPicture picture, IEnumerable<IdentityMatch> matches) => [.. matches
        .SelectMany(match => match.Identity.Records)
        .SelectMany(record => record.Stays.Select(stay => new StayView(record.ReportId, $"{SourceOf(picture, record.ReportId)}{(stay.LeftIsPresumed ? " (no leave: until the end of the list)" : "")}", stay.Joined, stay.Left)))
        .OrderBy(stay => stay.JoinedAt ?? stay.LeftAt)];

    private static SpanView[] Counted(SessionPicture picture, Presence presence) =>
        [.. CountedOf(picture, presence).Intervals.Select(interval => new SpanView(interval.Start, interval.End))];

    private static IntervalSet CountedOf(SessionPicture picture, Presence presence) =>
        picture.Outcome.Window is { } window ? presence.Instants.Intersect(window.Instants) : IntervalSet.Empty;

    private static string Local(DateTimeOffset? instant, SessionPicture picture) => instant is { } known
        ? TimeZoneInfo.ConvertTime(known, picture.Session.Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture)
        : "?";
}
