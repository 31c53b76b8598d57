using System.Globalization;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Instruction;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Reports;

/// <summary>A certificate that was revoked.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Number">Its number.</param>
/// <param name="Credits">What it said.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="RevokedReason">Why.</param>
internal sealed record FormerCertificateView(Guid Id, string Number, decimal Credits, DateTimeOffset RevokedAt, string? RevokedReason)
{
    internal static FormerCertificateView Of(Certificate certificate) => new(certificate.Id, certificate.Number, certificate.Facts.Credits, certificate.RevokedAt!.Value, certificate.RevokedReason);
}

/// <summary>One participant's credit and why.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">Name on the roster.</param>
/// <param name="Email">Address on the roster.</param>
/// <param name="Status">Where the credit stands.</param>
/// <param name="PresentSeconds">Presence in the session's time, each instant once.</param>
/// <param name="WindowSeconds">The session's length without breaks.</param>
/// <param name="PollsAnswered">Polls answered in time.</param>
/// <param name="PollsRequired">Polls required for the credit that the presence makes.</param>
/// <param name="PollsOffered">Polls of the session.</param>
/// <param name="SuggestedCredits">What the ruleset suggests.</param>
/// <param name="SuggestedFields">The same per field of study.</param>
/// <param name="LimitedBy">What held the credit down.</param>
/// <param name="Reason">The reasoning in one line.</param>
/// <param name="Findings">The reasoning and all warnings.</param>
/// <param name="Award">What a person awarded.</param>
/// <param name="CertificateId">The certificate that is out.</param>
/// <param name="CertificateNumber">Its number.</param>
/// <param name="FormerCertificate">The certificate that was revoked last, with its reason.</param>
/// <param name="Etag">What to send as If-Match with an override.</param>
internal sealed record CompletionRow(
    Guid ParticipantId,
    string? ExternalId,
    string Name,
    string? Email,
    CreditStatus Status,
    long PresentSeconds,
    long WindowSeconds,
    int PollsAnswered,
    int PollsRequired,
    int PollsOffered,
    decimal SuggestedCredits,
    IReadOnlyList<FieldCredits> SuggestedFields,
    LimitedBy LimitedBy,
    string Reason,
    IReadOnlyList<Finding> Findings,
    AwardView? Award,
    Guid? CertificateId,
    string? CertificateNumber,
    FormerCertificateView? FormerCertificate,
    string Etag);

/// <summary>The Completion report.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="Ruleset">Name of the ruleset.</param>
/// <param name="RulesetVersionId">The version that decided.</param>
/// <param name="AttendanceState">What is known of the attendance.</param>
/// <param name="SnapshotId">The attendance that the report rests on.</param>
/// <param name="UnsettledAttendees">Attendees that wait for a person.</param>
/// <param name="NeedsReview">Awards whose suggestion has changed since they were made.</param>
/// <param name="AwaitsSecondApproval">Awards that another person must agree with.</param>
/// <param name="Warnings">What whoever approves should look at, as in the session's own warnings.</param>
/// <param name="Participants">One entry a participant, in the order of the roster; with ?needsReview=true those whose award needs a review.</param>
/// <param name="Instructors">The session's instructors, with the credit that is awarded for instruction; always all of them.</param>
/// <param name="Actors">Who awarded or agreed, to participants and instructors: each key with its name.</param>
internal sealed record CompletionView(
    Guid SessionId,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Ruleset,
    Guid RulesetVersionId,
    AttendanceState AttendanceState,
    Guid? SnapshotId,
    int UnsettledAttendees,
    int NeedsReview,
    int AwaitsSecondApproval,
    IReadOnlyList<SessionNeed> Warnings,
    IReadOnlyList<CompletionRow> Participants,
    IReadOnlyList<InstructorView> Instructors,
    IReadOnlyList<ActorView> Actors);

/// <summary>Who gets what, and why.</summary>
internal static class CompletionReport
{
    /// <summary>As many as leave room for them on the first page.</summary>
    private const int MostOnPaper = 4;

