namespace TeamsCpeApi.Graph.Budget;

/// <summary>Those of one class who wait: each session in turn gets one of its requests through, so that a long list does not starve a short one.</summary>
internal sealed class BudgetQueue
{
    private readonly Dictionary<Guid, Queue<BudgetWaiter>> sessions = [];
    private readonly Queue<Guid> turns = [];

    public void Add(Guid session, BudgetWaiter waiter)
    {
        if (!sessions.TryGetValue(session, out var waiting))
        {
            sessions[session] = waiting = [];
            turns.Enqueue(session);
        }

        waiting.Enqueue(waiter);
    }

    /// <summary>The next who still waits, or null.</summary>
    public BudgetWaiter? Next()
    {
        while (turns.TryDequeue(out var session))
        {
            var waiting = sessions[session];
            var next = waiting.Dequeue();
            while (next.Task.IsCompleted && waiting.TryDequeue(out var later))
            {
                next = later;
            }

            if (waiting.Count > 0)
            {
                turns.Enqueue(session);
            }
            else
            {
                sessions.Remove(session);
            }

            if (!next.Task.IsCompleted)
            {
                return next;
            }
        }

        return null;
    }

    public bool HasAny() => sessions.Values.Any(waiting => waiting.Any(waiter => !waiter.Task.IsCompleted));
}

/// <summary>One request that waits for its slot.</summary>
internal sealed class BudgetWaiter() : TaskCompletionSource<BudgetTake>(TaskCreationOptions.RunContinuationsAsynchronously);
