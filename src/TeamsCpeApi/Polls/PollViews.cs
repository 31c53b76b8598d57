using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Polls;

/// <summary>What became of a file.</summary>
internal enum PollFileState
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Not taken; the error says why.</summary>
    Refused,

    /// <summary>Not taken: the poll is here from another export; the error says how to replace that.</summary>
    NewerExport,
}

/// <summary>A respondent who is nobody of the roster yet.</summary>
/// <param name="Name">Name as written, or null.</param>
/// <param name="Email">Address as written, or null.</param>
/// <param name="Typed">True when both were typed into questions of the form, where anybody can type anybody's: a person has to say who it is.</param>
internal sealed record UnmatchedRespondent(string? Name, string? Email, bool Typed);

/// <summary>Whether a file belongs to the session, and why.</summary>
/// <param name="Verdict">fits, fitsAfterShift, doubtful, or wrongSession.</param>
/// <param name="Evidence">The reasoning in one sentence.</param>
/// <param name="TimeZone">The zone in which it was judged.</param>
/// <param name="UtcOffset">That zone's offset at the session's start.</param>
/// <param name="Responses">All responses.</param>
/// <param name="Inside">How many lie in the session's time and margin.</param>
/// <param name="Anonymous">How many carry neither an address nor a name.</param>
/// <param name="Respondents">Different addresses, and names without an address of which is known whose they are.</param>
/// <param name="RespondentsSeen">How many of these were in the meeting at any time.</param>
/// <param name="RespondentsOnRoster">How many of these are participants'.</param>
/// <param name="InsideOfAttendees">Responses inside from people whose presence is known.</param>
/// <param name="WhilePresent">How many of these were given while they were there.</param>
/// <param name="SecondsBeforeExport">From the last response to the export; null where the file does not say when it was made.</param>
/// <param name="BetterTimeZone">Another zone in which more responses would lie inside, where there is one.</param>
/// <param name="BetterUtcOffset">Its offset.</param>
/// <param name="BetterInside">How many would lie inside there.</param>
internal sealed record PollFitView(
    PollFitKind Verdict,
    string Evidence,
    string TimeZone,
    string UtcOffset,
    int Responses,
    int Inside,
    int Anonymous,
    int Respondents,
    int RespondentsSeen,
    int RespondentsOnRoster,
    int InsideOfAttendees,
    int WhilePresent,
    long? SecondsBeforeExport,
    string? BetterTimeZone,
    string? BetterUtcOffset,
    int? BetterInside)
{
    public static PollFitView Of(PollVerdict verdict) => new(
        verdict.Kind,
        verdict.Evidence,
        verdict.Reading.TimeZone,
        PollWords.Offset(verdict.Reading.UtcOffsetMinutes),
        verdict.Responses,
        verdict.Reading.Inside,
        verdict.Anonymous,
        verdict.Respondents,
        verdict.RespondentsSeen,
        verdict.RespondentsOnRoster,
        verdict.Reading.InsideOfAttendees,
        verdict.Reading.WhilePresent,
        verdict.Reading.SecondsBeforeExport,
        verdict.Better?.TimeZone,
        verdict.Better is { UtcOffsetMinutes: var minutes } ? PollWords.Offset(minutes) : null,
        verdict.Better?.Inside);
}

/// <summary>What became of one file.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="State">accepted, refused, or newerExport.</param>
/// <param name="Title">The form's title.</param>
/// <param name="TimeZone">The zone in which its times are read.</param>
/// <param name="UtcOffset">That zone's offset at the session's start.</param>
/// <param name="ZoneChosenBy">Who chose the zone: the session's own (session), the upload, the fit, or a person afterwards.</param>
/// <param name="Fit">Whether it belongs to the session, and why; null for an evaluation.</param>
/// <param name="Questions">Its questions, as written.</param>
/// <param name="Responses">Response rows.</param>
/// <param name="Anonymous">Response rows with neither an address nor a name, typed ones included.</param>
/// <param name="FirstAnswerAt">The first answer.</param>
/// <param name="LastAnswerAt">The last answer.</param>
/// <param name="OutsideWindow">Answers outside the session's time; they do not count.</param>
/// <param name="Matched">Respondents who are participants.</param>
/// <param name="Unmatched">Respondents who are nobody of the roster yet.</param>
/// <param name="AnsweredWhileAbsent">Responses given while the respondent was not in the meeting; null while no attendance is known.</param>
/// <param name="Polls">The polls in it, one a question.</param>
/// <param name="Notes">What is worth knowing about how it was read.</param>
/// <param name="Replaces">The poll file whose place it took, or could take.</param>
/// <param name="Error">Why it was not taken.</param>
internal sealed record PollFileOutcome(
    string FileName,
    PollFileState State,
    string? Title,
    string? TimeZone,
    string? UtcOffset,
    ZoneChoice? ZoneChosenBy,
    PollFitView? Fit,
    IReadOnlyList<string> Questions,
    int Responses,
    int Anonymous,
    DateTimeOffset? FirstAnswerAt,
    DateTimeOffset? LastAnswerAt,
    int OutsideWindow,
    int Matched,
    IReadOnlyList<UnmatchedRespondent> Unmatched,
    int? AnsweredWhileAbsent,
    IReadOnlyList<PollView> Polls,
    IReadOnlyList<string> Notes,
    Guid? Replaces,
    InputError? Error)
{
    public static PollFileOutcome NotTaken(PollFileState state, string fileName, InputError error, string? title = null, PollFitView? fit = null, Guid? replaces = null) =>
        new(fileName, state, title, null, null, null, fit, [], 0, 0, null, null, 0, 0, [], null, [], [], replaces, error);

    public static PollFileOutcome Taken(PollFile file, IReadOnlyList<Poll> polls, SessionPeople people)
    {
        var responses = file.Responses!;
        var verdict = people.Judge(file, responses);
        var (matched, unmatched) = people.Respondents(responses);
        var isEvaluation = polls[0].Purpose == PollPurpose.Evaluation;
        return new(
            file.FileName,
            PollFileState.Accepted,
            file.Title,
            file.TimeZone,
            PollWords.Offset(file.UtcOffsetMinutes),
            file.ZoneChosenBy,
            isEvaluation ? null : PollFitView.Of(verdict),
            [.. polls.Select(poll => poll.Question)],
            responses.Count,
            verdict.Anonymous,
            verdict.Reading.FirstAt,
            verdict.Reading.LastAt,
            isEvaluation ? 0 : responses.Count - verdict.Reading.Inside,
            matched,
            unmatched,
            isEvaluation ? null : people.AnsweredWhileAbsent(responses, TimeZoneInfo.FindSystemTimeZoneById(file.TimeZone)),
            [.. polls.Select(poll => PollView.Of(poll, file, verdict))],
            file.Notes,
            file.ReplacesId,
            null);
    }
}

