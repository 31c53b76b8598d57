namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Making, changing and removing online meetings.</summary>
internal static class MeetingChanges
{
    private static readonly string[] Roles = ["OnlineMeetings.ReadWrite.All"];

    public static Answer Create(GraphCall call)
    {
        var (refusal, organizer) = Allowed(call);
        return refusal ?? Created(call, organizer!, null);
    }

    /// <summary>The key is tenant, organizer and external id.</summary>
    public static Answer CreateOrGet(GraphCall call)
    {
        var (refusal, organizer) = Allowed(call);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Body.Text("externalId") is not { } key)
        {
            return GraphError.BadRequest("ExternalId is required.");
        }

        var known = call.Tenant.Meetings.Find(meeting => meeting.Organizer == organizer!.Id && meeting.ExternalId == key);
        return known is null ? Created(call, organizer!, key) : Answer.Ok(Meetings.ToJson(known, call.Tenant, organizer!));
    }

    public static Answer Change(GraphCall call)
    {
        var (refusal, organizer, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        if (refusal is not null)
        {
            return refusal;
        }

        var (start, end) = (call.Body.Instant("startDateTime") ?? meeting!.StartDateTime, call.Body.Instant("endDateTime") ?? meeting!.EndDateTime);
        if (start is not null && end is not null && end.Value < start.Value)
        {
            return GraphError.BadRequest("EndDateTime is before StartDateTime.");
        }

        meeting!.Subject = call.Body.Text("subject") ?? meeting.Subject;
        (meeting.StartDateTime, meeting.EndDateTime) = (start, end);
        return Answer.Ok(Meetings.ToJson(meeting, call.Tenant, organizer!));
    }

    public static Answer Remove(GraphCall call)
    {
        var (refusal, _, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        if (refusal is not null)
        {
            return refusal;
        }

        call.Tenant.Meetings.Remove(meeting!);
        return Answer.NoContent();
    }

    /// <summary>A new meeting with a join link as Teams makes them.</summary>
    public static SimulatedMeeting New(GraphCall call, Guid organizer, string? subject, Instant? start, Instant? end)
    {
        var number = call.Tenant.Meetings.Count + call.Tenant.Events.Count;
        var thread = $"19%3ameeting_{StableGuid.Of("thread", call.Tenant.Id, number, call.Now.UtcTicks):N}%40thread.v2";
        var digits = $"{260_000_000_000 + number}";
        var meeting = new SimulatedMeeting
        {
            Organizer = organizer,
            JoinMeetingId = digits,
            JoinWebUrl = call.Scenario.Answers.CreatedJoinUrl == JoinUrlOfCreatedMeeting.Short
                ? $"https://teams.microsoft.com/meet/{digits}?p=simulated"
                : $"https://teams.microsoft.com/l/meetup-join/{thread}/0?context=%7b%22Tid%22%3a%22{call.Tenant.Id}%22%2c%22Oid%22%3a%22{organizer}%22%7d",
            Subject = subject,
            CreationDateTime = Instant.From(call.Now),
            StartDateTime = start,
            EndDateTime = end,
        };
        call.Tenant.Meetings.Add(meeting);
        return meeting;
    }

    private static (Answer? Refusal, SimulatedUser? Organizer) Allowed(GraphCall call)
    {
        var (refusal, organizer) = MeetingAccess.Check(call, Roles);
        return refusal is null && AccessPolicies.Refuse(call, organizer!.Id) is { } noPolicy ? (noPolicy, null) : (refusal, organizer);
    }

    private static Answer Created(GraphCall call, SimulatedUser organizer, string? key)
    {
        var (start, end) = (call.Body.Instant("startDateTime"), call.Body.Instant("endDateTime"));
        if (end is not null && (start is null || end.Value < start.Value))
        {
            return GraphError.BadRequest("StartDateTime and EndDateTime do not fit together.");
        }

        start ??= Instant.From(call.Now);
        var meeting = New(call, organizer.Id, call.Body.Text("subject"), start, end ?? Instant.From(start.Value.AddHours(1)));
        meeting.ExternalId = key;
        return Answer.Created(Meetings.ToJson(meeting, call.Tenant, organizer));
    }
}
