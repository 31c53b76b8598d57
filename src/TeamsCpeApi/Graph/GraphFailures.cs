using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.Graph;

/// <summary>Whom and what a failure is about, to fill into its remedy.</summary>
internal readonly record struct GraphSubject(GraphConnection Connection, Guid? OrganizerId = null, string? Permissions = null);

/// <summary>The catalogue of failures: one stable code and one remedy for each kind.</summary>
internal static partial class GraphFailures
{
    /// <summary>A grant or a policy takes this long to reach every server of the meeting service, in the worst usual case.</summary>
    public static readonly TimeSpan PolicyPropagation = TimeSpan.FromMinutes(30);

    /// <summary>The longest text of a service that is repeated in a message.</summary>
    private const int MaxQuoteLength = 300;

    private static readonly FrozenDictionary<GraphFailureKind, Entry> Catalogue = new Dictionary<GraphFailureKind, Entry>
    {
        [GraphFailureKind.CloudUnknown] = new("graph-cloud-unknown", _ => "Choose one of the clouds that the server's configuration defines under Graph:Clouds."),
        [GraphFailureKind.AttendanceNotInCloud] = new("graph-attendance-not-in-cloud", _ => "Attendance reports cannot be read in this cloud. Export the attendance list from Teams and upload it instead."),
        [GraphFailureKind.WebinarsNotInCloud] = new("graph-webinars-not-in-cloud", _ => "Webinars and town halls can only be reached in Microsoft's global cloud. Schedule an ordinary meeting, or export the attendance list from Teams and upload it instead."),
        [GraphFailureKind.JoinLinkRefused] = new("graph-join-link-refused", _ => "Paste the join link of the Teams meeting as it stands in the invitation, or its meeting id."),
        [GraphFailureKind.CloudMismatch] = new("graph-cloud-mismatch", subject => $"Use a provider of the cloud that the link belongs to, or the link of a meeting in the cloud \"{subject.Connection.Cloud}\"."),
        [GraphFailureKind.TenantMismatch] = new("graph-tenant-mismatch", subject => $"Use a provider of the tenant that the link names, or the link of a meeting that was organized in tenant {subject.Connection.TenantId}."),

        [GraphFailureKind.SecretInvalid] = new("graph-secret-invalid", subject => $"In the Entra admin center open app registration {subject.Connection.ClientId}, Certificates & secrets, and enter the secret's value (not the secret ID) here; create a new secret if the value was not kept."),
        [GraphFailureKind.SecretExpired] = new("graph-secret-expired", subject => $"In the Entra admin center open app registration {subject.Connection.ClientId}, Certificates & secrets, create a new client secret and enter its value here."),
        [GraphFailureKind.AppNotFound] = new("graph-app-not-found", subject => $"Check the client id {subject.Connection.ClientId}, and that an administrator of tenant {subject.Connection.TenantId} has added the application there (enterprise applications, admin consent)."),
        [GraphFailureKind.TenantNotFound] = new("graph-tenant-not-found", subject => $"Check the tenant id {subject.Connection.TenantId} (Entra admin center, Overview), and that the cloud \"{subject.Connection.Cloud}\" is the one it belongs to."),
        [GraphFailureKind.WrongCloud] = new("graph-wrong-cloud", subject => $"The tenant belongs to another national cloud than \"{subject.Connection.Cloud}\": choose that one for this provider."),
        [GraphFailureKind.AssertionRejected] = new("graph-assertion-rejected", subject => $"Compare the certificate's thumbprint, or the federated credential's issuer, subject and audience, with app registration {subject.Connection.ClientId}, and check the server's clock. A new federated credential takes a few minutes to work."),
        [GraphFailureKind.AssertionUnavailable] = new("graph-assertion-unavailable", _ => "Mend the source of the federated credential's assertions: the token file that Graph:Federated:TokenFiles names, the managed identity of this machine, or the other issuer with the client id and secret given for it."),
        [GraphFailureKind.ReconnectNeeded] = new("graph-reconnect-needed", subject => $"Sign in again (POST /api/v1/providers/{subject.Connection.SignIn?.ProviderId.ToString() ?? "{id}"}/authorize, and open the address): the permission that was given earlier has ended or needs a further step, such as a second factor."),
        [GraphFailureKind.SignInRefused] = new("graph-sign-in-refused", subject => $"Look the AADSTS number up in Microsoft's list of Entra error codes and in the sign-in log of tenant {subject.Connection.TenantId} under the trace id."),

        [GraphFailureKind.TokenRejected] = new("graph-token-rejected", subject => $"Check that the cloud \"{subject.Connection.Cloud}\" is right and that the server's clock is; if both are, give Microsoft support the request id."),
        [GraphFailureKind.ConsentMissing] = new("graph-consent-missing", subject => subject.Connection.SignIn is not null ? DelegatedConsentRemedy(subject) : $"In the Entra admin center open app registration {subject.Connection.ClientId}, API permissions, add the application permissions {subject.Permissions ?? "OnlineMeetings.Read.All, OnlineMeetingArtifact.Read.All and User.Read.All"} of Microsoft Graph, and choose \"Grant admin consent\"."),
        [GraphFailureKind.NoAccessPolicy] = new("graph-no-access-policy", AccessPolicyRemedy),
        [GraphFailureKind.OrganizerNotCovered] = new("graph-organizer-not-covered", subject => "Check that this person organized the meeting: Teams answers for its organizer alone. If so, the organizer's application access policy does not list the application. A policy granted to a person or a group replaces the global one, so the application must be in the one that takes effect. " + AccessPolicyRemedy(subject)),
        [GraphFailureKind.OrganizerMismatch] = new("graph-organizer-mismatch", _ => "Choose the person who organized the meeting as its organizer; somebody who signed in can only reach meetings of their own."),
        [GraphFailureKind.OrganizerUnknown] = new("graph-organizer-unknown", subject => $"Check that {subject.OrganizerId?.ToString() ?? "the organizer"} is the object id of a licensed user of tenant {subject.Connection.TenantId}."),
        [GraphFailureKind.Forbidden] = new("graph-forbidden", _ => "Check the organizer's Teams license and the application's permissions; if both are right, give Microsoft support the request id."),
        [GraphFailureKind.UserNotFound] = new("graph-user-not-found", subject => $"Check the spelling, and that the person belongs to tenant {subject.Connection.TenantId}."),
        [GraphFailureKind.UserAmbiguous] = new("graph-user-ambiguous", _ => "Several people of the directory fit: name the person by object id, or let the provider's identity mapping use a field that is unique."),
        [GraphFailureKind.MeetingNotFound] = new("graph-meeting-not-found", _ => "Check that the link is complete and that the organizer is the person who created the meeting. Teams forgets some meetings days after they ended; calls between two people are no meetings."),
        [GraphFailureKind.EventNotFound] = new("graph-event-not-found", subject => $"Check the event's id, and that the webinar or town hall still exists in tenant {subject.Connection.TenantId}: drafts that were thrown away and events of other tenants cannot be found."),
        [GraphFailureKind.EventSessionNotFound] = new("graph-event-session-not-found", _ => "Compare startsAt and endsAt with the sessions of the webinar or town hall in Teams."),
        [GraphFailureKind.MeetingNotCreated] = new("graph-meeting-not-created", _ => "The session's \"missing\" says why; POST /api/v1/sessions/{id}/meeting tries again."),
        [GraphFailureKind.JoinLinkPending] = new("graph-join-link-pending", _ => "Nothing to do: it is asked for again in a moment."),
        [GraphFailureKind.MeetingIdInvalid] = new("graph-meeting-id-invalid", _ => "Find the meeting again by its join link and its organizer: the stored meeting id does not belong to this organizer."),
        [GraphFailureKind.ReportNotFound] = new("graph-report-not-found", _ => "List the reports of the meeting again. Teams keeps them for a year and lists the newest 50."),
        [GraphFailureKind.RequestRefused] = new("graph-request-refused", _ => "Give Microsoft support, or this product's, the code and the request id."),

        [GraphFailureKind.Throttled] = new("graph-throttled", _ => "Nothing to do: the request is repeated later."),
        [GraphFailureKind.Unavailable] = new("graph-unavailable", _ => "Nothing to do at first: the request is repeated later. If it lasts, check the network path to the cloud's hosts and Microsoft's service health."),
        [GraphFailureKind.Timeout] = new("graph-timeout", _ => "Nothing to do at first: the request is repeated later. If it lasts, check the network path or raise Graph:Timeout."),
        [GraphFailureKind.CertificateUntrusted] = new("graph-certificate-untrusted", subject => $"If a proxy of the firm inspects the traffic, set Graph:Clouds:{subject.Connection.Cloud}:TrustedCertificate to the PEM file of its certificate."),
        [GraphFailureKind.RedirectRefused] = new("graph-redirect-refused", _ => "Check that no proxy or captive portal answers in place of Graph: redirects are never followed with a token."),
        [GraphFailureKind.ForeignNextLink] = new("graph-foreign-next-link", _ => "Check that no proxy rewrites answers: the next page lies on another host, and no token is sent there."),
        [GraphFailureKind.PagingEndless] = new("graph-paging-endless", _ => "The list does not end. Fetch again later; if it lasts, give Microsoft support the request id, or raise Graph:MaxPages if the list is really that long."),
        [GraphFailureKind.AnswerTooLarge] = new("graph-answer-too-large", _ => "Raise Graph:MaxAnswerBytes if the report is really that large."),
        [GraphFailureKind.AnswerUnreadable] = new("graph-answer-unreadable", _ => "Check that no proxy answers in place of Graph; if none does, give this product's support the request id."),
    }.ToFrozenDictionary();

