using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Polls;

/// <summary>What a person decides about a poll; what is left out stays.</summary>
/// <param name="Excluded">True: it does not count; false: it does.</param>
/// <param name="Reason">Why not; needed to exclude, at most 500 characters.</param>
/// <param name="TimeZone">The IANA zone in which the times of its workbook are read, for all polls of that workbook.</param>
/// <param name="Purpose">evaluation: all questions of its workbook are the session's evaluation and no polls; monitoring: they are polls.</param>
internal sealed record PollPatch(bool? Excluded, string? Reason, string? TimeZone, PollPurpose? Purpose);

/// <summary>Excludes a poll, includes it again, makes it the evaluation, or reads its workbook in another zone. A person's decision stays, whatever is uploaded or fetched later.</summary>
internal sealed class ChangePoll(CpeDbContext db, ReadPollFiles files, Caller caller)
{
    public async Task RunAsync(Session session, SessionPeople people, Poll poll, PollFile file, PollPatch patch, CancellationToken cancellationToken)
    {
        Require(patch);
        if (patch.TimeZone is not null)
        {
            await ReadInAsync(session, people, file, PollZone.Named(patch.TimeZone), cancellationToken);
        }

        if (patch.Excluded is { } excluded && (poll.DecidedBy is null || poll.ExcludedReason != (excluded ? patch.Reason : null)))
        {
            poll.ExcludedReason = excluded ? patch.Reason : null;
            poll.DecidedBy = caller.Actor;
            db.Record(new AuditEntry(caller.Actor, excluded ? "poll.excluded" : "poll.included", "poll", poll.Id, session.Id));
        }

        if (patch.Purpose is { } purpose && poll.Purpose != purpose)
        {
            var questions = await db.Polls.Where(row => row.FileId == file.Id && row.WithdrawnAt == null).ToListAsync(cancellationToken);
            questions.ForEach(question => question.Purpose = purpose);
            db.Record(new AuditEntry(caller.Actor, "poll.purpose-changed", "poll", poll.Id, session.Id, new { purpose, questions = questions.Count }));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Require(PollPatch patch)
    {
        if (patch is { Excluded: null, TimeZone: null, Purpose: null })
        {
            throw Problems.InvalidMember("/excluded", "required", "Say whether the poll counts (excluded), in which zone its workbook is read (timeZone), or what it is for (purpose).");
        }

        if (patch.Excluded == true && string.IsNullOrWhiteSpace(patch.Reason))
        {
            throw Problems.InvalidMember("/reason", "required", "Say why the poll does not count: an auditor asks for it.");
        }

        if (patch.Reason is { Length: > Poll.ReasonMaxLength })
        {
            throw Problems.InvalidMember("/reason", "too-long", $"A reason has at most {Poll.ReasonMaxLength} characters.");
        }
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
            polls[question].ExcludedReason = polls[question].DecidedBy is null ? PollAnswers.WaitingReason(verdict) : polls[question].ExcludedReason;
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
