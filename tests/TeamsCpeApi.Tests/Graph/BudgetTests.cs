using Npgsql;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Graph.Budget;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>The budget's own arithmetic and its order of service, in a database that two nodes share.</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BudgetScope scope = new("test", Guid.NewGuid(), Guid.NewGuid());
    private readonly StoppedClock clock = new();
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;

    public async Task InitializeAsync()
    {
        database = await GraphHost.MigratedAsync();
        source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Take_OneAfterTheOther_LeavesARatesShareBetweenSlots()
    {
        var store = StoreWith(budget => budget.GrowthInterval = TimeSpan.FromHours(1));
        var slots = await SlotsAsync(store, 20);

        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(0.1), $"{pair.Second - pair.First}"));
        Assert.Equal(10, await RateAsync());
    }

    [Fact]
    public async Task Take_WhileNobodyComplains_GrowsByTheStepUpToTheMaximum()
    {
        var store = StoreWith(budget => (budget.GrowthInterval, budget.Growth, budget.Maximum) = (TimeSpan.FromTicks(10), 4, 40));
        var rates = new List<double>();
        for (var take = 0; take < 12; take++)
        {
            await store.TakeAsync(scope, Patience);
            rates.Add(await RateAsync());
        }

        Assert.Equal([14, 18, 22, 26, 30, 34, 38, 40, 40, 40, 40, 40], rates);
    }

    [Fact]
    public async Task Cut_ByEveryRequestOfABurst_HalvesOnceAndHoldsForTheLongestPause()
    {
        var store = StoreWith(budget => (budget.Start, budget.Maximum) = (1000, 1000));
        var burst = await SlotsAsync(store, 4);
        foreach (var (at, seconds) in burst.Zip([3, 30, 5, 1]))
        {
            await store.CutAsync(scope, at, TimeSpan.FromSeconds(seconds), 0.5);
        }

        Assert.Equal(500, await RateAsync());
        var next = await store.TakeAsync(scope, Patience);
        Assert.InRange(next.Wait, TimeSpan.FromSeconds(28), TimeSpan.FromSeconds(30));

        var later = await store.CutAsync(scope, next.At!.Value, TimeSpan.Zero, 0.5);
        Assert.Equal(250, later.Rate);
    }

    [Fact]
    public async Task Cut_AgainAndAgain_NeverGoesBelowTheMinimum()
    {
        var store = StoreWith(budget => budget.Minimum = 2);
        for (var turn = 0; turn < 5; turn++)
        {
            await store.CutAsync(scope, (await store.TakeAsync(scope, Patience)).At!.Value.AddSeconds(1), TimeSpan.Zero, 0);
        }

        Assert.Equal(2, await RateAsync());
    }

    [Fact]
    public async Task Cut_WithoutAPause_DoublesItUntilAGoodAnswer()
    {
        var store = StoreWith(_ => { });
        var pauses = new List<double>();
        for (var turn = 0; turn < 3; turn++)
        {
            pauses.Add(await NextPauseAsync());
        }

        await store.RelieveAsync(scope, DateTimeOffset.UtcNow.AddHours(1));
        pauses.Add(await NextPauseAsync());
        Assert.Equal([1, 2, 4, 1], pauses.Select(pause => Math.Round(pause)));

        async Task<double> NextPauseAsync()
        {
            await database.ExecuteAsync("update graph_budgets set held_until = now() - interval '1 second', last_slot_at = now() - interval '1 second'");
            var slot = (await store.TakeAsync(scope, Patience)).At!.Value;
            return (await store.CutAsync(scope, slot, null, 1)).HeldFor.TotalSeconds;
        }
    }

    [Fact]
    public async Task Hold_OfAnother_ClosesASlotThatWasTakenBefore()
    {
        var (one, other) = (StoreWith(_ => { }), StoreWith(_ => { }));
        var mine = (await one.TakeAsync(scope, Patience)).At!.Value;
        Assert.True(await one.IsStillOpenAsync(scope, mine));
        await other.CutAsync(scope, mine, TimeSpan.FromSeconds(30), 0);
        Assert.False(await one.IsStillOpenAsync(scope, mine));
    }

    [Fact]
    public async Task Hold_LongerThanThePatience_IsToldToEveryoneWhoWaitsAndTakesNoSlot()
    {
        var store = StoreWith(_ => { });
        await store.CutAsync(scope, (await store.TakeAsync(scope, Patience)).At!.Value, TimeSpan.FromMinutes(10), 0);
        var line = LineOf(store);

        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => line.WaitAsync(GraphTurn.OfTheSchedule(Guid.NewGuid()), default)));

        Assert.All(told, take => Assert.Null(take.At));
        Assert.All(told, take => Assert.InRange(take.Wait, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task Wait_SessionsAndPeople_TakeTurns()
    {
        var store = StoreWith(budget => budget.Start = 40);
        await store.HoldAsync(scope, TimeSpan.FromSeconds(30));
        var line = LineOf(store);
        var (many, single) = (Guid.NewGuid(), Guid.NewGuid());
        var first = line.WaitAsync(GraphTurn.OfTheSchedule(many), default);
        await clock.StoppedAsync();

        var rest = Enumerable.Range(0, 39).Select(_ => line.WaitAsync(GraphTurn.OfTheSchedule(many), default)).ToList();
        var other = line.WaitAsync(GraphTurn.OfTheSchedule(single), default);
        var person = line.WaitAsync(GraphTurn.OfAPerson(many), default);
        clock.GoOn();

        var slots = (await Task.WhenAll([person, first, other, .. rest])).Select(take => take.At!.Value).ToList();
        Assert.Equal(slots.Order(), slots);
    }

    [Fact]
    public async Task Wait_PersonOnAnotherNode_IsNotBehindTheQueueOfTheFirst()
    {
        var line = LineOf(StoreWith(budget => (budget.Start, budget.Maximum) = (200, 200)), TimeProvider.System);
        var elsewhere = LineOf(StoreWith(_ => { }), TimeProvider.System);
        var queued = Enumerable.Range(0, 300).Select(_ => line.WaitAsync(GraphTurn.OfTheSchedule(Guid.NewGuid()), default)).ToList();
        await queued[0];

        var person = (await elsewhere.WaitAsync(GraphTurn.OfAPerson(Guid.Empty), default)).At;

        Assert.True((await Task.WhenAll(queued)).Count(take => take.At > person) > 100);
    }

    [Fact]
    public async Task Wait_WhoGivesUp_DoesNotStopTheOthers()
    {
        var store = StoreWith(_ => { });
        await store.HoldAsync(scope, TimeSpan.FromSeconds(30));
        var line = LineOf(store);
        using var impatient = new CancellationTokenSource();
        var givenUp = line.WaitAsync(GraphTurn.OfTheSchedule(Guid.NewGuid()), impatient.Token);
        var patient = line.WaitAsync(GraphTurn.OfTheSchedule(Guid.NewGuid()), default);
        await clock.StoppedAsync();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        clock.GoOn();
        Assert.NotNull((await patient).At);
    }

    [Fact]
    public async Task Wait_DatabaseGone_FailsAndWorksAgainAfterwards()
    {
        var line = LineOf(StoreWith(_ => { }));
        await database.ExecuteAsync("alter table graph_budgets rename to away");
        await Assert.ThrowsAsync<PostgresException>(() => line.WaitAsync(GraphTurn.OfAPerson(Guid.Empty), default));

        await database.ExecuteAsync("alter table away rename to graph_budgets");
        Assert.NotNull((await line.WaitAsync(GraphTurn.OfAPerson(Guid.Empty), default)).At);
    }

    private BudgetLine LineOf(BudgetStore store, TimeProvider? time = null) => new(scope, store, Patience, time ?? clock);

    private BudgetStore StoreWith(Action<GraphBudgetOptions> change)
    {
        var options = new GraphOptions();
        change(options.Budget);
        return new BudgetStore(source, Options.Create(options));
    }

    private async Task<IReadOnlyList<DateTimeOffset>> SlotsAsync(BudgetStore store, int count)
    {
        var slots = new List<DateTimeOffset>();
        for (var take = 0; take < count; take++)
        {
            slots.Add((await store.TakeAsync(scope, Patience)).At!.Value);
        }

        return slots;
    }

    private async Task<double> RateAsync() => double.Parse(Assert.Single(await database.ReadAsync("select rate::text from graph_budgets")), System.Globalization.CultureInfo.InvariantCulture);
}
