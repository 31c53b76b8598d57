namespace TeamsCpeApi.Domain.Attendance;

/// <summary>What a record's report id says of its source: a report of Microsoft Graph, or an uploaded file.</summary>
public static class ReportIds
{
    private const string FilePrefix = "file:";

    /// <summary>The report id under which the records of an uploaded file stand.</summary>
    public static string OfFile(Guid fileId) => $"{FilePrefix}{fileId}";

    /// <summary>The uploaded file that a report id names, or null for a report of Microsoft Graph.</summary>
    public static Guid? FileOf(string reportId) =>
        reportId.StartsWith(FilePrefix, StringComparison.Ordinal) && Guid.TryParse(reportId.AsSpan(FilePrefix.Length), out var id) ? id : null;
}
