using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Users by id or principal name, and the search for one.</summary>
internal static class Users
{
    private static readonly string[] Roles =
        ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    public static Answer Get(GraphCall call)
    {
        if (!call.HasAnyRole(Roles))
        {
            return GraphError.MissingDirectoryRole();
        }

        var name = call.Route("userId");
        var user = call.Tenant.Users.Find(known => Same(known.Id.ToString(), name) || Same(known.UserPrincipalName, name));
        if (user is null)
        {
            return GraphError.ResourceNotFound(name);
        }

        var body = Selected(user, call.Option("$select"));
        body.Insert(0, "@odata.context", call.Context("users/$entity"));
        return Answer.Ok(body);
    }

    /// <summary>The person in whose name the token acts.</summary>
    public static Answer Me(GraphCall call)
    {
        if (call.Token.UserId is not { } id)
        {
            return GraphError.DelegatedOnly();
        }

        var user = call.Tenant.Users.Find(known => known.Id == id);
        if (user is null || !call.Token.Scopes!.Contains("User.Read"))
        {
            return GraphError.MissingDirectoryRole();
        }

        var body = Selected(user, call.Option("$select"));
        body.Insert(0, "@odata.context", call.Context("users/$entity"));
        return Answer.Ok(body);
    }

    public static Answer List(GraphCall call)
    {
        if (!call.HasAnyRole(Roles))
        {
            return GraphError.MissingDirectoryRole();
        }

        var (refusal, matches) = UserQuery.Read(
            call.Option("$filter"), call.Option("$search"), call.Request.Headers["ConsistencyLevel"].FirstOrDefault());
        if (refusal is not null)
        {
            return refusal;
        }

        var pageSize = int.TryParse(call.Option("$top"), NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0
            ? Math.Min(top, 999)
            : call.Scenario.PageSize;
        var found = call.Tenant.Users.FindAll(matches!);
        return Paging.Page(call, "users", found, pageSize, user => Selected(user, call.Option("$select")));
    }

    private static JsonObject Selected(SimulatedUser user, string? select)
    {
        var all = new JsonObject
        {
            ["businessPhones"] = new JsonArray(),
            ["displayName"] = user.DisplayName,
            ["givenName"] = null,
            ["jobTitle"] = null,
            ["mail"] = user.Mail,
            ["mobilePhone"] = null,
            ["officeLocation"] = null,
            ["preferredLanguage"] = null,
            ["surname"] = null,
            ["userPrincipalName"] = user.UserPrincipalName,
            ["id"] = user.Id.ToString(),
        };
        if (select is null)
        {
            return all;
        }

        var wanted = select.Split(',', StringSplitOptions.TrimEntries);
        return new JsonObject(all
            .Where(member => wanted.Contains(member.Key, StringComparer.OrdinalIgnoreCase))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
