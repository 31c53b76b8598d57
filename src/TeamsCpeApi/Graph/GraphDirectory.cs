namespace TeamsCpeApi.Graph;

/// <summary>A field of a person in the directory.</summary>
internal enum DirectoryField
{
    /// <summary>The e-mail address.</summary>
    Mail,

    /// <summary>The sign-in name.</summary>
    UserPrincipalName,

    /// <summary>The employee number.</summary>
    EmployeeId,

    /// <summary>The object id.</summary>
    ObjectId,
}

/// <summary>Finds people by one field of the directory.</summary>
internal sealed class GraphDirectory(GraphClient graph, GraphReader reader, GraphClouds clouds)
{
    private const string Fields = "$select=id,displayName,mail,userPrincipalName";

    /// <summary>
    /// The one person whose field has this value; nobody and several are two different failures. An object id names a person
    /// whatever the field is. Without a field, a sign-in name or an e-mail address will do.
    /// </summary>
    public async Task<GraphAnswer<DirectoryUser>> FindAsync(GraphConnection connection, DirectoryField? field, string value, CancellationToken cancellationToken)
    {
        var text = value.Trim();
        if (field is null or DirectoryField.ObjectId || Guid.TryParse(text, out _))
        {
            return await graph.FindUserAsync(connection, text, cancellationToken);
        }

        var call = new GraphCall("users.map", GraphFailureKind.UserNotFound, connection);
        if (clouds.Refusal(call) is { } refusal)
        {
            return new(null, refusal, []);
        }

        var name = NameOf(field.Value);
        var found = await reader.ListAsync<WireUser, DirectoryUser>(
            call, GraphPath.Filtered("/v1.0/users", $"{name} eq {GraphPath.Literal(text)}") + "&" + Fields, GraphProjection.ToUser, cancellationToken);
        return found.Value switch
        {
            null => found.Select(users => users[0]),
            [var user] => new(user, null, found.RawPages),
            [] => new(null, GraphFailures.Of(GraphFailureKind.UserNotFound, call.Subject, $"Nobody in the directory has this value in {name}."), found.RawPages),
            var several => new(null, GraphFailures.Of(GraphFailureKind.UserAmbiguous, call.Subject, $"{several.Count} people in the directory have this value in {name}."), found.RawPages),
        };
    }

    private static string NameOf(DirectoryField field) => field switch
    {
        DirectoryField.Mail => "mail",
        DirectoryField.UserPrincipalName => "userPrincipalName",
        _ => "employeeId",
    };
}
