using System.Text.Json;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Who is credited, over sessions whose people mix up their keys: nobody gets what may be another's without a person who was told.</summary>
public class IdentityLaws
{
    private const int Cases = 20_000;

    private static readonly JsonSerializerOptions WithTuples = new() { IncludeFields = true };

    [Fact]
    public void Of_AnyMeeting_NobodyEarnsWhileAnyOfTheirIdentitiesInstructs() => Laws.Hold(Cases, generator =>
    {
        var meeting = new MixedMeeting(generator);
        var outcome = SessionCompletion.Of(meeting.Evidence);
        var instructing = meeting.Instructors.Select(EmailAddress.Key).ToHashSet();
        foreach (var row in outcome.Participants)
        {
            var own = outcome.Matches.Where(match => match.ParticipantId == row.Participant.Id).ToArray();
            var isInstructor = row.Participant.Aliases.Append(row.Participant.Email).Concat(own.SelectMany(AddressesOf)).Any(address => instructing.Contains(EmailAddress.Key(address)));
            var isAccountOfOne = own.SelectMany(match => match.Identity.Records).Select(record => record.ObjectId).OfType<string>().Any(account => IsInstructors(meeting, outcome, instructing, account));

            Assert.False((isInstructor || isAccountOfOne) && row.Decision.Credits > 0, $"{row.Participant.Name} instructs and earns {row.Decision.Credits}");
            Assert.True(!isInstructor || row.Case.IsInstructor, $"{row.Participant.Name} instructs");
            Assert.All(own, match => Assert.Equal(row.Case.IsInstructor, match.Class == AttendeeClass.Instructor));
        }

        var seen = outcome.Matches.Where(match => match.Class == AttendeeClass.Instructor).SelectMany(match => match.Identity.Records).ToArray();
        if (meeting.Instructors is [var only])
        {
            Assert.Equal(Presence.Of(seen).Instants.Intersect(outcome.Window!.Instants).Seconds, InstructionCalculator.SeenSeconds(outcome, only));
        }
    });

    [Fact]
    public void Of_AnyMeeting_MatchesNobodyWhileAKeyIsOnlyAnothers() => Laws.Hold(Cases, generator =>
    {
        var meeting = new MixedMeeting(generator);
        foreach (var match in SessionCompletion.Of(meeting.Evidence).Matches)
        {
            Guid[][] owners = [.. AddressesOf(match).Select(address => OwnersOfAddress(meeting, address)), .. match.Identity.Records.Select(record => OwnersOfIds(meeting, record)).SelectMany(ids => ids)];
            if (match.State == MatchState.Matched && match.Rung != MatchRung.HumanDecision)
            {
                Assert.All(owners, some => Assert.True(some.Length == 0 || some.Contains(match.ParticipantId!.Value), $"{match.Identity.Key} is matched by {match.Rung}, and is another's"));
            }

            if (match is { State: MatchState.Suggested, NeedsReview: false, Rung: MatchRung.RegistrationId or MatchRung.ObjectId })
            {
                Assert.Contains("a person has to decide.", match.Evidence, StringComparison.Ordinal);
                Assert.True(match.Candidates.Count > 1 || match.Evidence.Contains("unknown", StringComparison.Ordinal), $"{match.Identity.Key} waits with one candidate alone");
            }
        }
    });

