namespace TeamsCpeApi.Graph;

/// <summary>Text put into addresses.</summary>
internal static class GraphPath
{
    /// <summary>A string in OData. It is escaped for the address once, with the whole filter around it, so that an escape inside a join link goes out as %25.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Whose meetings: those of the organizer, or, in the name of a person, that person's own, for which Graph wants another path.</summary>
    public static string Meetings(GraphConnection connection, Guid organizerId) => $"{Owner(connection, organizerId)}/onlineMeetings";

    public static string Meeting(GraphConnection connection, Guid organizerId, string meetingId) => $"{Meetings(connection, organizerId)}/{Uri.EscapeDataString(meetingId)}";

    /// <summary>The path of a person, as this connection may name them.</summary>
    public static string Owner(GraphConnection connection, Guid userId) => connection.SignIn is null ? $"/v1.0/users/{userId:D}" : "/v1.0/me";

    public static string Filtered(string path, string filter) => $"{path}?$filter={Uri.EscapeDataString(filter)}";

    /// <summary>Dots alone would be taken for a step up the path, and no id of Graph looks like that.</summary>
    public static bool IsSegment(string id) => !string.IsNullOrWhiteSpace(id) && id.Trim('.').Length > 0;
}