    internal static CompletionView View(SessionPicture picture, IReadOnlyList<SessionNeed> warnings, IReadOnlyList<ActorView> actors, bool onlyNeedingReview)
    {
        var rows = picture.Outcome.Participants.Select(outcome => Row(outcome, picture)).ToArray();
        return new CompletionView(
            picture.Session.Id,
            picture.Session.Title,
            picture.Session.StartsAt,
            picture.Session.EndsAt,
            picture.Ruleset.Name,
            picture.Session.RulesetVersionId,
            picture.AttendanceState,
            picture.Attendance.CurrentSnapshotId,
            picture.Outcome.Matches.Count(match => match.IsWaiting),
            rows.Count(NeedsReview),
            rows.Count(row => row.Status == CreditStatus.AwaitingSecondApproval),
            warnings,
            onlyNeedingReview ? [.. rows.Where(NeedsReview)] : rows,
            InstructorView.AllOf(picture),
            actors);
    }

    internal static ReportTable Table(CompletionView view, SessionPicture picture, DateTimeOffset producedAt)
    {
        var fields = picture.Session.FieldsOfStudy.Select(field => field.Field).ToArray();
        return new ReportTable(
            $"Completion: {picture.Session.Title}",
            [.. Facts(view, picture), .. view.Warnings.Select(WarningFact)],
            [
                new("External id", ReportValueKind.Text, Identifies: true),
                new("Name", ReportValueKind.Text, Identifies: true),
                new("Email", ReportValueKind.Text),
                new("Status", ReportValueKind.Text),
                new("Present", ReportValueKind.Seconds),
                new("Session length", ReportValueKind.Seconds),
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
                new("Former certificate", ReportValueKind.Text),
                new("Session warnings", ReportValueKind.Text),
            ],
            [.. view.Participants.Select(row => (IReadOnlyList<object?>)
            [
                row.ExternalId,
                row.Name,
                row.Email,
                ReportFacts.Words(row.Status.ToString()),
                row.PresentSeconds,
                row.WindowSeconds,
                (long)row.PollsAnswered,
                (long)row.PollsRequired,
                (long)row.PollsOffered,
                row.SuggestedCredits,
                .. fields.Select(field => (object?)(row.SuggestedFields.FirstOrDefault(part => part.Field == field)?.Credits ?? 0m)),
                ReportFacts.Words(row.LimitedBy.ToString()),
                row.Reason,
                WarningLines(row.Findings),
                row.Award?.Credits,
                AwardWords(row.Award),
                row.Award?.Reason,
                ActorWords.InFull(row.Award, view.Actors),
                row.CertificateNumber,
                FormerWords(row.FormerCertificate),
                InEachRow(view.Warnings),
            ])],
            picture.Session.Zone,
            producedAt);
    }

    /// <summary>The same for paper: columns that belong together stand in one, so that a page holds them side by side.</summary>
    internal static ReportTable PaperTable(CompletionView view, SessionPicture picture, DateTimeOffset producedAt) =>
        Table(view, picture, producedAt) with
        {
            Facts = [.. Facts(view, picture), .. OnPaper(view.Warnings)],
            Columns =
            [
                new("External id", ReportValueKind.Text, Identifies: true),
                new("Name", ReportValueKind.Text, Identifies: true),
                new("Present", ReportValueKind.Seconds),
                new("Polls answered / required / offered", ReportValueKind.Text),
                new("Suggested", ReportValueKind.Credits),
                new("Limited by", ReportValueKind.Text),
                new("Reason", ReportValueKind.Text),
                new("Awarded", ReportValueKind.Credits),
                new("Award", ReportValueKind.Text),
                new("Certificate", ReportValueKind.Text),
            ],
            Rows = [.. view.Participants.Select(row => (IReadOnlyList<object?>)
            [
                row.ExternalId,
                row.Name,
                row.PresentSeconds,
                $"{row.PollsAnswered} / {row.PollsRequired} / {row.PollsOffered}",
                row.SuggestedCredits,
                ReportFacts.Words(row.LimitedBy.ToString()),
                string.Join('\n', row.Findings.Where(finding => finding.Level != FindingLevel.Information).Select(finding => finding.Message).Prepend(row.Reason)),
                row.Award?.Credits,
                string.Join('\n', new[] { AwardWords(row.Award), row.Award?.Reason, FieldWords(row.Award?.Fields ?? row.SuggestedFields), ActorWords.OnPaper(row.Award, view.Actors) }.OfType<string>()),
                string.Join('\n', new[] { row.CertificateNumber, FormerWords(row.FormerCertificate) }.OfType<string>()),
            ])],
        };