    [Fact]
    public void Of_AnyMeeting_KeysOfSeveralAreAlwaysFound() => Laws.Hold(Cases, generator =>
    {
        var meeting = new MixedMeeting(generator);
        var outcome = SessionCompletion.Of(meeting.Evidence);
        var shown = Shown(meeting).ToLookup(pair => pair.Key, pair => pair.Fact, StringComparer.Ordinal);
        foreach (var row in outcome.Participants)
        {
            var own = outcome.Matches.Where(match => match.ParticipantId == row.Participant.Id).ToArray();
            foreach (var match in own)
            {
                var keys = KeysOf(match).ToArray();
                var isOfSeveralNames = Array.Exists(keys, key => shown[key].Select(fact => MixedMeeting.PersonOf(fact.Name)).OfType<int>().Distinct().Count() > 1);
                var isOfSeveralAccounts = Array.Exists(keys, key => key[0] == '@' && (Several(shown[key], fact => fact.Account) || Several(shown[key], fact => fact.SignIn) || Several(shown[key], fact => fact.Registration)));

                Assert.True(!isOfSeveralNames || Has(row, "key-of-several-names"), $"{match.Identity.Key} shows several names");
                Assert.True(!isOfSeveralAccounts || Has(row, "address-of-several-accounts"), $"{match.Identity.Key} is of several accounts");
                Assert.Equal(isOfSeveralNames, match.Evidence.Contains("different names", StringComparison.Ordinal));
            }

            Assert.All(row.Doubts.Where(doubt => doubt.Code == "key-of-several-names" && doubt.Level == FindingLevel.Decision), _ => Assert.Contains(own, match => match.Rung != MatchRung.HumanDecision));
        }
    });

    [Fact]
    public void Of_AnyMeeting_WhoeverMayBeSomebodyUnseenIsTold() => Laws.Hold(Cases, generator =>
    {
        var meeting = new MixedMeeting(generator);
        var outcome = SessionCompletion.Of(meeting.Evidence);
        var hasAnonymous = meeting.Polls.Any(poll => poll.Responses.Any(response => AnsweringKey.Of(response.Email, response.Name, response.Typed) is null));
        foreach (var row in outcome.Participants.Where(row => !row.Case.IsInstructor))
        {
            var waiting = outcome.Matches.Where(match => match.IsWaiting && match.Candidates.Any(candidate => candidate.ParticipantId == row.Participant.Id)).ToArray();
            var isUnseen = row.Presence.Instants.Intervals.Count == 0;
            var isSilent = meeting.Polls.Count > 0 && row.Answers.Count == 0 && row.Decision.Credits < meeting.Evidence.MaximumCredits;

            Assert.Equal(Array.Exists(waiting, match => (isUnseen && match.Identity.Records.Count > 0) || (isSilent && match.Identity.AnsweredPolls)), Has(row, "attendee-waits"));
            Assert.Equal(isSilent && hasAnonymous, Has(row, "anonymous-answers"));
            Assert.All(row.Doubts, doubt => Assert.EndsWith(".", doubt.Message, StringComparison.Ordinal));
        }
    });

    [Fact]
    public void Of_AnyStays_NotSeenIsSaidOfWhomNoRecordNames() => Laws.Hold(Cases, generator =>
    {
        var evidence = new MixedMeeting(generator).Evidence;
        var outcome = SessionCompletion.Of(evidence with { Records = [.. evidence.Records.Select(record => record with { Stays = [.. record.Stays.Select(Spoilt)] })] });
        foreach (var row in outcome.Participants)
        {
            var records = outcome.Matches.Where(match => match.ParticipantId == row.Participant.Id).SelectMany(match => match.Identity.Records).ToArray();

            Assert.Equal(records.Length == 0, row.Findings.Any(finding => finding.Message.StartsWith("Not seen", StringComparison.Ordinal)));
            Assert.Equal(records.Length == 0, row.Decision.Reason.StartsWith("not seen", StringComparison.Ordinal));
        }

        ReportedStay Spoilt(ReportedStay stay) => generator.Number(0, 5) switch
        {
            0 => stay with { Left = null },
            1 => stay with { Joined = null },
            2 => stay with { Left = stay.Joined },
            3 => stay with { Joined = stay.Left, Left = stay.Joined },
            4 => stay with { Joined = stay.Joined?.AddDays(-1), Left = stay.Left?.AddDays(-1) },
            _ => stay,
        };
    });

    [Fact]
    public void Of_RecordsInAnotherOrder_ChangeNothing() => Laws.Hold(Cases, generator =>
    {
        var evidence = new MixedMeeting(generator).Evidence;
        var again = evidence with { Records = generator.Shuffled(evidence.Records), Decisions = generator.Shuffled(evidence.Decisions) };

        Assert.Equal(Write(SessionCompletion.Of(evidence)), Write(SessionCompletion.Of(again)));

        static string Write(SessionOutcome outcome) => JsonSerializer.Serialize(new { outcome.Matches, Rows = outcome.Participants.Select(row => new { row.Case.Presence, row.Case.Roles, row.Case.IsInstructor, row.Answers, row.Decision, row.Doubts }) }, WithTuples);
    });

