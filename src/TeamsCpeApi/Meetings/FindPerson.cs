using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>Finds people of ours in a provider's directory, by the provider's identity mapping.</summary>
internal sealed class FindPerson(CpeDbContext db, GraphDirectory directory)
{
    public async Task<(Guid? Id, GraphFailure? Failure)> OrganizerAsync(Guid providerId, GraphConnection connection, string organizer, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(organizer, out var objectId))
        {
            return (objectId, null);
        }

        var settings = await db.MeetingSettings.AsNoTracking().SingleOrDefaultAsync(row => row.ProviderId == providerId, cancellationToken);
        var user = await directory.FindAsync(connection, settings?.DirectoryField, organizer, cancellationToken);
        return user.Succeeded ? (user.Value.Id, null) : (null, user.Failure);
    }

    /// <summary>The address to invite a participant at. Without a mapping it is the roster's; with one, the directory's.</summary>
    public async Task<(string? Address, GraphFailure? Failure)> AddressAsync(MeetingSettings? settings, GraphConnection connection, Participant participant, CancellationToken cancellationToken)
    {
        if (settings is not { LocalField: { } local, DirectoryField: { } field })
        {
            return (participant.Email, null);
        }

        var value = local switch
        {
            LocalField.Email => participant.Email,
            LocalField.ExternalId => participant.ExternalId,
            _ => participant.Aliases.Count > 0 ? participant.Aliases[0] : null,
        };
        if (string.IsNullOrWhiteSpace(value))
        {
            return (null, null);
        }

        var user = await directory.FindAsync(connection, field, value, cancellationToken);
        return user.Succeeded ? (user.Value.Email ?? user.Value.UserPrincipalName, null) : (null, user.Failure);
    }
}
