namespace TeamsCpeApi.Graph.Budget;

/// <summary>
/// The queue of one scope on this node. Only its head stands in line in the database, one slot at a time, and who gets the slot is
/// decided when it begins: a person's request waits for at most one slot of each other node, whatever the schedule has queued up.
/// </summary>
internal sealed class BudgetLine(BudgetScope scope, BudgetStore store, TimeSpan patience, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly BudgetQueue interactive = new();
    private readonly BudgetQueue scheduled = new();
    private bool isMoving;

    /// <summary>Waits for a slot. Who gives up gives nothing back: the slot goes to the next in line.</summary>
    public async Task<BudgetTake> WaitAsync(GraphTurn turn, CancellationToken cancellationToken)
    {
        var waiter = new BudgetWaiter();
        await using var cancellation = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        bool move;
        lock (gate)
        {
            (turn.IsInteractive ? interactive : scheduled).Add(turn.SessionId, waiter);
            move = !isMoving;
            isMoving = true;
        }

        if (move)
        {
            // Not the caller's work: it goes on for those who come later, and so without the caller's trace and cancellation.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(MoveAsync, CancellationToken.None);
            }
        }

        return await waiter.Task;
    }

    private async Task MoveAsync()
    {
        while (SomebodyWaits())
        {
            try
            {
                var take = await store.TakeAsync(scope, patience);
                if (take.At is not { } at)
                {
                    ForAll(waiter => waiter.TrySetResult(take));
                    continue;
                }

                if (take.Wait > TimeSpan.Zero)
                {
                    await Task.Delay(take.Wait, clock);
                    if (!await store.IsStillOpenAsync(scope, at))
                    {
                        continue;
                    }
                }

                Next()?.TrySetResult(take);
            }
            catch (Exception exception)
            {
                ForAll(waiter => waiter.TrySetException(exception));
            }
        }
    }

    private bool SomebodyWaits()
    {
        lock (gate)
        {
            return isMoving = interactive.HasAny() || scheduled.HasAny();
        }
    }

    private BudgetWaiter? Next()
    {
        lock (gate)
        {
            return interactive.Next() ?? scheduled.Next();
        }
    }

    /// <summary>Tells those who wait now. Who comes after the first of them has been told waits for an answer of their own.</summary>
    private void ForAll(Action<BudgetWaiter> tell)
    {
        var waiting = new List<BudgetWaiter>();
        lock (gate)
        {
            while ((interactive.Next() ?? scheduled.Next()) is { } waiter)
            {
                waiting.Add(waiter);
            }
        }

        waiting.ForEach(tell);
    }
}
