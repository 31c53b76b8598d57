using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Tests.Storage;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>The Graph adapter as the application composes it, pointed at a server of the test.</summary>
internal sealed class GraphHost : IAsyncDisposable
{
    /// <summary>One database for all: every test has tenants, and so budgets, of its own.</summary>
    private static readonly Lazy<TestDatabase> Budgets = new(() =>
    {
        var database = Task.Run(MigratedAsync).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return database;
    });

    private readonly ServiceProvider services;
    private readonly string certificatePath = Path.Combine(Path.GetTempPath(), $"graph-{Guid.NewGuid():N}.pem");

    public GraphHost(Uri address, string certificatePem, params (string Key, string Value)[] settings)
    {
        File.WriteAllText(certificatePath, certificatePem);
        var configuration = new Dictionary<string, string?>
        {
            ["Graph:Clouds:test:Authority"] = address.GetLeftPart(UriPartial.Authority),
            ["Graph:Clouds:test:GraphRoot"] = address.GetLeftPart(UriPartial.Authority),
            ["Graph:Clouds:test:TrustedCertificate"] = certificatePath,
            ["Graph:Clouds:test:JoinHosts:0"] = "teams.microsoft.com",
            ["Graph:Budget:Minimum"] = "10000",
            ["Graph:Budget:Start"] = "10000",
            ["Graph:Budget:Maximum"] = "10000",
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(_ => NpgsqlDataSource.Create(Budgets.Value.ConnectionString))
            .AddSingleton<ISignInCaches, NoSignIns>()
            .AddGraph(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public HurriedClock Clock { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public GraphClient Client => services.GetRequiredService<GraphClient>();

    public T Service<T>()
        where T : notnull
        => services.GetRequiredService<T>();

    public ProviderCheck Check => services.GetRequiredService<ProviderCheck>();

    /// <summary>A new database with the product's schema.</summary>
    internal static async Task<TestDatabase> MigratedAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await using var db = SchemaTests.Context(database);
        await db.Database.MigrateAsync();
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        File.Delete(certificatePath);
    }
}

/// <summary>The real time, except that every pause is over at once and remembered.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> pauses = new();

    public IReadOnlyList<TimeSpan> Pauses => [.. pauses];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        pauses.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.FromTicks(Math.Min(dueTime.Ticks, TimeSpan.TicksPerMillisecond)), period);
    }
}

/// <summary>Everything that was logged, with every value of its template.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => lines.Enqueue($"{formatter(state, exception)} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])} {exception}");

    public void Dispose()
    {
    }
}

/// <summary>The adapter without a database: nobody signs in here.</summary>
internal sealed class NoSignIns : ISignInCaches
{
    public Task<T> UseAsync<T>(GraphSignIn signIn, Func<SignInCache, Task<T>> use, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EndAsync(GraphSignIn signIn, GraphFailure failure, CancellationToken cancellationToken) => throw new NotSupportedException();
}
