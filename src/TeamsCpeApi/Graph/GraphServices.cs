using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph.Budget;

namespace TeamsCpeApi.Graph;

internal static class GraphServices
{
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphOptions>().Bind(configuration.GetSection(GraphOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GraphHttp>();
        services.AddSingleton<FederatedAssertions>();
        services.AddSingleton<SignInClients>();
        services.AddSingleton<SignedInTokens>();
        services.AddSingleton<GraphTokens>();
        services.AddSingleton<BudgetStore>();
        services.AddSingleton<GraphBudgets>();
        services.AddSingleton<GraphSender>();
        services.AddSingleton<GraphReader>();
        services.AddSingleton<GraphWriter>();
        services.AddSingleton<GraphClouds>();
        services.AddSingleton<GraphClient>();
        services.AddSingleton<GraphMeetings>();
        services.AddSingleton<GraphDirectory>();
        services.AddSingleton<GraphEvents>();
        services.AddSingleton<GraphVirtualEvents>();
        services.AddSingleton<FindVirtualEvent>();
        services.AddSingleton<GraphSubscriptions>();
        services.AddSingleton<ProviderCheck>();
        return services;
    }
}
