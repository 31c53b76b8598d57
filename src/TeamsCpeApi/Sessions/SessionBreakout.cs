using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Sessions;

/// <summary>A span in which people were in breakout rooms, for which Microsoft reports no time.</summary>
/// <param name="StartsAt">First instant of the span.</param>
/// <param name="EndsAt">First instant after it.</param>
/// <param name="Reason">What speaks for it; shown in every report, at most 500 characters.</param>
/// <param name="AttestedBy">Who answers for it; at most 200 characters.</param>
internal sealed record SessionBreakout(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason, string AttestedBy)
{
    public const int ReasonMaxLength = 500;
    public const int AttestedByMaxLength = 200;

    public Breakout ToBreakout() => new(new Interval(StartsAt, EndsAt), Reason, AttestedBy);
}
