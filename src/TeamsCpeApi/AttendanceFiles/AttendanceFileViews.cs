using TeamsCpeApi.Attendance;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>What became of a file.</summary>
internal enum AttendanceFileState
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Not taken; the error says why.</summary>
    Refused,
}

/// <summary>What became of one file.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="State">accepted or refused.</param>
/// <param name="File">What was recognized.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record AttendanceFileOutcome(string FileName, AttendanceFileState State, AttendanceFileView? File, InputError? Error);

/// <summary>What became of an upload.</summary>
/// <param name="Accepted">Files taken.</param>
/// <param name="Refused">Files not taken.</param>
/// <param name="Files">An outcome for each, in the order sent.</param>
internal sealed record AttendanceUploadView(int Accepted, int Refused, IReadOnlyList<AttendanceFileOutcome> Files);

/// <summary>An attendance file.</summary>
/// <param name="Id">Its id; its stays have the report id "file:" and this.</param>
/// <param name="FileName">Its name.</param>
/// <param name="FileSha256">SHA-256 of its bytes.</param>
/// <param name="Dialect">attendanceList (2020), meetingSummary (2021), numberedSections (since 2022), or liveEvent.</param>
/// <param name="Encoding">The encoding in which it was read; xlsx for a workbook.</param>
/// <param name="Title">The meeting's title, where the file has one.</param>
/// <param name="TimeZone">The zone in which its times were read: the one that its headers name, else the upload, else the session.</param>
/// <param name="DateOrder">The order in which its dates were read.</param>
/// <param name="Identities">Identities in it.</param>
/// <param name="Stays">Stays in it.</param>
/// <param name="FirstAt">The first instant that it tells of.</param>
/// <param name="LastAt">The last.</param>
/// <param name="Notes">What a person should know of it, with row numbers.</param>
/// <param name="Warnings">What speaks against relying on it, judged by what is known of the attendance now; none where it does not count.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="UploadedBy">By whom.</param>
/// <param name="Excluded">True when it does not count.</param>
/// <param name="ExcludedReason">Why not.</param>
internal sealed record AttendanceFileView(
    Guid Id,
    string FileName,
    string FileSha256,
    AttendanceDialect Dialect,
    string Encoding,
    string? Title,
    string TimeZone,
    DateOrder DateOrder,
    int Identities,
    int Stays,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt,
    IReadOnlyList<string> Notes,
    IReadOnlyList<SessionNeed> Warnings,
    DateTimeOffset UploadedAt,
    string UploadedBy,
    bool Excluded,
    string? ExcludedReason)
{
    /// <summary>The file as shown, beside what Microsoft reports; null where it reports nothing yet.</summary>
    public static AttendanceFileView Of(AttendanceFile file, Session session, IReadOnlyList<AttendanceRecord>? reported)
    {
        var instants = FileClock.Instants(file.Records).Order().ToArray();
        return new(
            file.Id,
            file.FileName,
            file.Sha256,
            file.Dialect,
            file.Encoding,
            file.Title,
            file.TimeZone,
            file.DateOrder,
            file.Records.DistinctBy(record => record.RecordId).Count(),
            file.Records.Sum(record => record.Stays.Count),
            instants.Length == 0 ? null : instants[0],
            instants.Length == 0 ? null : instants[^1],
            file.Notes,
            file.ExcludedReason is null ? [.. AttendanceWarnings.OfFile(session, reported, file)] : [],
            file.UploadedAt,
            file.UploadedBy,
            file.ExcludedReason is not null,
            file.ExcludedReason);
    }
}

/// <summary>Whether an attendance file counts.</summary>
/// <param name="Excluded">True: it does not.</param>
/// <param name="Reason">Why not; needed to exclude, at most 500 characters.</param>
internal sealed record AttendanceFilePatch(bool Excluded, string? Reason);
