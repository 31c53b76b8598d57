namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Application access policies: exactly one is effective per user, and policies do not merge.</summary>
internal static class AccessPolicies
{
    /// <summary>Null when the app may act for the user.</summary>
    public static Answer? Refuse(GraphCall call, Guid user)
    {
        // The policy says what apps may do by themselves; a person's own meetings are open to the person.
        if (call.Token.UserId is not null)
        {
            return null;
        }

        var policies = call.Tenant.AccessPolicies
            .FindAll(policy => policy.EffectiveAt is null || policy.EffectiveAt.Value <= call.Now);
        if (Effective(policies, user) is { } effective && effective.AppIds.Contains(call.Token.AppId))
        {
            return null;
        }

        var grantedToAnyone = policies.Exists(policy => policy.AppIds.Contains(call.Token.AppId) && IsGranted(policy));
        return grantedToAnyone && call.Scenario.Answers.UncoveredOrganizer == UncoveredOrganizerAnswer.NotCovered
            ? GraphError.NotCovered()
            : GraphError.NoPolicy(call.Scenario.Answers.PolicyRefusal, call.Token.AppId);
    }

    /// <summary>A direct grant outranks a group's, the lowest rank outranks other groups, and global comes last.</summary>
    public static SimulatedAccessPolicy? Effective(IReadOnlyCollection<SimulatedAccessPolicy> policies, Guid user) =>
        policies.FirstOrDefault(policy => policy.Users.Contains(user))
        ?? policies
            .SelectMany(policy => policy.Groups, (policy, group) => (policy, group))
            .Where(grant => grant.group.Members.Contains(user))
            .OrderBy(grant => grant.group.Rank)
            .Select(grant => grant.policy)
            .FirstOrDefault()
        ?? policies.FirstOrDefault(policy => policy.Global);

    private static bool IsGranted(SimulatedAccessPolicy policy) =>
        policy.Global || policy.Users.Count > 0 || policy.Groups.Count > 0;
}
