using System.Text.Json;
using TeamsCpeApi.Http;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Sessions;

/// <summary>A roster as it came: as JSON or as a file, with what cannot be read of it.</summary>
/// <param name="File">The bytes of a file; null for JSON.</param>
/// <param name="Rows">What was read.</param>
/// <param name="Refusals">Why the file cannot be read.</param>
/// <param name="IgnoredColumns">Columns of a file that mean nothing to a roster.</param>
internal sealed record RosterBody(byte[]? File, IReadOnlyList<RosterRow> Rows, IReadOnlyList<InputError> Refusals, IReadOnlyList<string> IgnoredColumns)
{
    internal const int MaximumParticipants = 20_000;

    public bool IsFile => File is not null;

    public static async Task<RosterBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType())
        {
            return new RosterBody(null, RowsOf(await ReadJsonAsync(request, cancellationToken)), [], []);
        }

        var file = request switch
        {
            { HasFormContentType: true } => await Uploads.ReadAsync(await Uploads.FileAsync(request, cancellationToken), cancellationToken),
            { ContentType: { } type } when type.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) => await ReadFileAsync(request, cancellationToken),
            _ => throw Problems.UnsupportedMediaType("application/json {\"participants\": […]} or text/csv"),
        };
        var reading = RosterCsvReader.Read(file);
        return new RosterBody(
            file,
            [.. reading.Rows.Select(RowOf)],
            [.. reading.Refusals.Select(refusal => new InputError(refusal.Code, refusal.Message, Row: refusal.Row, Column: refusal.Column))],
            reading.IgnoredColumns);
    }

    /// <summary>The rows, when they could be read and are not too many.</summary>
    public IReadOnlyList<RosterRow> Require() => this switch
    {
        { Refusals.Count: > 0 } => throw Problems.Invalid("The roster was not taken: mend the rows named under errors and send the file again.", Refusals),
        { Rows.Count: > MaximumParticipants } => throw Problems.Invalid($"A roster has at most {MaximumParticipants} participants."),
        _ => Rows,
    };

    private static async Task<RosterRequest?> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<RosterRequest>(cancellationToken);
        }
        catch (JsonException unreadable)
        {
            // As the framework says it of bodies that it reads itself.
            throw new BadHttpRequestException("The roster cannot be read as JSON.", unreadable);
        }
    }

    private static RosterRow[] RowsOf(RosterRequest? roster) => roster?.Participants is { Count: > 0 } participants
        ? [.. Lists.Whole(participants, "/participants").Select((participant, index) => new RosterRow($"/participants/{index}", null, participant))]
        : throw Problems.InvalidMember("/participants", "required", "Send at least one participant.");

    private static RosterRow RowOf(Workbooks.RosterRow row) => new(null, row.Row, new ParticipantRequest(
        row.ExternalId, row.Name, row.Email, row.Aliases, row.Licenses?.Select(license => new License(license.Jurisdiction, license.Number)).ToArray(), row.EntraObjectId?.ToString(), row.RegistrationId));

    private static async Task<byte[]> ReadFileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.Length <= Uploads.MaximumFileBytes ? body.ToArray() : throw Problems.PayloadTooLarge(Uploads.MaximumFileBytes);
    }
}