    internal static string? FieldWords(IReadOnlyList<FieldCredits> fields) =>
        fields.Count == 0 ? null : string.Join(", ", fields.Select(field => $"{field.Field} {Domain.Credit.Words.Number(field.Credits)}"));

    internal static string WarningLines(IEnumerable<Finding> findings) =>
        string.Join('\n', findings.Where(finding => finding.Level != FindingLevel.Information).Select(finding => finding.Message));

    private static IEnumerable<ReportFact> Facts(CompletionView view, SessionPicture picture) =>
    [
        .. ReportFacts.Of(picture),
        new ReportFact("Attendees waiting for a person", $"{view.UnsettledAttendees}"),
        new ReportFact("Awards to be reviewed", $"{view.NeedsReview}"),
        .. InstructionFacts(view),
        .. ActorWords.Facts(view.Actors),
    ];

    internal static ReportFact WarningFact(SessionNeed warning) => new("Warning", warning.Message, IsLong: true);

    /// <summary>CSV has no place for facts, and rows are copied out of workbooks: each row carries the warnings.</summary>
    internal static string InEachRow(IEnumerable<SessionNeed> warnings) => string.Join('\n', warnings.Select(warning => warning.Message));

    internal static IEnumerable<ReportFact> OnPaper(IReadOnlyList<SessionNeed> warnings) => warnings.Count <= MostOnPaper
        ? warnings.Select(WarningFact)
        : [
            .. warnings.Take(MostOnPaper).Select(WarningFact),
            new ReportFact("Further warnings", $"{warnings.Count - MostOnPaper}, which are shown with the session and in the other formats of this report.", IsLong: true),
        ];

    /// <summary>Instruction stands with the session's facts: its columns would not be those of participants.</summary>
    private static IEnumerable<ReportFact> InstructionFacts(CompletionView view) => view.Instructors
        .Where(instructor => instructor.Award is not null)
        .Select(instructor => new ReportFact("Instruction", string.Concat(
            $"{instructor.Name ?? "no longer named"}: {Domain.Credit.Words.Credits(instructor.Award!.Credits)} ({instructor.Award.Explanation})",
            $", awarded {ActorWords.OnPaper(instructor.Award, view.Actors)}",
            instructor.Award.AwaitsSecondApproval ? ", waits for a second person" : "",
            instructor.Award.NeedsReview ? $"; {string.Join(' ', instructor.Award.ChangedSince)}" : "")));

    private static CompletionRow Row(ParticipantOutcome outcome, SessionPicture picture)
    {
        var participant = picture.Participants[outcome.Participant.Id];
        var decision = outcome.Decision;
        var award = picture.Awards.GetValueOrDefault(participant.Id);
        var certificate = picture.Certificates.GetValueOrDefault(participant.Id);
        return new CompletionRow(
            participant.Id,
            participant.ExternalId,
            participant.Name,
            participant.Email,
            picture.StatusOf(participant.Id, award),
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
            award is null ? null : AwardView.Of(award, outcome.Decision, picture.Session.RulesetVersionId),
            certificate?.Id,
            certificate?.Number,
            picture.FormerCertificates[participant.Id].FirstOrDefault() is { } former ? FormerCertificateView.Of(former) : null,
            $"\"{award?.Version ?? Http.ETags.Absent}\"");
    }

    private static bool NeedsReview(CompletionRow row) => row.Award is { NeedsReview: true };

    internal static string? AwardWords(AwardView? award) => award is null ? null : string.Concat(
        ReportFacts.Words(award.Kind.ToString()),
        award.AwaitsSecondApproval ? ", waits for a second person" : "",
        award.NeedsReview ? $"; the suggestion has changed since (then {Domain.Credit.Words.Number(award.SuggestedThen)}): {string.Join(' ', award.ChangedSince)}" : "");

    private static string? FormerWords(FormerCertificateView? former) => former is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"{former.Number} ({Domain.Credit.Words.Credits(former.Credits)}) revoked on {former.RevokedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {former.RevokedReason}");
}
