using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Polls;

/// <summary>What a person decides about a poll; what is left out stays.</summary>
/// <param name="Excluded">True: it does not count; false: it does.</param>
/// <param name="Confirmed">True: it belongs to this session and counts, whatever its verdict is now; the reason says why.</param>
/// <param name="Reason">Why it does not count, or does; needed to exclude and to confirm, at most 500 characters.</param>
/// <param name="TimeZone">The IANA zone in which the times of its workbook are read, for all polls of that workbook.</param>
/// <param name="Purpose">evaluation: all questions of its workbook are the session's evaluation and no polls; monitoring: they are polls.</param>
internal sealed record PollPatch(bool? Excluded, bool? Confirmed, string? Reason, string? TimeZone, PollPurpose? Purpose);

/// <summary>Excludes a poll, includes it again, confirms it, makes it the evaluation, or reads its workbook in another zone. A person's decision stays, whatever is uploaded or fetched later.</summary>
internal sealed class ChangePoll(CpeDbContext db, ReadPollFiles files, Caller caller, TimeProvider clock)
{
    public async Task RunAsync(Session session, SessionPeople people, Poll poll, PollFile file, PollPatch patch, CancellationToken cancellationToken)
    {
        Require(patch);
        if (patch.TimeZone is not null)
        {
            await ReadInAsync(session, people, file, PollZone.Named(patch.TimeZone), cancellationToken);
        }

        if (patch.Excluded == true && (poll.DecidedBy is null || poll.ExcludedReason != patch.Reason))
        {
            (poll.ExcludedReason, poll.DecidedBy, poll.Confirmation) = (patch.Reason, caller.Actor, null);
            db.Record(new AuditEntry(caller.Actor, "poll.excluded", "poll", poll.Id, session.Id));
        }

        if (patch.Confirmed == true || (patch.Excluded == false && (poll.DecidedBy is null || poll.ExcludedReason is not null)))
        {
            Confirm(session, poll, patch, await files.JudgeAsync(people, file, cancellationToken));
        }

        if (patch.Purpose is { } purpose && poll.Purpose != purpose)
        {
            var questions = await db.Polls.Where(row => row.FileId == file.Id && row.WithdrawnAt == null).ToListAsync(cancellationToken);
            var verdict = await files.JudgeAsync(people, file, cancellationToken);
            questions.ForEach(question =>
            {
                question.Purpose = purpose;
                question.ExcludedReason = question.DecidedBy is null ? PollAnswers.WaitingReason(verdict, purpose, question.Responses.Count == 0) : question.ExcludedReason;
            });
            db.Record(new AuditEntry(caller.Actor, "poll.purpose-changed", "poll", poll.Id, session.Id, new { purpose, questions = questions.Count }));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Require(PollPatch patch)
    {
        if (patch is { Excluded: null, Confirmed: null, TimeZone: null, Purpose: null })
        {
            throw Problems.InvalidMember("/excluded", "required", "Say whether the poll counts (excluded), that it belongs to this session whatever its verdict is (confirmed), in which zone its workbook is read (timeZone), or what it is for (purpose).");
        }

        if (patch.Excluded == true && string.IsNullOrWhiteSpace(patch.Reason))
        {
            throw Problems.InvalidMember("/reason", "required", "Say why the poll does not count: an auditor asks for it.");
        }

        if (patch.Confirmed == false || patch is { Confirmed: true, Excluded: true })
        {
            throw Problems.InvalidMember("/confirmed", "invalid", "Send true to say that the poll belongs to this session and counts; a poll that does not count is excluded instead.");
        }

        if (patch.Confirmed == true && string.IsNullOrWhiteSpace(patch.Reason))
        {
            throw Problems.InvalidMember("/reason", "required", "Say why the poll belongs to this session: an auditor asks for it.");
        }

        if (patch.Reason is { Length: > Poll.ReasonMaxLength })
        {
            throw Problems.InvalidMember("/reason", "too-long", $"A reason has at most {Poll.ReasonMaxLength} characters.");
        }
    }

    /// <summary>The poll counts by a person's word, given on the verdict as it is now.</summary>
    private void Confirm(Session session, Poll poll, PollPatch patch, PollVerdict verdict)
    {
        var given = new PollConfirmation(caller.Actor, clock.GetUtcNow(), patch.Reason, PollBasis.Of(verdict));
        if (poll.ExcludedReason is null && poll.Confirmation is { } known && known with { At = given.At } == given)
        {
            return;
        }

        (poll.ExcludedReason, poll.DecidedBy, poll.Confirmation) = (null, caller.Actor, given);
        db.Record(new AuditEntry(caller.Actor, patch.Confirmed == true ? "poll.confirmed" : "poll.included", "poll", poll.Id, session.Id, new { verdict.Kind, verdict.Evidence }));
    }

    /// <summary>Every instant of the workbook follows anew from its times as written; polls about which nobody has decided count if it fits now.</summary>
    private async Task ReadInAsync(Session session, SessionPeople people, PollFile file, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var before = new { file.TimeZone, file.UtcOffsetMinutes, file.ZoneChosenBy };
        if (before.TimeZone == zone.Id && before.ZoneChosenBy == ZoneChoice.Person)
        {
            return;
        }

        var responses = await files.ResponsesAsync(file, cancellationToken);
        var polls = await db.Polls.Where(row => row.FileId == file.Id).OrderBy(row => row.Column).ToListAsync(cancellationToken);
        file.TimeZone = zone.Id;
        file.UtcOffsetMinutes = (int)zone.GetUtcOffset(session.StartsAt).TotalMinutes;
        file.ZoneChosenBy = ZoneChoice.Person;
        var verdict = people.Judge(file, responses);
        for (var question = 0; question < polls.Count; question++)
        {
            polls[question].Responses = PollAnswers.Of(responses, question, zone, people.Accepted);
            polls[question].ExcludedReason = polls[question].DecidedBy is null
                ? PollAnswers.WaitingReason(verdict, polls[question].Purpose, polls[question].Responses.Count == 0)
                : polls[question].ExcludedReason;
        }

        db.Record(new AuditEntry(caller.Actor, "poll-file.zone-changed", "poll-file", file.Id, session.Id, new
        {
            before,
            after = new { file.TimeZone, file.UtcOffsetMinutes, file.ZoneChosenBy },
            verdict.Kind,
            verdict.Evidence,
        }));
    }
}

/// <summary>The zone that somebody names for a file.</summary>
internal static class PollZone
{
    public static TimeZoneInfo Named(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
        ? zone
        : throw Problems.InvalidMember("/timeZone", "time-zone-unknown", "Use an IANA time zone, for example America/New_York.");
}
