using System.Globalization;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Reports;

/// <summary>The session's facts, the same on top of every report.</summary>
internal static class ReportFacts
{
    internal static IEnumerable<ReportFact> Of(SessionPicture picture)
    {
        var session = picture.Session;
        var (starts, ends) = (TimeZoneInfo.ConvertTime(session.StartsAt, session.Zone), TimeZoneInfo.ConvertTime(session.EndsAt, session.Zone));
        yield return new ReportFact("Session", session.Title);
        yield return new ReportFact("Scheduled", string.Create(CultureInfo.InvariantCulture, $"{starts:yyyy-MM-dd HH:mm} to {ends:yyyy-MM-dd HH:mm} ({session.TimeZone})"));
        yield return new ReportFact("Session id", session.ExternalId is { } external ? $"{session.Id} ({external})" : $"{session.Id}");
        yield return new ReportFact("Ruleset", $"{picture.Ruleset.Name} (version {session.RulesetVersionId})");
        yield return new ReportFact("Maximum credits", Domain.Credit.Words.Number(session.MaximumCredits));
        yield return new ReportFact("Fields of study", string.Join(", ", session.FieldsOfStudy.Select(field => $"{field.Field} {Domain.Credit.Words.Number(field.Credits)}")));
        yield return new ReportFact("Attendance", Attendance(picture));
        foreach (var breakout in picture.Session.Breakouts.OrderBy(breakout => breakout.StartsAt))
        {
            yield return new ReportFact("Breakout rooms", Breakout(picture.Session, breakout), IsLong: true);
        }

        yield return new ReportFact("Polls", $"{picture.Evidence.Polls.Count} counted, {picture.Polls.Count(poll => poll is { ExcludedReason: not null, Purpose: PollPurpose.Monitoring })} excluded");
        if (session.PresentersEarn is { } earn)
        {
            yield return new ReportFact("Presenters", $"earn like attendees, but for organizers and instructors: {Said(earn.Reason, earn.DecidedBy, earn.DecidedAt)}", IsLong: true);
        }

        foreach (var meaning in session.RoleMeanings)
        {
            yield return new ReportFact("Role", $"\"{meaning.Word}\" means {Words(meaning.Role.ToString())}: {Said(meaning.Reason, meaning.DecidedBy, meaning.DecidedAt)}", IsLong: true);
        }

        yield return new ReportFact("Participants", string.Create(CultureInfo.InvariantCulture, $"{picture.Participants.Count}"));
    }

    /// <summary>A person's word, with whose it is; the name of the key is among the facts where it awarded, and always in the audit log.</summary>
    private static string Said(string reason, string by, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{reason} ({by}, {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC)");

    /// <summary>"TimeAndPolls" as "time and polls".</summary>
    internal static string Words(string name) => string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>"10:30 to 10:50: the reason (attested by …)", in the session's zone.</summary>
    internal static string Breakout(Session session, SessionBreakout breakout)
    {
        var (starts, ends) = (TimeZoneInfo.ConvertTime(breakout.StartsAt, session.Zone), TimeZoneInfo.ConvertTime(breakout.EndsAt, session.Zone));
        return string.Create(CultureInfo.InvariantCulture, $"{starts:HH:mm:ss} to {ends:HH:mm:ss}: {breakout.Reason} (attested by {breakout.AttestedBy})");
    }

    private static string Attendance(SessionPicture picture) => string.Join("; ", [
        picture.Attendance.CurrentSnapshotId is { } snapshot
            ? $"{picture.Reports.Count(report => report.Chosen)} of {picture.Reports.Count} reports of the meeting (snapshot {snapshot})"
            : Words(picture.AttendanceState.ToString()),
        .. picture.Files.Select(file => $"file \"{file.FileName}\", read in {file.TimeZone}"),
    ]);
}