/// <summary>What became of an upload.</summary>
/// <param name="Accepted">Files taken.</param>
/// <param name="Refused">Files not taken.</param>
/// <param name="Files">An outcome for each, in the order sent.</param>
internal sealed record PollUploadView(int Accepted, int Refused, IReadOnlyList<PollFileOutcome> Files);

/// <summary>A person's word that a poll counts.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; null where a poll was included without saying so.</param>
/// <param name="Verdict">The verdict that the person had before them.</param>
/// <param name="WorseSince">What speaks more against the poll since, by what is known now; empty when there is nothing to look at again.</param>
internal sealed record PollConfirmationView(string By, DateTimeOffset At, string? Reason, PollFitKind Verdict, IReadOnlyList<string> WorseSince)
{
    internal static PollConfirmationView? Of(Poll poll, PollVerdict now) => poll.Confirmation is { } given
        ? new(given.By, given.At, given.Reason, given.Basis.Verdict, poll.WorseThanDecided(now))
        : null;
}

/// <summary>A poll.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Question">The question, as written.</param>
/// <param name="FileName">The workbook it came from.</param>
/// <param name="FileSha256">SHA-256 of the workbook.</param>
/// <param name="TimeZone">The zone in which its times are read.</param>
/// <param name="UtcOffset">That zone's offset at the session's start.</param>
/// <param name="ZoneChosenBy">Who chose the zone: the session's own (session), the upload, the fit, or a person afterwards.</param>
/// <param name="Responses">Answers.</param>
/// <param name="Anonymous">Answers with neither an address nor a name, typed ones included; they are counted and shown, never credited.</param>
/// <param name="Purpose">monitoring, or evaluation, which is no poll that counts.</param>
/// <param name="Excluded">True when it does not count.</param>
/// <param name="ExcludedReason">Why not.</param>
/// <param name="DecidedBy">Who decided that it counts or does not; null while the file alone decides.</param>
/// <param name="Confirmation">The decision that it counts, with the verdict that it was given on; null where the file alone decides, or it does not count.</param>
/// <param name="NeedsReview">True when it counts although its verdict is doubtful or wrongSession, and nobody has decided so knowing as much: exclude it, name its zone, or confirm it.</param>
/// <param name="Fit">Whether the workbook belongs to the session, judged by the attendance that is known now; null for an evaluation, which may be handed in days later.</param>
/// <param name="Notes">What is worth knowing about how the workbook was read.</param>
internal sealed record PollView(
    Guid Id,
    string Question,
    string FileName,
    string FileSha256,
    string TimeZone,
    string UtcOffset,
    ZoneChoice ZoneChosenBy,
    int Responses,
    int Anonymous,
    PollPurpose Purpose,
    bool Excluded,
    string? ExcludedReason,
    string? DecidedBy,
    PollConfirmationView? Confirmation,
    bool NeedsReview,
    PollFitView? Fit,
    IReadOnlyList<string> Notes)
{
    public static PollView Of(Poll poll, PollFile file, PollVerdict verdict) => new(
        poll.Id,
        poll.Question,
        file.FileName,
        file.Sha256,
        file.TimeZone,
        PollWords.Offset(file.UtcOffsetMinutes),
        file.ZoneChosenBy,
        poll.Responses.Count,
        poll.Responses.Count(response => AnsweringKey.Of(response.Email, response.Name, response.Typed) is null),
        poll.Purpose,
        poll.ExcludedReason is not null,
        poll.ExcludedReason,
        poll.DecidedBy,
        PollConfirmationView.Of(poll, verdict),
        poll.NeedsReview(verdict),
        poll.Purpose == PollPurpose.Evaluation ? null : PollFitView.Of(verdict),
        file.Notes);
}

/// <summary>A former workbook of a poll.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="FileName">Its name.</param>
/// <param name="FileSha256">SHA-256 of the workbook.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="UploadedBy">By whom.</param>
/// <param name="ReplacedAt">When another took its place.</param>
/// <param name="Download">Where its bytes are.</param>
internal sealed record PollVersionView(Guid FileId, string FileName, string FileSha256, DateTimeOffset UploadedAt, string UploadedBy, DateTimeOffset? ReplacedAt, string Download);

/// <summary>The former workbooks of a poll, the latest first.</summary>
/// <param name="Items">All of them.</param>
internal sealed record PollVersionList(IReadOnlyList<PollVersionView> Items);
