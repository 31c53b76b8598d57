using FluentValidation;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Providers;

/// <summary>A new provider.</summary>
/// <param name="Name">Unique name, at most 100 characters.</param>
/// <param name="Kind">application, or delegated: in the name of a person who signs in.</param>
/// <param name="Cloud">global, usGov, usGovDod, or a cloud that the server's configuration names.</param>
/// <param name="TenantId">Directory (tenant) id.</param>
/// <param name="ClientId">Application (client) id.</param>
/// <param name="Credential">What the application signs in with.</param>
internal sealed record ProviderRequest(string Name, ProviderKind Kind, string? Cloud, Guid TenantId, Guid ClientId, CredentialRequest Credential);

/// <summary>Changes of a provider; what is left out stays.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="TenantId">Directory (tenant) id.</param>
/// <param name="ClientId">Application (client) id.</param>
/// <param name="Credential">A new credential.</param>
internal sealed record ProviderPatch(string? Name, Guid? TenantId, Guid? ClientId, CredentialRequest? Credential);

/// <summary>What is known of a credential without knowing it.</summary>
/// <param name="Type">secret, certificate or federated.</param>
/// <param name="Hint">What to recognize it by: a secret's first three characters, a certificate's thumbprint, where assertions come from.</param>
/// <param name="ExpiresOn">When it expires: as a certificate says itself, or as was said of a secret.</param>
/// <param name="Certificate">Of a certificate: all but its key.</param>
/// <param name="Federated">Of a federated credential: what the app registration's federated credential must say.</param>
internal sealed record CredentialView(CredentialType Type, string Hint, DateTimeOffset? ExpiresOn, CredentialCertificate? Certificate, FederatedFacts? Federated);

/// <summary>A provider.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">application, or delegated: in the name of a person who signs in.</param>
/// <param name="Cloud">The Microsoft cloud.</param>
/// <param name="TenantId">Directory (tenant) id.</param>
/// <param name="ClientId">Application (client) id.</param>
/// <param name="Credential">What is known of its credential.</param>
/// <param name="SignIn">Of a delegated provider: who has signed in.</param>
/// <param name="Warnings">What an administrator should see to, such as a credential whose end is near.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record ProviderView(
    Guid Id,
    string Name,
    ProviderKind Kind,
    string Cloud,
    Guid TenantId,
    Guid ClientId,
    CredentialView Credential,
    SignInView? SignIn,
    IReadOnlyList<ProviderWarning> Warnings,
    DateTimeOffset CreatedAt)
{
    public static ProviderView Of(Provider provider, DateTimeOffset now) => new(
        provider.Id,
        provider.Name,
        provider.Kind,
        provider.Cloud,
        provider.TenantId,
        provider.ClientId,
        new CredentialView(provider.CredentialType, provider.CredentialHint, provider.CredentialExpiresOn, provider.CredentialFacts.Certificate, provider.CredentialFacts.Federated),
        provider.Kind == ProviderKind.Delegated ? SignInView.Of(provider.SignIn) : null,
        [.. new[] { CredentialExpiry.WarningOf(provider, now), SignInView.WarningOf(provider) }.OfType<ProviderWarning>()],
        provider.CreatedAt);
}

/// <summary>What to try a provider with.</summary>
/// <param name="Organizer">E-mail address or object id of an organizer.</param>
/// <param name="JoinUrl">The join URL of a meeting of that organizer.</param>
internal sealed record ValidateProviderRequest(string? Organizer, string? JoinUrl);

/// <summary>One step of a validation.</summary>
/// <param name="Name">The step.</param>
/// <param name="Outcome">ok, failed, or skipped.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Remedy">What to do, when it failed.</param>
/// <param name="Code">The failure's stable code.</param>
/// <param name="Scripts">PowerShell for a Teams administrator, when a missing application access policy made the step fail: one for each situation that a tenant may be in.</param>
internal sealed record ValidationStep(string Name, CheckOutcome Outcome, string Seen, string? Remedy, string? Code, IReadOnlyList<AccessPolicyScript> Scripts);

/// <summary>The result of a validation.</summary>
/// <param name="Ok">True when no step failed.</param>
/// <param name="Steps">The steps in order.</param>
internal sealed record ValidationView(bool Ok, IReadOnlyList<ValidationStep> Steps);

/// <summary>Somebody who may organize meetings.</summary>
/// <param name="Id">Object id in the directory.</param>
/// <param name="DisplayName">Name.</param>
/// <param name="Email">E-mail address.</param>
internal sealed record OrganizerView(Guid Id, string? DisplayName, string? Email);

/// <summary>The people found.</summary>
/// <param name="Items">At most a few.</param>
internal sealed record OrganizersView(IReadOnlyList<OrganizerView> Items);

internal sealed class ProviderRequestValidator : AbstractValidator<ProviderRequest>
{
    public ProviderRequestValidator(IOptions<GraphOptions> graph)
    {
        RuleFor(request => request.Name).NotEmpty().MaximumLength(Provider.NameMaxLength);
        RuleFor(request => request.TenantId).NotEmpty().WithMessage("Give the directory (tenant) id from the Entra portal.");
        RuleFor(request => request.ClientId).NotEmpty().WithMessage("Give the application (client) id from the Entra portal.");
        RuleFor(request => request.Cloud).Must(cloud => cloud is null || graph.Value.Clouds.ContainsKey(cloud))
            .WithErrorCode("cloud-unknown")
            .WithMessage(_ => $"Use one of the clouds that this server knows: {string.Join(", ", graph.Value.Clouds.Keys)}.");
        RuleFor(request => request.Cloud).Must(cloud => cloud is null || !graph.Value.Clouds.TryGetValue(cloud, out var known) || known.AttendanceAvailable)
            .WithErrorCode("attendance-not-in-cloud")
            .WithMessage("Microsoft offers no attendance reports in this cloud.");
        RuleFor(request => request.Credential).NotNull().SetValidator(new CredentialRequestValidator());
    }
}

internal sealed class ProviderPatchValidator : AbstractValidator<ProviderPatch>
{
    public ProviderPatchValidator()
    {
        RuleFor(patch => patch.Name).NotEmpty().MaximumLength(Provider.NameMaxLength).When(patch => patch.Name is not null);
        RuleFor(patch => patch.TenantId).NotEqual(Guid.Empty).WithMessage("Give the directory (tenant) id from the Entra portal.");
        RuleFor(patch => patch.ClientId).NotEqual(Guid.Empty).WithMessage("Give the application (client) id from the Entra portal.");
        RuleFor(patch => patch.Credential!).SetValidator(new CredentialRequestValidator()).When(patch => patch.Credential is not null);
    }
}
