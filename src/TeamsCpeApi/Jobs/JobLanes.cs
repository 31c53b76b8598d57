using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Jobs;

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
    public bool TryEnter(Guid provider, Guid jobId)
    {
        lock (gate)
        {
            var lane = lanes.TryGetValue(provider, out var known) ? known : lanes[provider] = new();
            if (lane.Running < options.Value.PerProvider && running < options.Value.Scheduled)
            {
                lane.Running++;
                running++;
                return true;
            }

            if (lane.IsWaiting.Add(jobId))
            {
                if (lane.Waiting.Count == 0)
                {
                    turns.Enqueue(provider);
                }

                lane.Waiting.Enqueue(jobId);
            }

            return false;
        }
    }

    /// <summary>The job's room is free again. Returns the job that should be woken for it; it must enter like any other.</summary>
    public Guid? Leave(Guid provider)
    {
        lock (gate)
        {
            lanes[provider].Running--;
            running--;
            for (var turn = turns.Count; turn > 0; turn--)
            {
                var next = turns.Dequeue();
                var lane = lanes[next];
                if (lane.Running >= options.Value.PerProvider)
                {
                    turns.Enqueue(next);
                    continue;
                }

                var job = lane.Waiting.Dequeue();
                lane.IsWaiting.Remove(job);
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

        public HashSet<Guid> IsWaiting { get; } = [];

        public int Running { get; set; }
    }
}
