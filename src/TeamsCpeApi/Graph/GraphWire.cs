using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCpeApi.Graph;

/// <summary>How JSON of Graph and Entra is read: loosely, because Graph's types are open and grow.</summary>
internal static class GraphWire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new InstantConverter(), new ZonedTimeConverter() } };

    /// <summary>How bodies are written: what is null is left out. Instants are put in as text.</summary>
    public static readonly JsonSerializerOptions Body = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Graph writes 0 to 7 fraction digits, sometimes no text, and the year 1 for "no value". Without a zone an instant is UTC.</summary>
    private sealed class InstantConverter : JsonConverter<DateTimeOffset?>
    {
        public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null || reader.GetString() is not { Length: > 0 } text)
            {
                return null;
            }

            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                ? instant.Year == 1 ? null : instant
                : throw new JsonException("An instant is not written as ISO 8601.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
            => throw new NotSupportedException("Instants are only read.");

        public override bool HandleNull => true;
    }
}

internal sealed record WirePage<T>(
    IReadOnlyList<T?>? Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink);

internal sealed record WireError(WireErrorBody? Error);

internal sealed record WireErrorBody(string? Code, string? Message, WireInnerError? InnerError);

internal sealed record WireInnerError([property: JsonPropertyName("request-id")] string? RequestId);

internal sealed record StsError(
    string? Error,
    [property: JsonPropertyName("error_description")] string? Description,
    [property: JsonPropertyName("error_codes")] IReadOnlyList<int>? Numbers,
    [property: JsonPropertyName("trace_id")] string? TraceId);

internal sealed record WireUser(string? Id, string? DisplayName, string? Mail, string? UserPrincipalName);

internal sealed record WireMeeting(
    string? Id,
    string? JoinWebUrl,
    string? Subject,
    DateTimeOffset? CreationDateTime,
    DateTimeOffset? StartDateTime,
    DateTimeOffset? EndDateTime,
    string? MeetingType,
    bool? IsBroadcast,
    WireChat? ChatInfo,
    WireParticipants? Participants,
    WireJoinMeetingId? JoinMeetingIdSettings);

internal sealed record WireChat(string? ThreadId);

internal sealed record WireParticipants(WireParticipant? Organizer);

internal sealed record WireParticipant(WireIdentitySet? Identity);

internal sealed record WireIdentitySet(WireIdentity? User);

internal sealed record WireJoinMeetingId(string? JoinMeetingId);

internal sealed record WireReport(
    string? Id,
    DateTimeOffset? MeetingStartDateTime,
    DateTimeOffset? MeetingEndDateTime,
    int? TotalParticipantCount);

internal sealed record WireRecord(
    string? Id,
    string? EmailAddress,
    string? Role,
    int? TotalAttendanceInSeconds,
    WireIdentity? Identity,
    string? RegistrationId,
    IReadOnlyList<WireInterval?>? AttendanceIntervals);

internal sealed record WireInterval(DateTimeOffset? JoinDateTime, DateTimeOffset? LeaveDateTime, int? DurationInSeconds);

internal sealed record WireIdentity(
    string? Id,
    string? DisplayName,
    string? TenantId,
    [property: JsonPropertyName("@odata.type")] string? Type);
