using Quartz;

namespace TeamsCpeApi.Notifications;

/// <summary>The clock of the subscriptions.</summary>
[DisallowConcurrentExecution]
internal sealed class MaintainSubscriptions(IServiceScopeFactory scopes) : IJob
{
    internal static readonly JobKey Key = new("maintain-subscriptions");
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SubscriptionUpkeep>().RunAsync(cancellationToken);
    }
}

/// <summary>Reads notifications when they come, and looks for forgotten ones once in a while.</summary>
[DisallowConcurrentExecution]
internal sealed class ReadNotifications(IServiceScopeFactory scopes) : IJob
{
    internal static readonly JobKey Key = new("read-notifications");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<ReadInbox>().RunAsync(cancellationToken))
        {
            await context.Scheduler.TriggerJob(MaintainSubscriptions.Key, cancellationToken);
        }
    }
}

/// <summary>Tells the scheduler that something came. When that fails it is found a little later.</summary>
internal sealed partial class InboxBell(ISchedulerFactory schedulers, ILogger<InboxBell> logger)
{
    public async Task RingAsync()
    {
        try
        {
            var scheduler = await schedulers.GetScheduler();
            await scheduler.TriggerJob(ReadNotifications.Key);
        }
        catch (SchedulerException exception)
        {
            Log.NotRung(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Notifications could not be announced at once; they will be found")]
        public static partial void NotRung(ILogger logger, Exception exception);
    }
}

internal static class NotificationServices
{
    internal static void AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<NotificationOptions>().BindConfiguration(NotificationOptions.Section);
        services.AddSingleton<NotificationSwitch>();
        services.AddSingleton<NotificationTokens>();
        services.AddSingleton<InboxBell>();
        services.AddScoped<NotificationCertificates>();
        services.AddScoped<WantedSubscriptions>();
        services.AddScoped<SubscriptionUpkeep>();
        services.AddScoped<HurryAttendance>();
        services.AddScoped<ReadInbox>();
    }

    internal static void AddNotificationJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<MaintainSubscriptions>(
            trigger => trigger.WithIdentity("maintain-subscriptions").StartNow().WithSimpleSchedule(MaintainSubscriptions.Interval),
            job => job.WithIdentity(MaintainSubscriptions.Key.Name).StoreDurably());
        quartz.ScheduleJob<ReadNotifications>(
            trigger => trigger.WithIdentity("read-notifications").StartNow().WithSimpleSchedule(MaintainSubscriptions.Interval),
            job => job.WithIdentity(ReadNotifications.Key.Name).StoreDurably());
    }
}
