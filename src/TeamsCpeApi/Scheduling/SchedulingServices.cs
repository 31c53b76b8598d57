using Npgsql;
using Quartz;
using TeamsCpeApi.Jobs;

namespace TeamsCpeApi.Scheduling;

/// <summary>Quartz on its clustered PostgreSQL store: every node shares the work, a dead node's triggers are taken over.</summary>
internal static class SchedulingServices
{
    internal static void AddScheduling(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobQueue>();
        services.AddSingleton<SessionLock>();
        services.AddQuartz(quartz =>
        {
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
            quartz.ScheduleJob<SweepJobs>(trigger => trigger
                .WithIdentity("sweep-jobs")
                .StartNow()
                .WithSimpleSchedule(SweepJobs.Interval));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
