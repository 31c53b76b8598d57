namespace TeamsCpeApi.GraphSimulator.Entra;

internal static class Audience
{
    /// <summary>Graph answers to its configured names and to the simulator's own address by any loopback name.</summary>
    public static bool IsGraph(Scenario scenario, string audience, Uri root) =>
        scenario.GraphRoots.Contains(audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
        || (Uri.TryCreate(audience, UriKind.Absolute, out var named)
            && named.IsLoopback && named.Port == root.Port && named.Scheme == root.Scheme);
}
