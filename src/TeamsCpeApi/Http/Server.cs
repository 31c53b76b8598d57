using FluentValidation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Instruction;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Notifications;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Programs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Reconciliation;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Scheduling;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Sponsors;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Http;

/// <summary>Puts the server together.</summary>
internal static class Server
{
    internal static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = Uploads.MaximumRequestBytes;
        });

        // The framework's lines for each request hold the whole address: a code of a sign-in, or the text that somebody searches for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing.Matching", LogLevel.Information);
        AddServices(builder.Services, builder.Configuration);

        var app = builder.Build();
        UsePipeline(app);
        MapRoutes(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        var connectionString = StorageServices.ConnectionString(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(connectionString);
        services.AddScoped<SeedPresets>();
        services.AddScoped<StoreRuleset>();
        services.AddScoped<BootstrapAdminKey>();
        services.AddHostedService<MigrateDatabase>();
        services.AddSecurity();
        services.AddGraph(configuration);
        services.AddScheduling(configuration, connectionString);

        services.AddSingleton<IValidator<KeyRequest>, KeyRequestValidator>();
        services.AddSingleton<IValidator<ProviderRequest>, ProviderRequestValidator>();
        services.AddSingleton<IValidator<ProviderPatch>, ProviderPatchValidator>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<ISignInCaches, SignInCaches>();
        services.AddScoped<WatchCredentials>();
        services.AddScoped<RenewSignIns>();
        services.AddSingleton<IValidator<SponsorRequest>, SponsorRequestValidator>();
        services.AddSingleton<SessionRules>();
        services.AddWebinars();
        services.AddMeetings();
        services.AddSingleton<RefusedRosters>();
        services.AddNotifications();
        services.AddScoped<DescribeSessions>();
        services.AddScoped<AttendancePlan>();
        services.AddScoped<LocateMeeting>();
        services.AddScoped<TakeSnapshot>();
        services.AddScoped<FetchAttendance>();
        services.AddScoped<IJobWork, AttendanceRecheckWork>();
        services.AddScoped<IJobWork, MeetingLookupWork>();
        services.AddScoped<IJobWork, AttendanceFetchWork>();
        services.AddScoped<IJobWork, AttendanceRefreshWork>();
        services.AddScoped<ReadPollFiles>();
        services.AddScoped<PollWarnings>();
        services.AddScoped<NameActors>();
        services.AddScoped<SessionWarnings>();
        services.AddScoped<UploadAttendanceFiles>();
        services.AddScoped<UploadPolls>();
        services.AddScoped<ChangePoll>();
        services.AddScoped<GatherSession>();
        services.AddOptions<ApprovalOptions>().BindConfiguration(ApprovalOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<CorrectCredit>();
        services.AddSingleton<RecomputeDecisions>();
        services.AddScoped<DecideMatches>();
        services.AddScoped<DraftCertificates>();
        services.AddSingleton<PrintCertificate>();
        services.AddScoped<IssueCertificates>();
        services.AddScoped<IJobWork>(provider => provider.GetRequiredService<IssueCertificates>());
        services.AddPrograms();

        services.ConfigureHttpJsonOptions(options => Json.ConfigureRequests(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(options =>
        {
            options.MultipartBodyLengthLimit = Uploads.MaximumRequestBytes;
            options.ValueCountLimit = 100;
        });
        services.AddExceptionHandler<ProblemAnswers>();
        services.AddProblemDetails();
        services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins(configuration.GetSection(SiteOptions.Section).Get<SiteOptions>()?.AllowedOrigins ?? [])
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders("ETag", "Link", "Location", "Retry-After", "Idempotency-Replayed")));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<ProviderHealth>("providers", HealthStatus.Degraded, ["ready"]);
        services.AddOpenApi();
        services.AddSingleton<KnownQuery>();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(ProblemAnswers.WriteBareStatusAsync);
        app.Use(async (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await next(context);
        });
        app.UseOpenApi();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<Idempotency>();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = HealthAnswers.WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthAnswers.WriteAsync }).AllowAnonymous();
        app.MapVerification();
        app.MapSignIn();
        app.MapNotifications();

        var api = app.MapGroup("/api/v1").AddEndpointFilter(KnownQuery.RequireAsync);
        api.MapKeys();
        api.MapProviders();
        api.MapMeetingSettings();
        api.MapSponsors();
        api.MapRulesets();
        api.MapSessions();
        api.MapAttendance();
        api.MapAttendanceFiles();
        api.MapRegistrations();
        api.MapMeetings();
        api.MapPolls();
        api.MapAttendees();
        api.MapAliases();
        api.MapReports();
        api.MapCredit();
        api.MapInstruction();
        api.MapCertificates();
        api.MapPrograms();
        api.MapJobs();
        api.MapAudit();
    }
}
