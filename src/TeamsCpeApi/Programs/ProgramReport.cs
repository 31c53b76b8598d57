using System.Globalization;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Programs;
using TeamsCpeApi.Http;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Programs;

/// <summary>Who gets what for the whole program, and why.</summary>
internal static class ProgramReport
{
    internal static async Task<ProgramCompletionView> ViewAsync(ProgramPicture picture, SessionWarnings warn, NameActors actors, CancellationToken cancellationToken)
    {
        var warnings = new Dictionary<Guid, IReadOnlyList<SessionNeed>>();
        foreach (var session in picture.Sessions)
        {
            warnings[session.Session.Id] = await warn.OfAsync(session, cancellationToken);
        }

        return View(picture, warnings, await actors.OfAsync([.. picture.People.Select(person => person.Award).OfType<ProgramAward>(), .. picture.Orphans], cancellationToken));
    }

    private static ProgramCompletionView View(ProgramPicture picture, Dictionary<Guid, IReadOnlyList<SessionNeed>> warnings, IReadOnlyList<ActorView> actors) => new(
        picture.Program.Id,
        picture.Program.Title,
        picture.Ruleset.Name,
        picture.Program.RulesetVersionId,
        picture.Program.MaximumCredits,
        [.. picture.Sessions.Select(session => new ProgramCompletionSession(
            session.Session.Id,
            session.Session.Title,
            session.Session.StartsAt,
            session.Session.EndsAt,
            session.Session.CancelledAt is not null,
            session.AttendanceState,
            session.Attendance.CurrentSnapshotId,
            session.Outcome.Matches.Count(match => match.IsWaiting),
            warnings[session.Session.Id]))],
        [.. picture.Orphans.Select(award => award.PersonId)],
        [.. picture.People.Select(person => Row(person, picture.Program.RulesetVersionId))],
        actors);

    internal static ReportTable Table(ProgramCompletionView view, ProgramPicture picture, DateTimeOffset producedAt)
    {
        var fields = picture.Program.FieldsOfStudy.Select(field => field.Field).ToArray();
        var sessions = view.Sessions.Where(session => !session.Cancelled).ToArray();
        var warnings = WarningsOf(view).ToArray();
        return new ReportTable(
            $"Completion: {picture.Program.Title}",
            [.. Facts(picture), .. ActorWords.Facts(view.Actors), .. warnings.Select(CompletionReport.WarningFact)],
            [
                new("External id", ReportValueKind.Text, Identifies: true),
                new("Name", ReportValueKind.Text, Identifies: true),
                new("Email", ReportValueKind.Text),
                new("Status", ReportValueKind.Text),
                new("Present", ReportValueKind.Seconds),
                new("Program length", ReportValueKind.Seconds),
                .. sessions.Select((session, index) => new ReportColumn($"Present in {index + 1}: {session.Title}", ReportValueKind.Seconds)),
                new("In two sessions at once", ReportValueKind.Seconds),
                new("Polls answered", ReportValueKind.Count),
                new("Polls required", ReportValueKind.Count),
                new("Polls offered", ReportValueKind.Count),
                new("Suggested credits", ReportValueKind.Credits),
                .. fields.Select(field => new ReportColumn($"Suggested: {field}", ReportValueKind.Credits)),
                new("Limited by", ReportValueKind.Text),
                new("Reason", ReportValueKind.Text),
                new("Warnings", ReportValueKind.Text),
                new("Awarded credits", ReportValueKind.Credits),
                new("Award", ReportValueKind.Text),
                new("Award reason", ReportValueKind.Text),
                new("Awarded by", ReportValueKind.Text),
                new("Certificate", ReportValueKind.Text),
                new("Certificates of single sessions", ReportValueKind.Text),
                new("Session warnings", ReportValueKind.Text),
            ],
            [.. view.People.Select(row => (IReadOnlyList<object?>)
            [
                row.ExternalId,
                row.Name,
                row.Email,
                ReportFacts.Words(row.Status.ToString()),
                row.PresentSeconds,
                row.WindowSeconds,
                .. sessions.Select(session => (object?)row.Sessions.First(share => share.SessionId == session.SessionId).PresentSeconds),
                row.OverlapSeconds,
                (long)row.PollsAnswered,
                (long)row.PollsRequired,
                (long)row.PollsOffered,
                row.SuggestedCredits,
                .. fields.Select(field => (object?)(row.SuggestedFields.FirstOrDefault(part => part.Field == field)?.Credits ?? 0m)),
                ReportFacts.Words(row.LimitedBy.ToString()),
                row.Reason,
                CompletionReport.WarningLines(row.Findings),
                row.Award?.Credits,
                CompletionReport.AwardWords(row.Award),
                row.Award?.Reason,
                ActorWords.InFull(row.Award, view.Actors),
                row.CertificateNumber,
                string.Join('\n', row.SingleCertificates.Select(certificate => certificate.Number)),
                CompletionReport.InEachRow(warnings),
            ])],
            picture.Sessions[0].Session.Zone,
            producedAt);
    }

