using System.Globalization;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>Meetings of people whose truth is known: the ladder may ask, but it never says what is not true.</summary>
public class LadderLaws
{
    private static readonly string[] GivenNames = ["Jane", "José", "Ann-Marie", "Łukasz", "محمد", "小明", "Иван"];
    private static readonly string[] FamilyNames = ["Doe", "O'Brien", "Núñez", "Weiß", "علي", "王", "Петров"];

    [Fact]
    public void Climb_NamesShared_NeverMatchesTheWrongPerson() => Laws.Hold(1_500, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: false);

        AssertTrue(meeting, Ladder.Climb(meeting.Roster, meeting.Seen, [], acceptUniqueNames: false));
    });

    [Fact]
    public void Climb_NamesUniqueAndAccepted_NeverMatchesTheWrongPerson() => Laws.Hold(1_500, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: true);

        AssertTrue(meeting, Ladder.Climb(meeting.Roster, meeting.Seen, [], acceptUniqueNames: true));
    });

    [Fact]
    public void Climb_NamesOfTheSameWords_MatchInTheirOrderAlone() => Laws.Hold(10_000, generator =>
    {
        string[] words = ["Thomas", "James", "Lee"];
        var people = generator.Many(1, 3, () => (First: generator.Pick(words), Last: generator.Pick(words)));
        RosterEntry[] roster = [.. people.Select((name, index) => new RosterEntry(new Guid(index + 1, 0, 0, new byte[8]), Spelled(generator, name), null, [], null, null))];
        var guests = generator.Many(1, 3, () => (First: generator.Pick(words), Last: generator.Pick(words)));
        var seen = SeenIdentity.Gather([.. guests.Select((name, index) => People.Record($"|||{Spelled(generator, name)}", index.ToString(CultureInfo.InvariantCulture)))], []);

        foreach (var match in Ladder.Climb(roster, seen, [], acceptUniqueNames: true).Where(match => match.ParticipantId is not null))
        {
            Assert.Equal(guests[int.Parse(match.Identity.Records[0].RecordId, CultureInfo.InvariantCulture)], people[Array.FindIndex(roster, entry => entry.Id == match.ParticipantId)]);
        }

        static string Spelled(Generator generator, (string First, string Last) name) => generator.Chance(50) ? $"{name.First} {name.Last}" : $"{name.Last}, {name.First} (Guest)";
    });

    [Fact]
    public void Climb_HumanDecisions_AlwaysWin() => Laws.Hold(1_000, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: false);
        var decisions = meeting.Seen.Where(_ => generator.Chance(40))
            .Select(identity => new MatchDecision(identity.Key, generator.Chance(30) || meeting.Roster.Count == 0 ? null : generator.Pick(meeting.Roster).Id))
            .ToArray();
        var matches = Ladder.Climb(meeting.Roster, meeting.Seen, decisions, generator.Chance(50)).ToDictionary(match => match.Identity.Key);

        foreach (var decision in decisions)
        {
            var match = matches[decision.IdentityKey];
            Assert.Equal(MatchRung.HumanDecision, match.Rung);
            Assert.Equal(decision.ParticipantId, match.ParticipantId);
            Assert.Equal(decision.ParticipantId is null ? MatchState.Dismissed : MatchState.Matched, match.State);
        }
    });

    [Fact]
    public void Climb_AnyMeeting_MatchesNobodyByResemblance() => Laws.Hold(1_000, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: generator.Chance(50));
        foreach (var match in Ladder.Climb(meeting.Roster, meeting.Seen, [], acceptUniqueNames: true))
        {
            Assert.False(match.State == MatchState.Matched && match.Rung is null or MatchRung.Resemblance, $"{match.Identity.Key} is matched by resemblance");
            Assert.True(match.IsWaiting || match.Candidates.Count == 0, $"{match.Identity.Key} is settled and has candidates");
            Assert.True(match.State != MatchState.Suggested || match.Candidates.Count > 0, $"{match.Identity.Key} is suggested for nobody");
            Assert.All(match.Candidates, candidate => Assert.InRange(candidate.Score, 0, 100));
        }
    });

    [Fact]
    public void Climb_RosterAndIdentitiesInAnotherOrder_ChangeNothing() => Laws.Hold(1_000, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: false);
        var again = Ladder.Climb(generator.Shuffled(meeting.Roster), generator.Shuffled(meeting.Seen), [], acceptUniqueNames: true);

        Assert.Equal(
            Ladder.Climb(meeting.Roster, meeting.Seen, [], acceptUniqueNames: true).Select(Write).Order(StringComparer.Ordinal),
            again.Select(Write).Order(StringComparer.Ordinal));

        static string Write(IdentityMatch match) =>
            $"{match.Identity.Key} {match.State} {match.Rung} {match.ParticipantId} {match.Class} {match.Evidence} {string.Join(' ', match.Candidates)}";
    });

    [Fact]
    public void Climb_UnrelatedParticipantAdded_ChangesNoMatchButOfAUniqueName() => Laws.Hold(1_000, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: generator.Chance(50));
        var added = new RosterEntry(new Guid(99, 0, 0, new byte[8]), generator.Pick(GivenNames) + " " + generator.Pick(FamilyNames), "new@contoso.example", [], "object-new", "registration-new");
        var before = Ladder.Climb(meeting.Roster, meeting.Seen, [], acceptUniqueNames: true);
        var after = Ladder.Climb([.. meeting.Roster, added], meeting.Seen, [], acceptUniqueNames: true);

        foreach (var (former, now) in before.Zip(after).Where(pair => pair.First.State == MatchState.Matched))
        {
            var hasBecomeAmbiguous = former.Rung == MatchRung.UniqueName && now.State == MatchState.Suggested && now.Candidates.Any(candidate => candidate.ParticipantId == added.Id);
            Assert.True(hasBecomeAmbiguous || (former.ParticipantId, former.Rung) == (now.ParticipantId, now.Rung), $"{former.Identity.Key} was {former.Rung}, is {now.State} {now.Rung}");
        }

        Assert.DoesNotContain(after, match => match.State == MatchState.Matched && match.ParticipantId == added.Id && match.Rung != MatchRung.UniqueName);
    });

    [Fact]
    public void Gather_AnyMeeting_LosesNothingAndDependsOnNoOrder() => Laws.Hold(1_000, generator =>
    {
        var meeting = new Meeting(generator, uniqueNames: false);
        var again = SeenIdentity.Gather(generator.Shuffled(meeting.Records), generator.Shuffled(meeting.Respondents));

        Assert.Equal(meeting.Records.Select(record => record.RecordId).Order(), meeting.Seen.SelectMany(identity => identity.Records).Select(record => record.RecordId).Order());
        Assert.Equal(meeting.Seen.Select(identity => (identity.Key, identity.Records.Count, identity.AnsweredPolls)), again.Select(identity => (identity.Key, identity.Records.Count, identity.AnsweredPolls)));
    });

    private static void AssertTrue(Meeting meeting, IReadOnlyList<IdentityMatch> matches)
    {
        Assert.Equal(meeting.Seen, matches.Select(match => match.Identity));
        foreach (var match in matches)
        {
            var people = meeting.PeopleBehind(match.Identity);
            Assert.True(people.Length == 1, $"{match.Identity.Key} joins {people.Length} people");
            Assert.True(match.ParticipantId is null == (match.State != MatchState.Matched), "a participant stands on a match alone");
            Assert.True(match.ParticipantId is null || match.ParticipantId == people[0], $"{match.Identity.Key} is matched with somebody else by {match.Rung}");
        }
    }

    private sealed record Person(Guid Id, string Given, string Family, string Email, string Alias, string SignIn, string ObjectId, string RegistrationId)
    {
        public string Name => $"{Given} {Family}";
    }

    /// <summary>People, the part of them that a roster knows, and the traces that they left: each true, none complete.</summary>
    private sealed class Meeting
    {
        private readonly Dictionary<string, Guid> truth = new(StringComparer.Ordinal);

        public Meeting(Generator generator, bool uniqueNames)
        {
            var people = Enumerable.Range(1, generator.Number(1, 8)).Select(number => Somebody(generator, number, uniqueNames)).ToArray();
            Roster = [.. people.Where(_ => generator.Chance(70)).Select(person => new RosterEntry(
                person.Id,
                Written(generator, person),
                generator.Chance(80) ? person.Email : null,
                [.. new[] { person.Alias, person.SignIn }.Where(_ => generator.Chance(50))],
                generator.Chance(50) ? person.ObjectId : null,
                generator.Chance(30) ? person.RegistrationId : null))];
            Records = [.. generator.Many(0, 12, () => generator.Pick(people)).Select((person, index) => Trace(generator, person, index))];
            Respondents = generator.Many(0, 6, () => generator.Pick(people)).Select(person => new Respondent(Address(generator, person), Written(generator, person))).ToArray();
            foreach (var person in people)
            {
                truth[$"email:{person.Email}"] = truth[$"email:{person.Alias}"] = truth[$"email:{person.SignIn}"] = person.Id;
            }

            Seen = SeenIdentity.Gather(Records, Respondents);
        }

        public IReadOnlyList<RosterEntry> Roster { get; }

        public IReadOnlyList<AttendanceRecord> Records { get; }

        public IReadOnlyList<Respondent> Respondents { get; }

        public IReadOnlyList<SeenIdentity> Seen { get; }

        public Guid[] PeopleBehind(SeenIdentity identity) => identity.Records.Count > 0
            ? [.. identity.Records.Select(record => truth[record.RecordId]).Distinct()]
            : [truth[identity.Key]];

        private static Person Somebody(Generator generator, int number, bool uniqueNames)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            var family = generator.Pick(FamilyNames) + (uniqueNames ? text : "");
            return new Person(
                new Guid(number, 0, 0, new byte[8]), generator.Pick(GivenNames), family, $"p{text}@contoso.example", $"p{text}@home.example", $"p{text}@corp.example", $"object-{text}", $"registration-{text}");
        }

        private AttendanceRecord Trace(Generator generator, Person person, int index)
        {
            var id = $"record-{index.ToString(CultureInfo.InvariantCulture)}";
            truth[id] = person.Id;
            return generator.Chance(30) ? Filed(generator, person, id) : new AttendanceRecord(
                $"report-{index % 3}",
                id,
                generator.Chance(20) ? person.RegistrationId : null,
                generator.Chance(40) ? Cased(generator, person.ObjectId) : generator.Pick([null, "", " "]),
                generator.Chance(50) ? Address(generator, person) : generator.Pick([null, "", "n/a"]),
                generator.Chance(15) ? "+1 425-555-0100" : Written(generator, person),
                "Attendee",
                null,
                []);
        }

        /// <summary>What a file says: no id, and a sign-in name that may be another address than the e-mail address.</summary>
        private static AttendanceRecord Filed(Generator generator, Person person, string id) => new(
            ReportIds.OfFile(new Guid(generator.Number(1, 2), 0, 0, new byte[8])), id, null, null, generator.Chance(80) ? Address(generator, person) : null, Written(generator, person), "Attendee", null, [])
        {
            SignInName = generator.Chance(60) ? Cased(generator, person.SignIn) : null,
        };

        private static string Address(Generator generator, Person person) => Cased(generator, generator.Chance(60) ? person.Email : generator.Pick([person.Alias, person.SignIn]));

        private static string Cased(Generator generator, string text) => generator.Chance(50) ? text : text.ToUpperInvariant();

        private static string Written(Generator generator, Person person) => generator.Pick(
        [
            person.Name, $"{person.Family}, {person.Given}", $"{person.Name} (Guest)", $"[Contoso] {person.Name}", $"{person.Name} {person.Name}", person.Name.ToUpperInvariant(),
        ]);
    }
}
