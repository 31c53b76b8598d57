using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>Connections to Microsoft tenants.</summary>
internal static class ProviderEndpoints
{
    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        var providers = routes.MapGroup("/providers").WithTags("Providers").RequireAuthorization(Policies.Read);
        providers.MapPost("/", CreateAsync).Validated<ProviderRequest>().RequireAuthorization(Policies.Administer)
            .Produces<ProviderView>(201).WithName("CreateProvider").WithSummary("Connect a Microsoft tenant; the credential is stored encrypted and never shown again. ?verify=true tries it at Entra first.");
        providers.MapGet("/", ListAsync).WithName("ListProviders").WithSummary("All providers.");
        providers.MapGet("/{providerId:guid}", GetAsync).WithName("GetProvider").WithSummary("One provider.");
        providers.MapPatch("/{providerId:guid}", PatchAsync).Validated<ProviderPatch>().RequireAuthorization(Policies.Administer)
            .WithName("ChangeProvider").WithSummary("Change a provider. A new credential is tried at Entra before it replaces the old one (?verify=false: not), so that secrets rotate without a gap.");
        providers.MapDelete("/{providerId:guid}", DeleteAsync).RequireAuthorization(Policies.Administer)
            .Produces(204).WithName("DeleteProvider").WithSummary("Remove a provider that no session uses.");
        providers.MapPost("/{providerId:guid}/authorize", SignInEndpoints.AuthorizeAsync).RequireAuthorization(Policies.Administer)
            .WithName("AuthorizeProvider").WithSummary("Begin a person's sign-in to a delegated provider: the address to open in that person's browser.");
        providers.MapPost("/{providerId:guid}/validate", ValidateAsync).RequireAuthorization(Policies.Operate)
            .WithName("ValidateProvider").WithSummary("Try the provider step by step; every failure comes with its remedy.");
        providers.MapGet("/{providerId:guid}/setup-guide", SetupGuideEndpoint.GetAsync).Produces<string>(200, "text/markdown", "text/html")
            .WithName("GetSetupGuide").WithSummary("The whole set-up of this provider in Entra and Teams, its ids and commands filled in; ?format=markdown|html, or Accept; ?organizerId= fills in an organizer.");
        providers.MapGet("/{providerId:guid}/organizers", SearchOrganizersAsync).RequireAuthorization(Policies.ManageSessions)
            .WithName("SearchOrganizers").WithSummary("People of the directory whose name or address begins with a text.");
    }

    private static async Task<IResult> CreateAsync(
        ProviderRequest request, bool? verify, CpeDbContext db, Credentials credentials, SecretProtector protector, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Ids.Next(now);
        await RequireFreeNameAsync(db, request.Name, id, cancellationToken);
        var cloud = request.Cloud ?? "global";

        // A provider comes before its set-up in Entra, which is filled in from it: so it is tried there only when asked for.
        var credential = await credentials.ReadAsync(request.Credential, TrialOf(verify, CredentialTrial.OwnSide), cloud, request.TenantId, request.ClientId, cancellationToken);
        var provider = new Provider
        {
            Id = id,
            Name = request.Name,
            Kind = request.Kind,
            Cloud = cloud,
            TenantId = request.TenantId,
            ClientId = request.ClientId,
            CreatedAt = now,
        };
        provider.Use(credential, protector, now);
        db.Add(provider);
        db.Record(new AuditEntry(caller.Actor, "provider.created", "provider", id, Data: new { provider.Kind, provider.Cloud, provider.TenantId, provider.ClientId, provider.CredentialType, provider.CredentialId }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(provider.Version);
        return TypedResults.Created($"/api/v1/providers/{id}", ProviderView.Of(provider, now));
    }

    private static async Task<Page<ProviderView>> ListAsync([AsParameters] PageQuery page, CpeDbContext db, TimeProvider clock, HttpContext http, CancellationToken cancellationToken) =>
        await db.Providers.ToPageAsync(page, provider => ProviderView.Of(provider, clock.GetUtcNow()), http, cancellationToken);

    private static async Task<ProviderView> GetAsync(Guid providerId, CpeDbContext db, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(db, providerId, cancellationToken);
        http.Response.SetETag(provider.Version);
        return ProviderView.Of(provider, clock.GetUtcNow());
    }

    private static async Task<ProviderView> PatchAsync(
        Guid providerId, ProviderPatch patch, bool? verify, CpeDbContext db, Credentials credentials, SecretProtector protector, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(db, providerId, cancellationToken);
        http.Request.RequireMatch(provider);
        if (patch.Name is { } name && name != provider.Name)
        {
            await RequireFreeNameAsync(db, name, providerId, cancellationToken);
            provider.Name = name;
        }

        if ((patch.TenantId ?? provider.TenantId, patch.ClientId ?? provider.ClientId) != (provider.TenantId, provider.ClientId))
        {
            // Tokens of another application or tenant are worth nothing here.
            provider.SignIn = null;
            db.RemoveRange(await db.TokenCaches.Where(cache => cache.ProviderId == providerId).ToListAsync(cancellationToken));
        }

        provider.TenantId = patch.TenantId ?? provider.TenantId;
        provider.ClientId = patch.ClientId ?? provider.ClientId;
        if (patch.Credential is { } credential)
        {
            var read = await credentials.ReadAsync(credential, TrialOf(verify, CredentialTrial.Entra), provider.Cloud, provider.TenantId, provider.ClientId, cancellationToken);
            provider.Use(read, protector, clock.GetUtcNow());
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Record(new AuditEntry(caller.Actor, "provider.changed", "provider", providerId, Data: new { provider.TenantId, provider.ClientId, CredentialChanged = patch.Credential is not null, provider.CredentialType, provider.CredentialId }));
            await db.SaveChangesAsync(cancellationToken);
        }

        http.Response.SetETag(provider.Version);
        return ProviderView.Of(provider, clock.GetUtcNow());
    }

    private static async Task<IResult> DeleteAsync(Guid providerId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(db, providerId, cancellationToken);
        http.Request.RequireMatch(provider);
        var uses = await db.Sessions.CountAsync(session => session.ProviderId == providerId, cancellationToken);
        if (uses > 0)
        {
            throw Problems.Conflict("provider-in-use", "The provider is in use", $"{uses} sessions use this provider. Move them to another provider first, or keep it.");
        }

        db.Remove(provider);
        db.Record(new AuditEntry(caller.Actor, "provider.deleted", "provider", providerId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<ValidationView> ValidateAsync(
        Guid providerId, ValidateProviderRequest? request, CpeDbContext db, SecretProtector protector, ProviderCheck check, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(db, providerId, cancellationToken);
        var steps = await check.ValidateAsync(provider.Connect(protector), request?.Organizer, request?.JoinUrl, cancellationToken);
        return new ValidationView(
            steps.All(step => step.Outcome != CheckOutcome.Failed),
            [.. steps.Select(step => new ValidationStep(step.Name, step.Outcome, step.Seen, step.Remedy, step.Failure?.Code, step.Scripts))]);
    }

    private static async Task<OrganizersView> SearchOrganizersAsync(
        Guid providerId, string search, CpeDbContext db, SecretProtector protector, GraphClient graph, CancellationToken cancellationToken)
    {
        if (search.Trim() is not { Length: >= 2 and <= 100 } text)
        {
            throw Problems.InvalidMember("/search", "out-of-range", "Search for 2 to 100 characters.");
        }

        var provider = await FindAsync(db, providerId, cancellationToken);
        var answer = await graph.SearchUsersAsync(provider.Connect(protector), text, cancellationToken);
        return answer.Succeeded
            ? new OrganizersView([.. answer.Value.Select(user => new OrganizerView(user.Id, user.DisplayName, user.Email ?? user.UserPrincipalName))])
            : throw GraphProblems.From(answer.Failure);
    }

    internal static async Task<Provider> FindAsync(CpeDbContext db, Guid providerId, CancellationToken cancellationToken) =>
        await db.Providers.SingleOrDefaultAsync(provider => provider.Id == providerId, cancellationToken) ?? throw Problems.NotFound("provider");

    private static async Task RequireFreeNameAsync(CpeDbContext db, string name, Guid except, CancellationToken cancellationToken)
    {
        if (await db.Providers.AnyAsync(provider => provider.Name == name && provider.Id != except, cancellationToken))
        {
            throw Problems.Conflict("name-taken", "The name is taken", "Another provider has this name: choose another one.");
        }
    }

    private static CredentialTrial TrialOf(bool? verify, CredentialTrial usual) => verify switch
    {
        true => CredentialTrial.Entra,
        false => CredentialTrial.None,
        null => usual,
    };
}
