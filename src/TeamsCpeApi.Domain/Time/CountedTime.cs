namespace TeamsCpeApi.Domain.Time;

/// <summary>The instants that can earn credit, of one session or of several, and how long full attendance is.</summary>
/// <param name="Instants">The instants that count.</param>
/// <param name="ScheduledSeconds">The length as scheduled, breaks removed, in whole seconds. Margins do not make it longer.</param>
public sealed record CountedTime(IntervalSet Instants, long ScheduledSeconds);