    public static string CodeOf(GraphFailureKind kind) => Catalogue[kind].Code;

    /// <summary>The failure of a kind, with the catalogue's remedy and everything that looks like an address taken out of the message.</summary>
    public static GraphFailure Of(
        GraphFailureKind kind,
        GraphSubject subject,
        string message,
        int? httpStatus = null,
        string? graphCode = null,
        string? requestId = null,
        TimeSpan? retryAfter = null)
    {
        var entry = Catalogue[kind];
        return new(
            kind,
            entry.Code,
            Scrub(message),
            entry.Remedy(subject),
            httpStatus,
            graphCode is null ? null : Scrub(graphCode),
            requestId,
            retryAfter ?? (kind is GraphFailureKind.NoAccessPolicy or GraphFailureKind.OrganizerNotCovered ? PolicyPropagation : null),
            kind is GraphFailureKind.Throttled or GraphFailureKind.Unavailable or GraphFailureKind.Timeout);
    }

    /// <summary>Words of a service, made short and free of addresses, to stand inside a message.</summary>
    public static string Quote(string text)
    {
        var line = Scrub(text.ReplaceLineEndings(" ").Trim());
        return line.Length <= MaxQuoteLength ? line : line[..MaxQuoteLength] + "…";
    }

    private static string DelegatedConsentRemedy(GraphSubject subject)
        => $"In the Entra admin center open app registration {subject.Connection.ClientId}, API permissions, add the delegated permissions {DelegatedPermissions(subject)} and offline_access of Microsoft Graph, choose \"Grant admin consent\", and sign in again. What goes beyond reading attendance is asked for only if Graph:DelegatedPermissions lists it.";

