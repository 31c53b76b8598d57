namespace TeamsCpeApi.Graph;

/// <summary>PowerShell that lets an application near the meetings of organizers.</summary>
/// <param name="Scenario">A stable name of the situation.</param>
/// <param name="When">In which situation it is the right one.</param>
/// <param name="PowerShell">The commands, with the application's and the organizer's id filled in.</param>
internal sealed record AccessPolicyScript(string Scenario, string When, string PowerShell);

/// <summary>
/// The ways to grant a Teams application access policy. Of all policies exactly one takes effect for a person: the one granted to the person,
/// else the one of the group with the lowest rank, else the global one; they never add up (graph.md §0.1).
/// </summary>
internal static class AccessPolicyScripts
{
    private const string Policy = "TeamsCpeApi";

    /// <summary>All of them, the one for a single organizer first: it changes least.</summary>
    public static IReadOnlyList<AccessPolicyScript> For(string cloud, Guid tenantId, Guid clientId, Guid? organizerId)
    {
        var organizer = organizerId?.ToString() ?? "<organizer's object id>";
        var connect = Connect(cloud, tenantId);
        var create = $"""New-CsApplicationAccessPolicy -Identity "{Policy}" -AppIds "{clientId}" -Description "CPE attendance" """.TrimEnd();
        return
        [
            new("specificUsers", "Only certain organizers, who have no application access policy of their own yet. Repeat the last line for each.", $"""
                {connect}
                {create}
                Grant-CsApplicationAccessPolicy -PolicyName "{Policy}" -Identity "{organizer}"
                """),
            new("global", "Every organizer of the tenant, and nobody has an application access policy of their own.", $"""
                {connect}
                {create}
                Grant-CsApplicationAccessPolicy -PolicyName "{Policy}" -Global
                """),
            new("globalWithExceptions", "Every organizer but some, who must stay out of the application's reach. Repeat the last line for each of them.", $"""
                {connect}
                {create}
                Grant-CsApplicationAccessPolicy -PolicyName "{Policy}" -Global
                New-CsApplicationAccessPolicy -Identity "{Policy}-Excepted" -Description "No application"
                Grant-CsApplicationAccessPolicy -PolicyName "{Policy}-Excepted" -Identity "<object id of a person to leave out>"
                """),
            new("usersWithExistingPolicy", "The organizer already has a policy, directly or through a group: a second grant would replace it and lock out the applications in it, so this application is added to it.", $$"""
                {{connect}}
                $policy = (Get-CsUserPolicyAssignment -Identity "{{organizer}}" | Where-Object PolicyType -eq "ApplicationAccessPolicy").PolicyName
                $policy    # empty: the organizer has none, use "specificUsers"
                Set-CsApplicationAccessPolicy -Identity $policy -AppIds @{Add="{{clientId}}"}
                """),
            new("updateExistingPolicy", "A policy for such applications exists and is granted already, globally or to groups: this application is added to it.", $$"""
                {{connect}}
                Get-CsApplicationAccessPolicy | Format-List Identity, AppIds    # choose the policy, without the "Tag:" before its name
                Set-CsApplicationAccessPolicy -Identity "<name of the policy>" -AppIds @{Add="{{clientId}}"}
                """),
        ];
    }

    private static string Connect(string cloud, Guid tenantId) => "Connect-MicrosoftTeams" + cloud switch
    {
        "usGov" => " -TeamsEnvironmentName TeamsGCCH",
        "usGovDod" => " -TeamsEnvironmentName TeamsDOD",
        _ => "",
    } + $""" -TenantId "{tenantId}" """.TrimEnd();
}
