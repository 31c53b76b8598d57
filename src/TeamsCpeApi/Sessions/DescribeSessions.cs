using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Sessions;

/// <summary>Says where sessions stand and what they still need; nothing of it is stored.</summary>
internal sealed class DescribeSessions(CpeDbContext db, SessionWarnings warnings, TimeProvider clock)
{
    public async Task<SessionView> OneAsync(Session session, CancellationToken cancellationToken)
    {
        var view = (await AllAsync([session], cancellationToken))[0];
        return view with { Warnings = [.. view.Warnings.Union(await warnings.OfAsync(session, cancellationToken))] };
    }

    /// <summary>Without warnings about polls and decisions: those would cost the gathering of every session.</summary>
    public async Task<IReadOnlyList<SessionView>> AllAsync(IReadOnlyList<Session> sessions, CancellationToken cancellationToken)
    {
        var ids = sessions.Select(session => session.Id).ToArray();
        var rulesets = await db.RulesetVersions.AsNoTracking().Where(version => sessions.Select(session => session.RulesetVersionId).Contains(version.Id))
            .ToDictionaryAsync(version => version.Id, cancellationToken);
        var statuses = await db.AttendanceStatuses.AsNoTracking().Where(status => ids.Contains(status.SessionId)).ToDictionaryAsync(status => status.SessionId, cancellationToken);
        var participants = await CountAsync(db.Participants.Where(row => ids.Contains(row.SessionId)).Select(row => row.SessionId), cancellationToken);
        var files = await CountAsync(db.AttendanceFiles.Where(row => ids.Contains(row.SessionId)).Counted().Select(row => row.SessionId), cancellationToken);
        var polls = await CountAsync(db.Polls.Where(row => ids.Contains(row.SessionId) && row.ExcludedReason == null && row.WithdrawnAt == null && row.Purpose == PollPurpose.Monitoring).Select(row => row.SessionId), cancellationToken);
        var evaluations = await CountAsync(db.Polls.Where(row => ids.Contains(row.SessionId) && row.ExcludedReason == null && row.WithdrawnAt == null && row.Purpose == PollPurpose.Evaluation).Select(row => row.SessionId), cancellationToken);
        var certificates = await CountAsync(db.Certificates.Where(row => row.SessionId != null && ids.Contains(row.SessionId.Value) && row.RevokedAt == null).Select(row => row.SessionId!.Value), cancellationToken);
        var uncertified = await CountAsync(
            db.CreditAwards
                .Where(award => ids.Contains(award.SessionId) && award.Credits > 0 && !db.Certificates.Any(row => row.ParticipantId == award.ParticipantId && row.RevokedAt == null))
                .Select(award => award.SessionId),
            cancellationToken);

        var programs = await db.ProgramParts.AsNoTracking().Where(part => ids.Contains(part.SessionId)).ToDictionaryAsync(part => part.SessionId, part => (Guid?)part.ProgramId, cancellationToken);
        var events = await db.SessionEvents.AsNoTracking().Where(row => ids.Contains(row.SessionId)).ToDictionaryAsync(row => row.SessionId, cancellationToken);
        var meetings = await db.CreatedMeetings.AsNoTracking().Where(row => ids.Contains(row.SessionId)).ToDictionaryAsync(row => row.SessionId, cancellationToken);
        var meetingStatuses = await db.MeetingStatuses.AsNoTracking().Where(row => ids.Contains(row.SessionId)).ToDictionaryAsync(row => row.SessionId, cancellationToken);

        return [.. sessions.Select(session =>
        {
            var (happening, made) = (events.GetValueOrDefault(session.Id), meetings.GetValueOrDefault(session.Id));
            var status = statuses.GetValueOrDefault(session.Id);
            var hasFiles = files.ContainsKey(session.Id);
            var state = StateOf(session, status, hasFiles, certificates.GetValueOrDefault(session.Id), uncertified.GetValueOrDefault(session.Id));
            return new SessionView(
                session.Id,
                session.ExternalId,
                state,
                [.. MeetingNeeds.Of(session, state, happening, made, meetingStatuses.GetValueOrDefault(session.Id)), .. Needs(session, state, status, hasFiles, participants.GetValueOrDefault(session.Id), polls.GetValueOrDefault(session.Id)), .. EvaluationNeeds(state, rulesets[session.RulesetVersionId].Content, evaluations.GetValueOrDefault(session.Id))],
                [.. AttendanceWarnings.OfMeeting(session, status), .. PinRuleset.Warnings(session, rulesets[session.RulesetVersionId]), .. CreditWarnings.OfSchedule(session, rulesets[session.RulesetVersionId].Content)],
                session.Title,
                session.StartsAt,
                session.EndsAt,
                session.TimeZone,
                session.Breaks,
                session.Breakouts,
                session.ProviderId,
                session.Organizer,
                session.JoinUrl ?? made?.JoinUrl ?? happening?.JoinUrl,
                session.JoinMeetingId,
                session.WebinarId,
                session.Creates,
                session.OnCalendar,
                EventView.Of(happening),
                MadeMeetingView.Of(made),
                rulesets[session.RulesetVersionId].RulesetId,
                session.RulesetVersionId,
                session.SponsorId,
                session.DeliveryMethod,
                session.ProgramLevel,
                session.Location,
                session.FieldsOfStudy,
                session.MaximumCredits,
                session.Instructors,
                session.PresentersEarn is not null,
                session.PresentersEarn,
                session.RoleMeanings,
                programs.GetValueOrDefault(session.Id),
                participants.GetValueOrDefault(session.Id),
                session.CreatedAt);
        })];
    }

