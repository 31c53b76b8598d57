using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>Whom an identity resembles: one participant, one attendee, and what is suggested.</summary>
public class ResemblanceTests
{
    [Theory]
    [InlineData("one name in two spellings", "José Núñez", "NUNEZ, Jose (Guest)", 95, "The name is the same.")]
    [InlineData("an apostrophe left out", "Mary O'Brien", "Mary OBrien", 90, "The name is the same but for its spaces.")]
    [InlineData("two first names written as one", "Anne Marie Roy", "AnneMarie Roy", 90, "The name is the same but for its spaces.")]
    [InlineData("a Chinese name with a space", "王小明", "王 小明", 90, "The name is the same but for its spaces.")]
    [InlineData("a Chinese name, the family name last", "王小明", "小明 王", 90, "The name is the same but for its spaces.")]
    [InlineData("a Japanese name without its space", "佐藤 美咲", "佐藤美咲", 90, "The name is the same but for its spaces.")]
    [InlineData("a title", "John Smith", "John Smith, CPA", 92, "The names are alike: one of them has a title more.")]
    [InlineData("a title on the roster", "Dr. John Smith", "John Smith", 92, "The names are alike: one of them has a title more.")]
    [InlineData("a middle name missing", "John Quincy Smith", "John Smith", 85, "The names are alike: one of them has a word more.")]
    [InlineData("a middle initial too many", "John Smith", "John Q. Smith", 85, "The names are alike: one of them has a word more.")]
    [InlineData("an Arabic name without the middle one", "محمد أحمد علي", "محمد علي", 85, "The names are alike: one of them has a word more.")]
    [InlineData("a short form", "Robert Smith", "Bob Smith", 83, "The names are alike: one of them has a short form.")]
    [InlineData("two spellings of a first name with one short form", "Stephen King", "Steven King", 83, "The names are alike: one of them has a short form.")]
    [InlineData("a letter exchanged", "Kristina Olsen", "Kristina Olson", 80, "The names are alike: one letter differs.")]
    [InlineData("two letters swapped", "Marcus Hughes", "Marcus Huhges", 80, "The names are alike: one letter differs.")]
    [InlineData("a letter left out of a word of four", "Anna Lind", "Anna Linde", 80, "The names are alike: one letter differs.")]
    [InlineData("two letters of a long word", "Peter Schwarzenegger", "Peter Schwartzeneger", 73, "The names are alike: two letters differ.")]
    [InlineData("an initial", "John Smith", "J. Smith", 75, "The names are alike: one of them has an initial.")]
    [InlineData("two initials", "John Ronald Tolkien", "J. R. Tolkien", 75, "The names are alike: one of them has an initial.")]
    [InlineData("an initial of the last name", "Jane Doe", "Jane D", 75, "The names are alike: one of them has an initial.")]
    [InlineData("an initial, and the middle name missing", "John Quincy Smith", "J Smith", 65, "The names are alike: one of them has an initial, one of them has a word more.")]
    [InlineData("one word alone", "Jane Doe", "Jane", 45, "One word of the name is the same, and there is no other.")]
    [InlineData("Cyrillic in Latin letters", "Сергей Иванов", "Sergey Ivanov", 87, "The names are alike: written in another script.")]
    [InlineData("the same by another system", "Сергей Иванов", "Sergei Ivanov", 87, "The names are alike: written in another script.")]
    [InlineData("Latin on the roster, Cyrillic in the meeting", "Yulia Khrushcheva", "Хрущева Юлия", 87, "The names are alike: written in another script.")]
    [InlineData("German spelling of Cyrillic", "Юлия Щукина", "Julia Schukina", 87, "The names are alike: written in another script.")]
    [InlineData("Ukrainian", "Олексій Шевченко", "Oleksii Shevchenko", 87, "The names are alike: written in another script.")]
    [InlineData("Greek in Latin letters", "Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", 87, "The names are alike: written in another script.")]
    [InlineData("umlauts spelled out", "Jürg Müller", "Juerg Mueller", 92, "The names are alike: a letter such as ä, ö, ü, å or ø is spelled out.")]
    [InlineData("umlauts spelled out on the roster, left out in the meeting", "Juerg Mueller", "Jurg Muller", 92, "The names are alike: a letter such as ä, ö, ü, å or ø is spelled out.")]
    [InlineData("Scandinavian letters spelled out", "Bjørn Ångström", "Bjoern Aangstroem", 92, "The names are alike: a letter such as ä, ö, ü, å or ø is spelled out.")]
    [InlineData("an umlaut spelled out, and an initial", "Jürg Müller", "J. Mueller", 75, "The names are alike: a letter such as ä, ö, ü, å or ø is spelled out, one of them has an initial.")]
    [InlineData("a Cyrillic letter in a Latin name", "Jane Doe", "J\u0430ne Doe", 85, "The names are alike: letters of another script stand in one of them and look the same.")]
    [InlineData("Cyrillic letters in both words", "Jane Pope", "J\u0430ne \u0420\u043E\u0440\u0435", 85, "The names are alike: letters of another script stand in one of them and look the same.")]
    [InlineData("a Greek letter in a Latin name", "Nina Olsen", "Nina \u039Flsen", 85, "The names are alike: letters of another script stand in one of them and look the same.")]
    [InlineData("an initial in another script", "Сергей Иванов", "S. Ivanov", 67, "The names are alike: written in another script, one of them has an initial.")]
    [InlineData("a letter of difference in another script", "Александр Петров", "Alexander Petrov", 72, "The names are alike: written in another script, in another script one letter differs.")]
    public void Climb_NameResemblesAParticipant_SuggestsWithScoreAndReason(string sentence, string participant, string shown, int score, string reason)
    {
        var match = Climb(Entry(1, participant), Seen("", shown));
        var candidate = Assert.Single(match.Candidates);

        Expect.Equal(sentence, (MatchState.Suggested, (Guid?)null, score), (match.State, match.ParticipantId, candidate.Score));
        Expect.Equal(sentence, reason, candidate.Reason);
    }

