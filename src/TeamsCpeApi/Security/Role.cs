namespace TeamsCpeApi.Security;

/// <summary>What a key may do.</summary>
internal enum Role
{
    /// <summary>Everything.</summary>
    Admin,

    /// <summary>Sessions, uploads, matches, approval, issuing.</summary>
    Operator,

    /// <summary>An LMS: its own sessions, rosters, launches and their results.</summary>
    Integrator,

    /// <summary>Reads everything but secrets.</summary>
    Auditor,
}

/// <summary>Who may call which endpoint. Nothing is open that does not say so.</summary>
internal static class Policies
{
    /// <summary>Every key.</summary>
    internal const string Read = nameof(Read);

    /// <summary>Sessions, rosters, launches.</summary>
    internal const string ManageSessions = nameof(ManageSessions);

    /// <summary>Uploads, matches, approval, issuing.</summary>
    internal const string Operate = nameof(Operate);

    /// <summary>Providers, sponsors, rulesets, keys.</summary>
    internal const string Administer = nameof(Administer);

    /// <summary>The audit log.</summary>
    internal const string Audit = nameof(Audit);

    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<Role>> Roles = new Dictionary<string, IReadOnlyList<Role>>
    {
        [Read] = [Role.Admin, Role.Operator, Role.Integrator, Role.Auditor],
        [ManageSessions] = [Role.Admin, Role.Operator, Role.Integrator],
        [Operate] = [Role.Admin, Role.Operator],
        [Administer] = [Role.Admin],
        [Audit] = [Role.Admin, Role.Auditor],
    };

    internal static string Words(string policy) => string.Join(", ", Roles[policy].Select(role => role.ToString().ToLowerInvariant()));
}
