using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Jobs;

/// <summary>A job that needs a lane.</summary>
/// <param name="Id">The job.</param>
/// <param name="Provider">Whose lane.</param>
/// <param name="Attempts">How often it had been attempted when it came.</param>
internal sealed record PacedJob(Guid Id, Guid Provider, int Attempts);

/// <summary>
/// Room on this node for jobs of the schedule that ask Microsoft. A provider has a lane of limited width: what does not fit gives its
/// thread back and is woken when there is room, one provider after the other, so that hundreds of sessions of one tenant do not stand before another's one.
/// </summary>
internal sealed class JobLanes(IOptions<JobOptions> options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Lane> lanes = [];
    private readonly Queue<Guid> turns = [];
    private int running;

    /// <summary>True when the job may run now, and must leave afterwards; else it waits to be woken.</summary>
    public bool TryEnter(PacedJob job)
    {
        lock (gate)
        {
            var lane = lanes.TryGetValue(job.Provider, out var known) ? known : lanes[job.Provider] = new();
            if (lane.Running < options.Value.PerProvider && running < options.Value.Scheduled)
            {
                lane.Running++;
                running++;
                return true;
            }

            if (!lane.Latest.ContainsKey(job.Id))
            {
                if (lane.Waiting.Count == 0)
                {
                    turns.Enqueue(job.Provider);
                }

                lane.Waiting.Enqueue(job.Id);
            }

            lane.Latest[job.Id] = job;
            return false;
        }
    }

    /// <summary>A job's room is free again.</summary>
    public void Leave(Guid provider)
    {
        lock (gate)
        {
            lanes[provider].Running--;
            running--;
        }
    }

    /// <summary>A job that should be woken for a room that is free; it must enter like any other.</summary>
    public PacedJob? Next()
    {
        lock (gate)
        {
            for (var turn = turns.Count; turn > 0; turn--)
            {
                var next = turns.Dequeue();
                var lane = lanes[next];
                if (lane.Running >= options.Value.PerProvider)
                {
                    turns.Enqueue(next);
                    continue;
                }

                lane.Latest.Remove(lane.Waiting.Dequeue(), out var job);
                if (lane.Waiting.Count > 0)
                {
                    turns.Enqueue(next);
                }

                return job;
            }

            return null;
        }
    }

    private sealed class Lane
    {
        public Queue<Guid> Waiting { get; } = [];

        /// <summary>Those that wait, as they came last.</summary>
        public Dictionary<Guid, PacedJob> Latest { get; } = [];

        public int Running { get; set; }
    }
}
