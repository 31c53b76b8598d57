using Microsoft.Extensions.Options;
using TeamsCpeApi.Jobs;

namespace TeamsCpeApi.Tests.Flow;

public class JobLanesTests
{
    private static readonly Guid Crowded = Guid.NewGuid();
    private static readonly Guid Quiet = Guid.NewGuid();

    private readonly JobLanes lanes = new(Options.Create(new JobOptions { Concurrency = 8, PerProvider = 2 }));

    [Fact]
    public void Enter_ALaneThatIsFull_LeavesRoomForOthers()
    {
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => lanes.TryEnter(Crowded, Guid.NewGuid())));
        Assert.True(lanes.TryEnter(Quiet, Guid.NewGuid()));
    }

    [Fact]
    public void Enter_ManyLanes_LeavesAQuarterForWhatPeopleAskFor()
        => Assert.Equal(6, Enumerable.Range(0, 20).Count(_ => lanes.TryEnter(Guid.NewGuid(), Guid.NewGuid())));

    [Fact]
    public void Leave_WhileJobsWait_WakesThemInTheirOrderOnceEach()
    {
        var jobs = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        jobs.ForEach(job => lanes.TryEnter(Crowded, job));
        Assert.False(lanes.TryEnter(Crowded, jobs[2]));

        Assert.Equal(jobs[2], lanes.Leave(Crowded));
        Assert.Equal(jobs[3], lanes.Leave(Crowded));
        Assert.True(lanes.TryEnter(Crowded, jobs[2]));
        Assert.True(lanes.TryEnter(Crowded, jobs[3]));
        Assert.Null(lanes.Leave(Crowded));
    }

    [Fact]
    public void Leave_SeveralProvidersWait_WakesOneAfterTheOther()
    {
        var providers = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToList();
        providers.ForEach(provider => Assert.True(lanes.TryEnter(provider, Guid.NewGuid()) && lanes.TryEnter(provider, Guid.NewGuid())));
        var (first, second, quiet) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Assert.False(lanes.TryEnter(Crowded, first));
        Assert.False(lanes.TryEnter(Crowded, second));
        Assert.False(lanes.TryEnter(Quiet, quiet));

        Assert.Equal([first, quiet, second], [lanes.Leave(providers[0]), lanes.Leave(providers[1]), lanes.Leave(providers[2])]);
    }
}
