using Npgsql;
using Quartz;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Notifications;
using TeamsCpeApi.Providers;

namespace TeamsCpeApi.Scheduling;

/// <summary>Quartz on its clustered PostgreSQL store: every node shares the work, a dead node's triggers are taken over.</summary>
internal static class SchedulingServices
{
    internal static void AddScheduling(this IServiceCollection services, IConfiguration configuration, string connectionString)
    {
        var jobs = configuration.GetSection(JobOptions.Section);
        services.AddOptions<JobOptions>().Bind(jobs)
            .Validate(options => options.IsSound, "Jobs:Concurrency must be 4 to 500, and Jobs:PerProvider at least 1 and at most three quarters of it.")
            .ValidateOnStart();
        services.AddSingleton<JobLocks>();
        services.AddSingleton<JobLanes>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobQueue>();
        services.AddSingleton<WorkLock>();
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(jobs.Get<JobOptions>()?.Concurrency ?? new JobOptions().Concurrency);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, connectionString);
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
                });
                store.ProvisionSchema();
            });
            quartz.AddJob<RunJob>(RunJob.Configure);
            quartz.AddNotificationJobs();
            quartz.ScheduleJob<SweepJobs>(trigger => trigger
                .WithIdentity("sweep-jobs")
                .StartNow()
                .WithSimpleSchedule(SweepJobs.Interval));
            quartz.ScheduleJob<WatchCredentialsJob>(trigger => trigger
                .WithIdentity("watch-credentials")
                .StartNow()
                .WithSimpleSchedule(WatchCredentialsJob.Interval));
            quartz.ScheduleJob<RenewSignInsJob>(trigger => trigger
                .WithIdentity("renew-sign-ins")
                .StartNow()
                .WithSimpleSchedule(RenewSignInsJob.Interval));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
