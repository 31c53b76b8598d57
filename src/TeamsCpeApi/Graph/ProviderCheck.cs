using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace TeamsCpeApi.Graph;

internal enum CheckOutcome
{
    Ok,
    Failed,
    Skipped,
}

/// <summary>One step of a check.</summary>
/// <param name="Name">token, roles, directory, access-policy, meeting or reports.</param>
/// <param name="Outcome">How it went; skipped where an earlier step or an argument is missing.</param>
/// <param name="Seen">What was seen, in words.</param>
/// <param name="Remedy">What to do, where the step failed.</param>
/// <param name="Failure">The failure behind it, where Graph or Entra gave one.</param>
internal sealed record CheckStep(string Name, CheckOutcome Outcome, string Seen, string? Remedy = null, GraphFailure? Failure = null)
{
    /// <summary>What mends a missing application access policy, for each situation that a tenant may be in; empty for every other failure.</summary>
    public IReadOnlyList<AccessPolicyScript> Scripts { get; init; } = [];
}

/// <summary>Tries a connection step by step, so that an administrator sees which of the several settings in Entra and Teams is missing.</summary>
internal sealed class ProviderCheck(GraphClient graph, GraphClouds clouds, GraphTokens tokens)
{
    /// <summary>
    /// Runs the steps in order. The organizer is an object id or an e-mail address, and without one the Teams steps are skipped;
    /// without the join link of one of the organizer's meetings the last two are.
    /// </summary>
    public async Task<IReadOnlyList<CheckStep>> ValidateAsync(GraphConnection connection, string? organizer, string? joinUrl, CancellationToken cancellationToken)
    {
        var call = new GraphCall("check", GraphFailureKind.RequestRefused, connection);
        string? token = null;
        var failure = clouds.Refusal(call);
        if (failure is null)
        {
            (token, failure) = await tokens.GetAsync(connection, fresh: true, cancellationToken);
        }

        if (token is null)
        {
            return [Failed("token", failure!), .. AllSkipped("There is no token.", "roles", "directory", "access-policy", "meeting", "reports")];
        }

        var (directory, organizerId) = await DirectoryAsync(connection, organizer, cancellationToken);
        return
        [
            new("token", CheckOutcome.Ok, "Entra accepts the application's credential."),
            Roles(call.Subject, token),
            directory,
            .. await TeamsAsync(connection, organizerId, joinUrl, cancellationToken),
        ];
    }

    private static CheckStep Roles(GraphSubject subject, string token)
    {
        if (GrantedRoles(token) is not { } granted)
        {
            return Skipped("roles", "The token cannot be read, so that the permissions in it are unknown.");
        }

        var (needed, kind) = subject.Connection.SignIn is null ? (GraphPermissions.Application, "application") : (GraphPermissions.Delegated, "delegated");
        var missing = needed.Where(permission => !permission.IsIn(granted)).Select(permission => permission.Name).ToList();
        var seen = granted.Count == 0 ? $"The token carries no {kind} permission." : $"The token carries {string.Join(", ", granted.Order(StringComparer.Ordinal))}.";
        return missing.Count == 0
            ? new("roles", CheckOutcome.Ok, seen)
            : Failed("roles", GraphFailures.Of(GraphFailureKind.ConsentMissing, subject, $"{seen} Missing: {string.Join(", ", missing)}."));
    }

    private async Task<(CheckStep Step, Guid? OrganizerId)> DirectoryAsync(GraphConnection connection, string? organizer, CancellationToken cancellationToken)
    {
        // Whoever signed in is the only organizer there can be.
        organizer = string.IsNullOrWhiteSpace(organizer) ? connection.SignIn?.UserId?.ToString() : organizer;
        Guid? given = Guid.TryParse(organizer, out var id) ? id : null;
        if (string.IsNullOrWhiteSpace(organizer))
        {
            var search = await graph.SearchUsersAsync(connection, "", cancellationToken);
            return (search.Succeeded ? new("directory", CheckOutcome.Ok, "The directory can be read.") : Failed("directory", search.Failure), null);
        }

        var user = await graph.FindUserAsync(connection, organizer, cancellationToken);
        return user.Succeeded
            ? (new("directory", CheckOutcome.Ok, $"The organizer is {user.Value.DisplayName ?? "a person without a name"}, object id {user.Value.Id}."), user.Value.Id)
            : (Failed("directory", user.Failure), given);
    }

