using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>Whom to invite, and who cannot be invited.</summary>
internal sealed record InvitationList(IReadOnlyList<EventAttendee> Attendees, IReadOnlyList<UninvitedParticipant> Uninvited, GraphFailure? Failure = null)
{
    public static InvitationList None { get; } = new([], []);
}

/// <summary>Makes attendees of a roster.</summary>
internal sealed class Invitations(CpeDbContext db, FindPerson people)
{
    /// <summary>The most attendees that Exchange takes.</summary>
    private const int Limit = 500;

    /// <summary>A participant whom the directory does not have, or has several times, is left out and named; anything else ends the work.</summary>
    public async Task<InvitationList> ForAsync(Session session, MeetingSettings? settings, GraphConnection connection, CancellationToken cancellationToken)
    {
        var attendees = new List<EventAttendee>();
        var uninvited = new List<UninvitedParticipant>();
        foreach (var participant in await db.Participants.AsNoTracking().Where(row => row.SessionId == session.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken))
        {
            if (attendees.Count == Limit)
            {
                uninvited.Add(new(participant.Id, "too-many-attendees", $"A calendar event has at most {Limit} attendees: send this participant the join URL."));
                continue;
            }

            var (address, failure) = await people.AddressAsync(settings, connection, participant, cancellationToken);
            if (failure is { Kind: not (GraphFailureKind.UserNotFound or GraphFailureKind.UserAmbiguous) })
            {
                return new([], [], failure);
            }

            if (address is not null)
            {
                attendees.Add(new(address, participant.Name));
            }
            else
            {
                uninvited.Add(failure is null
                    ? new(participant.Id, "address-missing", "The roster has nothing to invite this participant by: add an e-mail address, or the field that the provider's identity mapping names.")
                    : new(participant.Id, failure.Code, GraphProblems.Words(failure)));
            }
        }

        return new(attendees, uninvited);
    }
}
