using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;

namespace TeamsCpeApi.Tests.Graph;

public sealed class ProviderCheckTests : IAsyncLifetime
{
    private readonly SimulatedTenantScenario tenant = new();
    private SimulatorServer simulator = null!;
    private GraphHost host = null!;

    public async Task InitializeAsync()
    {
        simulator = await tenant.StartAsync();
        host = new(simulator.Address, simulator.CertificatePem);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task Validate_EverythingIsRight_EveryStepIsOk()
        => Assert.Equal("token ok, roles ok, directory ok, access-policy ok, meeting ok, reports ok", await StepsAsync(SimulatedTenantScenario.Mail, tenant.JoinUrl));

    [Fact]
    public async Task Validate_NoOrganizer_SkipsTeams()
        => Assert.Equal("token ok, roles ok, directory ok, access-policy skipped, meeting skipped, reports skipped", await StepsAsync(null, null));

    [Fact]
    public async Task Validate_NoLink_StillProvesThePolicy()
        => Assert.Equal("token ok, roles ok, directory ok, access-policy ok, meeting skipped, reports skipped", await StepsAsync(tenant.Organizer.ToString(), null));

    [Fact]
    public async Task Validate_LinkOfAnotherTenant_FailsTheMeetingAlone()
        => Assert.Equal(
            "token ok, roles ok, directory ok, access-policy ok, meeting failed (graph-tenant-mismatch), reports skipped",
            await StepsAsync(tenant.Organizer.ToString(), tenant.JoinUrl.Replace(tenant.TenantId.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)));

    [Fact]
    public async Task Validate_NoPolicy_FailsThePolicyAndSkipsTheRest()
    {
        simulator.Change(scenario => scenario.Tenants[0].AccessPolicies.Clear());

        Assert.Equal(
            "token ok, roles ok, directory ok, access-policy failed (graph-no-access-policy), meeting skipped, reports skipped",
            await StepsAsync(tenant.Organizer.ToString(), tenant.JoinUrl));
    }

    [Theory]
    [InlineData("specificUsers", "{connect}¦New-CsApplicationAccessPolicy -Identity \"TeamsCpeApi\" -AppIds \"{app}\" -Description \"CPE attendance\"¦Grant-CsApplicationAccessPolicy -PolicyName \"TeamsCpeApi\" -Identity \"{organizer}\"")]
    [InlineData("global", "{connect}¦New-CsApplicationAccessPolicy -Identity \"TeamsCpeApi\" -AppIds \"{app}\" -Description \"CPE attendance\"¦Grant-CsApplicationAccessPolicy -PolicyName \"TeamsCpeApi\" -Global")]
    [InlineData("globalWithExceptions", "{connect}¦New-CsApplicationAccessPolicy -Identity \"TeamsCpeApi\" -AppIds \"{app}\" -Description \"CPE attendance\"¦Grant-CsApplicationAccessPolicy -PolicyName \"TeamsCpeApi\" -Global¦New-CsApplicationAccessPolicy -Identity \"TeamsCpeApi-Excepted\" -Description \"No application\"¦Grant-CsApplicationAccessPolicy -PolicyName \"TeamsCpeApi-Excepted\" -Identity \"<object id of a person to leave out>\"")]
    [InlineData("usersWithExistingPolicy", "{connect}¦$policy = (Get-CsUserPolicyAssignment -Identity \"{organizer}\" | Where-Object PolicyType -eq \"ApplicationAccessPolicy\").PolicyName¦$policy    # empty: the organizer has none, use \"specificUsers\"¦Set-CsApplicationAccessPolicy -Identity $policy -AppIds @{Add=\"{app}\"}")]
    [InlineData("updateExistingPolicy", "{connect}¦Get-CsApplicationAccessPolicy | Format-List Identity, AppIds    # choose the policy, without the \"Tag:\" before its name¦Set-CsApplicationAccessPolicy -Identity \"<name of the policy>\" -AppIds @{Add=\"{app}\"}")]
    public async Task Validate_NoPolicy_PrintsThePowerShellForEverySituation(string scenario, string lines)
    {
        simulator.Change(scenario => scenario.Tenants[0].AccessPolicies.Clear());

        var steps = await host.Check.ValidateAsync(tenant.Connection, tenant.Organizer.ToString(), tenant.JoinUrl, default);

        var expected = lines
            .Replace("{connect}", $"Connect-MicrosoftTeams -TenantId \"{tenant.TenantId}\"", StringComparison.Ordinal)
            .Replace("{app}", tenant.ClientId.ToString(), StringComparison.Ordinal)
            .Replace("{organizer}", tenant.Organizer.ToString(), StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(steps.Single(step => step.Name == "access-policy").Scripts, script => script.Scenario == scenario).PowerShell.ReplaceLineEndings("¦"));
        Assert.All(steps.Where(step => step.Name != "access-policy"), step => Assert.Empty(step.Scripts));
    }

    [Theory]
    [InlineData("global", "Connect-MicrosoftTeams -TenantId")]
    [InlineData("usGov", "Connect-MicrosoftTeams -TeamsEnvironmentName TeamsGCCH -TenantId")]
    [InlineData("usGovDod", "Connect-MicrosoftTeams -TeamsEnvironmentName TeamsDOD -TenantId")]
    public void Scripts_OfACloud_ConnectToIt(string cloud, string begin)
        => Assert.All(AccessPolicyScripts.For(cloud, tenant.TenantId, tenant.ClientId, tenant.Organizer), script => Assert.StartsWith(begin, script.PowerShell, StringComparison.Ordinal));

    [Fact]
    public async Task Validate_RoleMissing_SaysWhich()
    {
        simulator.Change(scenario => scenario.Tenants[0].Apps[0].Roles.Remove("OnlineMeetingArtifact.Read.All"));

        var steps = await host.Check.ValidateAsync(tenant.Connection, tenant.Organizer.ToString(), tenant.JoinUrl, default);

        Assert.Equal(
            "token ok, roles failed (graph-consent-missing), directory ok, access-policy ok, meeting ok, reports failed (graph-consent-missing)",
            Described(steps));
        Assert.Contains("Missing: OnlineMeetingArtifact.Read.All.", steps[1].Seen, StringComparison.Ordinal);
        Assert.NotNull(steps[1].Remedy);
    }

    [Fact]
    public async Task Validate_WrongSecret_FailsTheTokenAndSkipsTheRest()
    {
        var steps = await host.Check.ValidateAsync(tenant.ConnectionWith("wrong"), tenant.Organizer.ToString(), tenant.JoinUrl, default);

        Assert.Equal("token failed (graph-secret-invalid), roles skipped, directory skipped, access-policy skipped, meeting skipped, reports skipped", Described(steps));
    }

    [Fact]
    public async Task Validate_OpaqueToken_SkipsTheRolesOnly()
    {
        await using var server = await ScriptedServer.StartAsync(new(200, """{"value":[]}"""));
        await using var scripted = server.Host();

        var steps = await scripted.Check.ValidateAsync(server.Connection, null, null, default);

        Assert.StartsWith("token ok, roles skipped, directory ok", Described(steps), StringComparison.Ordinal);
    }

    private async Task<string> StepsAsync(string? organizer, string? joinUrl)
        => Described(await host.Check.ValidateAsync(tenant.Connection, organizer, joinUrl, default));

    private static string Described(IReadOnlyList<CheckStep> steps)
        => string.Join(", ", steps.Select(step => $"{step.Name} {step.Outcome.ToString().ToLowerInvariant()}{(step.Failure is { } failure ? $" ({failure.Code})" : "")}"));
}