    private static async Task<Dictionary<Guid, int>> CountAsync(IQueryable<Guid> sessionIds, CancellationToken cancellationToken) =>
        await sessionIds.GroupBy(id => id).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);

    private SessionState StateOf(Session session, AttendanceStatus? status, bool hasFiles, int certificates, int uncertified)
    {
        if (session.CancelledAt is not null)
        {
            return SessionState.Cancelled;
        }

        if (certificates > 0 && uncertified == 0)
        {
            return SessionState.Completed;
        }

        if (clock.GetUtcNow() < session.EndsAt)
        {
            return SessionState.Scheduled;
        }

        return hasFiles || status is { CurrentSnapshotId: not null } ? SessionState.Ready : SessionState.AwaitingAttendance;
    }

    private static IEnumerable<SessionNeed> Needs(Session session, SessionState state, AttendanceStatus? status, bool hasFiles, int participants, int polls)
    {
        if (state is SessionState.Cancelled or SessionState.Completed)
        {
            yield break;
        }

        if (session.IsFromFiles && !hasFiles)
        {
            yield return new SessionNeed("attendance-files", $"No meeting is named, so that no attendance is fetched: {FilesAlone.Advice}");
        }
        else if (session.ProviderId is null && !hasFiles)
        {
            yield return new SessionNeed("provider", "No provider is set, so attendance cannot be fetched: set providerId, or upload the attendance file from Teams.");
        }

        if (session.SponsorId is null)
        {
            yield return new SessionNeed("sponsor", "No sponsor is set, so certificates cannot be issued: set sponsorId.");
        }

        if (participants == 0)
        {
            yield return new SessionNeed("roster", "The roster is empty: add participants.");
        }

        if (state == SessionState.Scheduled && status?.Problem is { } unfound)
        {
            yield return new SessionNeed("meeting", $"The meeting could not be looked up, so that its attendance could not be fetched either: {unfound.Detail}");
        }

        if (state == SessionState.AwaitingAttendance && !session.IsFromFiles)
        {
            yield return new SessionNeed("attendance", status?.Problem is { } problem ? problem.Detail : "Attendance has not been fetched yet: it is, by itself, a few minutes after the end.");
        }

        if (state != SessionState.Scheduled && polls == 0)
        {
            yield return new SessionNeed("polls", "No poll has been uploaded.");
        }
    }

    private static IEnumerable<SessionNeed> EvaluationNeeds(SessionState state, Ruleset ruleset, int evaluations)
    {
        if ((state is SessionState.AwaitingAttendance or SessionState.Ready) && ruleset.EvaluationWithinDays is { } days && evaluations == 0)
        {
            yield return new SessionNeed("evaluation", $"The ruleset gives nothing to whoever does not hand in the session's evaluation within {days} days after its end, and none is here: upload its export as a poll and mark it (PATCH of the poll, purpose evaluation).");
        }
    }
}
