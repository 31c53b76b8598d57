using System.Globalization;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Providers;

/// <summary>The whole set-up of one provider in Entra and Teams, step by step, with its own ids filled in. Holds no secret.</summary>
internal static class SetupGuide
{
    /// <param name="provider">The provider.</param>
    /// <param name="cloud">Its cloud.</param>
    /// <param name="site">The address under which this server is reached.</param>
    /// <param name="organizerId">An organizer to fill into the Teams commands; a placeholder stands there without one.</param>
    public static GuideDocument For(Provider provider, GraphCloud cloud, Uri site, Guid? organizerId)
        => new($"Setting up \"{provider.Name}\" in Microsoft Entra and Teams",
        [
            .. Facts(provider),
            .. (cloud.AttendanceAvailable ? [] : Unavailable()),
            .. Registration(provider, PortalOf(provider.Cloud), site),
            .. Permissions(provider, cloud),
            .. Credential(provider),
            .. (provider.Kind == ProviderKind.Application ? AccessPolicy(provider, organizerId) : SignIn(provider)),
            .. Trial(provider, organizerId, site),
        ]);

    private static IEnumerable<GuidePart> Facts(Provider provider) =>
    [
        new GuidePart.Paragraph("Three people may be needed: somebody who administers applications in Entra, somebody who may grant admin consent (Privileged Role Administrator or Global Administrator), and a Teams administrator."),
        new GuidePart.Table(
        [
            ["What", "Value"],
            ["Cloud", provider.Cloud],
            ["Directory (tenant) id", provider.TenantId.ToString()],
            ["Application (client) id", provider.ClientId.ToString()],
            ["Signs in", provider.Kind == ProviderKind.Application ? "as an application, without a person" : "in the name of a person who has signed in once"],
            ["Credential", provider.CredentialType switch { CredentialType.Secret => "client secret", CredentialType.Certificate => "certificate", _ => "federated credential" }],
        ]),
    ];

    private static IEnumerable<GuidePart> Unavailable() =>
    [
        new GuidePart.Paragraph("Microsoft offers no attendance reports through Graph in this cloud: nothing below will make them available. Export the attendance list from Teams instead."),
    ];

    private static IEnumerable<GuidePart> Registration(Provider provider, string portal, Uri site)
    {
        yield return new GuidePart.Heading("1. The app registration");
        yield return new GuidePart.Steps(
        [
            $"Open {portal} and sign in to tenant {provider.TenantId}.",
            $"Go to Identity, Applications, App registrations, and open the application with the client id {provider.ClientId}. If there is none, choose New registration, accounts in this organizational directory only, and enter its new client id in this provider.",
            .. provider.Kind == ProviderKind.Application ? NoRedirect : RedirectTo(new Uri(site, "/oauth/callback")),
        ]);
    }

    private static string[] NoRedirect => ["No redirect URI is needed: nobody signs in."];

    private static string[] RedirectTo(Uri callback) =>
    [
        $"Under Authentication, add the platform Web with exactly this redirect URI: {callback}",
        "Leave the implicit grant switched off.",
    ];

    private static IEnumerable<GuidePart> Permissions(Provider provider, GraphCloud cloud)
    {
        var isApplication = provider.Kind == ProviderKind.Application;
        yield return new GuidePart.Heading("2. Permissions");
        yield return new GuidePart.Paragraph($"Under API permissions, add these {(isApplication ? "application" : "delegated")} permissions of Microsoft Graph, and remove those that nobody needs:");
        yield return new GuidePart.Table([["Permission", "What for"], .. (isApplication ? GraphPermissions.Application : GraphPermissions.Delegated).Select(Row)]);
        if (isApplication)
        {
            yield return new GuidePart.Paragraph("Only if you use what they are for:");
            yield return new GuidePart.Table([["Permission", "What for"], .. GraphPermissions.ApplicationOptional.Select(Row)]);
        }
        else
        {
            yield return new GuidePart.Paragraph("openid, profile and offline_access are asked for at the sign-in itself.");
        }

        yield return new GuidePart.Paragraph("Then choose \"Grant admin consent\", or open this address as an administrator of the tenant:");
        yield return new GuidePart.Code($"{cloud.Authority.TrimEnd('/')}/{provider.TenantId}/adminconsent?client_id={provider.ClientId}");

        static string[] Row(GraphPermission permission) => [permission.Name, permission.Why];
    }

