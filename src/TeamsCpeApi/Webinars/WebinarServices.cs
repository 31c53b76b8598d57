using TeamsCpeApi.Jobs;

namespace TeamsCpeApi.Webinars;

internal static class WebinarServices
{
    public static void AddWebinars(this IServiceCollection services)
    {
        services.AddSingleton<EventRules>();
        services.AddScoped<ReadEvent>();
        services.AddScoped<ListRegistrations>();
        services.AddScoped<UpdateEvent>();
        services.AddScoped<EventAttendance>();
        services.AddScoped<DescribeRegistrations>();
        services.AddScoped<IJobWork, RefreshEvent>();
        services.AddScoped<IJobWork, RegisterParticipants>();
    }
}
