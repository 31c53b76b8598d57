using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Calendar events with an online meeting. Exchange answers here: no application access policy, and principal names in the path will do.</summary>
internal static partial class CalendarEvents
{
    public static Answer Find(GraphCall call)
    {
        var (refusal, organizer) = Allowed(call);
        if (refusal is not null)
        {
            return refusal;
        }

        var filter = call.Option("$filter");
        var match = PropertyFilter.Match(filter ?? "");
        if (filter is not null && !match.Success)
        {
            return GraphError.BadRequest("Invalid filter clause");
        }

        var found = call.Tenant.Events.FindAll(known => known.Organizer == organizer!.Id
            && (filter is null || known.Properties.GetValueOrDefault(match.Groups["id"].Value) == match.Groups["value"].Value));
        return Paging.Page(call, $"users('{organizer!.Id}')/events", found, call.Scenario.PageSize, ToJson);
    }

    public static Answer Create(GraphCall call)
    {
        var (refusal, organizer) = Allowed(call);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Body.Instant("start") is not { } start || call.Body.Instant("end") is not { } end || end.Value < start.Value)
        {
            return GraphError.BadRequest("At least one property failed validation.");
        }

        var transaction = call.Body.Text("transactionId");
        if (transaction is not null && call.Tenant.Events.Find(known => known.Organizer == organizer!.Id && known.TransactionId == transaction) is { } made)
        {
            return call.Scenario.Answers.RepeatedTransaction == RepeatedTransactionAnswer.Conflict
                ? GraphError.Conflict("ErrorDuplicateTransactionId", "Your request can't be completed. The TransactionId has been used already.")
                : Answer.Created(ToJson(made));
        }

        var meeting = (bool?)call.Body!["isOnlineMeeting"] == true ? MeetingChanges.New(call, organizer!.Id, call.Body.Text("subject"), start, end) : null;
        var added = new SimulatedEvent
        {
            Id = $"AAMk{StableGuid.Of("event", call.Tenant.Id, call.Tenant.Events.Count, call.Now.UtcTicks):N}=",
            Organizer = organizer!.Id,
            TransactionId = transaction,
            JoinUrl = meeting?.JoinWebUrl,
            AnswersWithoutJoinUrl = call.Scenario.Answers.EventsWithoutJoinUrl,
        };
        Apply(call.Body, added);
        call.Tenant.Events.Add(added);
        return Answer.Created(ToJson(added));
    }

    public static Answer Get(GraphCall call) => With(call, found => Answer.Ok(ToJson(found)));

    public static Answer Change(GraphCall call) => With(call, found =>
    {
        Apply(call.Body ?? [], found);
        if (call.Tenant.Meetings.Find(meeting => meeting.JoinWebUrl == found.JoinUrl) is { } meeting)
        {
            (meeting.Subject, meeting.StartDateTime, meeting.EndDateTime) = (found.Subject, found.Start, found.End);
        }

        return Answer.Ok(ToJson(found));
    });

    public static Answer Remove(GraphCall call) => With(call, found =>
    {
        call.Tenant.Events.Remove(found);
        call.Tenant.Meetings.RemoveAll(meeting => meeting.JoinWebUrl == found.JoinUrl);
        return Answer.NoContent();
    });

    private static (Answer? Refusal, SimulatedUser? Organizer) Allowed(GraphCall call)
    {
        if (!call.HasAnyRole("Calendars.ReadWrite"))
        {
            return (GraphError.CalendarDenied(), null);
        }

        var name = call.Route("userId");
        var user = call.Tenant.Users.Find(known => string.Equals(known.Id.ToString(), name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(known.UserPrincipalName, name, StringComparison.OrdinalIgnoreCase));
        return user is null ? (GraphError.NotFound("The requested user is invalid.", "ErrorInvalidUser"), null) : (null, user);
    }

    private static Answer With(GraphCall call, Func<SimulatedEvent, Answer> handler)
    {
        var (refusal, organizer) = Allowed(call);
        return refusal
            ?? (call.Tenant.Events.Find(known => known.Organizer == organizer!.Id && known.Id == call.Route("eventId")) is { } found
                ? handler(found)
                : GraphError.NotFound("The specified object was not found in the store.", "ErrorItemNotFound"));
    }

    private static void Apply(JsonObject body, SimulatedEvent target)
    {
        target.Subject = body.Text("subject") ?? target.Subject;
        target.Start = body.Instant("start") ?? target.Start;
        target.End = body.Instant("end") ?? target.End;
        target.HideAttendees = (bool?)body["hideAttendees"] ?? target.HideAttendees;
        if (body["attendees"] is JsonArray attendees)
        {
            target.Attendees = [.. attendees.Select(attendee => (string)attendee!["emailAddress"]!["address"]!)];
        }

        foreach (var property in body["singleValueExtendedProperties"] as JsonArray ?? [])
        {
            target.Properties[(string)property!["id"]!] = (string)property["value"]!;
        }
    }

    private static JsonObject ToJson(SimulatedEvent known)
    {
        var withoutLink = known.AnswersWithoutJoinUrl > 0;
        known.AnswersWithoutJoinUrl = Math.Max(0, known.AnswersWithoutJoinUrl - 1);
        return new JsonObject
        {
            ["id"] = known.Id,
            ["subject"] = known.Subject,
            ["start"] = Time(known.Start),
            ["end"] = Time(known.End),
            ["isCancelled"] = false,
            ["isOnlineMeeting"] = known.JoinUrl is not null,
            ["onlineMeetingProvider"] = known.JoinUrl is null ? "unknown" : "teamsForBusiness",
            ["onlineMeetingUrl"] = null,
            ["onlineMeeting"] = known.JoinUrl is null || withoutLink ? null : new JsonObject { ["joinUrl"] = known.JoinUrl },
            ["transactionId"] = known.TransactionId,
        };
    }

    private static JsonObject? Time(Instant? instant) => instant is null
        ? null
        : new JsonObject { ["dateTime"] = instant.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture), ["timeZone"] = "UTC" };

    [GeneratedRegex(@"^singleValueExtendedProperties/Any\(ep:\s*ep/id eq '(?<id>[^']+)' and ep/value eq '(?<value>[^']+)'\)$", RegexOptions.IgnoreCase)]
    private static partial Regex PropertyFilter { get; }
}