    /// <summary>A person's permission has the shorter name; reading reports has but one.</summary>
    private static string DelegatedPermissions(GraphSubject subject)
        => subject.Permissions?.Replace("ReadWrite.All", "ReadWrite", StringComparison.Ordinal).Replace("User.Read.All", "User.Read", StringComparison.Ordinal)
            ?? string.Join(", ", GraphPermissions.Delegated.Select(permission => permission.Name));

    private static string AccessPolicyRemedy(GraphSubject subject)
    {
        var organizer = subject.OrganizerId?.ToString() ?? "<organizer's object id>";
        return "A Teams administrator runs, in PowerShell with the MicrosoftTeams module: "
            + $"New-CsApplicationAccessPolicy -Identity TeamsCpeApi -AppIds \"{subject.Connection.ClientId}\"; "
            + $"Grant-CsApplicationAccessPolicy -PolicyName TeamsCpeApi -Identity \"{organizer}\" "
            + "(or -Global in place of -Identity for every organizer). The change takes up to 30 minutes to work.";
    }

    private static string Scrub(string text) => EmailAddress().Replace(text, "[address]");

    [GeneratedRegex(@"[^\s@'""<>()\[\],;:]+@[^\s@'""<>()\[\],;:]+\.[^\s@'""<>()\[\],;:]+", RegexOptions.NonBacktracking)]
    private static partial Regex EmailAddress();

    private sealed record Entry(string Code, Func<GraphSubject, string> Remedy);
}
