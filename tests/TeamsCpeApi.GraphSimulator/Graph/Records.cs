using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>One person's attendance as the service writes it.</summary>
internal static class Records
{
    private const string UserIdentity = "#microsoft.graph.communicationsUserIdentity";

    public static JsonObject ToJson(SimulatedRecord record, SimulatedReport report, int index)
    {
        var body = new JsonObject
        {
            ["id"] = record.Id ?? (record.ObjectId ?? StableGuid.Of("record", report.Id, index)).ToString(),
            ["emailAddress"] = record.EmailAddress,
            ["totalAttendanceInSeconds"] = record.TotalAttendanceInSeconds
                ?? record.Intervals.Sum(interval => interval.Duration),
            ["role"] = record.Role,
            ["registrationId"] = record.RegistrationId,
            ["identity"] = Identity(record),
            ["attendanceIntervals"] = new JsonArray([.. record.Intervals.Select(Interval)]),
        };
        foreach (var (name, value) in record.Extra ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    /// <summary>Only members carry a type and an id; anyone else is a name.</summary>
    private static JsonNode? Identity(SimulatedRecord record)
    {
        if (record.Identity.ValueKind != JsonValueKind.Undefined)
        {
            return JsonSerializer.SerializeToNode(record.Identity);
        }

        var identity = new JsonObject
        {
            ["id"] = record.ObjectId?.ToString(),
            ["displayName"] = record.DisplayName,
            ["tenantId"] = record.TenantId?.ToString(),
        };
        if (record.ObjectId is not null)
        {
            identity.Insert(0, "@odata.type", UserIdentity);
        }

        return identity;
    }

    private static JsonObject Interval(SimulatedInterval interval) => new()
    {
        ["joinDateTime"] = interval.JoinDateTime?.Text,
        ["leaveDateTime"] = interval.LeaveDateTime?.Text,
        ["durationInSeconds"] = interval.Duration,
    };
}
