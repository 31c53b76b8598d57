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
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => lanes.TryEnter(JobOf(Crowded))));
        Assert.True(lanes.TryEnter(JobOf(Quiet)));
    }

    [Fact]
    public void Enter_ManyLanes_LeavesAQuarterForWhatPeopleAskFor()
        => Assert.Equal(6, Enumerable.Range(0, 20).Count(_ => lanes.TryEnter(JobOf(Guid.NewGuid()))));

    [Fact]
    public void Leave_WhileJobsWait_WakesThemInTheirOrderOnceEach()
    {
        var jobs = Enumerable.Range(0, 4).Select(_ => JobOf(Crowded)).ToList();
        jobs.ForEach(job => lanes.TryEnter(job));
        Assert.False(lanes.TryEnter(jobs[2]));

        Assert.Equal((jobs[2], jobs[3]), (NextAfter(Crowded), NextAfter(Crowded)));
        Assert.True(lanes.TryEnter(jobs[2]));
        Assert.True(lanes.TryEnter(jobs[3]));
        Assert.Null(NextAfter(Crowded));
    }

    [Fact]
    public void Leave_SeveralProvidersWait_WakesOneAfterTheOther()
    {
        var providers = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToList();
        providers.ForEach(provider => Assert.True(lanes.TryEnter(JobOf(provider)) && lanes.TryEnter(JobOf(provider))));
        var (first, second, quiet) = (JobOf(Crowded), JobOf(Crowded), JobOf(Quiet));
        Assert.False(lanes.TryEnter(first));
        Assert.False(lanes.TryEnter(second));
        Assert.False(lanes.TryEnter(quiet));

        Assert.Equal([first, quiet, second], providers.Select(NextAfter));
    }

    [Fact]
    public void Enter_AgainAfterAnAttemptElsewhere_KeepsItsPlaceAndTheNewerAttempt()
    {
        var (job, other) = (JobOf(Crowded), JobOf(Crowded));
        Assert.All([JobOf(Crowded), JobOf(Crowded)], running => Assert.True(lanes.TryEnter(running)));
        Assert.All([job, other, job with { Attempts = 1 }], waiting => Assert.False(lanes.TryEnter(waiting)));

        Assert.Equal((job with { Attempts = 1 }, other, null), (NextAfter(Crowded), lanes.Next(), lanes.Next()));
    }

    private static PacedJob JobOf(Guid provider) => new(Guid.NewGuid(), provider, Attempts: 0);

    private PacedJob? NextAfter(Guid provider)
    {
        lanes.Leave(provider);
        return lanes.Next();
    }
}