    private static IEnumerable<GuidePart> Credential(Provider provider)
    {
        yield return new GuidePart.Heading("3. The credential");
        yield return provider.CredentialType switch
        {
            CredentialType.Secret => new GuidePart.Steps(
                "Under Certificates & secrets, Client secrets, choose New client secret and note when it expires.",
                "Copy the column Value at once: it is never shown again. The column Secret ID is of no use.",
                "Enter the value and its expiry as this provider's credential. The former secret works until it is deleted or expires, so nothing stops in between."),
            CredentialType.Certificate => new GuidePart.Steps(
                $"Under Certificates & secrets, Certificates, upload the public part (.cer or .pem, never the .pfx) of the certificate whose thumbprint is {provider.CredentialFacts.Certificate?.Thumbprint}.",
                $"It is valid until {provider.CredentialFacts.Certificate?.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Upload its successor beside it before that day, then change this provider's credential."),
            _ => new GuidePart.Steps(
                "Under Certificates & secrets, Federated credentials, choose Add credential, scenario Other issuer.",
                $"Issuer: {provider.CredentialFacts.Federated?.Issuer ?? "the iss of the assertion; it stands here once an assertion was seen"}",
                $"Subject identifier: {provider.CredentialFacts.Federated?.Subject ?? "the sub of the assertion; it stands here once an assertion was seen"}",
                $"Audience: {provider.CredentialFacts.Federated?.Audience}",
                "All three are compared letter by letter, and exactly one audience is allowed. The issuer must sign with RS256 and publish its keys where Entra can read them. A new federated credential takes some minutes to work."),
        };
    }

    private static IEnumerable<GuidePart> AccessPolicy(Provider provider, Guid? organizerId)
    {
        yield return new GuidePart.Heading("4. The application access policy in Teams");
        yield return new GuidePart.Paragraph(
            "Permissions alone do not open anybody's meetings: a Teams administrator names the application in a policy and grants that to the organizers. For a person exactly one policy takes effect: the person's own, else the group's with the lowest rank, else the global one. Choose the one situation that is yours. A change takes up to 30 minutes, seldom longer. (New-ApplicationAccessPolicy without \"Cs\" is another command, of Exchange.)");
        foreach (var script in AccessPolicyScripts.For(provider.Cloud, provider.TenantId, provider.ClientId, organizerId))
        {
            yield return new GuidePart.Paragraph(script.When);
            yield return new GuidePart.Code(script.PowerShell);
        }
    }

    private static IEnumerable<GuidePart> SignIn(Provider provider) =>
    [
        new GuidePart.Heading("4. The sign-in"),
        new GuidePart.Paragraph("No application access policy is needed, but only meetings that the person who signs in has organized can be read."),
        new GuidePart.Steps(
            $"Call POST /api/v1/providers/{provider.Id}/authorize and open the address that it gives within 10 minutes.",
            "Sign in as the organizer of the meetings, and accept.",
            "The sign-in is renewed by itself. It ends when an administrator revokes it, resets the password, or asks for another factor: the provider then says \"reconnect\", and these steps are repeated."),
    ];

    private static IEnumerable<GuidePart> Trial(Provider provider, Guid? organizerId, Uri site) =>
    [
        new GuidePart.Heading("5. Try it"),
        new GuidePart.Paragraph("Each step is tried by itself, and each failure comes with its remedy:"),
        new GuidePart.Code($$"""curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{"organizer": "{{organizerId?.ToString() ?? "<e-mail address or object id>"}}", "joinUrl": "<join link of one of the organizer's meetings>"}' {{new Uri(site, $"/api/v1/providers/{provider.Id}/validate")}}"""),
    ];

    private static string PortalOf(string cloud) => cloud switch
    {
        "usGov" or "usGovDod" => "https://entra.microsoft.us",
        "china" => "https://entra.microsoftonline.cn",
        _ => "https://entra.microsoft.com",
    };
}
