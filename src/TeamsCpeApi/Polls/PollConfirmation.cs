using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Polls;

/// <summary>A person's word that a poll counts. It stands, whatever is uploaded or fetched later; its basis tells when to ask again.</summary>
internal sealed record PollConfirmation(string By, DateTimeOffset At, string? Reason, PollBasis Basis);
