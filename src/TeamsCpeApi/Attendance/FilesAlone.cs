using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Attendance;

/// <summary>A session that names no meeting lives from the attendance files that people upload; there is nothing to fetch and nothing to join.</summary>
internal static class FilesAlone
{
    internal const string Advice = "upload the attendance files that Teams offers for download (POST /api/v1/sessions/{id}/attendance/files). "
        + "If there is a meeting to fetch from, name it: PATCH /api/v1/sessions/{id} with providerId and joinUrl.";

    private const string Code = "no-meeting";

    /// <summary>Refuses what needs a meeting.</summary>
    internal static void RequireMeeting(Session session, string what)
    {
        if (session.IsFromFiles)
        {
            throw Problems.Conflict(Code, "The session names no meeting", $"{what} {char.ToUpperInvariant(Advice[0])}{Advice[1..]}");
        }
    }

    /// <summary>Why there is no attendance, as long as no file is there.</summary>
    internal static JobProblem? Problem(Session session, bool hasFiles) =>
        session.IsFromFiles && !hasFiles ? new JobProblem(Code, $"The session names no meeting, so that its attendance is not fetched: {Advice}") : null;
}