    private static bool Has(ParticipantOutcome row, string code) => row.Doubts.Any(doubt => doubt.Code == code);

    private static IEnumerable<string> AddressesOf(IdentityMatch match) => match.Identity.Records
        .SelectMany(record => new[] { EmailAddress.Key(record.Email), EmailAddress.Key(record.SignInName) })
        .OfType<string>()
        .Concat(match.Identity.AnsweredUnder);

    /// <summary>The roster knows best; what was confirmed in other sessions counts where it says nothing.</summary>
    private static Guid[] OwnersOfAddress(MixedMeeting meeting, string address)
    {
        Guid[] listed = [.. meeting.Roster.Where(entry => entry.Aliases.Append(entry.Email).Any(own => EmailAddress.Key(own) == address)).Select(entry => entry.Id)];
        return listed.Length > 0 ? listed : [.. meeting.Roster.Where(entry => entry.KnownAliases.Any(alias => alias.IdentityKey == $"email:{address}")).Select(entry => entry.Id)];
    }

    private static Guid[][] OwnersOfIds(MixedMeeting meeting, AttendanceRecord record) =>
    [
        [.. meeting.Roster.Where(entry => record.ObjectId is not null && entry.ObjectId == record.ObjectId).Select(entry => entry.Id)],
        [.. meeting.Roster.Where(entry => record.RegistrationId is not null && entry.FurtherRegistrationIds.Append(entry.RegistrationId).Contains(record.RegistrationId)).Select(entry => entry.Id)],
    ];

    /// <summary>True when a record has the account beside an instructor's address, and neither the roster nor a person says that it is somebody else's.</summary>
    private static bool IsInstructors(MixedMeeting meeting, SessionOutcome outcome, HashSet<string?> instructing, string account) =>
        !meeting.Roster.Any(entry => entry.ObjectId == account || entry.KnownAliases.Any(alias => string.Equals(alias.IdentityKey, $"object:{account}", StringComparison.OrdinalIgnoreCase)))
        && outcome.Matches.Any(match => AddressesOf(match).Any(instructing.Contains) && match.Identity.Records.Any(record => record.ObjectId == account));

    private static bool Several(IEnumerable<Fact> facts, Func<Fact, string?> member) => facts.Select(member).OfType<string>().Distinct().Count() > 1;

    private static IEnumerable<string> KeysOf(IdentityMatch match) => match.Identity.Records.SelectMany(KeysOf).Concat(match.Identity.AnsweredUnder.Select(address => $"@{address}")).Distinct();

    private static IEnumerable<string> KeysOf(AttendanceRecord record) => new[]
    {
        record.RegistrationId is null ? null : $"R{record.RegistrationId}",
        record.ObjectId is null ? null : $"O{record.ObjectId}",
        EmailAddress.Key(record.Email) is { } email ? $"@{email}" : null,
        EmailAddress.Key(record.SignInName) is { } signIn ? $"@{signIn}" : null,
    }.OfType<string>().Distinct();

    private static IEnumerable<(string Key, Fact Fact)> Shown(MixedMeeting meeting) => meeting.Records
        .SelectMany(record => KeysOf(record).Select(key => (key, new Fact(
            record.DisplayName, record.ObjectId, key == $"@{EmailAddress.Key(record.Email)}" ? EmailAddress.Key(record.SignInName) : null, record.RegistrationId))))
        .Concat(meeting.Polls.SelectMany(poll => poll.Responses)
            .Where(response => response.Email is not null)
            .Select(response => ($"@{EmailAddress.Key(response.Email)}", new Fact(response.Name, null, null, null))));

    private sealed record Fact(string? Name, string? Account, string? SignIn, string? Registration);
}