    /// <summary>The same for paper: columns that belong together stand in one, so that a page holds them side by side.</summary>
    internal static ReportTable PaperTable(ProgramCompletionView view, ProgramPicture picture, DateTimeOffset producedAt)
    {
        var numbers = view.Sessions.Where(session => !session.Cancelled).Select((session, index) => (session.SessionId, index)).ToDictionary(pair => pair.SessionId, pair => pair.index + 1);
        return Table(view, picture, producedAt) with
        {
            Facts = [.. Facts(picture), .. ActorWords.Facts(view.Actors), .. CompletionReport.OnPaper([.. WarningsOf(view)])],
            Columns =
            [
                new("External id", ReportValueKind.Text, Identifies: true),
                new("Name", ReportValueKind.Text, Identifies: true),
                new("Present", ReportValueKind.Seconds),
                new("In each session", ReportValueKind.Text),
                new("Polls answered / required / offered", ReportValueKind.Text),
                new("Suggested", ReportValueKind.Credits),
                new("Limited by", ReportValueKind.Text),
                new("Reason", ReportValueKind.Text),
                new("Awarded", ReportValueKind.Credits),
                new("Award", ReportValueKind.Text),
                new("Certificate", ReportValueKind.Text),
            ],
            Rows = [.. view.People.Select(row => (IReadOnlyList<object?>)
            [
                row.ExternalId,
                row.Name,
                row.PresentSeconds,
                string.Join('\n', row.Sessions.Where(share => share.PresentSeconds > 0).Select(share => $"{numbers[share.SessionId]}: {Domain.Credit.Words.Duration(share.PresentSeconds)}")),
                $"{row.PollsAnswered} / {row.PollsRequired} / {row.PollsOffered}",
                row.SuggestedCredits,
                ReportFacts.Words(row.LimitedBy.ToString()),
                string.Join('\n', new[] { row.Reason, CompletionReport.WarningLines(row.Findings) }.Where(text => text.Length > 0)),
                row.Award?.Credits,
                string.Join('\n', new[] { CompletionReport.AwardWords(row.Award), row.Award?.Reason, CompletionReport.FieldWords(row.Award?.Fields ?? row.SuggestedFields), ActorWords.OnPaper(row.Award, view.Actors) }.OfType<string>()),
                row.CertificateNumber,
            ])],
        };
    }

    private static IEnumerable<SessionNeed> WarningsOf(ProgramCompletionView view) => view.Sessions
        .SelectMany(session => session.Warnings, (session, warning) => warning with { Message = $"{session.Title}: {warning.Message}" });

    private static IEnumerable<ReportFact> Facts(ProgramPicture picture)
    {
        var program = picture.Program;
        yield return new ReportFact("Program", program.Title);
        yield return new ReportFact("Program id", program.ExternalId is { } external ? $"{program.Id} ({external})" : $"{program.Id}");
        yield return new ReportFact("Ruleset", $"{picture.Ruleset.Name} (version {program.RulesetVersionId})");
        yield return new ReportFact("Maximum credits", Domain.Credit.Words.Number(program.MaximumCredits));
        yield return new ReportFact("Fields of study", CompletionReport.FieldWords(program.FieldsOfStudy) ?? "");
        foreach (var (session, index) in picture.Counting.Select((session, index) => (session, index)))
        {
            yield return new ReportFact($"Session {index + 1}", SessionWords(session));
        }

        foreach (var session in picture.Sessions.Where(session => session.Session.CancelledAt is not null))
        {
            yield return new ReportFact("Cancelled session", session.Session.Title);
        }

        yield return new ReportFact("People", string.Create(CultureInfo.InvariantCulture, $"{picture.People.Count}"));
    }

    private static string SessionWords(SessionPicture picture)
    {
        var (starts, ends) = (TimeZoneInfo.ConvertTime(picture.Session.StartsAt, picture.Session.Zone), TimeZoneInfo.ConvertTime(picture.Session.EndsAt, picture.Session.Zone));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{picture.Session.Title}, {starts:yyyy-MM-dd HH:mm} to {ends:HH:mm} ({picture.Session.TimeZone}); attendance: {ReportFacts.Words(picture.AttendanceState.ToString())}; polls: {picture.Evidence.Polls.Count}; attendees waiting for a person: {picture.Outcome.Matches.Count(match => match.IsWaiting)}{BreakoutWords(picture.Session)}");
    }

    private static string BreakoutWords(Session session) => session.Breakouts.Count == 0
        ? ""
        : $"; breakout rooms {string.Join("; ", session.Breakouts.OrderBy(breakout => breakout.StartsAt).Select(breakout => ReportFacts.Breakout(session, breakout)))}";

    private static ProgramCompletionRow Row(PersonPicture person, Guid rulesetVersionId)
    {
        var (outcome, decision, award) = (person.Outcome, person.Outcome.Decision, person.Award);
        return new ProgramCompletionRow(
            person.Id,
            outcome.Person.ExternalId,
            outcome.Person.Name,
            outcome.Person.Email,
            person.Status,
            decision.PresentSeconds,
            decision.WindowSeconds,
            decision.PollsAnswered,
            decision.PollsRequired,
            decision.PollsOffered,
            decision.Credits,
            decision.Fields,
            decision.LimitedBy,
            decision.Reason,
            outcome.Findings,
            [.. outcome.Shares.Select(share => new ProgramShareView(
                share.Session.Id, [.. share.Rows.Select(row => row.Participant.Id)], share.Instants.Seconds, share.PollsAnswered, share.Session.PollsOffered, share.Exclusion))],
            [.. outcome.Overlaps.Select(OverlapOf)],
            Domain.Time.IntervalSet.Of(outcome.Overlaps.SelectMany(overlap => overlap.Instants.Intervals)).Seconds,
            award is null ? null : AwardView.Of(award, decision, rulesetVersionId),
            award?.Decision.Sha256,
            person.Certificate?.Id,
            person.Certificate?.Number,
            [.. person.Singles.Select(certificate => new SingleCertificateView(certificate.Id, certificate.Number, certificate.SessionId!.Value))],
            $"\"{award?.Version ?? ETags.Absent}\"");
    }

    private static OverlapView OverlapOf(Overlap overlap) => new(
        [overlap.First.Id, overlap.Second.Id],
        overlap.Instants.Seconds,
        [.. overlap.Instants.Intervals.Select(interval => new SpanView(interval.Start, interval.End))]);
}