    [Theory]
    [InlineData("two first names", "Jane Doe", "John Doe")]
    [InlineData("short words that differ by a letter are other names", "Kim Lee", "Tim Lee")]
    [InlineData("two middle initials that differ", "John A. Smith", "John B. Smith")]
    [InlineData("father and son", "John Smith Jr", "John Smith Sr")]
    [InlineData("a short form that stands for several names", "Christopher Lee", "Christian Lee")]
    [InlineData("an initial alone", "John Smith", "J. S.")]
    [InlineData("a Chinese letter exchanged is another name", "王小明", "王小红")]
    [InlineData("Arabic names that share nothing", "محمد علي", "أحمد حسن")]
    [InlineData("Latin names that would sound alike", "Jan Novak", "Ian Novak")]
    [InlineData("two vowels of a short word are the name", "Sue Lee", "Su Lee")]
    [InlineData("numbers tell people apart", "Attendee 1001", "Attendee 1002")]
    [InlineData("a title is no name", "Dr Smith", "Dr Jones")]
    public void Climb_AnotherName_SuggestsNobody(string sentence, string participant, string shown) =>
        Expect.Equal(sentence, (MatchState.Unmatched, 0), (Climb(Entry(1, participant), Seen("", shown)).State, Climb(Entry(1, participant), Seen("", shown)).Candidates.Count));

