using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>Questions that ask who answers, told by their words or by their answers.</summary>
public class IdentityQuestionsTests
{
    private static readonly HashSet<string> roster = [.. new[] { "Ada North", "Ben South", "Cy West" }.Select(PersonName.Key)];

    [Theory]
    [InlineData("Your name")]
    [InlineData("Full name")]
    [InlineData("Name2")]
    [InlineData("First name")]
    [InlineData("What is your full name?")]
    [InlineData("Please enter your name (as it should appear on the certificate)")]
    [InlineData("Vor- und Nachname")]
    [InlineData("Bitte geben Sie Ihren Namen ein")]
    [InlineData("Quel est votre nom ?")]
    [InlineData("Nom et prénom")]
    [InlineData("Nombre y apellidos")]
    [InlineData("Nome completo")]
    [InlineData("Nome e cognome")]
    [InlineData("Volledige naam")]
    [InlineData("Imię i nazwisko")]
    [InlineData("Ваше имя и фамилия")]
    [InlineData("Adınız ve soyadınız")]
    [InlineData("氏名")]
    [InlineData("お名前を入力してください")]
    [InlineData("您的姓名")]
    [InlineData("성명을 입력하세요")]
    [InlineData("ชื่อ-นามสกุล")]
    [InlineData("الاسم الكامل")]
    [InlineData("שם מלא")]
    public void TakenOut_QuestionForAName_IsNoPoll(string title)
    {
        var export = IdentityQuestions.TakenOut(Export([title, "Which rule?"], "- Ada North,A", "- Ben South,B"), roster);

        Assert.Equal(["Which rule?"], export.Questions.Select(question => question.Title));
        Assert.Equal([title], export.AskingWho.Select(question => question.Title));
        Assert.Equal(["Ada North", "Ben South"], export.Responses.Select(response => response.Typed?.Name));
        Assert.Equal(["A", "B"], export.Responses.Select(response => response.Answers.Single()));
    }

    [Theory]
    [InlineData("Email")]
    [InlineData("Email address")]
    [InlineData("Enter your e-mail")]
    [InlineData("Your work e-mail address")]
    [InlineData("Ihre E-Mail-Adresse")]
    [InlineData("Adresse e-mail")]
    [InlineData("Correo electrónico")]
    [InlineData("Indirizzo di posta elettronica")]
    [InlineData("E-mailadres")]
    [InlineData("Adres e-mail")]
    [InlineData("Адрес электронной почты")]
    [InlineData("メールアドレス")]
    [InlineData("电子邮件地址")]
    [InlineData("이메일 주소")]
    [InlineData("A title in words that no list has")]
    public void TakenOut_QuestionForAnAddress_IsNoPoll(string title)
    {
        var export = IdentityQuestions.TakenOut(Export([title, "Which rule?"], "- Ada.North@example.com,A", "- mailto:x <ben@example.com>,B"), new HashSet<string>());

        Assert.Equal(["Which rule?"], export.Questions.Select(question => question.Title));
        Assert.Equal(["ada.north@example.com", "ben@example.com"], export.Responses.Select(response => response.Typed?.Email));
    }

    [Theory]
    [InlineData("it asks for the name of something else", "What is the name of the rule?", "ASC 606", "ASC 842")]
    [InlineData("an answer of few words", "Which rule?", "A", "B")]
    [InlineData("no address is given where one would be asked for", "Email", "yes", "no")]
    [InlineData("a choice among addresses", "Which one is phishing?", "hr@evil.example", "hr@evil.example")]
    [InlineData("a choice among people", "Who presented?", "Ada North", "Ada North")]
    public void TakenOut_AnotherQuestion_StaysAPoll(string because, string title, string first, string second)
    {
        var export = Export([title], $"- {first}", $"- {second}");

        Assert.True(ReferenceEquals(export, IdentityQuestions.TakenOut(export, roster)), because);
    }

    [Fact]
    public void TakenOut_ChoicesOfAQuizUnderANamesHeader_StayAPoll() =>
        Assert.Empty(IdentityQuestions.TakenOut(Export(["Name"], "- A", "- B", "- A", "- B"), roster).AskingWho);

    [Theory]
    [InlineData("names of the roster", "Ada North", "south, ben", "- ", "- ")]
    [InlineData("what Forms itself says of each", "Eve Far", "Eve Far", "eve@x.example;Eve Far ", "eve@x.example;Eve Far ")]
    public void TakenOut_AnswersThatSayWho_AreNoPollWhateverTheWords(string because, string first, string second, string one, string two)
    {
        var export = IdentityQuestions.TakenOut(
            Export(["Xqz", "Which rule?"], one + first.Replace(", ", "|", StringComparison.Ordinal) + ",A", two + second.Replace(", ", "|", StringComparison.Ordinal) + ",B"), roster);

        Assert.True(export.Questions.Select(question => question.Title).SequenceEqual(["Which rule?"]), because);
    }

    [Fact]
    public void TakenOut_RespondentWhomFormsNames_KeepsNothingTyped()
    {
        var export = IdentityQuestions.TakenOut(Export(["Your name", "Which rule?"], "ada@x.example;Ada Ben South,A", "- Cy West,B"), roster);

        Assert.Equal([null, "Cy West"], export.Responses.Select(response => response.Typed?.Name));
    }

    [Fact]
    public void TakenOut_FirstAndLastNameAskedForApart_AreOneName()
    {
        var export = IdentityQuestions.TakenOut(Export(["First name", "Last name", "E-mail", "Which rule?"], "- Ada,North,ada@x.example,A"), roster);

        Assert.Equal(new TypedIdentity("Ada North", "ada@x.example"), export.Responses.Single().Typed);
        Assert.Equal(3, export.Left.Count);
    }

    [Fact]
    public void TakenOut_QuestionThatAPersonDeclared_StaysAPoll() =>
        Assert.Equal(2, IdentityQuestions.TakenOut(Export(["Your name", "Which rule?"], "- Ada North,A") with { Declared = [6] }, roster).Questions.Count);

    /// <summary>Rows as "ada@x.example;Ada answer,answer": address and name of the account, "-" for nobody.</summary>
    private static FormsExport Export(string[] questions, params string[] rows) => new(
        "Form",
        null,
        null,
        [.. questions.Select((title, index) => new FormsQuestion(title, 6 + index))],
        [.. rows.Select((row, index) => Response(row, index))]);

    private static FormsResponse Response(string row, int index)
    {
        var account = row.StartsWith("- ", StringComparison.Ordinal) ? [] : row[..row.IndexOf(' ', StringComparison.Ordinal)].Split(';');
        var isNamed = account.Length > 0;
        var name = isNamed ? row[(row.IndexOf(';', StringComparison.Ordinal) + 1)..] : null;
        var written = isNamed && name!.StartsWith("Eve Far", StringComparison.Ordinal) ? "Eve Far" : isNamed ? account[1] : null;
        var answers = isNamed ? name![(written!.Length + 1)..] : row[2..];
        var at = new DateTime(2026, 3, 4, 10, 0, 0).AddMinutes(index);
        return new FormsResponse(index + 2, index + 1, at, at, isNamed ? account[0] : null, written, [.. answers.Split(',').Select(answer => answer.Replace("|", ", ", StringComparison.Ordinal))]);
    }
}
