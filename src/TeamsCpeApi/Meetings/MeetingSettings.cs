using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>A field of a person here.</summary>
internal enum LocalField
{
    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>The LMS's own id.</summary>
    ExternalId,

    /// <summary>The first alias.</summary>
    Alias,
}

/// <summary>How a provider's people are found in its directory, and where its meetings are made.</summary>
internal sealed class MeetingSettings : IVersioned
{
    public required Guid ProviderId { get; init; }

    public bool OnCalendar { get; set; }

    public LocalField? LocalField { get; set; }

    public DirectoryField? DirectoryField { get; set; }

    public int Version { get; set; }
}

internal sealed class MeetingSettingsMapping : IEntityTypeConfiguration<MeetingSettings>
{
    public void Configure(EntityTypeBuilder<MeetingSettings> builder)
    {
        builder.ToTable("meeting_settings");
        builder.HasKey(row => row.ProviderId);
        builder.HasOne<Provider>().WithMany().HasForeignKey(row => row.ProviderId).OnDelete(DeleteBehavior.Cascade);
        builder.IsVersioned();
    }
}

/// <summary>Reading and changing the settings.</summary>
internal static class MeetingSettingsEndpoints
{
    public static void MapMeetingSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/providers/{providerId:guid}/meeting-settings").WithTags("Providers").RequireAuthorization(Policies.Read);
        settings.MapGet("/", GetAsync).WithName("GetMeetingSettings").WithSummary("Where the provider's meetings are made, and which local field equals which field of its directory.");
        settings.MapPut("/", PutAsync).RequireAuthorization(Policies.Administer)
            .WithName("ChangeMeetingSettings").WithSummary("Change where the provider's meetings are made and how people are found in its directory.");
    }

    private static async Task<MeetingSettingsView> GetAsync(Guid providerId, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        var settings = await db.MeetingSettings.AsNoTracking().SingleOrDefaultAsync(row => row.ProviderId == providerId, cancellationToken);
        http.Response.SetETag(settings?.Version ?? ETags.Absent);
        return MeetingSettingsView.Of(settings);
    }

    private static async Task<MeetingSettingsView> PutAsync(
        Guid providerId, MeetingSettingsView request, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        var settings = await db.MeetingSettings.SingleOrDefaultAsync(row => row.ProviderId == providerId, cancellationToken);
        http.Request.RequireMatch(settings?.Version ?? ETags.Absent);
        if (settings is null)
        {
            settings = new MeetingSettings { ProviderId = providerId };
            db.Add(settings);
        }

        (settings.OnCalendar, settings.LocalField, settings.DirectoryField) = (request.OnCalendar, request.IdentityMapping?.Local, request.IdentityMapping?.Directory);
        if (db.ChangeTracker.HasChanges())
        {
            db.Record(new AuditEntry(caller.Actor, "provider.meeting-settings-changed", "provider", providerId, Data: request));
            await db.SaveChangesAsync(cancellationToken);
        }

        http.Response.SetETag(settings.Version);
        return MeetingSettingsView.Of(settings);
    }
}

/// <summary>Which local field equals which field of the directory.</summary>
/// <param name="Local">email, externalId or alias.</param>
/// <param name="Directory">mail, userPrincipalName, employeeId or objectId.</param>
internal sealed record IdentityMapping(LocalField Local, DirectoryField Directory);

/// <summary>Settings of a provider's meetings.</summary>
/// <param name="OnCalendar">True: sessions with create:true become calendar events with the roster as attendees, unless the session says otherwise.</param>
/// <param name="IdentityMapping">How people are found in the directory; null: by sign-in name, else by e-mail address. An organizer is named by the value of the local field.</param>
internal sealed record MeetingSettingsView(bool OnCalendar, IdentityMapping? IdentityMapping)
{
    public static MeetingSettingsView Of(MeetingSettings? settings) => new(
        settings?.OnCalendar ?? false,
        settings is { LocalField: { } local, DirectoryField: { } directory } ? new IdentityMapping(local, directory) : null);
}