    private async Task<IReadOnlyList<CheckStep>> TeamsAsync(GraphConnection connection, Guid? organizerId, string? joinUrl, CancellationToken cancellationToken)
    {
        if (organizerId is not { } organizer)
        {
            return AllSkipped("The organizer is not known.", "access-policy", "meeting", "reports");
        }

        // A link that is none says nothing about the policy: that is asked with a meeting id that nobody has.
        var lookup = string.IsNullOrWhiteSpace(joinUrl) ? null : await graph.FindMeetingAsync(connection, organizer, joinUrl, cancellationToken);
        var asked = lookup is { Succeeded: true } or { Failure.HttpStatus: not null } ? lookup : await graph.FindMeetingAsync(connection, organizer, "0000000000", cancellationToken);
        var policy = connection.SignIn is not null ? Skipped("access-policy", "In the name of a person no policy is needed: their own meetings are open to them.")
            : asked.Succeeded || asked.Failure.Kind == GraphFailureKind.MeetingNotFound
            ? new CheckStep("access-policy", CheckOutcome.Ok, "Teams lets the application look up this organizer's meetings.")
            : Failed("access-policy", asked.Failure) with { Scripts = ScriptsFor(asked.Failure.Kind, connection, organizer) };
        if (lookup is null)
        {
            return [policy, Skipped("meeting", "No join link was given."), Skipped("reports", "No join link was given.")];
        }

        if (!lookup.Succeeded)
        {
            var meeting = policy.Outcome == CheckOutcome.Failed && lookup.Failure == asked.Failure
                ? Skipped("meeting", "Teams does not let the application look.")
                : Failed("meeting", lookup.Failure);
            return [policy, meeting, Skipped("reports", "There is no meeting.")];
        }

        var found = new CheckStep("meeting", CheckOutcome.Ok, $"The meeting is \"{lookup.Value.Subject ?? "without a subject"}\".");
        var reports = await graph.ListAttendanceReportsAsync(connection, organizer, lookup.Value.Id, cancellationToken);
        return [policy, found, reports.Succeeded ? new("reports", CheckOutcome.Ok, $"The meeting has {reports.Value.Count} attendance report(s).") : Failed("reports", reports.Failure)];
    }

    private static IReadOnlyList<AccessPolicyScript> ScriptsFor(GraphFailureKind kind, GraphConnection connection, Guid organizer)
        => kind is GraphFailureKind.NoAccessPolicy or GraphFailureKind.OrganizerNotCovered
            ? AccessPolicyScripts.For(connection.Cloud, connection.TenantId, connection.ClientId, organizer)
            : [];

    private static CheckStep Failed(string name, GraphFailure failure) => new(name, CheckOutcome.Failed, failure.Message, failure.Remedy, failure);

    private static CheckStep[] AllSkipped(string why, params string[] names) => Array.ConvertAll(names, name => Skipped(name, why));

    private static CheckStep Skipped(string name, string why) => new(name, CheckOutcome.Skipped, why);

    /// <summary>Looks into the token for this diagnosis alone: it is not ours to read, and Graph decides. Null where it is opaque.</summary>
    private static HashSet<string>? GrantedRoles(string token)
    {
        try
        {
            return token.Split('.') is [_, var payload, ..]
                ? [.. JsonSerializer.Deserialize<Claims>(Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(payload)), GraphWire.Json)?.All ?? []]
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>An application's permissions are a list, a person's are words in a text.</summary>
    private sealed record Claims(IReadOnlyList<string>? Roles, string? Scp)
    {
        public IEnumerable<string> All => (Roles ?? []).Concat(Scp?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }
}
