namespace TeamsCpeApi.Graph;

/// <summary>A permission of Microsoft Graph and what it is for.</summary>
/// <param name="Name">The one to ask for.</param>
/// <param name="Why">What it is used for.</param>
/// <param name="AlsoSatisfiedBy">Wider ones, with which it is not needed.</param>
internal sealed record GraphPermission(string Name, string Why, params string[] AlsoSatisfiedBy)
{
    public bool IsIn(IReadOnlySet<string> granted) => granted.Contains(Name) || AlsoSatisfiedBy.Any(granted.Contains);
}

/// <summary>The permissions that the product uses, least first (graph.md §0).</summary>
internal static class GraphPermissions
{
    /// <summary>Without these no attendance is fetched by an application of its own.</summary>
    public static IReadOnlyList<GraphPermission> Application { get; } =
    [
        new("OnlineMeetings.Read.All", "finds the meeting behind a join link", "OnlineMeetings.ReadWrite.All"),
        new("OnlineMeetingArtifact.Read.All", "reads attendance reports"),
        new("User.Read.All", "finds the organizer by e-mail address", "User.ReadBasic.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"),
    ];

    /// <summary>Without these nobody's attendance is fetched in the name of a person who signed in.</summary>
    public static IReadOnlyList<GraphPermission> Delegated { get; } =
    [
        new("OnlineMeetings.Read", "finds the meeting behind a join link", "OnlineMeetings.ReadWrite"),
        new("OnlineMeetingArtifact.Read.All", "reads attendance reports"),
        new("User.Read", "knows who signed in", "User.ReadBasic.All", "User.Read.All"),
    ];

    /// <summary>Only for what is used: an application permission that is not needed should not be granted.</summary>
    public static IReadOnlyList<GraphPermission> ApplicationOptional { get; } =
    [
        new("OnlineMeetings.ReadWrite.All", "creates the meeting of a session"),
        new("Calendars.ReadWrite", "creates the meeting as a calendar event with attendees"),
        new("VirtualEvent.Read.All", "reads webinars and town halls"),
        new("VirtualEventRegistration-Anon.ReadWrite.All", "registers the roster for a webinar"),
    ];
}
