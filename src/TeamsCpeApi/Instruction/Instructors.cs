using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Instruction;

/// <summary>The instructors of a session. Their ids follow from session and address, so that no address stands in a URL.</summary>
internal static class Instructors
{
    /// <summary>Who is named twice is one instructor.</summary>
    internal static IReadOnlyDictionary<Guid, Instructor> ById(Session session) => session.Instructors
        .GroupBy(instructor => Ids.Of($"{session.Id}\ninstructor:{EmailAddress.Key(instructor.Email) ?? instructor.Email}"))
        .ToDictionary(group => group.Key, group => group.First());

    internal static Instructor InstructorOf(this SessionPicture picture, Guid instructorId) =>
        ById(picture.Session).GetValueOrDefault(instructorId) ?? throw Problems.NotFound("instructor of this session");

    /// <summary>How long an instructor was seen; null while no attendance says so.</summary>
    internal static long? SeenSeconds(this SessionPicture picture, Instructor instructor) =>
        picture.Attendance.CurrentSnapshotId is null && picture.Files.Count == 0 ? null : InstructionCalculator.SeenSeconds(picture.Outcome, instructor.Email);

    /// <summary>The most that anybody can have presented: the session as scheduled, without its breaks, whatever the ruleset counts.</summary>
    internal static int MostPresentedMinutes(this Session session) =>
        (int)(IntervalSet.Of([session.Scheduled]).Except(IntervalSet.Of(session.Breaks.Select(pause => new Interval(pause.StartsAt, pause.EndsAt)))).Seconds / 60);
}
