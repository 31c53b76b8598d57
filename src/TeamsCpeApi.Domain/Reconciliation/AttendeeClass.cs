using TeamsCpeApi.Domain.Attendance;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>As what an identity was there.</summary>
public enum AttendeeClass
{
    /// <summary>To attend.</summary>
    Attendee,

    /// <summary>To present or to produce. Meetings in which everybody may present call all of their people so.</summary>
    Presenter,

    /// <summary>To organize, alone or with others.</summary>
    Organizer,

    /// <summary>To instruct, as the session says.</summary>
    Instructor,
}

/// <summary>Tells the classes apart.</summary>
internal static class AttendeeClasses
{
    /// <summary>The strongest class that an identity has in any report.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="instructing">Who instructs.</param>
    internal static AttendeeClass Of(SeenIdentity identity, Instructing instructing) =>
        instructing.Includes(identity)
            ? AttendeeClass.Instructor
            : identity.Records.Select(record => Of(record.Role)).DefaultIfEmpty().Max();

    private static AttendeeClass Of(string? role) => MeetingRoles.Of(role) switch
    {
        MeetingRoles.Organizer or MeetingRoles.Coorganizer => AttendeeClass.Organizer,
        MeetingRoles.Presenter or MeetingRoles.Producer => AttendeeClass.Presenter,
        _ => AttendeeClass.Attendee,
    };
}
