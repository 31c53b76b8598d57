using Microsoft.Extensions.Options;
using TeamsCpeApi.Security;

namespace TeamsCpeApi.Notifications;

/// <summary>The section "Graph:Notifications".</summary>
internal sealed class NotificationOptions
{
    internal const string Section = "Graph:Notifications";

    /// <summary>Subscribe to change notifications. They only make fetching earlier, and need Site:PublicAddress to be https and reachable for Microsoft.</summary>
    public bool Enabled { get; set; }

    /// <summary>Subscribe to the calls of ordinary meetings too. That is beta at Microsoft's side.</summary>
    public bool MeetingCallEvents { get; set; }
}

/// <summary>Whether there are notifications at all, and where they come in.</summary>
internal sealed class NotificationSwitch(IOptions<NotificationOptions> options, IOptions<SiteOptions> site)
{
    internal const string Path = "/graph/notifications";

    public bool IsOn => options.Value.Enabled && site.Value.PublicAddress is { Scheme: "https" };

    public bool WantsCallEvents => IsOn && options.Value.MeetingCallEvents;

    public Uri Address => new(site.Value.PublicAddress!, Path);
}