    [Theory]
    [InlineData("the name with a full stop", "John Smith|", "john.smith@gmail.example|", 65, "The address is made of the name.")]
    [InlineData("an umlaut spelled out", "Jürg Müller|", "juerg.mueller@gmail.example|", 65, "The address is made of the name.")]
    [InlineData("the name in one", "John Smith|", "johnsmith77@gmail.example|", 65, "The address is made of the name.")]
    [InlineData("the last name first", "John Smith|", "smith_john+cpe@gmail.example|", 65, "The address is made of the name.")]
    [InlineData("an initial and the last name", "John Smith|", "jsmith@gmail.example|", 50, "The address is made of an initial and a name.")]
    [InlineData("the last name and an initial", "John Smith|", "smithj@gmail.example|", 50, "The address is made of an initial and a name.")]
    [InlineData("a Cyrillic name", "Ольга Петрова|", "opetrova@gmail.example|", 50, "The address is made of an initial and a name.")]
    [InlineData("the same before the @", "J. Smythe|jxs1973@work.example", "jxs1973@home.example|", 0, null)]
    [InlineData("the same letters before the @", "J. Smythe|jjsmythe@work.example", "jjsmythe@home.example|", 65, "The address is the same but for what follows the @.")]
    [InlineData("shown is the beginning of the address", "J. Smythe|jjsmythe@work.example", "|jjsmythe", 60, "The name shown is the beginning of the participant's address.")]
    [InlineData("shown is made like an address", "John Smith|", "|jsmith", 50, "The name shown is made of the name as addresses are.")]
    [InlineData("name and address together", "John Smith|", "john.smith@gmail.example|J. Smith", 79, "The names are alike: one of them has an initial; the address is made of the name.")]
    [InlineData("the same name at an unknown address", "John Smith|", "john.smith@gmail.example|John Smith", 99, "The name is the same; the address is made of the name.")]
    [InlineData("an office's address", "In Fo|", "info@gmail.example|", 0, null)]
    [InlineData("an address of somebody else", "John Smith|", "mary.jones@gmail.example|", 0, null)]
    public void Climb_UnknownAddress_IsComparedWithNamesAndAddresses(string sentence, string participant, string identity, int score, string? reason)
    {
        var (name, address) = (participant.Split('|')[0], participant.Split('|')[1]);
        var (email, shown) = (identity.Split('|')[0], identity.Split('|')[1]);
        var match = Climb(Entry(1, name, address), Seen(email, shown));

        var resembles = match.Candidates.SingleOrDefault(candidate => !candidate.Reason.StartsWith("The participant was not seen", StringComparison.Ordinal));
        Expect.Equal(sentence, (score, reason), (resembles?.Score ?? 0, resembles?.Reason));
    }

    [Fact]
    public void Climb_ParticipantHasAnotherId_CountsAgainstTheResemblance()
    {
        var entry = Entry(1, "Jane Doe") with { ObjectId = "O-1" };
        var candidate = Assert.Single(Ladder.Climb([entry], People.Seen("|O-2||Jane Doe"), [], acceptUniqueNames: true).Single().Candidates);

        Assert.Equal((65, "The name is the same; but the participant has another id."), (candidate.Score, candidate.Reason));
    }

    [Fact]
    public void Climb_SeveralResembleIt_NamesFiveAndTheLikeliestFirst()
    {
        string[] names = ["Jane A Doe", "J Doe", "Janes Doe", "Jane", "Doe", "Doe"];
        var match = Ladder.Climb([.. names.Select((name, index) => Entry(index + 1, name))], People.Seen("|||Jane Doe"), [], acceptUniqueNames: true).Single();

        Assert.Equal([85, 80, 75], match.Candidates.Select(candidate => candidate.Score));
        Assert.Contains("More resemble it", match.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Climb_ManyResembleItEqually_NamesNone()
    {
        var match = Ladder.Climb([.. Enumerable.Range(1, 6).Select(number => Entry(number, $"Jane {(char)('A' + number)}oe"))], People.Seen("|||Jane"), [], acceptUniqueNames: true).Single();

        Assert.Equal((MatchState.Unmatched, 0), (match.State, match.Candidates.Count));
        Assert.Contains("none is named", match.Evidence, StringComparison.Ordinal);
    }

    private static IdentityMatch Climb(RosterEntry entry, SeenIdentity identity) => Ladder.Climb([entry], [identity], [], acceptUniqueNames: true) switch
    {
        // One name in two spellings matches by itself here; what is compared is the suggestion.
        [{ State: MatchState.Matched }] => Ladder.Climb([entry], [identity], [], acceptUniqueNames: false).Single(),
        var matches => matches.Single(),
    };

    private static RosterEntry Entry(int number, string name, string address = "") =>
        new(new Guid(number, 0, 0, new byte[8]), name, address.Length == 0 ? null : address, [], null, null);

    private static SeenIdentity Seen(string email, string shown) => SeenIdentity.Gather(
        [new AttendanceRecord("report", "record", null, null, email, shown, "Attendee", null, [])], []).Single();
}
