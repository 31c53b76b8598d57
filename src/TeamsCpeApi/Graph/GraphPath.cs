namespace TeamsCpeApi.Graph;

/// <summary>Text put into addresses.</summary>
internal static class GraphPath
{
    /// <summary>A string in OData. It is escaped for the address once, with the whole filter around it, so that an escape inside a join link goes out as %25.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Meetings(Guid organizerId) => $"/v1.0/users/{organizerId:D}/onlineMeetings";

    public static string Meeting(Guid organizerId, string meetingId) => $"{Meetings(organizerId)}/{Uri.EscapeDataString(meetingId)}";

    public static string Filtered(string path, string filter) => $"{path}?$filter={Uri.EscapeDataString(filter)}";

    /// <summary>Dots alone would be taken for a step up the path, and no id of Graph looks like that.</summary>
    public static bool IsSegment(string id) => !string.IsNullOrWhiteSpace(id) && id.Trim('.').Length > 0;
}
